package org.machizu.guidance.roads;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFilter;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;

/** An area made ready for many lines and places: where lines enter and leave it. */
final class Outline {
  private final Envelope box;
  private final IndexedPointInAreaLocator inside;
  private final STRtree pieces = new STRtree();

  /** A straight piece of the border. */
  private record Piece(Coordinate from, Coordinate to) {}

  Outline(Geometry area) {
    box = area.getEnvelopeInternal();
    inside = new IndexedPointInAreaLocator(area);
    area.apply(
        (GeometryFilter)
            part -> {
              if (part instanceof org.locationtech.jts.geom.Polygon polygon) {
                add(polygon.getExteriorRing());
                for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                  add(polygon.getInteriorRingN(i));
                }
              }
            });
    pieces.build();
  }

  private void add(LineString ring) {
    CoordinateSequence points = ring.getCoordinateSequence();
    for (int i = 0; i + 1 < points.size(); i++) {
      Coordinate from = points.getCoordinateCopy(i);
      Coordinate to = points.getCoordinateCopy(i + 1);
      pieces.insert(new Envelope(from, to), new Piece(from, to));
    }
  }

  Envelope box() {
    return box;
  }

  /** Whether a place lies inside, or on the border. */
  boolean contains(Coordinate place) {
    return box.contains(place) && inside.locate(place) != Location.EXTERIOR;
  }

  /**
   * Where a line runs inside, in metres from its beginning: from, to, from, to … in rising order.
   */
  double[] within(List<Coordinate> line) {
    double[] spans = new double[0];
    double runM = 0;
    for (int i = 0; i + 1 < line.size(); i++) {
      Coordinate from = line.get(i);
      Coordinate to = line.get(i + 1);
      double lengthM = from.distance(to);
      if (lengthM > 0 && box.intersects(from, to)) {
        double[] crossings = crossings(from, to, lengthM);
        for (int k = 0; k + 1 < crossings.length; k++) {
          double middle = (crossings[k] + crossings[k + 1]) / 2 / lengthM;
          Coordinate at =
              new Coordinate(from.x + middle * (to.x - from.x), from.y + middle * (to.y - from.y));
          if (crossings[k + 1] > crossings[k] && contains(at)) {
            spans = with(spans, runM + crossings[k], runM + crossings[k + 1]);
          }
        }
      }
      runM += lengthM;
    }
    return spans;
  }

  private static double[] with(double[] spans, double fromM, double toM) {
    if (spans.length > 0 && spans[spans.length - 1] >= fromM) {
      spans[spans.length - 1] = toM;
      return spans;
    }
    double[] longer = Arrays.copyOf(spans, spans.length + 2);
    longer[spans.length] = fromM;
    longer[spans.length + 1] = toM;
    return longer;
  }

  /** Metres from the beginning where a straight piece meets the border, with both its ends. */
  private double[] crossings(Coordinate from, Coordinate to, double lengthM) {
    RobustLineIntersector intersector = new RobustLineIntersector();
    double[] found = {0, lengthM};
    for (Object item : pieces.query(new Envelope(from, to))) {
      Piece piece = (Piece) item;
      intersector.computeIntersection(from, to, piece.from(), piece.to());
      for (int i = 0; i < intersector.getIntersectionNum(); i++) {
        found = Arrays.copyOf(found, found.length + 1);
        found[found.length - 1] =
            Math.clamp(from.distance(intersector.getIntersection(i)), 0, lengthM);
      }
    }
    Arrays.sort(found);
    return found;
  }
}
