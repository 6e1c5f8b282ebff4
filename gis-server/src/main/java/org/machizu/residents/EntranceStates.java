package org.machizu.residents;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the snow before people's doors. A port: {@code snow} tells it, and {@code
 * GisServer} connects the two. Asked for every household of a list, so it answers from memory.
 */
public interface EntranceStates {

  /** How a road stands against the snowfall. The codes stand in answers and in the store. */
  enum State {
    /** There is no snowfall to clear after. */
    NONE("none"),
    NOT_YET("not-yet"),
    PARTLY("partly"),
    CLEARED("cleared"),
    SNOWED_OVER("snowed-over"),
    CANNOT_TELL("cannot-tell");

    private final String code;

    State(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /**
   * The snowfall that is being cleared after: the one under way, else the last.
   *
   * @param event its id; never blank
   * @param ended null while it snows
   */
  record Snowfall(String event, Instant began, @Nullable Instant ended) {}

  /**
   * The road before a door.
   *
   * @param road feature id in the layer of roads
   * @param clearedAt when it was last cleared since the snowfall began; null when it was not
   * @param newSnowCm what has fallen since then, else since the snowfall began; null when nobody
   *     measured
   */
  record Entrance(
      long road, State state, @Nullable Instant clearedAt, @Nullable Double newSnowCm) {}

  /** Empty when there was none this winter. */
  Optional<Snowfall> snowfall();

  /**
   * The road nearest to a place.
   *
   * @param lon degrees, JGD2011
   * @param lat degrees, JGD2011
   * @return its feature id; empty when there is none near enough to be the way to that place
   */
  OptionalLong road(double lon, double lat);

  /** How a road stands; empty when there is no such road. */
  Optional<Entrance> of(long road);

  /** How the road nearest to a place stands. */
  default Optional<Entrance> at(double lon, double lat) {
    OptionalLong road = road(lon, lat);
    return road.isPresent() ? of(road.getAsLong()) : Optional.empty();
  }
}
