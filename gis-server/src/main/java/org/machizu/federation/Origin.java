package org.machizu.federation;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LocalizedText;

/**
 * Whose a mounted layer is, and of when.
 *
 * @param server whose it is
 * @param collection its id there
 * @param harvested when the content was the other server's; null before the first time
 * @param asOf when the other server last said that nothing is newer; null before the first time
 * @param isAway whether the other server could not be asked the last time, or not for this layer
 */
public record Origin(
    LocalizedText server,
    URI url,
    String collection,
    @Nullable Instant harvested,
    @Nullable Instant asOf,
    boolean isAway) {

  static Origin of(RemoteServer server, ServerState state, Mount mount) {
    boolean isAway = state.fault() != null || mount.fault() != null;
    Instant asOf = mount.fault() == null ? state.reached() : mount.harvested();
    return new Origin(
        server.name(), server.url(), mount.collection(), mount.harvested(), asOf, isAway);
  }

  /** As collections tell it. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("server", Map.of("ja", server.ja(), "en", server.en()));
    json.put("url", url.toString());
    json.put("collection", collection);
    if (harvested != null) {
      json.put("harvested", harvested.toString());
    }
    if (asOf != null) {
      json.put("asOf", asOf.toString());
    }
    json.put("away", isAway);
    return json;
  }
}
