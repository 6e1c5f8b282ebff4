package org.machizu.federation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How another server was found.
 *
 * @param tried when it was asked last; null for never
 * @param reached when it answered last; null for never
 * @param fault why it did not, the last time; null when it did
 */
public record ServerState(
    String server, @Nullable Instant tried, @Nullable Instant reached, @Nullable String fault) {

  static ServerState unknown(String server) {
    return new ServerState(server, null, null, null);
  }
}
