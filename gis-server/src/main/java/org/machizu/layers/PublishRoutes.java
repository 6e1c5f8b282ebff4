package org.machizu.layers;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.EditRight;
import org.machizu.access.LayerAccess;
import org.machizu.access.Sensitivity;
import org.machizu.access.View;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * Opening a layer to the public and closing it again. Before it is opened, its keeper reviews what
 * the public will see; the review names the revision, and a layer that has changed since is not
 * opened by it. Where changes of the content wait, the same step shows them to the public, after a
 * look at the difference.
 */
public final class PublishRoutes {
  private static final String PATH = "/api/layers/{layer}/publish";
  private static final long COUNT_AT_MOST = 1_000_000;

  private final VisibleLayers layers;
  private final LayerCatalog catalog;
  private final FeatureStore features;

  public PublishRoutes(VisibleLayers layers, LayerCatalog catalog, FeatureStore features) {
    this.layers = layers;
    this.catalog = catalog;
    this.features = features;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            PATH,
            Audience.STAFF,
            Reads.LAYER_IN_PATH,
            "What the public would see of the layer: {\"revision\", \"waits\": whether changes wait for this step, \"shown\": the revision that the public sees if they do, \"features\", \"attributes\": [{\"name\", \"titles\", \"shown\", \"looksPersonal\"}]}",
            this::review),
        Route.of(
            GET,
            PATH + "/difference",
            Audience.STAFF,
            Reads.LAYER_IN_PATH,
            "What the step would change for the public: {\"from\", \"to\": revisions, \"added\", \"changed\", \"removed\": numbers, \"listed\": [{\"id\", \"kind\", \"before\", \"after\"}], the first %d by id}"
                .formatted(PublishDifference.LISTED),
            this::difference),
        Route.of(
            POST,
            PATH,
            Audience.STAFF,
            Reads.LAYER_IN_PATH,
            "Opens the layer to the public or takes that back: {\"published\", \"reason\"}, with \"reviewed\": the revision that the review named, and \"waits\": whether later changes of the content wait for another step (without it, as before)",
            this::publish));
  }

  private void review(Context ctx) {
    var needed = right(layers, ctx);
    VisibleLayer layer = layers.get(Requests.actor(ctx), ctx.pathParam("layer"));
    requireOrdinary(layer);
    Optional<View> toPublic = layers.asPublished(layer.entry());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", layer.name());
    json.put("published", layer.entry().access().published());
    json.put("revision", layer.entry().revision().number());
    putState(json, layer.entry().access());
    if (!layer.entry().layer().kind().isRaster()) {
      toPublic.ifPresent(view ->
          features
              .count(view, new Predicate.Everything(), null, COUNT_AT_MOST)
              .ifPresent(count -> json.put("features", count)));
    }
    json.put(
        "attributes",
        layer.entry().layer().schema().attributes().stream()
            .filter(attribute -> layer.view().schema().indexOf(attribute.name()) >= 0)
            .map(attribute -> attribute(attribute, toPublic))
            .toList());
    Answers.json(ctx, json);
  }

  private static void putState(Map<String, Object> json, LayerAccess access) {
    json.put("waits", access.waitsForReview());
    Revision shown = access.shownRevision();
    if (shown != null) {
      json.put("shown", shown.number());
    }
  }

  private void difference(Context ctx) {
    var needed = right(layers, ctx);
    VisibleLayer layer = layers.getWithFeatures(Requests.actor(ctx), ctx.pathParam("layer"));
    requireOrdinary(layer);
    Optional<View> shown = layers.asShown(layer.entry());
    Optional<View> wanted = layers.asPublished(layer.entry());
    if (shown.isEmpty() || wanted.isEmpty()) {
      throw Problem.of(
              409,
              "layer-not-open",
              "The layer is not open to the public",
              "the public sees nothing of layer '" + layer.name() + "', so all of it would be new",
              "Look at the review, which tells what the public would see.")
          .asException();
    }
    PublishDifference difference = PublishDifference.of(features, shown.get(), wanted.get());
    Answers.json(
        ctx,
        Map.of(
            "from", difference.from().number(),
            "to", difference.to().number(),
            "added", difference.added(),
            "changed", difference.changed(),
            "removed", difference.removed(),
            "listed", difference.listed().stream().map(PublishRoutes::json).toList()));
  }

  private static Map<String, @Nullable Object> json(PublishDifference.One one) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", one.id());
    json.put("kind", one.kind());
    json.put("before", one.before() == null ? null : FeatureJson.tree(one.before()));
    json.put("after", one.after() == null ? null : FeatureJson.tree(one.after()));
    return json;
  }

  private static Map<String, Object> attribute(Attribute attribute, Optional<View> toPublic) {
    boolean shown =
        toPublic.filter(view -> view.schema().indexOf(attribute.name()) >= 0).isPresent();
    return Map.of(
        "name",
        attribute.name(),
        "titles",
        Map.of("ja", attribute.title().ja(), "en", attribute.title().en()),
        "shown",
        shown,
        "looksPersonal",
        shown && PersonalWords.isIn(attribute));
  }

  private void publish(Context ctx) {
    EditRight right = right(layers, ctx);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    JsonNode published = body.path("published");
    if (!published.isBoolean()) {
      throw JsonMember.of("published", published).bad("true or false");
    }
    String reason = LayerDescription.reason(JsonMember.of("reason", body.path("reason")));
    VisibleLayer layer = layers.get(Requests.actor(ctx), ctx.pathParam("layer"));
    Boolean waits = waits(body.path("waits"), layer);
    Revision seen = null;
    if (published.asBoolean()) {
      requireOrdinary(layer);
      seen = reviewed(body.path("reviewed"), layer);
    }
    PublishStep step = new PublishStep(published.asBoolean(), waits, seen);
    CataloguedLayer after = catalog.publish(right, step, reason);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", layer.name());
    json.put("published", after.access().published());
    json.put("revision", after.revision().number());
    putState(json, after.access());
    ctx.json(json);
  }

  private static @Nullable Boolean waits(JsonNode waits, VisibleLayer layer) {
    if (waits.isMissingNode()) {
      return null;
    }
    if (!waits.isBoolean()) {
      throw JsonMember.of("waits", waits).bad("true or false");
    }
    if (waits.asBoolean() && layer.entry().layer().kind().isRaster()) {
      throw JsonMember.of("waits", waits)
          .bad("false for a layer of pixels, whose earlier states are not kept");
    }
    return waits.asBoolean();
  }

  private static void requireOrdinary(VisibleLayer layer) {
    if (layer.entry().access().sensitivity() == Sensitivity.PERSONAL) {
      throw Problem.of(
              409,
              "personal-layer",
              "A layer about persons cannot be published",
              "layer '" + layer.name() + "' is about persons",
              "Publish a layer without personal data instead.")
          .asException();
    }
  }

  /** A script may leave the review out; whoever has reviewed opens only what they have seen. */
  private static @Nullable Revision reviewed(JsonNode reviewed, VisibleLayer layer) {
    if (reviewed.isMissingNode()) {
      return null;
    }
    if (!reviewed.canConvertToLong()) {
      throw JsonMember.of("reviewed", reviewed).bad("the revision that the review named");
    }
    long now = layer.entry().revision().number();
    if (reviewed.asLong() != now) {
      throw Problem.of(
              409,
              "changed-since-review",
              "The layer has changed since it was reviewed",
              "revision %d was reviewed, but layer '%s' is at revision %d"
                  .formatted(reviewed.asLong(), layer.name(), now),
              "Review it again, then publish it.")
          .asException();
    }
    return new Revision(now);
  }

  /** Leave to publish the layer in the path; without it the layer is not there. */
  static EditRight right(VisibleLayers layers, Context ctx) {
    return layers
        .findPublishRight(Requests.actor(ctx), ctx.pathParam("layer"))
        .orElseThrow(() -> Problem.notFound("layer", ctx.pathParam("layer")).asException());
  }
}
