package org.machizu.samples.imagery;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * A shape filled with one colour, as seen from above.
 *
 * @param argb colour; its alpha tells how rough the surface looks, from 0 to 255
 */
record Paint(Path2D path, Envelope box, int argb) {
  static Paint of(Geometry shape, int rgb, int roughness) {
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int i = 0; i < shape.getNumGeometries(); i++) {
      if (shape.getGeometryN(i) instanceof Polygon polygon) {
        ring(path, polygon.getExteriorRing());
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          ring(path, polygon.getInteriorRingN(hole));
        }
      }
    }
    return new Paint(path, shape.getEnvelopeInternal(), roughness << 24 | rgb & 0xffffff);
  }

  private static void ring(Path2D path, LineString ring) {
    Coordinate[] places = ring.getCoordinates();
    path.moveTo(places[0].x, places[0].y);
    for (int i = 1; i < places.length; i++) {
      path.lineTo(places[i].x, places[i].y);
    }
    path.closePath();
  }

  void fill(Graphics2D graphics, AffineTransform toPixels) {
    graphics.setColor(new java.awt.Color(argb, true));
    graphics.fill(path.createTransformedShape(toPixels));
  }
}
