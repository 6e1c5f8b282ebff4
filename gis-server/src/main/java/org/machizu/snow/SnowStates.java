package org.machizu.snow;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How all roads stand at a moment. Immutable. */
final class SnowStates {
  private final Instant at;
  private final @Nullable SnowEvent event;
  private final RoadBook roads;
  private final Map<Long, RoadState> touched;
  private volatile @Nullable String digest;

  /**
   * @param event the snowfall that roads are to be cleared of; null when there is none
   * @param touched states of the roads that somebody has passed since it began
   */
  SnowStates(Instant at, @Nullable SnowEvent event, RoadBook roads, Map<Long, RoadState> touched) {
    this.at = at;
    this.event = event;
    this.roads = roads;
    this.touched = touched;
  }

  Instant at() {
    return at;
  }

  Optional<SnowEvent> event() {
    return Optional.ofNullable(event);
  }

  RoadBook roads() {
    return roads;
  }

  /** Of roads that nobody has passed. */
  SegmentState untouched() {
    return event == null ? SegmentState.NONE : SegmentState.NOT_YET;
  }

  RoadState of(SnowRoad road) {
    RoadState state = touched.get(road.id());
    return state == null ? RoadState.untouched(road, untouched()) : state;
  }

  /** The state of a road by its id; empty when there is no such road. */
  Optional<RoadState> find(long road) {
    return roads.find(road).map(this::of);
  }

  Map<Long, RoadState> touched() {
    return touched;
  }

  /**
   * A short text that differs when a state does; the same on all servers of a town, before and
   * after a restart. That time has passed makes no difference.
   */
  String digest() {
    String known = digest;
    if (known == null) {
      known = makeDigest();
      digest = known;
    }
    return known;
  }

  /** A sum, so that the order of roads makes no difference and nothing has to be sorted. */
  private String makeDigest() {
    long sum = event == null ? 0 : StateHash.of(event);
    for (RoadState state : touched.values()) {
      sum += StateHash.of(state);
    }
    return Long.toHexString(sum);
  }
}
