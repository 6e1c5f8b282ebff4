package org.machizu.guidance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.network.ArcGraph;
import org.machizu.geo.network.CostSearch;
import org.machizu.geo.network.NetworkHit;
import org.machizu.geo.network.Road;
import org.machizu.guidance.roads.Mark;
import org.machizu.guidance.roads.MarkedRoads;
import org.machizu.guidance.rules.Effect;
import org.machizu.guidance.rules.GuidanceRules;
import org.machizu.guidance.rules.GuidanceRules.RoadRule;
import org.machizu.guidance.rules.Mode;
import org.machizu.guidance.rules.Snowed;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Scale;

/**
 * All roads for one way of getting about, fleeing from one hazard, as things stand: how long each
 * edge counts, what is forbidden, and what is to be told of it. Immutable but for a cache.
 */
final class Passage {
  private static final int MOST_HITS = 24;
  private static final int MOST_STOPS = 4;
  private static final byte OPEN = 0;

  /** Forbidden as a zone, which one may leave. */
  private static final byte ZONE = 1;

  /** Forbidden as what is under water, closed or not to be got through. */
  private static final byte BARRED = 2;

  private static final byte IMPASSABLE = 3;

  private final MarkedRoads roads;
  private final ArcGraph graph;
  private final GuidanceRules rules;
  private final Hazard asked;
  private final Mode mode;
  private final float[] seconds;
  private final byte[] state;
  private final int[] told;
  private final List<String> codes = new ArrayList<>();
  private final Set<Mark> flooded;
  private final Map<Coordinate, List<CostSearch.Stop>> stops = new ConcurrentHashMap<>();

  Passage(
      MarkedRoads roads,
      RoadColumns columns,
      GuidanceRules rules,
      Live live,
      Hazard asked,
      Mode mode) {
    this.roads = roads;
    this.graph = roads.graph();
    this.rules = rules;
    this.asked = asked;
    this.mode = mode;
    this.flooded = flooded(roads.marks(), live.rising());
    int edges = graph.edgeCount();
    seconds = new float[edges];
    state = new byte[edges];
    told = new int[edges];
    MarkEffect[] effects = new MarkEffect[roads.marks().size()];
    for (int i = 0; i < effects.length; i++) {
      effects[i] = effect(roads.marks().get(i), live);
    }
    List<RoadRule> roadRules =
        rules.roads().stream().filter(rule -> rule.asked().contains(asked)).toList();
    double speedMps = rules.pace(mode).speedMps();
    for (int edge = 0; edge < edges; edge++) {
      Road road = graph.segmentOf(edge).road();
      seconds[edge] = (float) (graph.lengthM(edge) / speedMps);
      for (int mark : roads.marksOf(edge)) {
        effects[mark].on(edge);
      }
      snow(edge, live.snow().getOrDefault(road.id(), Snowed.CLEAR));
      for (RoadRule rule : roadRules) {
        if (columns.fit(rule, road)) {
          count(edge, rule.effect().of(mode), BARRED, rule.code());
          if (rule.impassable().contains(mode)) {
            state[edge] = IMPASSABLE;
          }
        }
      }
    }
  }

  /** What a mark means for the edges that it is on. */
  private interface MarkEffect {
    void on(int edge);
  }

  private MarkEffect effect(Mark mark, Live live) {
    if (flooded.contains(mark)) {
      return edge -> count(edge, Effect.FORBIDDEN, BARRED, "gauge_area");
    }
    return switch (mark) {
      case Mark.Zone zone -> {
        double factor = rules.ofZone(asked, zone.hazard(), zone.danger()).of(mode);
        yield edge -> count(edge, factor, ZONE, zoneCode(zone.hazard()));
      }
      case Mark.Riverside _ -> _ -> {};
      case Mark.Closure closure ->
          closure.isOn(live.at())
              ? edge -> count(edge, Effect.FORBIDDEN, BARRED, "closed")
              : _ -> {};
      case Mark.Underpass _ ->
          rules.underpassFor().contains(asked)
              ? edge -> count(edge, Effect.FORBIDDEN, BARRED, "underpass")
              : _ -> {};
    };
  }

  static String zoneCode(Hazard hazard) {
    return hazard.word() + "_zone";
  }

  private void snow(int edge, Snowed snowed) {
    if (snowed != Snowed.CLEAR) {
      double factor = rules.snow().getOrDefault(snowed, Effect.NONE).of(mode);
      count(edge, factor, BARRED, "uncleared");
    }
  }

  private void count(int edge, double factor, byte asWhat, String code) {
    if (factor == 1) {
      return;
    }
    if (factor == Effect.FORBIDDEN) {
      state[edge] = (byte) Math.max(state[edge], asWhat);
    } else {
      seconds[edge] *= (float) factor;
    }
    int number = codes.indexOf(code);
    if (number < 0) {
      number = codes.size();
      codes.add(code);
    }
    told[edge] |= 1 << number;
  }

  /** The area of gauges above danger: the river's floods by the map of the planned scale. */
  private static Set<Mark> flooded(List<Mark> marks, Set<Rising> rising) {
    Set<Mark> flooded = new LinkedHashSet<>();
    for (Rising gauge : rising) {
      List<Mark.Zone> ofRiver =
          marks.stream()
              .filter(Mark.Zone.class::isInstance)
              .map(Mark.Zone.class::cast)
              .filter(zone -> zone.hazard() == Hazard.FLOOD && isOf(zone.cause(), gauge.river()))
              .toList();
      boolean planned = ofRiver.stream().anyMatch(zone -> zone.scale() == Scale.PLANNED);
      ofRiver.stream()
          .filter(zone -> !planned || zone.scale() == Scale.PLANNED)
          .forEach(flooded::add);
      marks.stream()
          .filter(mark -> mark instanceof Mark.Riverside(String of) && of.equals(gauge.gauge()))
          .forEach(flooded::add);
    }
    return flooded;
  }

  /** Maps name a river as gauges do, or with its system before it ("緑川水系緑川"). */
  static boolean isOf(@Nullable String cause, @Nullable String river) {
    return cause != null && river != null && !river.isBlank() && cause.endsWith(river);
  }

  MarkedRoads roads() {
    return roads;
  }

  /** Marks that may be under water now. */
  Set<Mark> flooded() {
    return flooded;
  }

  double offRoadSeconds(double straightM) {
    return straightM
        * rules.others().roundabout()
        / Math.min(rules.pace(mode).speedMps(), rules.pace(Mode.FOOT).speedMps());
  }

  private boolean isImpassable(int arc) {
    return state[ArcGraph.edgeOf(arc)] == IMPASSABLE
        || (mode == Mode.CAR && graph.isAgainstTraffic(arc));
  }

  boolean isForbidden(int edge) {
    return state[edge] != OPEN;
  }

  /** What is to be told of an edge, as codes. */
  List<String> told(int edge) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      if ((told[edge] & 1 << i) != 0) {
        found.add(codes.get(i));
      }
    }
    return found;
  }

  /**
   * Nothing forbidden, but for the zone that one leaves.
   *
   * @param leaving edges of that zone
   */
  CostSearch.Costs allowed(BitSet leaving) {
    return arc -> {
      int edge = ArcGraph.edgeOf(arc);
      if (isImpassable(arc)) {
        return CostSearch.Costs.FORBIDDEN;
      }
      if (state[edge] == OPEN) {
        return seconds[edge];
      }
      return leaving.get(edge)
          ? seconds[edge] * rules.others().leaving()
          : CostSearch.Costs.FORBIDDEN;
    };
  }

  /** As little of what is forbidden as can be. */
  CostSearch.Costs anyWay() {
    return arc -> {
      int edge = ArcGraph.edgeOf(arc);
      if (isImpassable(arc)) {
        return CostSearch.Costs.FORBIDDEN;
      }
      return state[edge] == OPEN ? seconds[edge] : seconds[edge] * rules.others().everyWay();
    };
  }

  /** As if there were no danger. */
  CostSearch.Costs shortest() {
    double speedMps = rules.pace(mode).speedMps();
    return arc ->
        isImpassable(arc)
            ? CostSearch.Costs.FORBIDDEN
            : graph.lengthM(ArcGraph.edgeOf(arc)) / speedMps;
  }

  /**
   * The roads by a place: the nearest that can be gone, and those hardly farther off.
   *
   * @param lonLat degrees
   */
  List<CostSearch.Stop> stops(Coordinate lonLat, double withinM) {
    List<CostSearch.Stop> found = new ArrayList<>();
    Set<Integer> edges = new LinkedHashSet<>();
    double mostM = withinM;
    for (NetworkHit hit : graph.network().nearest(lonLat.x, lonLat.y, withinM, MOST_HITS)) {
      ArcGraph.Place place = graph.placeOf(hit.position());
      if (hit.distanceM() > mostM || found.size() == MOST_STOPS) {
        break;
      }
      if (state[place.edge()] != IMPASSABLE && edges.add(place.edge())) {
        mostM = Math.min(mostM, hit.distanceM() + rules.distances().otherRoadM());
        found.add(new CostSearch.Stop(place, offRoadSeconds(hit.distanceM())));
      }
    }
    return found;
  }

  /** The same of a refuge, found once. */
  List<CostSearch.Stop> stopsOf(Refuge refuge) {
    return stops.computeIfAbsent(
        new Coordinate(refuge.lon(), refuge.lat()),
        place -> stops(place, rules.distances().refugeToRoadM()));
  }

  /**
   * The connected edges of the forbidden zone that some stops lie in; none when they lie in none.
   */
  BitSet zoneAround(List<CostSearch.Stop> from) {
    BitSet zone = new BitSet();
    List<Integer> open = new ArrayList<>();
    for (CostSearch.Stop stop : from) {
      int edge = stop.place().edge();
      if (state[edge] == ZONE && !zone.get(edge)) {
        zone.set(edge);
        open.add(edge);
      }
    }
    while (!open.isEmpty()) {
      int edge = open.removeLast();
      for (int arc : graph.arcsAround(edge)) {
        int next = ArcGraph.edgeOf(arc);
        if (state[next] == ZONE && !zone.get(next)) {
          zone.set(next);
          open.add(next);
        }
      }
    }
    return zone;
  }
}
