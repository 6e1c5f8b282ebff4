package org.machizu.layers.ground;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Feature;

/**
 * A feature and where it lies. Of those that lie around a site most are only asked how far away
 * they are; the rest of them is made when it is wanted. For one question, not for many threads.
 */
public final class PlaneFeature {
  private static final int UNKNOWN = -2;

  private final Supplier<Feature> readFeature;
  private final Supplier<Geometry> readPlane;
  private @Nullable Feature feature;
  private @Nullable Geometry plane;
  private @Nullable Border border;
  private int dimension = UNKNOWN;

  /**
   * @param plane metres in the town's zone, east before north; empty when it has no place
   */
  public PlaneFeature(Feature feature, Geometry plane) {
    this(() -> feature, () -> plane);
  }

  /** One of which both parts are read when they are wanted. */
  public PlaneFeature(Supplier<Feature> feature, Supplier<Geometry> plane) {
    this.readFeature = feature;
    this.readPlane = plane;
  }

  /**
   * One of which more is known already.
   *
   * @param dimension of the shape: 0 points, 1 lines, 2 areas
   */
  public PlaneFeature(
      Supplier<Feature> feature, Supplier<Geometry> plane, int dimension, Border border) {
    this(feature, plane);
    this.dimension = dimension;
    this.border = border;
  }

  public Feature feature() {
    Feature known = feature;
    if (known == null) {
      known = readFeature.get();
      feature = known;
    }
    return known;
  }

  /** Metres in the town's zone, east before north; empty when it has no place. */
  public Geometry plane() {
    Geometry known = plane;
    if (known == null) {
      known = readPlane.get();
      plane = known;
    }
    return known;
  }

  /** Of the shape: 0 points, 1 lines, 2 areas; of several kinds the highest; -1 without a place. */
  public int dimension() {
    if (dimension == UNKNOWN) {
      dimension = plane().getDimension();
    }
    return dimension;
  }

  /** Its lines, or the rings of its area. */
  public Border border() {
    Border known = border;
    if (known == null) {
      known = Border.of(plane());
      border = known;
    }
    return known;
  }
}
