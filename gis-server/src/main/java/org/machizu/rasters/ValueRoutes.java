package org.machizu.rasters;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LayerKind;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** The number of a grid at a place. */
public final class ValueRoutes {
  private final VisibleLayers layers;
  private final GridPictures grids;

  public ValueRoutes(VisibleLayers layers, GridPictures grids) {
    this.layers = layers;
    this.grids = grids;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/layers/{layer}/value",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "The number of a grid at a place; null where there is none",
                this::value)
            .with(
                Parameter.text("lon", "degrees, JGD2011"),
                Parameter.text("lat", "degrees, JGD2011")));
  }

  private void value(Context ctx) {
    String name = ctx.pathParam("layer");
    VisibleLayer layer =
        layers
            .find(Requests.actor(ctx), name)
            .orElseThrow(() -> Problem.notFound("layer", name).asException());
    if (layer.entry().layer().kind() != LayerKind.GRID) {
      throw Problem.of(
              404,
              "no-values",
              "The layer has no values at places",
              "layer '" + name + "' is no grid of numbers",
              "Ask a layer whose kind is 'grid'; the features of others stand at /ogc/collections/"
                  + name
                  + "/items.")
          .asException();
    }
    Query query = Query.of(ctx);
    double lon = query.degrees("lon", 180);
    double lat = query.degrees("lat", 90);
    OptionalDouble value = grids.valueAt(layer.view(), lon, lat);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("layer", name);
    json.put("lon", lon);
    json.put("lat", lat);
    json.put("value", value.isEmpty() ? null : shortest((float) value.getAsDouble()));
    json.put("revision", layer.entry().revision().number());
    Answers.json(ctx, json);
  }

  /** 0.3 and not 0.30000001192092896: grids hold 32-bit numbers. */
  private static double shortest(float value) {
    return Double.parseDouble(Float.toString(value));
  }
}
