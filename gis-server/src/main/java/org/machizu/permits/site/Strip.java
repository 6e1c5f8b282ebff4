package org.machizu.permits.site;

import java.util.Arrays;
import org.machizu.layers.ground.Border;
import org.machizu.layers.ground.Segments;

/**
 * A road as an area: a line along its middle with so much on either side, round where it turns,
 * ending where the line ends. It is the union of a rectangle along each piece of the line and of a
 * sector at each turn, all convex; so what lies in it of a straight side is told exactly.
 */
final class Strip {
  /** Rectangles: start, direction of length 1, length; sectors: apex, both directions. */
  private static final int NUMBERS = 6;

  private final double halfM;
  private double[] rectangles = new double[8 * NUMBERS];
  private int rectangleCount;
  private double[] sectors = new double[8 * NUMBERS];
  private int sectorCount;

  /**
   * What lies in the strip of one side of a lot.
   *
   * @param lengthM 0: nothing
   * @param middle of it, as a part of the side's length
   */
  record Beside(double lengthM, double middle) {
    static final Beside NOTHING = new Beside(0, 0);
  }

  /**
   * The strip of a line, as far as it may reach a site.
   *
   * @param halfM on either side
   */
  Strip(Border line, double halfM, double[] siteBox) {
    this.halfM = halfM;
    double reach = Math.nextUp(halfM);
    for (Border.Line one : line.lines()) {
      for (int i = 0; i < one.stretches(); i++) {
        if (Border.closer(one.boxes(), 4 * i, siteBox, 0, reach)) {
          addStretch(one, i, siteBox, reach);
        }
      }
    }
  }

  private void addStretch(Border.Line line, int stretch, double[] siteBox, double reach) {
    double[] xy = line.xy();
    int last = line.end(stretch);
    for (int k = 2 * line.start(stretch); k < 2 * last; k += 2) {
      if (Segments.isCloser(xy, k, siteBox, 0, reach)) {
        addRectangle(xy, k);
        if (k + 4 < xy.length) {
          addSector(xy, k, k + 2);
        } else if (xy[0] == xy[k + 2] && xy[1] == xy[k + 3]) { // a line that comes back to itself
          addSector(xy, k, 0);
        }
      }
    }
  }

  private void addRectangle(double[] xy, int k) {
    double dx = xy[k + 2] - xy[k];
    double dy = xy[k + 3] - xy[k + 1];
    double length = Math.sqrt(dx * dx + dy * dy);
    if (length > 0) {
      rectangles = room(rectangles, rectangleCount);
      put(rectangles, rectangleCount++, xy[k], xy[k + 1], dx / length, dy / length, length, 0);
    }
  }

  /** At the end of the piece at {@code k}, which is the start of that at {@code next}. */
  private void addSector(double[] xy, int k, int next) {
    double ux = xy[k + 2] - xy[k];
    double uy = xy[k + 3] - xy[k + 1];
    double vx = xy[next + 2] - xy[next];
    double vy = xy[next + 3] - xy[next + 1];
    if (ux * vy - uy * vx != 0 || ux * vx + uy * vy < 0) {
      sectors = room(sectors, sectorCount);
      put(sectors, sectorCount++, xy[next], xy[next + 1], ux, uy, vx, vy);
    }
  }

  private static double[] room(double[] numbers, int used) {
    return NUMBERS * used < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * numbers.length);
  }

  private static void put(
      double[] to, int at, double a, double b, double c, double d, double e, double f) {
    int k = NUMBERS * at;
    to[k] = a;
    to[k + 1] = b;
    to[k + 2] = c;
    to[k + 3] = d;
    to[k + 4] = e;
    to[k + 5] = f;
  }

  /** What lies in it of the side from a to b. */
  Beside beside(double ax, double ay, double bx, double by) {
    Interval[] parts = new Interval[rectangleCount + sectorCount];
    int count = 0;
    for (int i = 0; i < rectangleCount; i++) {
      Interval part = new Interval();
      inRectangle(part, NUMBERS * i, ax, ay, bx - ax, by - ay);
      if (part.low < part.high) {
        parts[count++] = part;
      }
    }
    for (int i = 0; i < sectorCount; i++) {
      Interval part = new Interval();
      inSector(part, NUMBERS * i, ax, ay, bx - ax, by - ay);
      if (part.low < part.high) {
        parts[count++] = part;
      }
    }
    return count == 0
        ? Beside.NOTHING
        : together(parts, count, Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)));
  }

  private void inRectangle(Interval part, int k, double ax, double ay, double dx, double dy) {
    double px = ax - rectangles[k];
    double py = ay - rectangles[k + 1];
    double ux = rectangles[k + 2];
    double uy = rectangles[k + 3];
    part.keep(px * ux + py * uy, dx * ux + dy * uy, 0, rectangles[k + 4]);
    part.keep(ux * py - uy * px, ux * dy - uy * dx, -halfM, halfM);
  }

  /** Past the end of the one piece, before the start of the next, and no farther from the turn. */
  private void inSector(Interval part, int k, double ax, double ay, double dx, double dy) {
    double px = ax - sectors[k];
    double py = ay - sectors[k + 1];
    double ux = sectors[k + 2];
    double uy = sectors[k + 3];
    double vx = sectors[k + 4];
    double vy = sectors[k + 5];
    part.keep(px * ux + py * uy, dx * ux + dy * uy, 0, Double.POSITIVE_INFINITY);
    part.keep(px * vx + py * vy, dx * vx + dy * vy, Double.NEGATIVE_INFINITY, 0);
    double a = dx * dx + dy * dy;
    double b = px * dx + py * dy;
    double root = b * b - a * (px * px + py * py - halfM * halfM);
    if (a == 0 || root <= 0) {
      part.high = part.low;
    } else {
      double half = Math.sqrt(root);
      part.low = Math.max(part.low, (-b - half) / a);
      part.high = Math.min(part.high, (-b + half) / a);
    }
  }

  private static Beside together(Interval[] parts, int count, double sideM) {
    Arrays.sort(parts, 0, count, (one, other) -> Double.compare(one.low, other.low));
    double length = 0;
    double moment = 0;
    double reached = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      double from = Math.max(parts[i].low, reached);
      double to = parts[i].high;
      if (to > from) {
        length += to - from;
        moment += (to - from) * (from + to) / 2;
        reached = to;
      }
    }
    return length == 0 ? Beside.NOTHING : new Beside(length * sideM, moment / length);
  }

  /** A part of a side, from 0 to 1 of its length. */
  private static final class Interval {
    private double low = 0;
    private double high = 1;

    /** Keeps where {@code start + t * change} lies between two numbers. */
    private void keep(double start, double change, double least, double most) {
      if (change == 0) {
        if (start < least || start > most) {
          high = low;
        }
        return;
      }
      double one = (least - start) / change;
      double other = (most - start) / change;
      low = Math.max(low, Math.min(one, other));
      high = Math.min(high, Math.max(one, other));
    }
  }
}
