package org.machizu.ogc;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.BodyForm;
import org.machizu.http.Json;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** What a layer's features hold, and what may be asked of them: {@link CollectionSchema}. */
public final class SchemaRoutes {
  private final VisibleLayers layers;

  public SchemaRoutes(VisibleLayers layers) {
    this.layers = layers;
  }

  public List<Route> routes() {
    return Arrays.stream(CollectionSchema.values()).map(this::route).toList();
  }

  private Route route(CollectionSchema schema) {
    String summary =
        switch (schema) {
          case SCHEMA -> "What features hold and what may be sent, as JSON Schema";
          case QUERYABLES -> "What a filter may name, as JSON Schema";
          case SORTABLES -> "What items may be sorted by, as JSON Schema";
        };
    return Route.of(
            GET,
            "/ogc/collections/{layer}/" + schema.path(),
            Audience.ANYBODY,
            Reads.LAYER_IN_PATH,
            summary,
            ctx -> answer(ctx, schema))
        .with(ItemsRequest.FORMAT, ItemsRequest.LANGUAGE)
        .answering(BodySchemas.SCHEMA, BodyForm.HTML);
  }

  private void answer(Context ctx, CollectionSchema schema) {
    OgcRoutes.requireJson(ctx);
    VisibleLayer layer = OgcRoutes.visibleFeatures(layers, ctx);
    Answers.bytes(
        ctx,
        CollectionSchema.MEDIA_TYPE,
        Json.bytes(schema.of(layer, Requests.baseUrl(ctx) + ctx.path(), Requests.language(ctx))));
  }
}
