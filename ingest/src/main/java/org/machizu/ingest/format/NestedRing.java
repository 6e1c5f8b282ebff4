package org.machizu.ingest.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.PointLocation;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;

/** A ring on its way into a polygon. */
final class NestedRing {
  /** After so many questions an index over a ring of so many points pays. */
  private static final int INDEX_AFTER = 4;

  private static final int INDEX_FROM_POINTS = 64;

  final LinearRing ring;
  final Envelope box;
  final double size;

  /** Holes turn against the clock in a Shapefile. */
  final boolean turnsAsHole;

  final List<LinearRing> holes = new ArrayList<>(0);
  boolean isHole;
  @Nullable NestedRing container;

  private int questions;
  private @Nullable IndexedPointInAreaLocator index;

  NestedRing(LinearRing ring, double signedArea) {
    this.ring = ring;
    this.box = ring.getEnvelopeInternal();
    this.size = Math.abs(signedArea);
    this.turnsAsHole = signedArea > 0;
  }

  /** Takes the other as container when this ring lies in it. */
  void tryContainer(NestedRing other) {
    if (other.box.covers(box) && other.contains(this)) {
      container = other;
    }
  }

  private boolean contains(NestedRing inner) {
    boolean allPoints = turnsAsHole == inner.turnsAsHole;
    boolean inside = false;
    int last = inner.ring.getNumPoints() - 1;
    for (int i = 0; i < last; i++) {
      switch (locate(inner.ring.getCoordinateN(i))) {
        case Location.EXTERIOR -> {
          return false;
        }
        case Location.INTERIOR -> {
          if (!allPoints) {
            return true;
          }
          inside = true;
        }
        default -> {} // on the border, which both inner and outer neighbours share
      }
    }
    return inside || containsMiddleOfAnEdge(inner);
  }

  /** Every point of the inner ring lies on this one: an edge between two of them decides. */
  private boolean containsMiddleOfAnEdge(NestedRing inner) {
    for (int i = 0; i < inner.ring.getNumPoints() - 1; i++) {
      Coordinate a = inner.ring.getCoordinateN(i);
      Coordinate b = inner.ring.getCoordinateN(i + 1);
      int location = locate(new Coordinate((a.x + b.x) / 2, (a.y + b.y) / 2));
      if (location != Location.BOUNDARY) {
        return location == Location.INTERIOR;
      }
    }
    return true; // the same ring twice
  }

  private int locate(Coordinate point) {
    if (index == null && ++questions > INDEX_AFTER && ring.getNumPoints() >= INDEX_FROM_POINTS) {
      index = new IndexedPointInAreaLocator(ring);
    }
    return index != null
        ? index.locate(point)
        : PointLocation.locateInRing(point, ring.getCoordinates());
  }
}
