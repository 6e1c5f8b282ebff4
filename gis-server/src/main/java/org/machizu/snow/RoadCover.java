package org.machizu.snow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.machizu.snow.SnowRoad.SegmentOfRoad;
import org.machizu.tracks.RoadPass;
import org.machizu.tracks.WorkKind;

/**
 * Everything that passes say of a road, whatever happens to the snow afterwards.
 *
 * @param carriageway one for each segment: by whatever clears lanes
 * @param byKind the same, by one kind of work; only of kinds that were done
 */
record RoadCover(SnowRoad road, List<Cover> carriageway, Map<WorkKind, List<Cover>> byKind) {
  /**
   * Work after which lanes can be driven on. Carrying snow away is done to banks, and grit clears
   * nothing.
   */
  private static final Set<WorkKind> CLEARS_LANES =
      EnumSet.of(WorkKind.NEW_SNOW, WorkKind.WIDENING, WorkKind.GRADING);

  /**
   * @param passes over the road since the snowfall began, in any order
   * @param until passes that ended later do not count
   */
  static RoadCover of(SnowRoad road, Collection<RoadPass> passes, Instant until, SnowRules rules) {
    List<RoadPass> counted =
        passes.stream()
            .filter(pass -> pass.road() == road.id() && !pass.left().isAfter(until))
            .filter(pass -> pass.work().doing() != RoadPass.Doing.DRIVING)
            .sorted(Cover.ORDER)
            .toList();
    Map<WorkKind, List<Cover>> byKind = new EnumMap<>(WorkKind.class);
    for (RoadPass pass : counted) {
      WorkKind kind = pass.work().kind();
      if (kind != null && !byKind.containsKey(kind)) {
        byKind.put(kind, covers(road, counted, rules, other -> other.work().kind() == kind));
      }
    }
    return new RoadCover(road, covers(road, counted, rules, RoadCover::clearsLanes), byKind);
  }

  /** Whoever does not say what for is taken to clear: it says that it works, and on a road. */
  private static boolean clearsLanes(RoadPass pass) {
    WorkKind kind = pass.work().kind();
    return kind == null || CLEARS_LANES.contains(kind);
  }

  private static List<Cover> covers(
      SnowRoad road, List<RoadPass> passes, SnowRules rules, Predicate<RoadPass> which) {
    boolean oneLane = road.hasOneLane(rules);
    List<Cover> covers = new ArrayList<>();
    for (SegmentOfRoad segment : road.segments()) {
      covers.add(
          Cover.of(
              segment,
              passes.stream()
                  .filter(pass -> pass.part() == segment.part())
                  .filter(pass -> oneLane || pass.forward() == segment.forward())
                  .filter(which)
                  .toList()));
    }
    return covers;
  }

  boolean isEmpty() {
    return byKind.isEmpty()
        && carriageway.stream().allMatch(c -> c.pieces().isEmpty() && c.perhaps().isEmpty());
  }
}
