package org.machizu.snow;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.snow.SnowRoad.SegmentOfRoad;
import org.machizu.tracks.WorkKind;

/**
 * How a road stands at a moment.
 *
 * @param ofSegments the state of each of {@link SnowRoad#segments()}
 * @param ofKinds the road as a whole, by one kind of work each
 */
record RoadState(
    SnowRoad road, List<SegmentState> ofSegments, Map<WorkKind, List<SegmentState>> ofKinds) {

  static RoadState of(RoadCover cover, Snowfall snow) {
    Map<WorkKind, List<SegmentState>> kinds = new EnumMap<>(WorkKind.class);
    cover.byKind().forEach((kind, covers) -> kinds.put(kind, states(covers, snow)));
    return new RoadState(cover.road(), states(cover.carriageway(), snow), kinds);
  }

  private static List<SegmentState> states(List<Cover> covers, Snowfall snow) {
    return covers.stream().map(cover -> SegmentState.of(cover, snow)).toList();
  }

  /** Of a road that nobody has passed. */
  static RoadState untouched(SnowRoad road, SegmentState state) {
    return new RoadState(road, all(road, state), Map.of());
  }

  private static List<SegmentState> all(SnowRoad road, SegmentState state) {
    return road.segments().stream().map(_ -> state).toList();
  }

  /** The same road by one kind of work alone. */
  RoadState by(WorkKind kind) {
    List<SegmentState> states = ofKinds.get(kind);
    if (states != null) {
      return new RoadState(road, states, ofKinds);
    }
    boolean snows = ofSegments.stream().anyMatch(one -> one.state() != ClearedState.NONE);
    SegmentState untouched = snows ? SegmentState.NOT_YET : SegmentState.NONE;
    return new RoadState(road, all(road, untouched), ofKinds);
  }

  /** Both ways and all lines together: the worst of them. */
  SegmentState whole() {
    return together(null, ofSegments).orElse(SegmentState.NONE);
  }

  /** All lines in one direction; empty when the road is not travelled that way. */
  Optional<SegmentState> direction(boolean forward) {
    return together(forward, ofSegments);
  }

  /** Both ways and all lines together, by one kind of work. */
  Optional<SegmentState> whole(WorkKind kind) {
    List<SegmentState> states = ofKinds.get(kind);
    return states == null ? Optional.empty() : together(null, states);
  }

  private Optional<SegmentState> together(@Nullable Boolean forward, List<SegmentState> states) {
    List<SegmentOfRoad> segments = road.segments();
    List<SegmentState> joined = new ArrayList<>();
    double lengthM = 0;
    for (int i = 0; i < segments.size(); i++) {
      SegmentOfRoad segment = segments.get(i);
      if (forward == null || segment.forward() == forward) {
        SegmentState state = states.get(i);
        joined.add(
            joined.isEmpty() ? state : joined.getLast().with(lengthM, state, segment.lengthM()));
        lengthM += segment.lengthM();
      }
    }
    return joined.isEmpty() ? Optional.empty() : Optional.of(joined.getLast());
  }
}
