package org.machizu.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A real OpenID provider in this process: discovery, keys, a page to sign in at, codes that work
 * once, signed tokens.
 */
public final class OpenIdProviderForTest implements AutoCloseable {
  static final String CLIENT = "machizu-test";
  static final String SECRET = "a secret between two";

  private final HttpServer http;
  private final RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
  private final RSAKey otherKey = new RSAKeyGenerator(2048).keyID("k1").generate();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Map<String, String> people = new ConcurrentHashMap<>();
  private final ObjectMapper json = new ObjectMapper();

  /** How the next tokens are spoilt. */
  UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;

  boolean signsByAnotherKey;
  boolean signsNot;

  private record Grant(Map<String, String> asked, String user, List<String> groups) {}

  OpenIdProviderForTest() throws Exception {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/.well-known/openid-configuration", this::discovery);
    http.createContext("/keys", e -> answer(e, 200, new JWKSet(key).toString()));
    http.createContext("/authorize", this::page);
    http.createContext("/token", this::token);
    http.createContext("/end", OpenIdProviderForTest::end);
    http.start();
  }

  String issuer() {
    return "http://localhost:" + http.getAddress().getPort();
  }

  /** What the person's browser does at the provider: signs in and gets a code. */
  String codeFor(Map<String, String> asked, String user, String... groups) {
    String code = UUID.randomUUID().toString();
    grants.put(code, new Grant(Map.copyOf(asked), user, List.of(groups)));
    return code;
  }

  /** Somebody who may sign in at the provider's page, and the group they are in. */
  public void knows(String user, String group) {
    people.put(user, group);
  }

  /** A link for each person, which leads back with a code. */
  private void page(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    StringBuilder page = new StringBuilder("<!doctype html><title>Provider</title>");
    people.forEach((user, group) ->
        page.append(
            "<p><a href=\"%s?code=%s&amp;state=%s\">%s</a>"
                .formatted(
                    asked.get("redirect_uri"),
                    codeFor(asked, user, group),
                    URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8),
                    user)));
    answer(exchange, 200, "text/html; charset=utf-8", page.toString());
  }

  /** Where a browser comes that signs out; it is sent back as asked. */
  private static void end(HttpExchange exchange) throws IOException {
    String back =
        parameters(exchange.getRequestURI().getRawQuery()).get("post_logout_redirect_uri");
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void discovery(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        json.writeValueAsString(
            Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/keys",
                "end_session_endpoint",
                issuer() + "/end",
                "subject_types_supported",
                List.of("public"),
                "response_types_supported",
                List.of("code"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"))));
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String client =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (CLIENT + ":a+secret+between+two").getBytes(StandardCharsets.UTF_8));
    Grant grant = grants.remove(form.getOrDefault("code", ""));
    try {
      boolean holds =
          grant != null
              && client.equals(exchange.getRequestHeaders().getFirst("Authorization"))
              && form.get("redirect_uri").equals(grant.asked().get("redirect_uri"))
              && challenge(form.get("code_verifier")).equals(grant.asked().get("code_challenge"));
      if (!holds) {
        answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        return;
      }
      answer(
          exchange,
          200,
          json.writeValueAsString(
              Map.of(
                  "access_token", "unused",
                  "token_type", "Bearer",
                  "id_token", idToken(grant))));
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private String idToken(Grant grant) throws Exception {
    Instant now = Instant.now();
    JWTClaimsSet set =
        claims
            .apply(
                new JWTClaimsSet.Builder()
                    .issuer(issuer())
                    .audience(CLIENT)
                    .subject("subject of " + grant.user())
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plusSeconds(300)))
                    .claim("nonce", grant.asked().get("nonce"))
                    .claim("preferred_username", grant.user())
                    .claim("name", "氏名 " + grant.user())
                    .claim("groups", grant.groups()))
            .build();
    if (signsNot) {
      return new PlainJWT(set).serialize();
    }
    SignedJWT signed =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), set);
    signed.sign(new RSASSASigner(signsByAnotherKey ? otherKey : key));
    return signed.serialize();
  }

  private static String challenge(String verifier) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  static Map<String, String> parameters(String query) {
    Map<String, String> found = new HashMap<>();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      found.put(
          parts[0], URLDecoder.decode(parts.length < 2 ? "" : parts[1], StandardCharsets.UTF_8));
    }
    return found;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, "application/json", body);
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
