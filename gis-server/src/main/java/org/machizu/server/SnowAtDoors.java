package org.machizu.server;

import java.util.Optional;
import org.machizu.geo.network.NetworkHit;
import org.machizu.residents.EntranceStates;
import org.machizu.snow.ClearedState;
import org.machizu.snow.Snow;
import org.machizu.tracks.TownRoads;

/** The state of the road before each door, from what {@code snow} keeps of the roads. */
final class SnowAtDoors implements EntranceStates {
  /** Whoever stands farther from a road has another way to it. */
  private static final double NEAR_M = 60;

  private final Snow snow;
  private final TownRoads roads;

  SnowAtDoors(Snow snow, TownRoads roads) {
    this.snow = snow;
    this.roads = roads;
  }

  @Override
  public Optional<Snowfall> snowfall() {
    return snow.snowfall()
        .map(event -> new Snowfall(Long.toString(event.id()), event.begin(), event.end()));
  }

  @Override
  public Optional<Entrance> at(double lon, double lat) {
    return roads.now().network().nearest(lon, lat, NEAR_M, 1).stream()
        .findFirst()
        .flatMap(this::entrance);
  }

  private Optional<Entrance> entrance(NetworkHit hit) {
    long road = hit.position().segment().road().id();
    return snow.now(road)
        .map(now -> new Entrance(road, state(now.state()), now.clearedAt(), now.newSnowCm()));
  }

  private static State state(ClearedState state) {
    return switch (state) {
      case NONE -> State.NONE;
      case CLEARED -> State.CLEARED;
      case PARTLY -> State.PARTLY;
      case SNOWED_OVER -> State.SNOWED_OVER;
      case CANNOT_TELL -> State.CANNOT_TELL;
      case NOT_YET -> State.NOT_YET;
    };
  }
}
