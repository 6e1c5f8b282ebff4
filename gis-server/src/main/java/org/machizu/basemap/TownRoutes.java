package org.machizu.basemap;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.config.Municipality;
import org.machizu.config.SnowSettings;
import org.machizu.config.WatchSettings;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Reads;
import org.machizu.http.Route;

/** What a page must know of the town; the same for everybody. */
public final class TownRoutes {
  private final Municipality town;
  private final SnowSettings snow;
  private final WatchSettings watch;
  private final boolean showsVehicles;
  private final String gaugesLayer;
  private final String sheltersLayer;
  private final List<BaseMap> baseMaps;

  /**
   * @param showsVehicles whether the public sees vehicles, late
   * @param gaugesLayer short id of the layer of gauges
   * @param sheltersLayer that of shelters
   * @param baseMaps the backgrounds that pages offer beside the town's own layers
   */
  public TownRoutes(
      Municipality town,
      SnowSettings snow,
      WatchSettings watch,
      boolean showsVehicles,
      String gaugesLayer,
      String sheltersLayer,
      List<BaseMap> baseMaps) {
    this.town = town;
    this.snow = snow;
    this.watch = watch;
    this.showsVehicles = showsVehicles;
    this.gaugesLayer = gaugesLayer;
    this.sheltersLayer = sheltersLayer;
    this.baseMaps = List.copyOf(baseMaps);
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/api/town",
            Audience.ANYBODY,
            Reads.NOTHING,
            "The town: code, name, plane-rectangular zone (null when the settings do not say it),"
                + " the backgrounds that pages offer, and which layers snow clearing, the watch,"
                + " gauges and shelters are about",
            this::town));
  }

  private void town(Context ctx) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", town.code());
    json.put("name", inBoth(town.name()));
    json.put("crs", town.zone().map(zone -> "EPSG:" + zone.epsg()).orElse(null));
    // Settings, which tell nothing of whether the layers exist or who sees them.
    json.put(
        "snow",
        Map.of(
            "roads", snow.roadsLayer(),
            "routes", snow.routesLayer(),
            "publicVehicles", showsVehicles));
    json.put("watch", Map.of("households", watch.households(), "residents", watch.residents()));
    json.put("gauges", Map.of("layer", gaugesLayer));
    json.put("shelters", Map.of("layer", sheltersLayer));
    json.put("baseMaps", baseMaps.stream().map(TownRoutes::baseMap).toList());
    Answers.json(ctx, json);
  }

  private static Map<String, Object> baseMap(BaseMap map) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", map.id());
    json.put("title", inBoth(map.title()));
    json.put("tiles", map.tiles());
    json.put("minzoom", map.minZoom());
    json.put("maxzoom", map.maxZoom());
    json.put("credit", inBoth(map.credit()));
    json.put("creditLink", map.creditLink().toString());
    return json;
  }

  private static Map<String, String> inBoth(LocalizedText text) {
    return Map.of("ja", text.ja(), "en", text.en());
  }
}
