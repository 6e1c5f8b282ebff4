package org.machizu.federation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A layer here that is another server's collection.
 *
 * @param layer its short id here
 * @param server the short id of whose it is
 * @param collection its id there
 * @param revision what its content was told by then; null when that server does not tell
 * @param description the words that were given to the layer here, as JSON
 * @param harvested when its content was the other's; null before the first time
 * @param features how many it has
 * @param fault why it is not as new as it could be; null when all is well
 */
public record Mount(
    String layer,
    String server,
    String collection,
    @Nullable String revision,
    String description,
    @Nullable Instant harvested,
    long features,
    @Nullable String fault) {

  /** A layer that is about to be filled. */
  static Mount begun(String layer, String server, String collection) {
    return new Mount(layer, server, collection, null, "", null, 0, null);
  }

  Mount failed(String why) {
    return new Mount(layer, server, collection, revision, description, harvested, features, why);
  }

  Mount filled(@Nullable String newRevision, Instant now, long count) {
    return new Mount(layer, server, collection, newRevision, description, now, count, null);
  }

  Mount described(String words) {
    return new Mount(layer, server, collection, revision, words, harvested, features, fault);
  }
}
