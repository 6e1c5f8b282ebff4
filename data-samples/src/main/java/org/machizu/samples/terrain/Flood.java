package org.machizu.samples.terrain;

import org.locationtech.jts.geom.Coordinate;

/** How deep the Midori river stands over the ground when it breaks its dikes. */
public final class Flood {
  private final Heights heights;
  private final boolean largest;

  /**
   * @param largest for the largest conceivable rain (想定最大規模), else for the planned one (計画規模)
   */
  public Flood(Heights heights, boolean largest) {
    this.heights = heights;
    this.largest = largest;
  }

  /** Depth in metres; 0 or less where it stays dry. */
  public double depthM(Coordinate place) {
    double x = place.x;
    double rise = largest ? 4.7 + 0.8 * Math.sin(x / 1700) : 2.1 + 0.35 * Math.sin(x / 1500 + 1);
    double loss = (largest ? 0.0009 : 0.0013) * heights.fromRiverM(place);
    double surface = rise - loss + 0.3 * heights.unevenness(place) + heights.bankM(x);
    double most = surface - heights.plainM(place);
    // Looking for the hills is the dear part, and tells nothing where it is dry without them.
    return most < -1 ? most : surface - heights.groundM(place);
  }
}
