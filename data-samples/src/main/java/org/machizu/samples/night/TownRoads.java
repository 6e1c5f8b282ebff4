package org.machizu.samples.night;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.locationtech.jts.geom.LineString;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.samples.district.District;
import org.machizu.samples.district.Tile;
import org.machizu.samples.roads.RoadTable;
import org.machizu.samples.roads.SnowRoutes;
import org.machizu.samples.table.Table;

/**
 * The sample town's roads, as its driver knows them.
 *
 * @param courses roads of each course, in the order in which the town counts them
 */
record TownRoads(RoadNetwork network, List<Set<Long>> courses) {
  private static final int ZONE = 12;
  private static final double TOLERANCE_M = 0.05;

  static TownRoads of(long seed) {
    District district = District.of(seed, 0);
    CrsConversion toLonLat = CrsConversion.between(Tile.ZONE, Crs.JGD2011);
    List<Road> roads = new ArrayList<>();
    Map<Object, Long> ids = new LinkedHashMap<>();
    for (Table.Row row : RoadTable.roads(district).rows()) {
      long id = roads.size() + 1;
      LineString line = (LineString) toLonLat.apply(Objects.requireNonNull(row.plane()));
      roads.add(new Road(id, line, travel(row), row.attributes()));
      ids.put(row.get("区間番号"), id);
    }
    Map<Object, Set<Long>> courses = new LinkedHashMap<>();
    for (Table.Row row : SnowRoutes.routes(district).rows()) {
      Long road = ids.get(row.get("区間番号"));
      if (road != null) {
        courses.computeIfAbsent(row.get("コース"), _ -> new LinkedHashSet<>()).add(road);
      }
    }
    return new TownRoads(RoadNetwork.of(ZONE, TOLERANCE_M, roads), List.copyOf(courses.values()));
  }

  private static Road.Travel travel(Table.Row row) {
    return switch (String.valueOf(row.get("一方通行"))) {
      case "順" -> Road.Travel.FORWARD;
      case "逆" -> Road.Travel.BACKWARD;
      default -> Road.Travel.BOTH_WAYS;
    };
  }
}
