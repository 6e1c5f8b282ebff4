package org.machizu.ogc;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.Change;
import org.machizu.layers.FeatureJson;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.UnknownFeatureException;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * Creating, changing and deleting features one by one. With If-Match a change is made only to the
 * version that the caller has seen (412 otherwise); without it, to whatever stands.
 */
public final class EditRoutes {
  private static final String ITEMS = "/ogc/collections/{layer}/items";
  private static final String ITEM = ITEMS + "/{id}";
  private static final Pattern ETAG =
      Pattern.compile("(?:W/)?\"([0-9]{1,18})(?:-[0-9a-f]{8})?(?:-gzip|--gzip)?\"");

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
    VisibleLayer layer = editable(ctx);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    Change change =
        new Change.Create(
            FeatureJson.geometry(body, layer.view().schema()), attributes(body, layer, null));
    long id = features.apply(editRight(ctx), List.of(change)).ids().getFirst();
    ctx.status(201);
    ctx.header("Location", Requests.baseUrl(ctx) + ctx.path() + "/" + id);
    answer(ctx, layer, id);
  }

  private void replace(Context ctx) throws IOException {
    VisibleLayer layer = editable(ctx);
    long id = ItemsRoutes.featureId(ctx);
    Feature seen = seen(ctx, layer, id);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    Change change =
        new Change.Replace(id, expected(ctx), geometry(body, layer), attributes(body, layer, seen));
    applyAndAnswer(ctx, layer, id, change);
  }

  private void update(Context ctx) throws IOException {
    VisibleLayer layer = editable(ctx);
    long id = ItemsRoutes.featureId(ctx);
    Feature seen = seen(ctx, layer, id);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    Change change =
        new Change.Update(
            id,
            expected(ctx),
            body.hasNonNull("geometry") ? geometry(body, layer) : null,
            properties(body, layer, seen));
    applyAndAnswer(ctx, layer, id, change);
  }

  private void applyAndAnswer(Context ctx, VisibleLayer layer, long id, Change change)
      throws IOException {
    apply(ctx, change);
    answer(ctx, layer, id);
  }

  private void delete(Context ctx) {
    VisibleLayer layer = editable(ctx);
    Feature seen = seen(ctx, layer, ItemsRoutes.featureId(ctx));
    apply(ctx, new Change.Delete(seen.id(), expected(ctx)));
    ctx.status(204);
  }

  /** The layer in the path, for who may change it; looked at before anything that is sent. */
  private VisibleLayer editable(Context ctx) {
    VisibleLayer layer = OgcRoutes.visibleFeatures(layers, ctx);
    var needed = editRight(ctx);
    return layer;
  }

  /** Nobody changes a row that they do not see; it answers as one that is not there. */
  private Feature seen(Context ctx, VisibleLayer layer, long id) {
    return features
        .find(layer.view(), id, null)
        .orElseThrow(() -> ItemsRoutes.noSuchFeature(ctx).asException());
  }

  private void apply(Context ctx, Change change) {
    try {
      features.apply(editRight(ctx), List.of(change));
    } catch (UnknownFeatureException e) {
      throw ItemsRoutes.noSuchFeature(ctx).asException();
    }
  }

  /** The feature as it is now; without content when its change has taken it out of sight. */
  private void answer(Context ctx, VisibleLayer layer, long id) throws IOException {
    Optional<Feature> now = features.find(layer.view(), id, null);
    if (now.isPresent()) {
      ItemsRoutes.answer(ctx, layer.view(), now.get());
    } else {
      ctx.status(204);
    }
  }

  private EditRight editRight(Context ctx) {
    return layers.getEditRight(Requests.actor(ctx), ctx.pathParam("layer"));
  }

  private static Attributes attributes(JsonNode body, VisibleLayer layer, @Nullable Feature seen) {
    return Attributes.ofMap(layer.view().askable(), properties(body, layer, seen));
  }

  /**
   * The values to write. Masked ones that come back as they were shown are no change and keep what
   * they hide; anything else there would be lost or would overwrite what the caller does not see.
   *
   * @param seen the feature as the caller sees it; null for a new one
   */
  private static Map<String, @Nullable Object> properties(
      JsonNode body, VisibleLayer layer, @Nullable Feature seen) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    FeatureJson.properties(body, layer.view().schema())
        .forEach((name, value) -> {
          if (layer.view().askable().indexOf(name) >= 0) {
            values.put(name, value);
          } else if (!Objects.equals(value, seen == null ? null : seen.get(name))) {
            throw masked(layer, name);
          }
        });
    return values;
  }

  private static RuntimeException masked(VisibleLayer layer, String attribute) {
    return Problem.of(
            403,
            "attribute-masked",
            "You see this attribute only masked and cannot change it",
            "attribute '%s' of layer '%s' is shown to you masked"
                .formatted(attribute, layer.name()),
            "Leave it out, or send it back as it was shown; or ask the layer's department.")
        .asException();
  }

  /** Who sees a place only roughly cannot put it right: it would become as rough as they see it. */
  private static @Nullable Geometry geometry(JsonNode body, VisibleLayer layer) {
    if (layer.view().coarsening() != null) {
      throw Problem.of(
              403,
              "place-not-exact",
              "You see the places of this layer only roughly and cannot change them",
              "layer '%s' is shown to you in cells of %d m"
                  .formatted(layer.name(), layer.view().coarsening().metres()),
              "Change attributes by PATCH without a geometry, or ask the layer's department.")
          .asException();
    }
    return FeatureJson.geometry(body, layer.view().schema());
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
