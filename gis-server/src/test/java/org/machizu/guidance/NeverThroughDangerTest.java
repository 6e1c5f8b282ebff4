package org.machizu.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.machizu.geo.network.ArcGraph;
import org.machizu.geo.network.NetworkHit;
import org.machizu.guidance.Guidance.Route;
import org.machizu.guidance.Question.UpperFloor;
import org.machizu.guidance.Refuge.Status;
import org.machizu.guidance.roads.Mark;
import org.machizu.guidance.roads.MarkedArea;
import org.machizu.guidance.rules.Danger;
import org.machizu.guidance.rules.Mode;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Scale;

/**
 * Thousands of seeded towns: no way crosses what is forbidden, measured on the map's own shapes,
 * unless every way does, and then the answer says so.
 */
class NeverThroughDangerTest {
  private static final int TOWNS = 3_000;
  private static final GeometryFactory PLACES = new GeometryFactory();

  /** Pieces of half a metre are not cut off. */
  private static final double TOLERANCE_M = 1.1;

  private static final Hazard[] HAZARDS = {Hazard.FLOOD, Hazard.LANDSLIDE, Hazard.FIRE};

  /** What a seed makes. */
  private record Case(
      LittleTown town, Hazard hazard, Coordinate place, boolean danger, List<Coordinate> open) {}

  private static Case make(Random random) {
    int side = 4;
    LittleTown town = new LittleTown();
    for (int x = 0; x < side; x++) {
      for (int y = 0; y < side; y++) {
        if (x + 1 < side && random.nextInt(7) > 0) {
          town.road(
              "よこ" + y,
              100.0 * x,
              100.0 * y,
              100.0 * x + 50,
              100.0 * y + random.nextInt(30),
              100.0 * x + 100,
              100.0 * y);
        }
        if (y + 1 < side && random.nextInt(7) > 0) {
          town.road("たて" + x, 100.0 * x, 100.0 * y, 100.0 * x, 100.0 * y + 100);
        }
      }
    }
    town.road("むら道", -80, 0, 0, 0);
    int boxes = random.nextInt(9);
    for (int i = 0; i < boxes; i++) {
      double x = random.nextDouble(-60, 300);
      double y = random.nextDouble(-60, 300);
      Geometry box =
          LittleTown.box(x, y, x + random.nextDouble(5, 120), y + random.nextDouble(5, 120));
      switch (random.nextInt(6)) {
        case 0, 1 -> town.zone(Hazard.FLOOD, Danger.DEEP, Scale.PLANNED, 3, box);
        case 2 -> town.zone(Hazard.FLOOD, Danger.SHALLOW, Scale.LARGEST, 0.5, box);
        case 3 -> town.zone(Hazard.LANDSLIDE, Danger.YELLOW, null, Double.NaN, box);
        case 4 -> town.closed(null, null, box);
        default -> town.underpass(box);
      }
    }
    boolean danger = random.nextBoolean();
    if (danger) {
      town.danger();
    }
    List<Coordinate> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      double x = 100 * random.nextInt(side) + random.nextDouble(-4, 4);
      double y = 100 * random.nextInt(side) + random.nextDouble(-4, 4);
      boolean isOpen = i == 0 || random.nextBoolean();
      town.refuge("S" + i, isOpen ? Status.OPEN : Status.CLOSED, x, y);
      if (isOpen) {
        open.add(new Coordinate(x, y));
      }
    }
    Coordinate place =
        new Coordinate(
            100 * random.nextInt(side) + random.nextDouble(-3, 3),
            100 * random.nextInt(side) + random.nextDouble(-3, 3));
    return new Case(town, HAZARDS[random.nextInt(HAZARDS.length)], place, danger, open);
  }

  /** What nobody is to be led through, by the rules as docs/guidance.md has them. */
  private static List<MarkedArea> forbidden(Case seeded) {
    boolean planned =
        seeded.town().areas().stream()
            .anyMatch(
                area -> area.mark() instanceof Mark.Zone zone && zone.scale() == Scale.PLANNED);
    return seeded.town().areas().stream()
        .filter(area ->
            switch (area.mark()) {
              case Mark.Zone zone when zone.hazard() == Hazard.FLOOD ->
                  seeded.danger() && (!planned || zone.scale() == Scale.PLANNED);
              case Mark.Zone _ -> seeded.hazard() == Hazard.LANDSLIDE;
              case Mark.Closure _ -> true;
              case Mark.Underpass _ -> seeded.hazard() != Hazard.FIRE;
              case Mark.Riverside _ -> false;
            })
        .toList();
  }

  private static Geometry union(List<MarkedArea> areas) {
    Geometry union = PLACES.createPolygon();
    for (MarkedArea area : areas) {
      union = union.union(area.area());
    }
    return union;
  }

  @Test
  void noWayCrossesWhatIsForbiddenUnlessEveryWayDoesAndThenItSaysSo() {
    int clear = 0;
    int crossing = 0;
    int leavingZone = 0;
    for (int seed = 0; seed < TOWNS; seed++) {
      Case seeded = make(new Random(seed));
      Coordinate lonLat = LittleTown.lonLat(seeded.place().x, seeded.place().y);
      Situation situation = seeded.town().situation();
      Guidance guidance;
      try {
        guidance =
            Guide.answer(
                situation,
                new Question(
                    lonLat.x, lonLat.y, seeded.hazard(), Mode.FOOT, 3, UpperFloor.UNKNOWN));
      } catch (NoRoadException e) {
        continue;
      }
      List<MarkedArea> areas = forbidden(seeded);
      Geometry danger = union(areas);
      Geometry own = ownZone(areas, situation, lonLat);
      for (Route route : guidance.routes()) {
        Geometry line = LittleTown.plane(route.line());
        boolean crosses = line.intersection(danger.difference(own)).getLength() > TOLERANCE_M;
        if (guidance.reason().advice() == Advice.GO || guidance.reason() == Reason.OUTSIDE_ZONES) {
          assertThat(crosses).as("seed %d, %s", seed, guidance.reason()).isFalse();
          clear++;
          leavingZone += own.isEmpty() ? 0 : 1;
        } else if (crosses) {
          crossing++;
          assertThat(route.warnings())
              .as("seed %d", seed)
              .anyMatch(w ->
                  List.of("gauge_area", "closed", "underpass", "landslide_zone")
                      .contains(w.code()));
          boolean isHere = danger.intersects(point(seeded.place()));
          assertThat(isHere || !isReachable(seeded, situation, danger))
              .as("seed %d: there is a way that keeps clear", seed)
              .isTrue();
        }
      }
    }
    assertThat(clear).isGreaterThan(3_000);
    assertThat(crossing).isGreaterThan(300);
    assertThat(leavingZone).isGreaterThan(20);
  }

  private static Point point(Coordinate place) {
    return PLACES.createPoint(place);
  }

  /** The landslide zones, as far as they hang together, in which the way begins. */
  private static Geometry ownZone(List<MarkedArea> areas, Situation situation, Coordinate lonLat) {
    List<MarkedArea> zones =
        areas.stream()
            .filter(
                area -> area.mark() instanceof Mark.Zone zone && zone.hazard() == Hazard.LANDSLIDE)
            .toList();
    Geometry others = union(areas.stream().filter(area -> !zones.contains(area)).toList());
    Geometry all = union(zones);
    Geometry own = PLACES.createPolygon();
    for (int i = 0; i < all.getNumGeometries(); i++) {
      Geometry part = all.getGeometryN(i);
      boolean begins =
          edgesBy(situation, lonLat).stream()
              .anyMatch(edge -> part.contains(middle(situation, edge)));
      if (begins) {
        own = own.union(part);
      }
    }
    return own.difference(others);
  }

  private static List<Integer> edgesBy(Situation situation, Coordinate lonLat) {
    ArcGraph graph = situation.roads().marked().graph();
    List<NetworkHit> hits = graph.network().nearest(lonLat.x, lonLat.y, 500, 24);
    return hits.stream()
        .filter(hit -> hit.distanceM() <= hits.getFirst().distanceM() + 15)
        .map(hit -> graph.placeOf(hit.position()).edge())
        .distinct()
        .limit(4)
        .toList();
  }

  private static Point middle(Situation situation, int edge) {
    ArcGraph graph = situation.roads().marked().graph();
    double middleM = (graph.fromM(edge) + graph.toM(edge)) / 2;
    return point(graph.planeLine(2 * edge, middleM, middleM).getFirst());
  }

  /** Whether an open refuge can be come to over edges whose middle lies in no danger. */
  private static boolean isReachable(Case seeded, Situation situation, Geometry danger) {
    ArcGraph graph = situation.roads().marked().graph();
    BitSet free = new BitSet();
    for (int edge = 0; edge < graph.edgeCount(); edge++) {
      free.set(edge, !danger.intersects(middle(situation, edge)));
    }
    BitSet seen = new BitSet();
    List<Integer> open = new ArrayList<>();
    Coordinate here = LittleTown.lonLat(seeded.place().x, seeded.place().y);
    edgesBy(situation, here).stream().filter(free::get).forEach(open::add);
    while (!open.isEmpty()) {
      int edge = open.removeLast();
      if (!seen.get(edge)) {
        seen.set(edge);
        for (int arc : graph.arcsAround(edge)) {
          if (free.get(ArcGraph.edgeOf(arc))) {
            open.add(ArcGraph.edgeOf(arc));
          }
        }
      }
    }
    return seeded.open().stream()
        .flatMap(refuge -> edgesBy(situation, LittleTown.lonLat(refuge.x, refuge.y)).stream())
        .anyMatch(seen::get);
  }
}
