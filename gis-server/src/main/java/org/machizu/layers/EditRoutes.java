package org.machizu.layers;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * Creating, changing and deleting features one by one. With If-Match a change is made only to the
 * version that the caller has seen (412 otherwise); without it, to whatever stands.
 */
public final class EditRoutes {
  private static final String ITEMS = "/ogc/collections/{layer}/items";
  private static final String ITEM = ITEMS + "/{id}";
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})(?:-gzip|--gzip)?\"");

  private final VisibleLayers layers;
  private final FeatureStore features;

  public EditRoutes(VisibleLayers layers, FeatureStore features) {
    this.layers = layers;
    this.features = features;
  }

  public List<Route> routes() {
    return List.of(
        staff(POST, ITEMS, "Adds a feature", this::create),
        staff(PUT, ITEM, "Replaces a feature", this::replace),
        staff(PATCH, ITEM, "Changes what the body names (merge patch)", this::update),
        staff(DELETE, ITEM, "Deletes a feature", this::delete));
  }

  private static Route staff(
      io.javalin.http.HandlerType method,
      String path,
      String summary,
      io.javalin.http.Handler handler) {
    return Route.of(method, path, Audience.STAFF, Reads.LAYER_IN_PATH, summary, handler);
  }

  private void create(Context ctx) throws IOException {
    VisibleLayer layer = OgcRoutes.visibleFeatures(layers, ctx);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    Change change =
        new Change.Create(
            FeatureJson.geometry(body, layer.view().schema()), attributes(body, layer));
    long id = features.apply(editRight(layers, ctx), List.of(change)).ids().getFirst();
    ctx.status(201);
    ctx.header("Location", Requests.baseUrl(ctx) + ctx.path() + "/" + id);
    ItemsRoutes.answer(ctx, get(ctx, layer, id));
  }

  private void replace(Context ctx) throws IOException {
    VisibleLayer layer = OgcRoutes.visibleFeatures(layers, ctx);
    long id = ItemsRoutes.featureId(ctx);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    Change change =
        new Change.Replace(
            id,
            expected(ctx),
            FeatureJson.geometry(body, layer.view().schema()),
            attributes(body, layer));
    applyAndAnswer(ctx, layer, id, change);
  }

  private void update(Context ctx) throws IOException {
    VisibleLayer layer = OgcRoutes.visibleFeatures(layers, ctx);
    long id = ItemsRoutes.featureId(ctx);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    Change change =
        new Change.Update(
            id,
            expected(ctx),
            body.hasNonNull("geometry") ? FeatureJson.geometry(body, layer.view().schema()) : null,
            FeatureJson.properties(body, layer.view().schema()));
    applyAndAnswer(ctx, layer, id, change);
  }

  private void applyAndAnswer(Context ctx, VisibleLayer layer, long id, Change change)
      throws IOException {
    apply(ctx, change);
    ItemsRoutes.answer(ctx, get(ctx, layer, id));
  }

  private void delete(Context ctx) {
    OgcRoutes.visibleFeatures(layers, ctx);
    apply(ctx, new Change.Delete(ItemsRoutes.featureId(ctx), expected(ctx)));
    ctx.status(204);
  }

  private void apply(Context ctx, Change change) {
    try {
      features.apply(editRight(layers, ctx), List.of(change));
    } catch (UnknownFeatureException e) {
      throw ItemsRoutes.noSuchFeature(ctx).asException();
    }
  }

  private Feature get(Context ctx, VisibleLayer layer, long id) {
    return features
        .find(layer.view(), id, null)
        .orElseThrow(() -> ItemsRoutes.noSuchFeature(ctx).asException());
  }

  /** Leave to change the layer in the path; without it the layer is not there. */
  static EditRight editRight(VisibleLayers layers, Context ctx) {
    String name = ctx.pathParam("layer");
    return layers
        .findEditRight(Requests.actor(ctx), name)
        .orElseThrow(() -> Problem.notFound("layer", name).asException());
  }

  private static Attributes attributes(JsonNode body, VisibleLayer layer) {
    Schema schema = layer.view().schema();
    return Attributes.ofMap(schema, FeatureJson.properties(body, schema));
  }

  /** The version in If-Match; null when the caller does not care. */
  private static @Nullable Revision expected(Context ctx) {
    String header = ctx.header("If-Match");
    if (header == null || header.equals("*")) {
      return null;
    }
    var matcher = ETAG.matcher(header.strip());
    if (!matcher.matches()) {
      throw Problem.of(
              412,
              "stale-version",
              "It has changed since you read it",
              "If-Match " + header + " is not a version of this feature",
              "Read it again and repeat the change with its ETag.")
          .asException();
    }
    return new Revision(Long.parseLong(matcher.group(1)));
  }
}
