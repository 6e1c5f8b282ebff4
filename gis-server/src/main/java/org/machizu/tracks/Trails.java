package org.machizu.tracks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.machizu.ingest.gps.Position;
import org.machizu.tracks.TrackStore.Kept;

/**
 * Lines that a vehicle drew, for maps: pieces without a gap, and of points that lie nearly on the
 * line between their neighbours only those that are needed.
 */
final class Trails {
  /** A point nearer to the line than this is left out; half a lane. */
  private static final double TOLERANCE_M = 1.5;

  /** Of a straight way a point is kept at least so often, so that a replay has the right speed. */
  private static final long MOST_SECONDS = 30;

  private static final double METRES_PER_DEGREE = 111_320;

  private Trails() {}

  /** One line; two points or more. */
  record Trail(List<Position> points) {
    Instant begin() {
      return points.getFirst().time();
    }

    Instant end() {
      return points.getLast().time();
    }
  }

  /** Pieces of the positions that are used, which come by time. */
  static List<Trail> of(List<Kept> positions) {
    List<Trail> trails = new ArrayList<>();
    List<Position> piece = new ArrayList<>();
    for (Kept kept : positions) {
      if (kept.verdict() != null) {
        continue;
      }
      Position position = kept.position();
      if (!piece.isEmpty()
          && position.time().isAfter(piece.getLast().time().plus(MatchStore.GAP))) {
        add(trails, piece);
        piece = new ArrayList<>();
      }
      piece.add(position);
    }
    add(trails, piece);
    return trails;
  }

  private static void add(List<Trail> trails, List<Position> piece) {
    if (piece.size() >= 2) {
      trails.add(new Trail(thin(piece)));
    }
  }

  /**
   * Keeps a point when leaving it out would move the line, going forward once: from the last one
   * that is kept as far as everything between lies near the line.
   */
  private static List<Position> thin(List<Position> points) {
    List<Position> kept = new ArrayList<>();
    int from = 0;
    kept.add(points.getFirst());
    for (int i = 2; i < points.size(); i++) {
      boolean isLate =
          points.get(i).time().getEpochSecond() - points.get(from).time().getEpochSecond()
              > MOST_SECONDS;
      if (isLate || !areNear(points, from, i)) {
        from = i - 1;
        kept.add(points.get(from));
      }
    }
    kept.add(points.getLast());
    return kept;
  }

  private static boolean areNear(List<Position> points, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (distanceM(points.get(i), points.get(from), points.get(to)) > TOLERANCE_M) {
        return false;
      }
    }
    return true;
  }

  /** From a point to the straight line between two others, on a plane that fits for some 10 km. */
  private static double distanceM(Position point, Position a, Position b) {
    double east = METRES_PER_DEGREE * Math.cos(Math.toRadians(a.lat()));
    double bx = (b.lon() - a.lon()) * east;
    double by = (b.lat() - a.lat()) * METRES_PER_DEGREE;
    double px = (point.lon() - a.lon()) * east;
    double py = (point.lat() - a.lat()) * METRES_PER_DEGREE;
    double squared = bx * bx + by * by;
    double share = squared == 0 ? 0 : Math.clamp((px * bx + py * by) / squared, 0, 1);
    return Math.hypot(px - share * bx, py - share * by);
  }
}
