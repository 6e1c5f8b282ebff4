package org.machizu.residents;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;
import org.machizu.access.Actor;
import org.machizu.config.WatchSettings;
import org.machizu.geo.feature.Feature;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.residents.EntranceStates.Entrance;
import org.machizu.residents.EntranceStates.Snowfall;
import org.machizu.residents.Ranking.Ranked;

/** The list of households to look at, as one actor may see it. */
public final class Watch {
  /** Nobody visits more in a night. */
  static final int MOST_RANKED = 2_000;

  /** How long a report counts. */
  static final Duration REPORT_COUNTS = Duration.ofHours(72);

  private static final int MOST_REPORTS = 10_000;
  private static final double DEGREES_PER_METRE = 1 / 75_000.0; // at the latitude of Wakkanai

  private final WatchedHouseholds households;
  private final WatchStore store;
  private final EntranceStates entrances;
  private final WatchSettings settings;
  private final InstantSource clock;

  /**
   * @param ranked the most urgent, at most {@link #MOST_RANKED}
   * @param count how many households there are to look at
   */
  record Ranks(@Nullable Snowfall snowfall, List<Ranked> ranked, int count) {}

  public Watch(
      WatchedHouseholds households,
      WatchStore store,
      EntranceStates entrances,
      WatchSettings settings,
      InstantSource clock) {
    this.households = households;
    this.store = store;
    this.entrances = entrances;
    this.settings = settings;
    this.clock = clock;
  }

  WatchedHouseholds households() {
    return households;
  }

  /** What the layer has for a household's address; null when it has none that one may see. */
  @Nullable Object address(Feature household) {
    return household.get(settings.address());
  }

  /** The snowfall that cases are about now; "" when there is none. */
  String event() {
    return entrances.snowfall().map(Snowfall::event).orElse("");
  }

  /** Which lines of the list somebody asks for. */
  interface Wanted {
    boolean holds(Ranked line);

    /** Whether all those hold that nobody has reported and that have no case. */
    boolean holdsForTheRoadAlone();
  }

  /**
   * A road as it stands for all households before it.
   *
   * @param perWeight as {@link Ranking#perWeight}
   */
  private record Road(@Nullable Entrance entrance, double perWeight) {}

  /**
   * Everything that makes somebody look, the most urgent first. Most households of a city have
   * nothing but flags and a road; of them only those are spelt out that come among the most urgent.
   *
   * @param wanted leaves out the others, and does not count them
   */
  Ranks ranks(Actor actor, VisibleLayer desk, Wanted wanted) {
    Instant now = clock.instant();
    Snowfall snowfall = entrances.snowfall().orElse(null);
    Ranking ranking = new Ranking(snowfall, now);
    List<WatchedHousehold> all = households.list(actor, desk);
    Map<Long, List<EntranceReport>> reports = reports(all, counting(now));
    Map<Long, List<WatchCase>> cases =
        store.listFor(event()).stream().collect(Collectors.groupingBy(WatchCase::household));
    Map<Long, Road> roads = new HashMap<>();
    Road none = new Road(null, 0);
    MostUrgent best = new MostUrgent(MOST_RANKED);
    for (WatchedHousehold household : all) {
      List<EntranceReport> told = reports.getOrDefault(household.id(), List.of());
      List<WatchCase> known = cases.getOrDefault(household.id(), List.of());
      boolean roadAlone = told.isEmpty() && known.isEmpty();
      if (roadAlone && (household.flags().isEmpty() || !wanted.holdsForTheRoadAlone())) {
        continue; // nobody need look there, however its road stands; or nobody asks
      }
      OptionalLong before = road(household);
      Road road =
          before.isEmpty()
              ? none
              : roads.computeIfAbsent(before.getAsLong(), id -> stands(ranking, id));
      double score = household.weight() * road.perWeight();
      if (roadAlone && (score == 0 || !best.counts(score, household.id()))) {
        continue;
      }
      Optional<Ranked> ranked = ranking.rank(household, road.entrance(), told, known);
      if (ranked.filter(wanted::holds).isPresent()
          && (roadAlone || best.counts(ranked.get().score(), household.id()))) {
        best.add(ranked.get());
      }
    }
    return new Ranks(snowfall, best.list(), best.count());
  }

  private Road stands(Ranking ranking, long road) {
    Entrance entrance = entrances.of(road).orElse(null);
    return new Road(entrance, ranking.perWeight(entrance));
  }

  private OptionalLong road(WatchedHousehold household) {
    return household.lon() == null || household.lat() == null
        ? OptionalLong.empty()
        : entrances.road(household.lon(), household.lat());
  }

  private List<EntranceReport> counting(Instant now) {
    return store.listReports(now.minus(REPORT_COUNTS), now.plusSeconds(60), MOST_REPORTS).stream()
        .filter(report -> report.closed() == null)
        .toList();
  }

  /**
   * The households that reports count for: all that stand within some metres, as nobody can tell
   * which door was meant.
   *
   * @return by household, the newest report first
   */
  Map<Long, List<EntranceReport>> reports(
      List<WatchedHousehold> all, List<EntranceReport> reports) {
    STRtree places = new STRtree();
    reports.forEach(r -> places.insert(new Envelope(r.lon(), r.lon(), r.lat(), r.lat()), r));
    double around = settings.reportMetres() * DEGREES_PER_METRE;
    Map<Long, List<EntranceReport>> found = new HashMap<>();
    for (WatchedHousehold household : reports.isEmpty() ? List.<WatchedHousehold>of() : all) {
      if (household.lon() == null || household.lat() == null) {
        continue;
      }
      Envelope box =
          new Envelope(household.lon(), household.lon(), household.lat(), household.lat());
      box.expandBy(around);
      for (Object near : places.query(box)) {
        EntranceReport report = (EntranceReport) near;
        if (household.isWithin(settings.reportMetres(), report.lon(), report.lat())) {
          found.computeIfAbsent(household.id(), h -> new ArrayList<>()).add(report);
        }
      }
    }
    found.values().forEach(list -> list.sort((a, b) -> b.seen().compareTo(a.seen())));
    return found;
  }
}
