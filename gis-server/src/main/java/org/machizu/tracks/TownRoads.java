package org.machizu.tracks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;
import org.machizu.access.Actor;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.Road.Travel;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;
import org.machizu.ingest.match.MatchNetwork;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The town's roads as a network, made anew when somebody has changed them. Vehicles are matched by
 * all roads, whoever may see them; what is shown of a road goes through the View of its layer.
 */
public final class TownRoads implements Consumer<LayerChanged>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TownRoads.class);

  /** What stands in the attribute of one-way roads, seen along the line. */
  private static final Map<String, Travel> TRAVELS =
      Map.of("順", Travel.FORWARD, "逆", Travel.BACKWARD);

  /** Ends of roads as near as this meet. */
  public static final double TOLERANCE_M = 0.5;

  /** A city of 300,000 has some 60,000 roads, a prefecture a million. */
  private static final int MOST_ROADS = 2_000_000;

  private static final Duration SETTLE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Source source;
  private final Consumer<TownRoads> changed;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("roads").daemon().factory());

  private volatile State now = State.EMPTY;
  private volatile boolean read;

  /** The revision of the layer's entry that the network was made of; null without a layer. */
  private volatile @Nullable Revision seen;

  /** Since when there is a later one; 0 while there is none. Only the matching knows it. */
  private long lateSinceNanos;

  private boolean planned; // guarded by this

  /**
   * The network of one revision.
   *
   * @param matching the same, prepared for matching
   * @param parts which line of its feature a road is, where that is not the first
   */
  public record State(
      Revision revision, RoadNetwork network, MatchNetwork matching, Map<Road, Integer> parts) {
    static final State EMPTY =
        of(new Revision(0), RoadNetwork.of(1, TOLERANCE_M, List.of()), Map.of());

    static State of(Revision revision, RoadNetwork network, Map<Road, Integer> parts) {
      return new State(revision, network, MatchNetwork.of(network), parts);
    }

    /** Which line of its feature a segment runs along, from 0. */
    public int partOf(Segment segment) {
      return parts.getOrDefault(segment.road(), 0);
    }
  }

  /**
   * Where roads are found.
   *
   * @param layer the layer's short id
   * @param oneWay its attribute that says which way vehicles may go: along the line, against it, or
   *     both
   * @param zone where the town measures; empty: the zone nearest to its first road
   */
  public record Source(
      VisibleLayers layers,
      FeatureStore features,
      String layer,
      String oneWay,
      Optional<Crs> zone) {}

  /**
   * @param changed is told when there is a network of another revision, the first included
   */
  public TownRoads(Source source, Consumer<TownRoads> changed) {
    this.source = source;
    this.changed = changed;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** The network as it stands; without roads before the first was made. */
  public State now() {
    return now;
  }

  /** Begins to make the first one; begin to listen to changes before. */
  public void start() {
    plan(Duration.ZERO);
  }

  @Override
  public void accept(LayerChanged change) {
    if (change.layer().name().equals(source.layer())) {
      plan(SETTLE);
    }
  }

  private synchronized void plan(Duration in) {
    if (planned) {
      return;
    }
    try {
      var unused = thread.schedule(this::make, in.toMillis(), TimeUnit.MILLISECONDS);
      planned = true;
    } catch (RejectedExecutionException e) {
      LOG.debug("closed; the roads are read at the next start", e);
    }
  }

  private synchronized void begin() {
    planned = false;
  }

  private void make() {
    begin();
    try {
      State before = now;
      Revision present = presentRevision();
      now =
          source.layers().find(Actor.OPERATOR, source.layer()).map(this::read).orElse(State.EMPTY);
      seen = present; // not before the network of it is there
      read = true;
      if (!now.revision().equals(before.revision())) {
        changed.accept(this);
      }
    } catch (RuntimeException e) {
      LOG.warn(
          "the roads could not be read for matching, tried again in a moment: {}", e.toString());
      plan(AGAIN);
    }
  }

  private State read(VisibleLayer layer) {
    List<Road> roads = new ArrayList<>();
    Map<Road, Integer> parts = new HashMap<>();
    Revision revision;
    int unusable = 0;
    try (FeatureCursor cursor =
        source.features().scan(layer.view(), new Predicate.Everything(), null)) {
      revision = cursor.revision();
      for (Feature feature = cursor.next(); feature != null; feature = cursor.next()) {
        unusable += add(feature, roads, parts) ? 0 : 1;
        if (roads.size() > MOST_ROADS) {
          throw new IllegalStateException("the layer has more than " + MOST_ROADS + " roads");
        }
      }
    }
    if (unusable > 0) {
      LOG.warn(
          "{} features of layer '{}' are no roads (no line, or one without length)",
          unusable,
          source.layer());
    }
    if (roads.isEmpty()) {
      return new State(revision, State.EMPTY.network(), State.EMPTY.matching(), Map.of());
    }
    return State.of(revision, RoadNetwork.of(zone(roads), TOLERANCE_M, roads), parts);
  }

  private boolean add(Feature feature, List<Road> roads, Map<Road, Integer> parts) {
    try {
      List<Road> lines = Road.of(feature, travel(feature, source.oneWay()));
      for (int part = 1; part < lines.size(); part++) {
        parts.put(lines.get(part), part);
      }
      return roads.addAll(lines);
    } catch (IllegalArgumentException e) {
      return false; // counted
    }
  }

  /**
   * Which way vehicles may go on a road.
   *
   * @param oneWay the attribute that says it; both ways where there is none
   */
  public static Travel travel(Feature feature, String oneWay) {
    Object said = feature.attributes().get(oneWay);
    return TRAVELS.getOrDefault(String.valueOf(said).strip(), Travel.BOTH_WAYS);
  }

  private int zone(List<Road> roads) {
    LineString first = roads.getFirst().line();
    Coordinate place = first.getCoordinate();
    return source
        .zone()
        .flatMap(Crs::planeZone)
        .orElseGet(() -> PlaneZone.nearest(place.x, place.y).number());
  }

  private @Nullable Revision presentRevision() {
    return source
        .layers()
        .find(Actor.OPERATOR, source.layer())
        .map(layer -> layer.entry().revision())
        .orElse(null);
  }

  /**
   * Whether there is something to match with: the roads as they stand. Called by one thread. While
   * somebody changes roads all the time, those of a moment ago are good enough.
   */
  boolean isReady() {
    if (!read) {
      return false;
    }
    if (Objects.equals(presentRevision(), seen)) {
      lateSinceNanos = 0;
      return true;
    }
    plan(Duration.ZERO);
    long now = System.nanoTime();
    lateSinceNanos = lateSinceNanos == 0 ? now : lateSinceNanos;
    return now - lateSinceNanos > PATIENCE.toNanos();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
