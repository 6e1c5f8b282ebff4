package org.machizu.samples.streets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.machizu.samples.plane.Box;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.plane.Faces;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.terrain.Land;

/**
 * All roads as one network: plans are laid over each other, cut where they meet, and what meets
 * badly is taken out. The town keeps just over 300 km; beyond that, roads through the outermost
 * fields belong to those who farm there.
 */
public final class StreetNetwork {
  private static final double TOWN_ROADS_M = 302_000;

  private final List<Street> streets;

  private StreetNetwork(List<Street> streets) {
    this.streets = List.copyOf(streets);
  }

  public static StreetNetwork plan(long seed, Land land) {
    List<Route> routes = new ArrayList<>(Highways.plan());
    routes.addAll(CentreStreets.plan(seed));
    routes.addAll(FieldRoads.plan(land));
    int number = 501;
    for (Hamlet hamlet : Hamlet.all()) {
      routes.addAll(hamlet.plan(number));
      number += 10;
    }
    Graph graph = graph(routes.stream().map(r -> new Noded.Tagged<>(r.line(), r)).toList());
    Dice dice = Dice.of(seed, "streets left out");
    Beside beside = new Beside(routes);
    graph.drop(beside::runsBesideAGreaterRoad);
    graph.drop(StreetNetwork::isInLargeSite);
    graph.thin(piece -> dice.chance(shareLeftOut(piece)));
    graph.prune();
    List<Noded.Tagged<Route>> all = new ArrayList<>();
    graph.pieces().forEach(piece -> all.add(new Noded.Tagged<>(piece.line(), piece.route())));
    lanes(seed, graph.pieces()).forEach(lane -> all.add(new Noded.Tagged<>(lane.line(), lane)));
    Graph complete = graph(all);
    complete.prune();
    complete.keepLargest();
    complete.prune();
    return new StreetNetwork(numbered(routes, withoutSurplus(complete)));
  }

  private static Graph graph(Collection<Noded.Tagged<Route>> lines) {
    return new Graph(
        Noded.parts(lines).stream().map(part -> new Piece(part.owner(), part.line())).toList());
  }

  private static double shareLeftOut(Piece piece) {
    return switch (piece.route().purpose()) {
      case STREET -> piece.route().widthM() > 9 ? 0 : 0.15;
      case GRID -> 0.05;
      default -> 0;
    };
  }

  private static boolean isInLargeSite(Piece piece) {
    if (piece.route().purpose() != Purpose.STREET) {
      return false;
    }
    Coordinate middle = piece.middle();
    return LargeSite.all().stream()
        .anyMatch(site ->
            site.middle().distance(middle) < site.reachM()
                || piece
                    .line()
                    .isWithinDistance(Shapes.point(site.middle()), 0.55 * site.reachM()));
  }

  /** Lanes of four metres into blocks that are too deep for their streets. */
  private static List<Route> lanes(long seed, List<Piece> pieces) {
    Dice dice = Dice.of(seed, "lanes");
    Polygon centre = CentreFrame.area();
    List<Route> lanes = new ArrayList<>();
    for (Polygon block : Faces.between(pieces.stream().map(Piece::line).toList())) {
      Box box = Box.around(block);
      boolean deep =
          CentreFrame.isNorth(box.centre())
              && box.across() > 82
              && box.across() < 190
              && block.getArea() < 45_000;
      boolean taken =
          LargeSite.all().stream().anyMatch(s -> block.contains(Shapes.point(s.middle())));
      if (deep && !taken && centre.contains(block.getInteriorPoint())) {
        double side = dice.chance(0.5) ? 1 : -1;
        double spacing = box.along() > 150 ? box.along() / 4 : 0;
        for (double at : spacing == 0 ? new double[] {0} : new double[] {-spacing, spacing}) {
          addLane(lanes, block, box, at + dice.between(-6, 6), side * dice.between(0.1, 0.22));
        }
      }
    }
    return lanes;
  }

  private static void addLane(
      List<Route> lanes, Polygon block, Box box, double along, double reach) {
    double side = Math.signum(reach);
    LineString line =
        Shapes.line(
            List.of(
                box.at(along, -side * (box.across() / 2 + 30)),
                box.at(along, reach * box.across())));
    for (LineString lane : Shapes.lines(Shapes.intersection(line, block.buffer(0.4)), 25)) {
      lanes.add(
          new Route(
              "",
              "私道",
              Manager.PRIVATE,
              "私道",
              lanes.size() % 3 == 0 ? 4.5 : 4,
              Route.BOTH_WAYS,
              lanes.size() % 4 != 0,
              Purpose.LANE,
              lane));
    }
  }

  private static List<Piece> withoutSurplus(Graph graph) {
    List<Piece> pieces = new ArrayList<>(graph.pieces());
    double town =
        pieces.stream()
            .filter(piece -> piece.route().manager() == Manager.TOWN)
            .mapToDouble(piece -> piece.line().getLength())
            .sum();
    List<Piece> farthest =
        pieces.stream()
            .filter(piece -> piece.route().purpose() == Purpose.GRID)
            .sorted(
                Comparator.comparing((Piece piece) -> !graph.isDeadEnd(piece))
                    .thenComparing(piece -> -piece.middle().distance(Shapes.at(0, 0))))
            .toList();
    for (Piece piece : farthest) {
      if (town <= TOWN_ROADS_M) {
        break;
      }
      town -= piece.line().getLength();
      pieces.set(pieces.indexOf(piece), new Piece(piece.route().asFarmLane(), piece.line()));
    }
    return pieces;
  }

  /** By route in the order of the plans, and within a route from one end to the other. */
  private static List<Street> numbered(List<Route> routes, List<Piece> pieces) {
    Map<String, Integer> order = new HashMap<>();
    for (Route route : routes) {
      order.putIfAbsent(route.number(), order.size());
    }
    List<Piece> sorted =
        pieces.stream()
            .sorted(
                Comparator.comparingInt(
                        (Piece p) -> order.getOrDefault(p.route().number(), order.size()))
                    .thenComparingDouble(p -> p.start().x + 0.3 * p.start().y)
                    .thenComparingDouble(p -> p.start().y)
                    .thenComparingDouble(p -> p.end().x))
            .toList();
    List<Street> streets = new ArrayList<>();
    for (Piece piece : sorted) {
      streets.add(Street.of(streets.size(), piece.route(), piece.line()));
    }
    return streets;
  }

  public List<Street> streets() {
    return streets;
  }

  /** The length of the roads of a manager, m. */
  public double lengthM(Manager manager) {
    return streets.stream()
        .filter(street -> street.route().manager() == manager)
        .mapToDouble(Street::lengthM)
        .sum();
  }
}
