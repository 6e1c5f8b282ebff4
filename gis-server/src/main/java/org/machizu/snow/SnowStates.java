package org.machizu.snow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How all roads stand at a moment. Immutable. */
final class SnowStates {
  private static final int DIGEST_BYTES = 12;

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

  private String makeDigest() {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      String head = event == null ? "" : event.id() + event.name() + event.begin() + event.end();
      hash.update(head.getBytes(StandardCharsets.UTF_8));
      List<Long> ids = new ArrayList<>(touched.keySet());
      ids.sort(null);
      for (long id : ids) {
        RoadState state = touched.get(id);
        if (state != null) {
          hash.update(
              (id + "" + state.ofSegments() + state.ofKinds()).getBytes(StandardCharsets.UTF_8));
        }
      }
      return HexFormat.of().formatHex(hash.digest(), 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
