package org.machizu.snow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Roads stand otherwise than before. Tells nothing of vehicles, so that everybody who sees the road
 * may be told.
 *
 * @param layer short id of the layer of roads
 * @param directions the new states; empty when {@code everything}
 * @param everything a snowfall was entered or changed, or so many roads that they are not listed
 */
public record RoadStateChanged(String layer, List<Direction> directions, boolean everything) {
  public RoadStateChanged {
    directions = List.copyOf(directions);
  }

  /**
   * One direction of a road.
   *
   * @param forward along its line
   */
  public record Direction(
      long road,
      boolean forward,
      ClearedState state,
      @Nullable Instant clearedAt,
      @Nullable Double confidence) {

    /** As compact answers have it: {@link RoadStateJson#COMPACT_COLUMNS}. */
    public List<@Nullable Object> row() {
      return RoadStateJson.row(this);
    }

    static List<Direction> of(RoadState state) {
      return state.road().directions().stream()
          .flatMap(forward ->
              state.direction(forward).stream()
                  .map(one ->
                      new Direction(
                          state.road().id(),
                          forward,
                          one.state(),
                          one.clearedAt(),
                          one.confidence())))
          .toList();
    }
  }
}
