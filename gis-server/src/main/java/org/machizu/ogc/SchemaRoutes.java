package org.machizu.ogc;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.BodyForm;
import org.machizu.http.Json;
import org.machizu.http.Negotiation;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.ogc.pages.CollectionPages;
import org.machizu.ogc.pages.OgcPages;

/** What a layer's features hold, and what may be asked of them: {@link CollectionSchema}. */
public final class SchemaRoutes {
  private final VisibleLayers layers;
  private final CollectionPages pages;

  public SchemaRoutes(VisibleLayers layers, OgcPages pages) {
    this.layers = layers;
    this.pages = pages.collections();
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
    VisibleLayer layer = OgcRoutes.visibleFeatures(layers, ctx);
    String language = Requests.language(ctx);
    Map<String, Object> json = schema.of(layer, Requests.baseUrl(ctx) + ctx.path(), language);
    if (Negotiation.wantsHtml(ctx)) {
      OgcRoutes.send(
          ctx,
          pages.schema(
              OgcRoutes.asked(ctx),
              schema.path(),
              layer.name(),
              layer.entry().layer().title().in(language),
              OgcRoutes.tree(json)));
    } else {
      Answers.bytes(ctx, CollectionSchema.MEDIA_TYPE, Json.bytes(json));
    }
  }
}
