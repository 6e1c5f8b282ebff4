package org.machizu.layers;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Link;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;
import org.machizu.jobs.Progress;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/** What became of a layer's features, and taking it back. */
public final class HistoryRoutes {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  /** More features than this are taken back by a job: a request is not to run for minutes. */
  static final int UNDONE_AT_ONCE = 2_000;

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final Jobs jobs;

  public HistoryRoutes(VisibleLayers layers, FeatureStore features, Jobs jobs) {
    this.layers = layers;
    this.features = features;
    this.jobs = jobs;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/api/layers/{layer}/history",
                Audience.STAFF,
                Reads.LAYER_IN_PATH,
                "Changes of the layer, the newest revision first: {\"changes\", \"links\"}; the link 'next' leads to older ones, until there is none",
                this::history)
            .with(
                Parameter.integer("feature", "only this feature's changes"),
                Parameter.integer("before", "only changes before this revision"),
                Parameter.text("after", "the token in the link to the next page"),
                Parameter.integer("limit", "changes of a page, 1 to " + MAX_LIMIT)),
        Route.of(
            POST,
            "/api/layers/{layer}/undo",
            Audience.STAFF,
            Reads.LAYER_IN_PATH,
            "Takes back one revision: {\"revision\": n}. Up to %d features: 200 {\"revision\", \"count\", \"features\": the ids, at most %d}; more: 202 with a job whose result is {\"layer\", \"undone\", \"revision\", \"count\"}"
                .formatted(UNDONE_AT_ONCE, UndoResult.LISTED),
            this::undo));
  }

  private void history(Context ctx) {
    VisibleLayer layer = layer(ctx);
    PastReads.require(layer.view(), Instant.EPOCH);
    Query query = Query.of(ctx);
    HistoryQuery asked =
        new HistoryQuery(
            query.wholeNumber("feature", 0, Long.MAX_VALUE).orElse(null),
            query.wholeNumber("before", 0, Long.MAX_VALUE).map(Revision::new).orElse(null),
            query.text("after").orElse(null),
            query.integer("limit", DEFAULT_LIMIT, 1, MAX_LIMIT));
    HistoryPage page = read(layer, asked);
    Answers.json(
        ctx,
        Map.of(
            "changes",
            page.changes().stream().map(HistoryRoutes::json).toList(),
            "links",
            page.next() == null
                ? List.of()
                : List.of(Link.next(ctx, page.next(), "application/json"))));
  }

  private VisibleLayer layer(Context ctx) {
    return layers.getWithFeatures(Requests.actor(ctx), ctx.pathParam("layer"));
  }

  /** A token that is not one of this query's is the caller's mistake, told as such. */
  private HistoryPage read(VisibleLayer layer, HistoryQuery asked) {
    try {
      return features.history(layer.view(), asked);
    } catch (IllegalArgumentException e) {
      throw LayerProblems.badQuery(e).asException();
    }
  }

  private static Map<String, @Nullable Object> json(FeatureVersion version) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("revision", version.revision().number());
    json.put("time", version.time());
    json.put("actor", version.actor());
    json.put("kind", version.kind().name().toLowerCase(Locale.ROOT));
    json.put("feature", version.featureId());
    json.put("before", state(version.before()));
    json.put("after", state(version.after()));
    return json;
  }

  private static @Nullable Object state(@Nullable Feature feature) {
    return feature == null ? null : FeatureJson.tree(feature);
  }

  /** A revision is taken back whole, also in rows that the caller does not see. */
  private static void requireEveryRow(VisibleLayer layer) {
    if (!(layer.view().rows() instanceof Predicate.Everything)) {
      throw Problem.of(
              403,
              "rows-hidden",
              "You do not see every row of this layer and cannot take back a revision",
              "layer '%s' has rows that are not shown to you".formatted(layer.name()),
              "Ask somebody of the layer's department who sees them all.")
          .asException();
    }
  }

  private void undo(Context ctx) throws CancelledException {
    EditRight right = layers.getEditRight(Requests.actor(ctx), ctx.pathParam("layer"));
    requireEveryRow(layer(ctx));
    JsonNode body = Json.object(ctx.bodyAsBytes());
    JsonNode number = body.path("revision");
    if (!number.canConvertToLong() || number.asLong() < 1) {
      throw Problem.badParameter("revision", number.asText(), "a revision from the layer's history")
          .asException();
    }
    Revision revision = new Revision(number.asLong());
    if (features.countUndo(right, revision) > UNDONE_AT_ONCE) {
      Actor actor = Requests.actor(ctx);
      Map<String, Object> work = UndoWork.parameters(right.layer().name(), revision);
      JobRoutes.start(ctx, () -> jobs.submit(jobs.newId(), actor, UndoWork.KIND, work));
      return;
    }
    UndoResult undone = features.undo(right, revision, Progress.SILENT);
    ctx.json(
        Map.of(
            "revision", undone.revision().number(),
            "count", undone.count(),
            "features", undone.ids()));
  }
}
