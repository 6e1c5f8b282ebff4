package org.machizu.server;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.machizu.residents.EntranceStates;

/** Snow on roads that run along parallels: the road of a place is the one that lies nearest. */
final class SnowOnRoads implements EntranceStates {
  private static final double NEAR = 0.0005;

  private final Map<Long, Double> latitudes;
  private final Map<Long, Entrance> states = new ConcurrentHashMap<>();
  private volatile Optional<Snowfall> snowfall = Optional.empty();

  /**
   * @param latitudes of the roads by their id
   */
  SnowOnRoads(Map<Long, Double> latitudes) {
    this.latitudes = latitudes;
  }

  void snows(String event, Instant since) {
    snowfall = Optional.of(new Snowfall(event, since, null));
    latitudes.keySet().forEach(road -> set(road, State.NOT_YET, null));
  }

  void set(long road, State state, Instant cleared) {
    states.put(road, new Entrance(road, state, cleared, 20.0));
  }

  @Override
  public Optional<Snowfall> snowfall() {
    return snowfall;
  }

  @Override
  public OptionalLong road(double lon, double lat) {
    return latitudes.entrySet().stream()
        .filter(road -> Math.abs(road.getValue() - lat) < NEAR)
        .min((a, b) -> Double.compare(Math.abs(a.getValue() - lat), Math.abs(b.getValue() - lat)))
        .map(road -> OptionalLong.of(road.getKey()))
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public Optional<Entrance> of(long road) {
    return Optional.ofNullable(states.get(road));
  }
}
