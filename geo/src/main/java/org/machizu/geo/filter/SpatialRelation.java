package org.machizu.geo.filter;

import org.locationtech.jts.operation.relateng.RelatePredicate;
import org.locationtech.jts.operation.relateng.TopologyPredicate;

/**
 * How two geometries lie to each other, after the DE-9IM model (OGC 06-103r4, 6.1.15); in the plane
 * of degrees.
 */
public enum SpatialRelation {
  INTERSECTS,
  DISJOINT,
  EQUALS,
  TOUCHES,
  CROSSES,
  OVERLAPS,
  WITHIN,
  CONTAINS;

  /** The relation seen from the other geometry. */
  public SpatialRelation converse() {
    return switch (this) {
      case WITHIN -> CONTAINS;
      case CONTAINS -> WITHIN;
      default -> this;
    };
  }

  /** Whether a geometry lies so to itself. */
  boolean isReflexive() {
    return switch (this) {
      case INTERSECTS, EQUALS, WITHIN, CONTAINS -> true;
      case DISJOINT, TOUCHES, CROSSES, OVERLAPS -> false;
    };
  }

  TopologyPredicate topology() {
    return switch (this) {
      case INTERSECTS -> RelatePredicate.intersects();
      case DISJOINT -> RelatePredicate.disjoint();
      case EQUALS -> RelatePredicate.equalsTopo();
      case TOUCHES -> RelatePredicate.touches();
      case CROSSES -> RelatePredicate.crosses();
      case OVERLAPS -> RelatePredicate.overlaps();
      case WITHIN -> RelatePredicate.within();
      case CONTAINS -> RelatePredicate.contains();
    };
  }
}
