package org.machizu.http;

import io.javalin.http.HandlerType;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request costs and risks; each has a limit of its own, so that none starves another. */
enum RateClass {
  READING,
  TILES,
  WRITING,
  /** Positions, of many trackers behind one address of a mobile network. */
  TRACKING,
  SIGNING_IN;

  private static final Set<HandlerType> READS =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  /** Of OGC API – Tiles; its other documents are read like any. */
  private static final Pattern OGC_TILE =
      Pattern.compile("/ogc/(?:collections/[^/]+/)?tiles/[^/]+/[^/]+/[^/]+/[^/]+");

  private static final Set<String> TRACKS = Set.of("/api/positions", "/api/tracks");

  static RateClass of(HandlerType method, String path) {
    if (method == HandlerType.POST && path.equals(Route.SIGN_IN_PATH)) {
      return SIGNING_IN;
    }
    if (path.startsWith("/gps/") || (method == HandlerType.POST && TRACKS.contains(path))) {
      return TRACKING;
    }
    if (!READS.contains(method)) {
      return WRITING;
    }
    boolean isTile =
        path.startsWith("/tiles/") || path.startsWith("/wmts") || OGC_TILE.matcher(path).matches();
    return isTile ? TILES : READING;
  }
}
