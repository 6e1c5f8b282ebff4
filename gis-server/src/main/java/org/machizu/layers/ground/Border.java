package org.machizu.layers.ground;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * The lines of a shape, or the rings of an area, in stretches with a box each: far ones are passed
 * over unseen, so that a question about one lot costs the same whether a flood zone has a hundred
 * points or a hundred thousand. Immutable.
 */
public final class Border {
  /** Closer than this is touching: less than rounding takes from coordinates in a zone. */
  public static final double TOUCHING_M = 1e-9;

  private static final int SEGMENTS_OF_STRETCH = 32;

  private final List<Line> lines = new ArrayList<>(1);

  /**
   * One line or ring.
   *
   * @param xy x and y by turns; a point stands twice
   * @param boxes minX, minY, maxX, maxY of each stretch, then those of the whole
   */
  public record Line(double[] xy, double[] boxes) {
    public int segments() {
      return xy.length / 2 - 1;
    }

    /** The first point of a stretch. */
    public int start(int stretch) {
      return stretch * SEGMENTS_OF_STRETCH;
    }

    /** Its last point, which is the first one of the next. */
    public int end(int stretch) {
      return Math.min((stretch + 1) * SEGMENTS_OF_STRETCH, segments());
    }

    public int stretches() {
      return boxes.length / 4 - 1;
    }

    /** Whether all of it lies in the box. */
    public boolean isWithin(Envelope box) {
      int at = boxes.length - 4;
      return boxes[at] >= box.getMinX()
          && boxes[at + 1] >= box.getMinY()
          && boxes[at + 2] <= box.getMaxX()
          && boxes[at + 3] <= box.getMaxY();
    }
  }

  private final boolean mixed;

  private Border(boolean mixed) {
    this.mixed = mixed;
  }

  /** About what its boxes take in memory; the coordinates are not counted. */
  public long bytesOfBoxes() {
    long bytes = 0;
    for (Line line : lines) {
      bytes += 80 + 8L * line.boxes.length;
    }
    return bytes;
  }

  /** Of any geometry. Coordinates that are packed already are not copied. */
  public static Border of(Geometry geometry) {
    Border border = new Border(geometry.getClass() == GeometryCollection.class);
    geometry.apply(
        (GeometryComponentFilter)
            part -> {
              if (part instanceof LineString line && !line.isEmpty()) {
                border.add(packed(line.getCoordinateSequence()));
              } else if (part instanceof Point point && !point.isEmpty()) {
                border.add(new double[] {point.getX(), point.getY(), point.getX(), point.getY()});
              }
            });
    return border;
  }

  private static double[] packed(CoordinateSequence points) {
    if (points instanceof PackedCoordinateSequence.Double raw && raw.getDimension() == 2) {
      return raw.getRawCoordinates();
    }
    double[] xy = new double[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      xy[2 * i] = points.getX(i);
      xy[2 * i + 1] = points.getY(i);
    }
    return xy;
  }

  private void add(double[] xy) {
    int segments = xy.length / 2 - 1;
    int stretches = Math.max(1, Math.ceilDiv(segments, SEGMENTS_OF_STRETCH));
    double[] boxes = new double[4 * (stretches + 1)];
    for (int i = 0; i < stretches; i++) {
      int from = i * SEGMENTS_OF_STRETCH;
      box(xy, from, Math.min(from + SEGMENTS_OF_STRETCH, segments), boxes, 4 * i);
    }
    box(xy, 0, segments, boxes, 4 * stretches);
    lines.add(new Line(xy, boxes));
  }

  private static void box(double[] xy, int first, int last, double[] boxes, int at) {
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (int i = first; i <= last; i++) {
      minX = Math.min(minX, xy[2 * i]);
      minY = Math.min(minY, xy[2 * i + 1]);
      maxX = Math.max(maxX, xy[2 * i]);
      maxY = Math.max(maxY, xy[2 * i + 1]);
    }
    boxes[at] = minX;
    boxes[at + 1] = minY;
    boxes[at + 2] = maxX;
    boxes[at + 3] = maxY;
  }

  /** Whether lines and areas may stand in it side by side, so that no inside can be told. */
  public boolean isMixed() {
    return mixed;
  }

  public List<Line> lines() {
    return lines;
  }

  /**
   * The shortest distance between the lines of both, m; 0 where they touch. What areas cover counts
   * for nothing here.
   *
   * @param upToM farther ones need not be told apart
   * @return infinite when they are farther apart than that
   */
  public double distanceM(Border other, double upToM) {
    double least = Math.nextUp(upToM);
    for (Line line : lines) {
      for (Line of : other.lines) {
        least = distanceM(line, of, least);
      }
    }
    return least <= upToM ? (least < TOUCHING_M ? 0 : least) : Double.POSITIVE_INFINITY;
  }

  private static double distanceM(Line a, Line b, double below) {
    double least = below;
    if (!closer(a.boxes, a.boxes.length - 4, b.boxes, b.boxes.length - 4, least)) {
      return least;
    }
    for (int i = 0; i < a.stretches(); i++) {
      for (int k = 0; k < b.stretches(); k++) {
        if (closer(a.boxes, 4 * i, b.boxes, 4 * k, least)) {
          least = distanceM(a, i, b, k, least);
        }
      }
    }
    return least;
  }

  /** Whether two boxes are closer to each other than so much. */
  public static boolean closer(double[] a, int i, double[] b, int k, double than) {
    double dx = Math.max(0, Math.max(a[i] - b[k + 2], b[k] - a[i + 2]));
    double dy = Math.max(0, Math.max(a[i + 1] - b[k + 3], b[k + 1] - a[i + 3]));
    return dx * dx + dy * dy < than * than;
  }

  private static double distanceM(Line a, int ofA, Line b, int ofB, double below) {
    double least = below;
    int endA = a.end(ofA);
    int endB = b.end(ofB);
    double[] p = a.xy;
    double[] q = b.xy;
    for (int k = b.start(ofB); k < endB; k++) {
      if (!Segments.isCloser(q, 2 * k, a.boxes, 4 * ofA, least)) {
        continue;
      }
      for (int i = a.start(ofA); i < endA; i++) {
        least = Math.min(least, Segments.distance(p, 2 * i, q, 2 * k));
      }
    }
    return least;
  }

  /** Whether a place is farther from all lines than so much. */
  public boolean isFarther(double x, double y, double thanM) {
    double[] place = {x, y, x, y};
    double reach = Math.nextUp(thanM);
    for (Line line : lines) {
      for (int i = 0; i < line.stretches(); i++) {
        if (closer(line.boxes, 4 * i, place, 0, reach) && comesWithin(line, i, x, y, thanM)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean comesWithin(Line line, int stretch, double x, double y, double m) {
    for (int i = line.start(stretch); i < line.end(stretch); i++) {
      if (Segments.squared(line.xy, 2 * i, x, y) <= m * m) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a place lies inside the rings, holes being outside. Of places on a ring either may be
   * said.
   */
  public boolean surrounds(double x, double y) {
    boolean inside = false;
    for (Line line : lines) {
      for (int i = 0; i < line.stretches(); i++) {
        inside ^= crosses(line, i, x, y);
      }
    }
    return inside;
  }

  /** Whether a ray to the east crosses the stretch an odd number of times. */
  private static boolean crosses(Line line, int stretch, double x, double y) {
    double[] boxes = line.boxes;
    int at = 4 * stretch;
    if (y < boxes[at + 1] || y > boxes[at + 3] || x > boxes[at + 2]) {
      return false;
    }
    double[] xy = line.xy;
    int first = line.start(stretch);
    int last = line.end(stretch);
    if (x < boxes[at]) { // all of it lies east: where it ends decides
      return (xy[2 * first + 1] > y) != (xy[2 * last + 1] > y);
    }
    boolean odd = false;
    for (int i = first; i < last; i++) {
      int k = 2 * i;
      if ((xy[k + 1] > y) != (xy[k + 3] > y)) {
        int side = CGAlgorithmsDD.orientationIndex(xy[k], xy[k + 1], xy[k + 2], xy[k + 3], x, y);
        odd ^= (xy[k + 3] > xy[k + 1]) == (side > 0);
      }
    }
    return odd;
  }

  /**
   * The direction of the piece nearest to a place, as an angle from the east; of two that are
   * equally near the first.
   */
  public double directionAt(double x, double y) {
    double[] place = {x, y, x, y};
    double least = Double.POSITIVE_INFINITY;
    double direction = 0;
    for (Line line : lines) {
      double[] xy = line.xy;
      for (int i = 0; i < line.stretches(); i++) {
        if (!closer(line.boxes, 4 * i, place, 0, least)) {
          continue;
        }
        for (int k = 2 * line.start(i); k < 2 * line.end(i); k += 2) {
          double apart = Math.sqrt(Segments.squared(xy, k, x, y));
          if (apart < least) {
            least = apart;
            direction = Math.atan2(xy[k + 3] - xy[k + 1], xy[k + 2] - xy[k]);
          }
        }
      }
    }
    return direction;
  }
}
