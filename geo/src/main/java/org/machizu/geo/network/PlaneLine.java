package org.machizu.geo.network;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** A line in metres with the length run up to each of its points. */
final class PlaneLine {
  /** x and y by turns. */
  private final double[] xy;

  private final double[] runM;

  PlaneLine(Geometry plane) {
    Coordinate[] coordinates = plane.getCoordinates();
    xy = new double[2 * coordinates.length];
    runM = new double[coordinates.length];
    for (int i = 0; i < coordinates.length; i++) {
      xy[2 * i] = coordinates[i].x;
      xy[2 * i + 1] = coordinates[i].y;
      runM[i] = i == 0 ? 0 : runM[i - 1] + coordinates[i].distance(coordinates[i - 1]);
    }
  }

  /** The nearest point of a line. */
  record Foot(double offsetM, double distanceM) {}

  double lengthM() {
    return runM[runM.length - 1];
  }

  Coordinate start() {
    return new Coordinate(xy[0], xy[1]);
  }

  Coordinate end() {
    return new Coordinate(xy[xy.length - 2], xy[xy.length - 1]);
  }

  /** New coordinates, one for each point. */
  List<Coordinate> points() {
    List<Coordinate> points = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      points.add(new Coordinate(xy[i], xy[i + 1]));
    }
    return points;
  }

  Envelope envelope() {
    Envelope envelope = new Envelope();
    for (int i = 0; i < xy.length; i += 2) {
      envelope.expandToInclude(xy[i], xy[i + 1]);
    }
    return envelope;
  }

  Foot nearest(double x, double y) {
    double best = Double.POSITIVE_INFINITY;
    double offset = 0;
    for (int i = 0; i + 1 < runM.length; i++) {
      double dx = xy[2 * i + 2] - xy[2 * i];
      double dy = xy[2 * i + 3] - xy[2 * i + 1];
      double squared = dx * dx + dy * dy;
      double along = squared == 0 ? 0 : ((x - xy[2 * i]) * dx + (y - xy[2 * i + 1]) * dy) / squared;
      double share = Math.clamp(along, 0, 1);
      double distance = Math.hypot(x - xy[2 * i] - share * dx, y - xy[2 * i + 1] - share * dy);
      if (distance < best) {
        best = distance;
        offset = Math.min(runM[i] + share * (runM[i + 1] - runM[i]), lengthM());
      }
    }
    return new Foot(offset, best);
  }

  Coordinate pointAt(double offsetM) {
    int i = pieceAt(offsetM);
    double share = (offsetM - runM[i]) / (runM[i + 1] - runM[i]);
    return new Coordinate(
        xy[2 * i] + share * (xy[2 * i + 2] - xy[2 * i]),
        xy[2 * i + 1] + share * (xy[2 * i + 3] - xy[2 * i + 1]));
  }

  /** Degrees clockwise from grid north, 0 to under 360, along the line. */
  double headingDegAt(double offsetM) {
    int i = pieceAt(offsetM);
    double degrees =
        Math.toDegrees(Math.atan2(xy[2 * i + 2] - xy[2 * i], xy[2 * i + 3] - xy[2 * i + 1]));
    return degrees < 0 ? degrees + 360 : degrees;
  }

  /** The straight piece with length that an offset falls on. */
  private int pieceAt(double offsetM) {
    int last = 0;
    for (int i = 0; i + 1 < runM.length; i++) {
      if (runM[i + 1] > runM[i]) {
        last = i;
        if (offsetM <= runM[i + 1]) {
          return i;
        }
      }
    }
    return last;
  }
}
