package org.machizu.layers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;

/**
 * One change of one feature.
 *
 * @param before the state that ended; null when the feature was created
 * @param after the state that began; null when it was deleted
 */
public record FeatureVersion(
    Revision revision,
    Instant time,
    String actor,
    Kind kind,
    long featureId,
    @Nullable Feature before,
    @Nullable Feature after) {

  /** What was done. */
  public enum Kind {
    CREATE,
    UPDATE,
    DELETE
  }
}
