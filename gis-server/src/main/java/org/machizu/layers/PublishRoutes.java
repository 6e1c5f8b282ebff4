package org.machizu.layers;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.access.EditRight;
import org.machizu.access.Sensitivity;
import org.machizu.access.View;
import org.machizu.geo.feature.Attribute;
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
 * opened by it.
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
            "What the public would see of the layer: {\"revision\", \"features\", \"attributes\": [{\"name\", \"titles\", \"shown\", \"looksPersonal\"}]}",
            this::review),
        Route.of(
            POST,
            PATH,
            Audience.STAFF,
            Reads.LAYER_IN_PATH,
            "Opens the layer to the public or takes that back: {\"published\", \"reason\"}, with \"reviewed\": the revision that the review named",
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
    if (published.asBoolean()) {
      requireOrdinary(layer);
      requireReviewed(body.path("reviewed"), layer);
    }
    CataloguedLayer after = catalog.publish(right, published.asBoolean(), reason);
    ctx.json(
        Map.of(
            "id", layer.name(),
            "published", after.access().published(),
            "revision", after.revision().number()));
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
  private static void requireReviewed(JsonNode reviewed, VisibleLayer layer) {
    if (reviewed.isMissingNode()) {
      return;
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
  }

  /** Leave to publish the layer in the path; without it the layer is not there. */
  static EditRight right(VisibleLayers layers, Context ctx) {
    return layers
        .findPublishRight(Requests.actor(ctx), ctx.pathParam("layer"))
        .orElseThrow(() -> Problem.notFound("layer", ctx.pathParam("layer")).asException());
  }
}
