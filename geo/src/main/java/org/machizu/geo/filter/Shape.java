package org.machizu.geo.filter;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.relateng.RelateNG;

/**
 * A geometry in a condition, made ready once for being compared with many. Safe for use by many
 * threads.
 */
public final class Shape {
  private final Geometry geometry;
  private final RelateNG prepared;

  /**
   * @param geometry lon/lat, JGD2011, not empty
   */
  public Shape(Geometry geometry) {
    if (geometry.isEmpty()) {
      throw new IllegalArgumentException("a geometry without positions cannot be asked about");
    }
    this.geometry = geometry;
    this.prepared = RelateNG.prepare(geometry);
  }

  /** Lon/lat, JGD2011. */
  public Geometry geometry() {
    return geometry;
  }

  /** Whether another geometry stands in a relation to this one. */
  boolean isMetBy(Geometry other, SpatialRelation relation) {
    synchronized (prepared) { // it builds its indexes when they are first needed
      return prepared.evaluate(other, relation.converse().topology());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && geometry.equalsExact(that.geometry);
  }

  @Override
  public int hashCode() {
    return geometry.hashCode();
  }

  @Override
  public String toString() {
    return geometry.toText();
  }
}
