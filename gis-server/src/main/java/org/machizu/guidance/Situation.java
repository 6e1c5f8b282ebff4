package org.machizu.guidance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.network.CostSearch;
import org.machizu.guidance.roads.MarkedRoads;
import org.machizu.guidance.rules.GuidanceRules;
import org.machizu.guidance.rules.Mode;
import org.machizu.hazard.kind.Hazard;

/**
 * All that guidance knows at a moment, for one kind of asker. Immutable but for what is worked out
 * from it once.
 */
public final class Situation {
  private final Roads roads;
  private final Live live;
  private final List<Refuge> refuges;
  private final Map<Key, Passage> passages;

  private record Key(Hazard hazard, Mode mode) {}

  /**
   * What changes seldom.
   *
   * @param marked in metres of {@code measure}'s zone
   * @param mapped hazards of which there is a map of zones
   * @param ids the numbers of all roads, each once
   */
  public record Roads(
      MarkedRoads marked,
      CostSearch search,
      PlaneMeasure measure,
      RoadColumns columns,
      GuidanceRules rules,
      Set<Hazard> mapped,
      Set<Long> ids) {
    public Roads {
      mapped = Set.copyOf(mapped);
    }

    public static Roads of(
        MarkedRoads marked,
        PlaneMeasure measure,
        RoadColumns columns,
        GuidanceRules rules,
        Set<Hazard> mapped) {
      Set<Long> ids =
          marked.graph().network().segments().stream()
              .map(segment -> segment.road().id())
              .collect(Collectors.toUnmodifiableSet());
      return new Roads(
          marked, new CostSearch(marked.graph()), measure, columns, rules, mapped, ids);
    }
  }

  private Situation(Roads roads, Live live, List<Refuge> refuges, Map<Key, Passage> passages) {
    this.roads = roads;
    this.live = live;
    this.refuges = List.copyOf(refuges);
    this.passages = passages;
  }

  public static Situation of(Roads roads, Live live, List<Refuge> refuges) {
    return new Situation(roads, live, refuges, new ConcurrentHashMap<>());
  }

  /** The same roads with the same water and snow, and shelters otherwise. */
  public Situation with(List<Refuge> others) {
    return new Situation(roads, live, others, passages);
  }

  public Roads roads() {
    return roads;
  }

  public Live live() {
    return live;
  }

  public List<Refuge> refuges() {
    return refuges;
  }

  /** Worked out at the first question. */
  Passage passage(Hazard hazard, Mode mode) {
    return passages.computeIfAbsent(
        new Key(hazard, mode),
        key ->
            new Passage(
                roads.marked(), roads.columns(), roads.rules(), live, key.hazard(), key.mode()));
  }
}
