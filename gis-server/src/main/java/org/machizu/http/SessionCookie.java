package org.machizu.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Optional;

/**
 * The one cookie there is: the token of a session. Scripts cannot read it, and no other site's page
 * makes the browser send it. By TLS it is named {@code __Host-…}, which browsers take only from the
 * very host, by TLS and for all of it, so that no neighbour under the town's domain can plant one.
 */
public final class SessionCookie {
  static final String NAME = "machizu_session";
  private static final String BY_TLS = "__Host-";
  private static final int LONGEST_TOKEN = 512;

  private SessionCookie() {}

  /** The token that the request brings; by TLS only one that was set by TLS. */
  public static Optional<String> find(Context ctx) {
    return Optional.ofNullable(ctx.cookie(name(ctx)))
        .filter(token -> !token.isEmpty() && token.length() <= LONGEST_TOKEN);
  }

  /**
   * Gives the browser a token.
   *
   * @param lasts how long the browser keeps it
   */
  public static void set(Context ctx, String token, Duration lasts) {
    put(ctx, token, (int) lasts.toSeconds());
  }

  /** Has the browser forget its token. */
  public static void clear(Context ctx) {
    put(ctx, "", 0);
  }

  private static void put(Context ctx, String token, int maxAgeSeconds) {
    boolean byTls = ctx.req().isSecure();
    ctx.cookie(
        new Cookie(name(ctx), token, "/", maxAgeSeconds, byTls, true, null, SameSite.STRICT));
  }

  private static String name(Context ctx) {
    return ctx.req().isSecure() ? BY_TLS + NAME : NAME;
  }
}
