package org.machizu.layers;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import org.machizu.access.EditRight;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** What staff say of a layer as a whole. */
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
            GET,
            "/api/layers/{layer}",
            Audience.STAFF,
            Reads.LAYER_IN_PATH,
            "The layer's words, look and time, as PATCH takes them",
            this::description),
        Route.of(
            PATCH,
            "/api/layers/{layer}",
            Audience.STAFF,
            Reads.LAYER_IN_PATH,
            "Changes what the body names (merge patch), with reason where it opens something to the public",
            this::describe));
  }

  private void description(Context ctx) {
    Answers.json(ctx, document(layers.get(Requests.actor(ctx), ctx.pathParam("layer"))));
  }

  /** With If-Match only when the description is still the one that the caller has seen. */
  private void describe(Context ctx) {
    EditRight right = editRight(ctx);
    LayerDescription change = LayerDescription.read(Json.object(ctx.bodyAsBytes()));
    CataloguedLayer after =
        catalog.describe(
            right,
            entry -> {
              VisibleLayer now = visible(ctx, entry);
              requireUnchanged(ctx, document(now), now.name());
              Described described = change.applyTo(entry, now.view().schema());
              if (described.opening().isPresent()) {
                var needed = PublishRoutes.right(layers, ctx);
              }
              return described;
            });
    Answers.json(ctx, document(visible(ctx, after)));
  }

  private VisibleLayer visible(Context ctx, CataloguedLayer entry) {
    return layers.see(Requests.actor(ctx), entry).orElseThrow(() -> noLayer(ctx));
  }

  /** What If-Match names must still be what stands; absent, whatever stands is changed. */
  static void requireUnchanged(Context ctx, Object document, String layer) {
    if (!Answers.fitsIfMatch(ctx, Answers.etagOf(Json.bytes(document)))) {
      throw LayerProblems.staleDescription(layer).asException();
    }
  }

  private static ObjectNode document(VisibleLayer layer) {
    return LayerDescription.document(layer.entry(), layer.view().schema());
  }

  private EditRight editRight(Context ctx) {
    return layers.getEditRight(Requests.actor(ctx), ctx.pathParam("layer"));
  }

  private static RuntimeException noLayer(Context ctx) {
    return Problem.notFound("layer", ctx.pathParam("layer")).asException();
  }
}
