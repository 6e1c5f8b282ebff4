package org.machizu.samples.files;

import java.util.LinkedHashMap;
import java.util.Map;
import org.machizu.samples.hazards.FloodTable;
import org.machizu.samples.hazards.Landslides;
import org.machizu.samples.land.BuildingTable;
import org.machizu.samples.land.ParcelTable;
import org.machizu.samples.people.PeopleTable;
import org.machizu.samples.places.PlaceTable;
import org.machizu.samples.planning.PlannedWorks;
import org.machizu.samples.planning.Zoning;
import org.machizu.samples.roads.Crossings;
import org.machizu.samples.roads.RoadTable;
import org.machizu.samples.roads.SnowRoutes;
import org.machizu.samples.table.LayerMaker;
import org.machizu.samples.water.Gauges;
import org.machizu.samples.water.Pipes;
import org.machizu.samples.water.WaterTable;

/** Who makes which layer. */
public final class LayerMakers {
  private static final Map<String, LayerMaker> BY_LAYER = new LinkedHashMap<>();

  static {
    BY_LAYER.put("parcels", ParcelTable::parcels);
    BY_LAYER.put("buildings", BuildingTable::buildings);
    BY_LAYER.put("farmland", ParcelTable::farmland);
    BY_LAYER.put("roads", RoadTable::roads);
    BY_LAYER.put("designated_roads", RoadTable::designated);
    BY_LAYER.put("snow_routes", SnowRoutes::routes);
    BY_LAYER.put("railway", Crossings::railway);
    BY_LAYER.put("underpasses", Crossings::underpasses);
    BY_LAYER.put("rivers", WaterTable::rivers);
    BY_LAYER.put("ponds", WaterTable::ponds);
    BY_LAYER.put("gauges", Gauges::gauges);
    BY_LAYER.put("water_pipes", Pipes::water);
    BY_LAYER.put("sewer_pipes", Pipes::sewers);
    BY_LAYER.put("sewer_area", Pipes::sewerArea);
    BY_LAYER.put("pump_stations", Pipes::pumps);
    BY_LAYER.put("zoning", Zoning::zoning);
    BY_LAYER.put("fire_prevention", Zoning::firePrevention);
    BY_LAYER.put("district_plans", Zoning::districtPlans);
    BY_LAYER.put("planned_roads", PlannedWorks::roads);
    BY_LAYER.put("cultural_property", PlannedWorks::cultural);
    BY_LAYER.put("flood_planned", FloodTable::planned);
    BY_LAYER.put("flood_maximum", FloodTable::largest);
    BY_LAYER.put("landslide", Landslides::zones);
    BY_LAYER.put("shelters", PlaceTable::shelters);
    BY_LAYER.put("facilities", PlaceTable::facilities);
    BY_LAYER.put("households", PeopleTable::households);
    BY_LAYER.put("residents", PeopleTable::residents);
  }

  private LayerMakers() {}

  /** The maker of a layer. */
  public static LayerMaker get(String layer) {
    LayerMaker maker = BY_LAYER.get(layer);
    if (maker == null) {
      throw new IllegalArgumentException(
          "nobody makes the layer '%s'; there are %s".formatted(layer, BY_LAYER.keySet()));
    }
    return maker;
  }

  /** The layers that can be made. */
  public static Iterable<String> layers() {
    return BY_LAYER.keySet();
  }
}
