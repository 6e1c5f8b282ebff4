package org.machizu.permits;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** The part of a shape that is drawn. */
final class Part {
  private Part() {}

  /** What lies within a box; the whole shape where nothing of it does. */
  static Geometry within(Geometry shape, Envelope box) {
    if (box.covers(shape.getEnvelopeInternal())) {
      return shape;
    }
    Geometry part =
        OverlayNGRobust.overlay(shape, shape.getFactory().toGeometry(box), OverlayNG.INTERSECTION);
    return part.isEmpty() ? shape : part;
  }
}
