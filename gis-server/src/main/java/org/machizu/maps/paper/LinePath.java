package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/** A line on the page that is measured from its beginning, in mm. */
final class LinePath {
  private final double[] xy;
  private final double[] until;

  /**
   * @param xy two places or more
   */
  LinePath(double[] xy) {
    this.xy = xy;
    this.until = new double[xy.length / 2];
    for (int i = 1; i < until.length; i++) {
      until[i] =
          until[i - 1] + Math.hypot(xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
    }
  }

  double length() {
    return until[until.length - 1];
  }

  /** A place so far along; the ends go on straight. */
  double[] at(double along) {
    int i = 1;
    while (i < until.length - 1 && until[i] < along) {
      i++;
    }
    double length = until[i] - until[i - 1];
    double share = length == 0 ? 0 : (along - until[i - 1]) / length;
    return new double[] {
      xy[2 * i - 2] + share * (xy[2 * i] - xy[2 * i - 2]),
      xy[2 * i - 1] + share * (xy[2 * i + 1] - xy[2 * i - 1])
    };
  }

  /** The direction from one place to a later one, in radians, counterclockwise from the right. */
  double direction(double from, double to) {
    double[] a = at(from);
    double[] b = at(to);
    return Math.atan2(b[1] - a[1], b[0] - a[0]);
  }

  LinePath reversed() {
    double[] back = new double[xy.length];
    for (int i = 0; i < xy.length; i += 2) {
      back[i] = xy[xy.length - 2 - i];
      back[i + 1] = xy[xy.length - 1 - i];
    }
    return new LinePath(back);
  }

  /** What of a line lies within a box, in its direction. */
  static List<double[]> within(double[] line, Envelope box) {
    List<double[]> parts = new ArrayList<>();
    List<double[]> open = new ArrayList<>();
    for (int i = 2; i < line.length; i += 2) {
      double[] cut = cut(line[i - 2], line[i - 1], line[i], line[i + 1], box);
      if (cut == null) {
        finish(open, parts);
        continue;
      }
      boolean goesOn = !open.isEmpty() && cut[0] == line[i - 2] && cut[1] == line[i - 1];
      if (!goesOn) {
        finish(open, parts);
        open.add(new double[] {cut[0], cut[1]});
      }
      open.add(new double[] {cut[2], cut[3]});
      if (cut[2] != line[i] || cut[3] != line[i + 1]) {
        finish(open, parts);
      }
    }
    finish(open, parts);
    return parts;
  }

  private static void finish(List<double[]> open, List<double[]> parts) {
    if (open.size() > 1) {
      double[] part = new double[2 * open.size()];
      for (int i = 0; i < open.size(); i++) {
        System.arraycopy(open.get(i), 0, part, 2 * i, 2);
      }
      parts.add(part);
    }
    open.clear();
  }

  /** Liang and Barsky's cut of a segment to a box; null where it lies outside. */
  private static double @Nullable [] cut(double x1, double y1, double x2, double y2, Envelope box) {
    double dx = x2 - x1;
    double dy = y2 - y1;
    double[] against = {-dx, dx, -dy, dy};
    double[] room = {
      x1 - box.getMinX(), box.getMaxX() - x1, y1 - box.getMinY(), box.getMaxY() - y1
    };
    double from = 0;
    double to = 1;
    for (int side = 0; side < 4; side++) {
      if (against[side] == 0) {
        if (room[side] < 0) {
          return null;
        }
        continue;
      }
      double at = room[side] / against[side];
      if (against[side] < 0) {
        from = Math.max(from, at);
      } else {
        to = Math.min(to, at);
      }
    }
    if (from >= to) {
      return null;
    }
    return new double[] {
      from == 0 ? x1 : x1 + from * dx,
      from == 0 ? y1 : y1 + from * dy,
      to == 1 ? x2 : x1 + to * dx,
      to == 1 ? y2 : y1 + to * dy
    };
  }
}
