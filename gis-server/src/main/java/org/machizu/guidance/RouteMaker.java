package org.machizu.guidance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.machizu.geo.network.ArcGraph;
import org.machizu.geo.network.Way;
import org.machizu.guidance.Guidance.Route;
import org.machizu.guidance.Guidance.Warning;

/** Makes of a way over arcs what people are told. */
final class RouteMaker {
  private static final GeometryFactory LINES = new GeometryFactory();
  private static final double SECONDS = 60;

  private final Situation situation;
  private final Passage passage;
  private final Question question;
  private final ArcGraph graph;

  RouteMaker(Situation situation, Passage passage, Question question) {
    this.situation = situation;
    this.passage = passage;
    this.question = question;
    this.graph = situation.roads().marked().graph();
  }

  /**
   * @param offM what lies off the road at both ends
   */
  Route route(Way way, Refuge refuge, double offM) {
    double lengthM = way.lengthM() + offM;
    double speedMps = situation.roads().rules().pace(question.mode()).speedMps();
    double seconds = way.lengthM() / speedMps + passage.offRoadSeconds(offM);
    return new Route(
        refuge,
        refuge.suits(question.hazard()),
        lengthM,
        (int) Math.max(1, Math.ceil(seconds / SECONDS)),
        (LineString) lonLat(line(way.planeLine(graph))),
        new StepMaker(graph, situation.roads().columns(), this::lonLat).steps(way, refuge),
        warnings(way, refuge));
  }

  private static LineString line(List<Coordinate> plane) {
    return LINES.createLineString(plane.toArray(Coordinate[]::new));
  }

  private Geometry lonLat(Geometry plane) {
    return situation.roads().measure().toLonLat(plane);
  }

  /** What is to be told of the way, each kind once with all its stretches. */
  private List<Warning> warnings(Way way, Refuge refuge) {
    Map<String, List<List<Coordinate>>> stretches = new LinkedHashMap<>();
    Map<String, Integer> last = new LinkedHashMap<>();
    for (int i = 0; i < way.legs().size(); i++) {
      Way.Leg leg = way.legs().get(i);
      if (leg.lengthM() == 0) {
        continue;
      }
      List<Coordinate> points = graph.planeLine(leg.arc(), leg.beginM(), leg.endM());
      for (String code : passage.told(ArcGraph.edgeOf(leg.arc()))) {
        List<List<Coordinate>> known = stretches.computeIfAbsent(code, _ -> new ArrayList<>());
        if (!known.isEmpty() && last.getOrDefault(code, -2) == i - 1) {
          known.getLast().addAll(points.subList(1, points.size()));
        } else {
          known.add(new ArrayList<>(points));
        }
        last.put(code, i);
      }
    }
    List<Warning> warnings = new ArrayList<>();
    stretches.forEach((code, lines) -> warnings.add(warning(code, lines)));
    if (question.needsLift(refuge)) {
      Coordinate place = new Coordinate(refuge.lon(), refuge.lat());
      warnings.add(new Warning("no_elevator", 0, LINES.createPoint(place)));
    }
    return warnings;
  }

  private Warning warning(String code, List<List<Coordinate>> stretches) {
    LineString[] lines = stretches.stream().map(RouteMaker::line).toArray(LineString[]::new);
    Geometry all = lines.length == 1 ? lines[0] : LINES.createMultiLineString(lines);
    return new Warning(code, all.getLength(), lonLat(all));
  }
}
