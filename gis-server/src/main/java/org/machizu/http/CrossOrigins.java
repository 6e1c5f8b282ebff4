package org.machizu.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose pages may read what the town publishes (CORS): nobody's, unless the settings name them.
 * Only the read routes of open data are opened, never with anybody's rights: no credentials are
 * allowed, and what such a page asks for is answered as to the public even when a cookie comes
 * along.
 */
final class CrossOrigins {
  private static final String ALL = "*";
  private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);
  private static final Set<String> READ_METHODS = Set.of("GET", "HEAD");

  private final Set<String> allowed;

  /**
   * @param allowed origins as "https://map.example"; or "*" alone
   */
  CrossOrigins(Collection<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** Whether a page of an allowed other origin reads open data. */
  boolean isForeignRead(Context ctx) {
    return READS.contains(ctx.method()) && isOpen(ctx.path()) && isAllowedForeign(ctx);
  }

  /** Sets the headers of an answer of open data; without allowed origins there are none. */
  void tell(Context ctx) {
    if (allowed.isEmpty() || !isOpen(ctx.path())) {
      return;
    }
    ctx.attribute(Answers.VARIES_BY_ORIGIN, true);
    ctx.header("Vary", "Origin");
    if (isAllowedForeign(ctx)) {
      ctx.header("Access-Control-Allow-Origin", allowedName(ctx));
      ctx.header(
          "Access-Control-Expose-Headers",
          "ETag, Link, Retry-After, Content-Language, Content-Crs");
      ctx.header("Cross-Origin-Resource-Policy", "cross-origin");
    }
  }

  /** Answers a browser that asks beforehand; whether it was one, and has its answer. */
  boolean answersPreflight(Context ctx) {
    String method = ctx.header("Access-Control-Request-Method");
    if (ctx.method() != HandlerType.OPTIONS
        || method == null
        || !READ_METHODS.contains(method)
        || !isOpen(ctx.path())
        || !isAllowedForeign(ctx)) {
      return false;
    }
    ctx.header("Access-Control-Allow-Methods", "GET, HEAD");
    ctx.header("Access-Control-Allow-Headers", "If-None-Match");
    ctx.header("Access-Control-Max-Age", "600");
    ctx.status(204).skipRemainingHandlers();
    return true;
  }

  private boolean isAllowedForeign(Context ctx) {
    @Nullable String origin = ctx.header("Origin");
    return origin != null
        && (allowed.contains(ALL) || allowed.contains(origin))
        && !CrossSiteGuard.sameOrigin(origin, ctx);
  }

  private String allowedName(Context ctx) {
    return allowed.contains(ALL) ? ALL : String.valueOf(ctx.header("Origin"));
  }

  private static boolean isOpen(String path) {
    return path.equals("/ogc")
        || path.startsWith("/ogc/")
        || path.startsWith("/tiles/")
        || path.startsWith("/styles/")
        || path.equals("/wmts")
        || path.startsWith("/wmts/")
        || path.startsWith("/catalogue/");
  }
}
