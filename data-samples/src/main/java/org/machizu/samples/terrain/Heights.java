package org.machizu.samples.terrain;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.machizu.samples.plane.Shapes;

/** Heights above T.P.: the plain falls to the west and towards the river, hills rise beyond it. */
public final class Heights {
  private final Land land;
  private final Noise noise;
  private final IndexedFacetDistance fromPlain;

  public Heights(long seed, Land land) {
    this.land = land;
    this.noise = new Noise(seed + 5);
    this.fromPlain = new IndexedFacetDistance(land.plain().getBoundary());
  }

  /** The ground at the river's banks, m above T.P. */
  public double bankM(double x) {
    return 18 + 0.0017 * (x + Land.HALF_WIDTH);
  }

  /** The ground, m above T.P. */
  public double groundM(Coordinate place) {
    double plain = plainM(place);
    if (land.isPlain(place)) {
      return plain;
    }
    double beyond = fromPlain.distance(Shapes.point(place));
    double rise = 150 * (1 - Math.exp(-beyond / 850));
    double rough = Math.min(1, beyond / 350) * 38 * noise.at(place.x, place.y, 640);
    return plain + Math.max(0.02 * beyond, rise + rough);
  }

  /** The ground if there were no hills, m above T.P.; the true one is never lower. */
  public double plainM(Coordinate place) {
    double relief = 0.45 * noise.at(place.x, place.y, 420) + 0.15 * noise.at(place.x, place.y, 90);
    return bankM(place.x) + 0.0019 * fromRiverM(place) + relief;
  }

  /** From the river's middle across its valley, m. */
  public double fromRiverM(Coordinate place) {
    return Math.abs(place.y - land.riverAt(place.x));
  }

  /**
   * How much a flood of the river lies above or below its mean, by chance of the ground; -1 to 1.
   */
  double unevenness(Coordinate place) {
    return noise.at(place.x + 9000, place.y, 900);
  }
}
