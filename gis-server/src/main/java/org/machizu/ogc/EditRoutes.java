package org.machizu.ogc;

import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.OPTIONS;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.EditRight;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.http.Audience;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.Change;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.StaleVersionException;
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

  private static final String READS = "GET, HEAD, OPTIONS";

  /** Somebody else may change the feature between reading and writing; not again and again. */
  private static final int TRIES = 5;

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final GridShifts grids;

  /**
   * @param grids for bodies on JGD2000
   */
  public EditRoutes(VisibleLayers layers, FeatureStore features, GridShifts grids) {
    this.layers = layers;
    this.features = features;
    this.grids = grids;
  }

  public List<Route> routes() {
    return List.of(
        staff(POST, ITEMS, "Adds a feature", this::create)
            .taking(BodySchemas.each(EditBody.WHOLE, "feature"))
            .answering(BodySchemas.FEATURE),
        staff(PUT, ITEM, "Replaces a feature", this::replace)
            .taking(BodySchemas.each(EditBody.WHOLE, "feature"))
            .answering(BodySchemas.FEATURE),
        staff(PATCH, ITEM, "Changes what the body names (merge patch)", this::update)
            .taking(BodySchemas.each(EditBody.PATCH, "featurePatch"))
            .answering(BodySchemas.FEATURE),
        staff(DELETE, ITEM, "Deletes a feature", this::delete),
        Route.of(
            OPTIONS,
            ITEMS,
            Audience.ANYBODY,
            Reads.LAYER_IN_PATH,
            "What the caller may do with the layer's features",
            this::optionsOfItems),
        Route.of(
            OPTIONS,
            ITEM,
            Audience.ANYBODY,
            Reads.LAYER_IN_PATH,
            "What the caller may do with a feature",
            this::optionsOfItem));
  }

  private void optionsOfItems(Context ctx) {
    boolean mayEdit = OgcRoutes.visibleFeatures(layers, ctx).mayEdit();
    ctx.header("Allow", mayEdit ? READS + ", POST" : READS);
    if (mayEdit) {
      ctx.header("Accept-Post", String.join(", ", EditBody.WHOLE));
    }
  }

  private void optionsOfItem(Context ctx) {
    VisibleLayer layer = OgcRoutes.visibleFeatures(layers, ctx);
    seen(ctx, layer, ItemsRoutes.featureId(ctx));
    ctx.header("Allow", layer.mayEdit() ? READS + ", PUT, PATCH, DELETE" : READS);
    if (layer.mayEdit()) {
      ctx.header("Accept-Patch", String.join(", ", EditBody.PATCH));
    }
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
    EditBody body = body(ctx, EditBody.WHOLE);
    Change change =
        new Change.Create(body.geometry(layer.view().schema()), attributes(body, layer, null));
    long id = features.apply(editRight(ctx), List.of(change)).ids().getFirst();
    ctx.status(201);
    ctx.header("Location", Requests.baseUrl(ctx) + ctx.path() + "/" + id);
    answer(ctx, layer, id, body);
  }

  private void replace(Context ctx) throws IOException {
    VisibleLayer layer = editable(ctx);
    long id = ItemsRoutes.featureId(ctx);
    Feature seen = seen(ctx, layer, id);
    EditBody body = body(ctx, EditBody.WHOLE);
    apply(
        ctx,
        new Change.Replace(
            id, expected(ctx, seen), geometry(body, layer), attributes(body, layer, seen)));
    answer(ctx, layer, id, body);
  }

  private void update(Context ctx) throws IOException {
    VisibleLayer layer = editable(ctx);
    long id = ItemsRoutes.featureId(ctx);
    Feature seen = seen(ctx, layer, id);
    EditBody body = body(ctx, EditBody.PATCH);
    body.requireId(id);
    if (body.removesGeometry()) {
      removeGeometry(ctx, layer, id, body);
    } else {
      apply(
          ctx,
          new Change.Update(
              id,
              expected(ctx, seen),
              body.namesGeometry() ? geometry(body, layer) : null,
              properties(body, layer, seen)));
    }
    answer(ctx, layer, id, body);
  }

  /**
   * A patch with {@code geometry: null}. The other values are written as they were read; when
   * somebody changed one meanwhile, it is read again.
   */
  private void removeGeometry(Context ctx, VisibleLayer layer, long id, EditBody body) {
    geometry(body, layer); // who sees it only roughly cannot take it away either
    for (int tries = 1; ; tries++) {
      Feature seen = seen(ctx, layer, id);
      Revision expected = expected(ctx, seen);
      Map<String, @Nullable Object> values =
          new LinkedHashMap<>(seen.attributes().narrowTo(layer.view().askable()).asMap());
      values.putAll(properties(body, layer, seen));
      try {
        apply(
            ctx,
            new Change.Replace(
                id,
                expected == null ? seen.version() : expected,
                null,
                Attributes.ofMap(layer.view().askable(), values)));
        return;
      } catch (StaleVersionException e) {
        if (expected != null || tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private void delete(Context ctx) {
    VisibleLayer layer = editable(ctx);
    Feature seen = seen(ctx, layer, ItemsRoutes.featureId(ctx));
    apply(ctx, new Change.Delete(seen.id(), expected(ctx, seen)));
    ctx.status(204);
  }

  /** The layer in the path, for who may change it; looked at before anything that is sent. */
  private VisibleLayer editable(Context ctx) {
    VisibleLayer layer = OgcRoutes.visibleFeatures(layers, ctx);
    Objects.requireNonNull(editRight(ctx));
    return layer;
  }

  private EditBody body(Context ctx, List<String> types) {
    EditBody.Sent sent =
        new EditBody.Sent(
            ctx.header("Content-Type"), ctx.header(Representation.HEADER), ctx.bodyAsBytes());
    return EditBody.read(sent, types, grids);
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
  private void answer(Context ctx, VisibleLayer layer, long id, EditBody body) throws IOException {
    Optional<Feature> now = features.find(layer.view(), id, null);
    if (now.isPresent()) {
      Representation form = Representation.usual(body.accuracy());
      ItemsRoutes.answer(ctx, layer.view(), now.get(), form);
    } else {
      ctx.status(204);
    }
  }

  private EditRight editRight(Context ctx) {
    return layers.getEditRight(Requests.actor(ctx), ctx.pathParam("layer"));
  }

  private static Attributes attributes(EditBody body, VisibleLayer layer, @Nullable Feature seen) {
    return Attributes.ofMap(layer.view().askable(), properties(body, layer, seen));
  }

  /**
   * The values to write. Masked ones that come back as they were shown are no change and keep what
   * they hide; anything else there would be lost or would overwrite what the caller does not see.
   *
   * @param seen the feature as the caller sees it; null for a new one
   */
  private static Map<String, @Nullable Object> properties(
      EditBody body, VisibleLayer layer, @Nullable Feature seen) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    body.properties(layer.view().schema())
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
  private static @Nullable Geometry geometry(EditBody body, VisibleLayer layer) {
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
    return body.geometry(layer.view().schema());
  }

  /**
   * The version that If-Match wants; of several the present one. Null when the caller does not
   * care.
   */
  private static @Nullable Revision expected(Context ctx, Feature seen) {
    String header = ctx.header("If-Match");
    if (header == null || header.strip().equals("*")) {
      return null;
    }
    List<Revision> versions =
        Arrays.stream(header.split(","))
            .map(tag -> ETAG.matcher(tag.strip()))
            .filter(Matcher::matches)
            .map(matcher -> new Revision(Long.parseLong(matcher.group(1))))
            .toList();
    if (versions.contains(seen.version())) {
      return seen.version();
    }
    if (versions.isEmpty()) {
      throw Problem.of(
              412,
              "stale-version",
              "It has changed since you read it",
              "If-Match " + header + " is not a version of this feature",
              "Read it again and repeat the change with its ETag.")
          .asException();
    }
    return versions.getFirst();
  }
}
