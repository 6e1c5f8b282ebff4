package org.machizu.server;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.residents.EntranceStates;
import org.machizu.snow.ClearedState;
import org.machizu.snow.Snow;
import org.machizu.tracks.TownRoads;

/** The state of the road before each door, from what {@code snow} keeps of the roads. */
final class SnowAtDoors implements EntranceStates {
  /** Whoever stands farther from a road has another way to it. */
  private static final double NEAR_M = 60;

  /** As many households as there can be in a list. */
  private static final int MOST_DOORS = 300_000;

  private static final long NO_ROAD = -1;

  private final Snow snow;
  private final TownRoads roads;
  private volatile @Nullable Doors doors;

  /** A place in degrees. */
  private record Door(double lon, double lat) {}

  /**
   * The roads before doors, found once for each network: for a list they are asked for again and
   * again, and neither doors nor roads move while it snows.
   */
  private record Doors(RoadNetwork network, Map<Door, Long> roads) {}

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
  public OptionalLong road(double lon, double lat) {
    long road = road(roads.now().network(), new Door(lon, lat));
    return road == NO_ROAD ? OptionalLong.empty() : OptionalLong.of(road);
  }

  @Override
  public Optional<Entrance> of(long road) {
    return snow.now(road)
        .map(now -> new Entrance(road, state(now.state()), now.clearedAt(), now.newSnowCm()));
  }

  private long road(RoadNetwork network, Door door) {
    Doors known = doors;
    if (known == null || known.network() != network || known.roads().size() >= MOST_DOORS) {
      known = new Doors(network, new ConcurrentHashMap<>());
      doors = known;
    }
    return known.roads().computeIfAbsent(door, one -> nearest(network, one));
  }

  private static long nearest(RoadNetwork network, Door door) {
    return network.nearest(door.lon(), door.lat(), NEAR_M, 1).stream()
        .findFirst()
        .map(hit -> hit.position().segment().road().id())
        .orElse(NO_ROAD);
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
