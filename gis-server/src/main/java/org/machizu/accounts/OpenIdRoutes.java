package org.machizu.accounts;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.machizu.access.OpenIdAccounts;
import org.machizu.access.OpenIdAccounts.Person;
import org.machizu.access.Secrets;
import org.machizu.access.Session;
import org.machizu.config.OpenIdSettings;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.http.SessionCookie;
import org.machizu.outbound.Outbound;
import org.machizu.outbound.OutboundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-in at the OpenID provider. What a sign-in under way has to remember lies in a cookie of its
 * browser, so that it may come back to any server, and to none but that browser.
 */
public final class OpenIdRoutes {
  static final String PATH = "/api/session/openid";
  private static final String CALLBACK = PATH + "/callback";
  private static final Logger LOG = LoggerFactory.getLogger(OpenIdRoutes.class);
  private static final String COOKIE = "machizu_openid";
  private static final int COOKIE_SECONDS = 600;
  private static final int LONGEST_PATH = 500;
  private static final int LONGEST_CODE = 4000;

  private final OpenIdProvider provider;
  private final OpenIdAccounts accounts;

  public OpenIdRoutes(
      OpenIdSettings settings, Outbound outbound, OpenIdAccounts accounts, InstantSource clock) {
    this.provider = new OpenIdProvider(settings, outbound, clock);
    this.accounts = accounts;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                PATH,
                Audience.ANYBODY,
                Reads.NOTHING,
                "Sends the browser to the OpenID provider to sign in",
                this::begin)
            .with(Parameter.text("to", "the path of this server to come back to; default /")),
        Route.of(
                GET,
                CALLBACK,
                Audience.ANYBODY,
                Reads.NOTHING,
                "Where the OpenID provider sends the browser back to",
                this::comeBack)
            .with(
                Parameter.text("code", "as the provider gives it"),
                Parameter.text("state", "as this server gave it"),
                Parameter.text("error", "as the provider gives it"))
            .withOpenParameters());
  }

  private void begin(Context ctx) {
    String to = localPath(Query.of(ctx).text("to").orElse("/"));
    String secret = Secrets.create();
    ctx.header("Cache-Control", "no-store");
    try {
      URI address = provider.signInAddress(flow(secret), callback(ctx));
      putCookie(ctx, secret + "." + encode(to), COOKIE_SECONDS);
      ctx.redirect(address.toString());
    } catch (OutboundException e) {
      LOG.warn("sign-in by OpenID: {}", e.getMessage());
      refuse(ctx, "provider-unreachable");
    }
  }

  private void comeBack(Context ctx) {
    ctx.header("Cache-Control", "no-store");
    String cookie = ctx.cookie(COOKIE);
    putCookie(ctx, "", 0); // whatever comes of it, it is over
    Query query = Query.of(ctx);
    String state = query.text("state").orElse("");
    String code = query.text("code").orElse("");
    int dot = cookie == null ? -1 : cookie.indexOf('.');
    OpenIdProvider.Flow flow = flow(dot < 0 ? "" : String.valueOf(cookie).substring(0, dot));
    if (dot < 0 || !same(state, flow.state())) {
      refuse(ctx, "start-again");
      return;
    }
    if (code.isEmpty() || code.length() > LONGEST_CODE) {
      LOG.info("sign-in by OpenID: the provider sent no code");
      refuse(ctx, "provider-refused");
      return;
    }
    try {
      Person person = provider.redeem(code, flow, callback(ctx));
      switch (accounts.signIn(person, SessionRoutes.origin(ctx))) {
        case OpenIdAccounts.Outcome.SignedIn(String token) -> {
          SessionCookie.set(ctx, token, Session.ABSOLUTE_LIMIT);
          ctx.redirect(localPath(decode(String.valueOf(cookie).substring(dot + 1))));
        }
        case OpenIdAccounts.Outcome.Refused(OpenIdAccounts.Refusal reason) ->
            refuse(ctx, reason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      }
    } catch (OutboundException e) {
      LOG.warn("sign-in by OpenID: {}", e.getMessage());
      refuse(ctx, "provider-refused");
    }
  }

  /** Where the browser goes to end the provider's session too. */
  Optional<String> endSession(Context ctx) {
    return provider.endSessionAddress(URI.create(Requests.baseUrl(ctx) + "/")).map(URI::toString);
  }

  /** All from one secret, so that the cookie is short and none of them tells another. */
  private static OpenIdProvider.Flow flow(String secret) {
    return new OpenIdProvider.Flow(
        Secrets.derive(secret, "state"),
        Secrets.derive(secret, "nonce"),
        Secrets.derive(secret, "verifier"));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuse(Context ctx, String why) {
    ctx.redirect(PasswordRoutes.REFUSED_PAGE + "?problem=" + why);
  }

  private static URI callback(Context ctx) {
    return URI.create(Requests.baseUrl(ctx) + CALLBACK);
  }

  /** Only a path of this very server: nobody is sent elsewhere after signing in. */
  private static String localPath(String to) {
    boolean isLocal =
        to.length() <= LONGEST_PATH
            && to.startsWith("/")
            && !to.startsWith("//")
            && to.chars().noneMatch(c -> c <= ' ' || c == '\\' || c >= 0x7F);
    if (!isLocal) {
      throw Problem.badParameter("to", to, "a path of this server, as /admin").asException();
    }
    return to;
  }

  /** By Lax, since the provider's page is another site; it lets nobody in by itself. */
  private static void putCookie(Context ctx, String value, int maxAgeSeconds) {
    ctx.cookie(
        new Cookie(
            COOKIE, value, PATH, maxAgeSeconds, ctx.req().isSecure(), true, null, SameSite.LAX));
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "/"; // a cookie that was changed
    }
  }
}
