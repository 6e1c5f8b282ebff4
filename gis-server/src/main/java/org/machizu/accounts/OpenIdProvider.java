package org.machizu.accounts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.OpenIdAccounts.Person;
import org.machizu.config.OpenIdSettings;
import org.machizu.outbound.Outbound;
import org.machizu.outbound.OutboundException;

/**
 * The OpenID provider as this server speaks with it: authorization code with PKCE, state and nonce;
 * the ID token's signature, issuer, audience, times and nonce are checked by Nimbus.
 */
final class OpenIdProvider {
  /** Only signatures by a key that the provider alone has; never "none", never a shared secret. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final Duration DISCOVERED_AGE = Duration.ofMinutes(10);
  private static final int OK = 200;

  private final OpenIdSettings settings;
  private final Outbound outbound;
  private final InstantSource clock;
  private volatile @Nullable Discovered discovered;

  private record Discovered(OIDCProviderMetadata metadata, Instant read) {}

  /**
   * What one sign-in has of its own; none of it can be guessed.
   *
   * @param verifier the secret of PKCE
   */
  record Flow(String state, String nonce, String verifier) {}

  OpenIdProvider(OpenIdSettings settings, Outbound outbound, InstantSource clock) {
    this.settings = settings;
    this.outbound = outbound;
    this.clock = clock;
  }

  /**
   * Where the browser is sent to sign in.
   *
   * @throws OutboundException when the provider cannot be asked
   */
  URI signInAddress(Flow flow, URI callback) throws OutboundException {
    return new AuthenticationRequest.Builder(
            new ResponseType(ResponseType.Value.CODE),
            new Scope("openid", "profile"),
            new ClientID(settings.clientId()),
            callback)
        .endpointURI(metadata().getAuthorizationEndpointURI())
        .state(new State(flow.state()))
        .nonce(new Nonce(flow.nonce()))
        .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Changes the code for the ID token, and checks that.
   *
   * @throws OutboundException when the provider cannot be asked, refuses the code, or its token
   *     does not hold
   */
  Person redeem(String code, Flow flow, URI callback) throws OutboundException {
    OIDCProviderMetadata metadata = metadata();
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), callback, new CodeVerifier(flow.verifier()));
    ClientID client = new ClientID(settings.clientId());
    TokenRequest request =
        settings
            .clientSecret()
            .map(secret ->
                new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        new ClientSecretBasic(
                            client, new com.nimbusds.oauth2.sdk.auth.Secret(secret.reveal())),
                        grant)
                    .build())
            .orElseGet(() ->
                new TokenRequest.Builder(metadata.getTokenEndpointURI(), client, grant).build());
    try {
      TokenResponse response = OIDCTokenResponseParser.parse(exchange(request.toHTTPRequest()));
      if (!(response instanceof OIDCTokenResponse tokens)) {
        throw new OutboundException(
            "the provider refuses the code: " + response.toErrorResponse().getErrorObject());
      }
      IDTokenValidator validator =
          new IDTokenValidator(
              new Issuer(settings.issuer()),
              client,
              new JWSVerificationKeySelector<SecurityContext>(
                  ALGORITHMS, new ImmutableJWKSet<>(keys(metadata))),
              null);
      IDTokenClaimsSet claims =
          validator.validate(tokens.getOIDCTokens().getIDToken(), new Nonce(flow.nonce()));
      return person(claims);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new OutboundException("the provider's token does not hold: " + e.getMessage());
    }
  }

  /**
   * Where the browser is sent to end the provider's own session; empty when it has no such place.
   */
  Optional<URI> endSessionAddress(URI back) {
    try {
      return Optional.ofNullable(metadata().getEndSessionEndpointURI())
          .map(end ->
              new LogoutRequest(
                      end, null, null, new ClientID(settings.clientId()), back, null, null)
                  .toURI());
    } catch (OutboundException e) {
      return Optional.empty(); // our own session has ended; the provider's ends by itself
    }
  }

  private Person person(IDTokenClaimsSet claims) throws OutboundException {
    String name = claims.getStringClaim(settings.userClaim());
    if (name == null) {
      throw new OutboundException(
          "the ID token has no claim '" + settings.userClaim() + "', which is to name the account");
    }
    List<String> groups = claims.getStringListClaim(settings.groupsClaim());
    return new Person(
        settings.issuer() + " " + claims.getSubject().getValue(),
        name,
        claims.getStringClaim("name"),
        groups == null ? Set.of() : Set.copyOf(groups));
  }

  private OIDCProviderMetadata metadata() throws OutboundException {
    Discovered known = discovered;
    Instant now = clock.instant();
    if (known == null || !now.isBefore(known.read().plus(DISCOVERED_AGE))) {
      known = new Discovered(discover(), now);
      discovered = known;
    }
    return known.metadata();
  }

  private OIDCProviderMetadata discover() throws OutboundException {
    String issuer = settings.issuer().toString();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.parse(text(URI.create(base + DISCOVERY)));
      if (!metadata.getIssuer().getValue().equals(issuer)) {
        throw new OutboundException(
            "the provider at " + issuer + " names itself " + metadata.getIssuer());
      }
      if (metadata.getAuthorizationEndpointURI() == null
          || metadata.getTokenEndpointURI() == null) {
        throw new OutboundException(
            "the provider at " + issuer + " has no authorization code flow");
      }
      return metadata;
    } catch (ParseException e) {
      throw new OutboundException(
          "the provider at "
              + issuer
              + " describes itself in a way that cannot be read: "
              + e.getMessage());
    }
  }

  /** Asked for at each sign-in: they are rare, and keys change. */
  private JWKSet keys(OIDCProviderMetadata metadata) throws OutboundException {
    try {
      return JWKSet.parse(text(metadata.getJWKSetURI()));
    } catch (java.text.ParseException e) {
      throw new OutboundException("the provider's keys cannot be read: " + e.getMessage());
    }
  }

  private String text(URI address) throws OutboundException {
    Outbound.Reply reply = outbound.send(address, Map.of("Accept", "application/json"), null);
    if (reply.status() != OK) {
      throw new OutboundException(address + " answered with status " + reply.status());
    }
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private HTTPResponse exchange(HTTPRequest request) throws OutboundException {
    Map<String, String> headers = new LinkedHashMap<>();
    request.getHeaderMap().forEach((name, values) -> headers.put(name, values.getFirst()));
    headers.put("Accept", "application/json");
    Outbound.Reply reply =
        outbound.send(
            request.getURI(), headers, request.getBody().getBytes(StandardCharsets.UTF_8));
    HTTPResponse response = new HTTPResponse(reply.status());
    try {
      response.setContentType("application/json");
    } catch (ParseException e) {
      throw new IllegalStateException("that is a media type", e);
    }
    response.setBody(new String(reply.body(), StandardCharsets.UTF_8));
    return response;
  }
}
