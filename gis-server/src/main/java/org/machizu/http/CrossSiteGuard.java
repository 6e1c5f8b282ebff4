package org.machizu.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * Refuses writes that a page of another site made the browser send. Browsers tell by Sec-Fetch-Site
 * or Origin; a script that sends neither is no browser and carries no stolen cookie.
 */
final class CrossSiteGuard {
  private static final Set<HandlerType> SAFE =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private CrossSiteGuard() {}

  static void check(Context ctx) {
    if (SAFE.contains(ctx.method())) {
      return;
    }
    String site = ctx.header("Sec-Fetch-Site");
    String origin = ctx.header("Origin");
    boolean fromHere =
        site != null
            ? site.equals("same-origin") || site.equals("none")
            : origin == null || sameOrigin(origin, ctx);
    if (!fromHere) {
      throw Problem.of(
              403,
              "cross-site",
              "The request came from a page of another site",
              "Origin " + origin + ", Sec-Fetch-Site " + site,
              "Open Machizu's own page and do it there.")
          .asException();
    }
  }

  /** Compares host and port only: behind a TLS proxy the scheme seen here is not the browser's. */
  static boolean sameOrigin(String origin, Context ctx) {
    String host = afterScheme(origin);
    return host.equals(ctx.host()) || host.equals(afterScheme(Requests.baseUrl(ctx)));
  }

  private static String afterScheme(String url) {
    int start = url.indexOf("://");
    return start < 0 ? "" : url.substring(start + 3);
  }
}
