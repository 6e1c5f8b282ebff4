package org.machizu.samples.parcels;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.Street;

/** The streets around a block, asked for how much of a lot's border lies on them. */
final class Frontage {
  /** A border this near to the road's edge lies on it. */
  private static final double TOUCH_M = 0.4;

  private static final double STEP_M = 4;

  private final List<Street> streets;
  private final Coordinate[][] lines;
  private final Envelope[] boxes;

  Frontage(List<Street> streets) {
    this.streets = streets;
    this.lines = streets.stream().map(s -> s.line().getCoordinates()).toArray(Coordinate[][]::new);
    this.boxes = streets.stream().map(Frontage::reach).toArray(Envelope[]::new);
  }

  private static Envelope reach(Street street) {
    Envelope box = street.strip().getEnvelopeInternal();
    box.expandBy(TOUCH_M);
    return box;
  }

  /** How much of the border lies on streets, m, to a few metres. */
  double lengthM(Polygon lot) {
    double all = 0;
    for (double part : byStreet(lot)) {
      all += part;
    }
    return all;
  }

  /** The street with most of the border; null when none touches. */
  @Nullable Street main(Polygon lot) {
    double[] parts = byStreet(lot);
    int best = -1;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] > 0 && (best < 0 || parts[i] > parts[best])) {
        best = i;
      }
    }
    return best < 0 ? null : streets.get(best);
  }

  private double[] byStreet(Polygon lot) {
    double[] parts = new double[lines.length];
    Coordinate[] ring = lot.getExteriorRing().getCoordinates();
    for (int i = 0; i + 1 < ring.length; i++) {
      double length = ring[i].distance(ring[i + 1]);
      int steps = (int) Math.ceil(length / STEP_M);
      for (int s = 0; s < steps; s++) {
        double t = (s + 0.5) / steps;
        Coordinate place =
            Shapes.at(
                ring[i].x + t * (ring[i + 1].x - ring[i].x),
                ring[i].y + t * (ring[i + 1].y - ring[i].y));
        int street = touched(place);
        if (street >= 0) {
          parts[street] += length / steps;
        }
      }
    }
    return parts;
  }

  private int touched(Coordinate place) {
    for (int i = 0; i < lines.length; i++) {
      double reach = streets.get(i).widthM() / 2 + TOUCH_M;
      if (boxes[i].contains(place) && isWithin(place, lines[i], reach * reach)) {
        return i;
      }
    }
    return -1;
  }

  /** Written out with squares, for it is asked some million times. */
  private static boolean isWithin(Coordinate place, Coordinate[] line, double reachSquared) {
    for (int i = 0; i + 1 < line.length; i++) {
      double dx = line[i + 1].x - line[i].x;
      double dy = line[i + 1].y - line[i].y;
      double px = place.x - line[i].x;
      double py = place.y - line[i].y;
      double t = Math.clamp((px * dx + py * dy) / (dx * dx + dy * dy), 0, 1);
      double x = px - t * dx;
      double y = py - t * dy;
      if (x * x + y * y <= reachSquared) {
        return true;
      }
    }
    return false;
  }
}
