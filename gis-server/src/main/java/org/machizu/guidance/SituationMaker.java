package org.machizu.guidance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.config.GuidanceSettings;
import org.machizu.config.SensorSettings;
import org.machizu.config.SnowSettings;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.filter.Predicate;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.guidance.roads.Mark;
import org.machizu.guidance.roads.MarkedArea;
import org.machizu.guidance.roads.MarkedRoads;
import org.machizu.guidance.rules.GuidanceRules;
import org.machizu.guidance.rules.RulesReader;
import org.machizu.guidance.rules.Snowed;
import org.machizu.hazard.kind.Hazard;
import org.machizu.http.Answers;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers;
import org.machizu.tracks.TownRoads;

/**
 * Makes situations out of the town's layers, gauges, snow and shelters, each as one kind of asker
 * sees it. Roads are read through their View too: whoever may not see a road is not led along it.
 */
public final class SituationMaker {
  /** A city of 300,000 has some 60,000 roads. */
  private static final int MOST_ROADS = 2_000_000;

  private final Ports ports;
  private final Names names;
  private final GuidanceRules rules = RulesReader.usual();
  private final RoadColumns columns;
  private final Obstacles obstacles;

  /** From where everything comes. */
  public record Ports(
      VisibleLayers layers,
      FeatureStore features,
      Zones zones,
      Refuges refuges,
      LiveWater water,
      SnowNow snow) {}

  /**
   * How the town's layers and columns are called.
   *
   * @param zone where the town measures; empty: the zone nearest to its first road
   */
  public record Names(
      SnowSettings roads, SensorSettings gauges, GuidanceSettings guidance, Optional<Crs> zone) {}

  /**
   * How old what an answer rests on is.
   *
   * @param roads revision of the layer of roads
   * @param hazards short, differs when hazard maps do
   * @param gauges when gauges were looked at
   * @param snow when the states of roads were; null while there is no snowfall
   */
  record Stand(long roads, String hazards, Instant gauges, @Nullable Instant snow) {}

  public SituationMaker(Ports ports, Names names) {
    this.ports = ports;
    this.names = names;
    this.columns =
        new RoadColumns(
            names.roads().columns().name(),
            names.roads().columns().width(),
            names.roads().columns().section());
    this.obstacles =
        new Obstacles(
            ports.layers(), ports.features(), names.guidance(), columns, rules.distances());
  }

  String roadsLayer() {
    return names.roads().roadsLayer();
  }

  private List<String> layers(Actor actor) {
    List<String> all = new ArrayList<>(ports.zones().layers(actor));
    all.add(roadsLayer());
    all.add(names.gauges().layer());
    all.add(names.guidance().closuresLayer());
    all.add(names.guidance().underpassesLayer());
    all.add(names.guidance().riversLayer());
    return all;
  }

  /** Askers of one kind see the same of everything that ways depend on. */
  String kind(Actor actor) {
    StringBuilder kind = new StringBuilder();
    for (String layer : layers(actor)) {
      ports
          .layers()
          .find(actor, layer)
          .ifPresent(
              seen -> kind.append(layer).append(':').append(seen.view().entitlement()).append(' '));
    }
    return kind.append(ports.refuges().kind(actor)).toString();
  }

  /** Differs when the roads have to be made anew. */
  String fixed(Actor actor) {
    return layers(actor).stream()
        .map(layer -> TownLayers.state(ports.layers(), actor, layer))
        .collect(Collectors.joining(" "));
  }

  /** The roads with everything on them; empty for who sees no roads. */
  Optional<Situation.Roads> roads(Actor actor) {
    List<Road> roads = new ArrayList<>();
    boolean sees =
        scan(
            actor,
            roadsLayer(),
            feature -> {
              try {
                String oneWay = names.roads().columns().oneWay();
                roads.addAll(Road.of(feature, TownRoads.travel(feature, oneWay)));
              } catch (IllegalArgumentException e) {
                return; // no line, or one without length; the matching counts and tells them
              }
            });
    if (!sees) {
      return Optional.empty();
    }
    PlaneMeasure measure = PlaneMeasure.inZone(zone(roads));
    RoadNetwork network = RoadNetwork.of(measure.zone().number(), TownRoads.TOLERANCE_M, roads);
    Zones.Seen zones = ports.zones().read(actor, measure);
    Obstacles.Found found = obstacles.read(actor, measure, network);
    List<MarkedArea> areas = new ArrayList<>(zones.areas());
    areas.addAll(found.areas());
    areas.addAll(obstacles.banks(actor, measure, unmapped(actor, measure, zones.areas())));
    return Optional.of(
        Situation.Roads.of(
            MarkedRoads.of(network, areas, found.stretches()),
            measure,
            columns,
            rules,
            zones.mapped()));
  }

  private int zone(List<Road> roads) {
    return names
        .zone()
        .flatMap(Crs::planeZone)
        .orElseGet(() -> {
          if (roads.isEmpty()) {
            return 1;
          }
          Coordinate place = roads.getFirst().line().getCoordinate();
          return PlaneZone.nearest(place.x, place.y).number();
        });
  }

  /** Gauges of rivers that no map has the floods of. */
  private List<Obstacles.GaugePlace> unmapped(
      Actor actor, PlaneMeasure measure, List<MarkedArea> zones) {
    Set<String> causes = new HashSet<>();
    for (MarkedArea area : zones) {
      if (area.mark() instanceof Mark.Zone zone && zone.hazard() == Hazard.FLOOD) {
        Optional.ofNullable(zone.cause()).ifPresent(causes::add);
      }
    }
    List<Obstacles.GaugePlace> gauges = new ArrayList<>();
    scan(
        actor,
        names.gauges().layer(),
        feature -> {
          String id = text(feature, names.gauges().columns().of("id"));
          String water = text(feature, names.gauges().columns().of("water"));
          boolean isMapped = causes.stream().anyMatch(cause -> Passage.isOf(cause, water));
          Geometry place = feature.geometry();
          if (!id.isEmpty() && !isMapped && place != null && !place.isEmpty()) {
            gauges.add(
                new Obstacles.GaugePlace(
                    id, water, measure.toPlane(place).getCentroid().getCoordinate()));
          }
        });
    return gauges;
  }

  private static String text(Feature feature, String column) {
    Object value = feature.attributes().get(column);
    return value == null ? "" : value.toString().strip();
  }

  /** Whether the actor sees the layer. */
  private boolean scan(Actor actor, String layer, Consumer<Feature> taker) {
    return ports
        .layers()
        .find(actor, layer)
        .map(seen -> {
          try (FeatureCursor cursor =
              ports.features().scan(seen.view(), new Predicate.Everything(), null)) {
            Feature feature;
            for (int i = 0; i < MOST_ROADS && (feature = cursor.next()) != null; i++) {
              taker.accept(feature);
            }
          }
          return true;
        })
        .orElse(false);
  }

  /** What goes on at a moment. */
  Live live(Actor actor, Situation.Roads roads, Instant at) {
    Duration newest = Duration.ofMinutes((long) (rules.distances().gaugeAgeHours() * 60));
    Set<Rising> rising = ports.water().rising(actor, at.minus(newest));
    return new Live(at, rising, ports.snow().of(roads.ids()));
  }

  List<Refuge> refuges(Actor actor) {
    return ports.refuges().list(actor);
  }

  /** Differs when a way may. */
  String text(Live live, Situation.Roads roads) {
    String rising = live.rising().stream().map(Rising::toString).sorted().toList().toString();
    long snow = 0;
    for (Map.Entry<Long, Snowed> road : live.snow().entrySet()) {
      snow += Objects.hash(road.getKey(), road.getValue().name()) * 0x9E3779B97F4A7C15L;
    }
    String closed =
        roads.marked().marks().stream()
            .filter(mark -> mark instanceof Mark.Closure closure && closure.isOn(live.at()))
            .map(Mark::toString)
            .sorted()
            .toList()
            .toString();
    return rising + ' ' + snow + ' ' + closed;
  }

  Stand stand(Actor actor, Live live) {
    String zones =
        ports.zones().layers(actor).stream()
            .map(layer -> TownLayers.state(ports.layers(), actor, layer))
            .collect(Collectors.joining(" "));
    long roads =
        ports
            .layers()
            .find(actor, roadsLayer())
            .map(seen -> seen.entry().revision().number())
            .orElse(0L);
    return new Stand(roads, shortened(zones), live.at(), live.snow().isEmpty() ? null : live.at());
  }

  /** The same on all servers of a town. */
  static String version(String fixed, String live, List<Refuge> refuges) {
    String said =
        refuges.stream()
            .sorted(Comparator.comparing(Refuge::id))
            .map(SituationMaker::said)
            .collect(Collectors.joining(" "));
    return shortened(fixed + '\n' + live + '\n' + said);
  }

  private static String said(Refuge refuge) {
    return "%s %s %s %s %s %s %s"
        .formatted(
            refuge.id(),
            refuge.lon(),
            refuge.lat(),
            refuge.status().word(),
            refuge.full(),
            refuge.congestion(),
            refuge.suits().entrySet().stream()
                .map(entry -> entry.getKey().word() + '=' + entry.getValue().word())
                .sorted()
                .toList());
  }

  private static String shortened(String text) {
    return Answers.tagOf(text).replace("\"", "");
  }
}
