package org.machizu.guidance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.network.ArcGraph;
import org.machizu.geo.network.Way;
import org.machizu.guidance.Guidance.Step;
import org.machizu.guidance.Guidance.Turn;

/** Tells a way turn by turn. */
final class StepMaker {
  private static final GeometryFactory PLACES = new GeometryFactory();

  /** A bend of a road of one name is no turn below this. */
  private static final double BEND_DEG = 50;

  /** Straight on, below this. */
  private static final double STRAIGHT_DEG = 25;

  private static final double SLIGHT_DEG = 60;
  private static final double BACK_DEG = 150;

  /** Directions are taken over so many metres: the first piece of a line may be a stub. */
  private static final double LOOK_M = 8;

  private final ArcGraph graph;
  private final RoadColumns columns;
  private final UnaryOperator<Geometry> lonLat;

  StepMaker(ArcGraph graph, RoadColumns columns, UnaryOperator<Geometry> lonLat) {
    this.graph = graph;
    this.columns = columns;
    this.lonLat = lonLat;
  }

  /** A stretch without a turn. */
  private static final class Stretch {
    final Turn turn;
    final String road;
    final List<Coordinate> points = new ArrayList<>();
    double lengthM;

    Stretch(Turn turn, String road) {
      this.turn = turn;
      this.road = road;
    }
  }

  List<Step> steps(Way way, Refuge refuge) {
    List<Stretch> stretches = new ArrayList<>();
    for (Way.Leg leg : way.legs()) {
      if (leg.lengthM() == 0) {
        continue;
      }
      List<Coordinate> points = graph.planeLine(leg.arc(), leg.beginM(), leg.endM());
      String road = columns.nameOf(graph.segmentOf(ArcGraph.edgeOf(leg.arc())).road()).orElse("");
      Stretch before = stretches.isEmpty() ? null : stretches.getLast();
      if (before == null) {
        before = new Stretch(Turn.START, road);
        stretches.add(before);
      } else {
        double turnDeg = turn(headingAtEnd(before.points), heading(points));
        boolean goesOn = before.road.equals(road) && Math.abs(turnDeg) < BEND_DEG;
        if (!goesOn) {
          before = new Stretch(turn(turnDeg), road);
          stretches.add(before);
        }
      }
      before.points.addAll(points);
      before.lengthM += leg.lengthM();
    }
    List<Step> steps = new ArrayList<>();
    for (Stretch stretch : stretches) {
      steps.add(
          new Step(
              stretch.turn,
              StepWords.go(stretch.turn, heading(stretch.points), stretch.lengthM, stretch.road),
              place(stretch.points.getFirst()),
              stretch.lengthM,
              stretch.road));
    }
    Way.Leg last = way.legs().getLast();
    Coordinate end = graph.planeLine(last.arc(), last.beginM(), last.endM()).getLast();
    steps.add(new Step(Turn.ARRIVE, StepWords.arrive(refuge.name()), place(end), 0, ""));
    return steps;
  }

  private Coordinate place(Coordinate plane) {
    return lonLat.apply(PLACES.createPoint(plane)).getCoordinate();
  }

  /** Degrees clockwise from grid north over the first metres. */
  static double heading(List<Coordinate> points) {
    Coordinate from = points.getFirst();
    Coordinate to = points.getLast();
    for (Coordinate point : points) {
      if (point.distance(from) >= LOOK_M) {
        to = point;
        break;
      }
    }
    double degrees = Math.toDegrees(Math.atan2(to.x - from.x, to.y - from.y));
    return degrees < 0 ? degrees + 360 : degrees;
  }

  private static double headingAtEnd(List<Coordinate> points) {
    return (heading(points.reversed()) + 180) % 360;
  }

  /** From -180 (left) to 180 (right). */
  private static double turn(double fromDeg, double toDeg) {
    return (toDeg - fromDeg + 540) % 360 - 180;
  }

  private static Turn turn(double turnDeg) {
    double by = Math.abs(turnDeg);
    if (by < STRAIGHT_DEG) {
      return Turn.STRAIGHT;
    }
    if (by >= BACK_DEG) {
      return Turn.BACK;
    }
    if (by < SLIGHT_DEG) {
      return turnDeg < 0 ? Turn.SLIGHT_LEFT : Turn.SLIGHT_RIGHT;
    }
    return turnDeg < 0 ? Turn.LEFT : Turn.RIGHT;
  }
}
