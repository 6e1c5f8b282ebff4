package org.machizu.layers;

import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.machizu.access.EditRight;
import org.machizu.access.Sensitivity;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** What staff do with a layer as a whole: publish. */
public final class LayerRoutes {
  private final VisibleLayers layers;
  private final LayerCatalog catalog;

  public LayerRoutes(VisibleLayers layers, LayerCatalog catalog) {
    this.layers = layers;
    this.catalog = catalog;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            POST,
            "/api/layers/{layer}/publish",
            Audience.STAFF,
            Reads.LAYER_IN_PATH,
            "Opens the layer to the public or takes that back: {\"published\", \"reason\"}",
            this::publish));
  }

  private void publish(Context ctx) {
    EditRight right = editRight(ctx);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    JsonNode published = body.path("published");
    String reason = body.path("reason").asText("").strip();
    if (!published.isBoolean()) {
      throw Problem.badParameter("published", published.asText(), "true or false").asException();
    }
    if (reason.isEmpty() || reason.length() > 1_000) {
      throw Problem.badParameter("reason", reason, "why, in 1 to 1000 characters").asException();
    }
    VisibleLayer layer = OgcRoutes.visible(layers, ctx);
    if (layer.entry().access().sensitivity() == Sensitivity.PERSONAL && published.asBoolean()) {
      throw Problem.of(
              409,
              "personal-layer",
              "A layer about persons cannot be published",
              "layer '" + layer.name() + "' is about persons",
              "Publish a layer without personal data instead.")
          .asException();
    }
    CataloguedLayer after = catalog.publish(right, published.asBoolean(), reason);
    ctx.json(
        Map.of(
            "id", layer.name(),
            "published", after.access().published(),
            "revision", after.revision().number()));
  }

  private EditRight editRight(Context ctx) {
    return EditRoutes.editRight(layers, ctx);
  }
}
