package org.machizu.guidance;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.machizu.geo.feature.Words;
import org.machizu.guidance.Refuge.Suits;

/**
 * The answer: what is safer, and ways.
 *
 * @param toRoadM from the place to the nearest road that can be gone
 * @param routes the shortest first but where another refuge is worth more than another way to the
 *     same
 * @param avoided what lies on the straight way that is not gone
 * @param unreachable refuges nearby to which no way is told, and why
 */
public record Guidance(
    double toRoadM,
    Reason reason,
    List<Route> routes,
    List<Avoided> avoided,
    List<Unreachable> unreachable) {
  public Guidance {
    routes = List.copyOf(routes);
    avoided = List.copyOf(avoided);
    unreachable = List.copyOf(unreachable);
  }

  /**
   * A way.
   *
   * @param lengthM with what lies off the road at both ends
   * @param line lon/lat, on roads: from the road nearest to the place to that nearest to the refuge
   */
  public record Route(
      Refuge refuge,
      Suits suits,
      double lengthM,
      int minutes,
      LineString line,
      List<Step> steps,
      List<Warning> warnings) {
    public Route {
      steps = List.copyOf(steps);
      warnings = List.copyOf(warnings);
    }
  }

  /** Where a way turns, seen from whoever goes. */
  public enum Turn {
    START,
    STRAIGHT,
    LEFT,
    RIGHT,
    SLIGHT_LEFT,
    SLIGHT_RIGHT,
    BACK,
    ARRIVE
  }

  /**
   * A stretch to go after a turn.
   *
   * @param place lon/lat of the turn
   * @param road its name; empty when it has none
   */
  public record Step(Turn turn, Words text, Coordinate place, double lengthM, String road) {}

  /**
   * Something to know of a stretch of the way, or of the refuge.
   *
   * @param lengthM of all stretches together; 0 of a place
   * @param place lon/lat
   */
  public record Warning(String code, double lengthM, Geometry place) {}

  /**
   * What the plain shortest way leads through, and the best does not.
   *
   * @param count stretches
   */
  public record Avoided(String code, int count) {}

  /**
   * A refuge nearby that is not told.
   *
   * @param shelter its number
   * @param code every_way_forbidden, too_far, not_open, full or unsuited
   */
  public record Unreachable(String shelter, String name, String code) {}
}
