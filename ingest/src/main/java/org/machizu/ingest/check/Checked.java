package org.machizu.ingest.check;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.ingest.format.Problem;

/** What became of one geometry. */
public sealed interface Checked {
  /**
   * It may be kept as it is.
   *
   * @param geometry two-dimensional, lon/lat; null when the row has no place
   */
  record Accepted(@Nullable Geometry geometry) implements Checked {}

  /**
   * It was mended without changing what it says.
   *
   * @param geometry valid, two-dimensional, lon/lat; null when nothing was there to keep
   * @param problem says what was done, severity REPAIRED
   */
  record Repaired(@Nullable Geometry geometry, Problem problem) implements Checked {}

  /**
   * The row must be left out.
   *
   * @param problem says why and where, severity REJECTED
   */
  record Rejected(Problem problem) implements Checked {}
}
