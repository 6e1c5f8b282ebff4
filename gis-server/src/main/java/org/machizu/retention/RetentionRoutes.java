package org.machizu.retention;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.Rights;
import org.machizu.geo.feature.LayerId;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.jobs.JobRoutes;
import org.machizu.jobs.Jobs;
import org.machizu.jobs.Progress;
import org.machizu.jobs.TaskFailedException;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.StoreBusyException;

/** A layer's retention, and purging: for administrators, who see numbers and ids only. */
public final class RetentionRoutes {
  private static final int MOST_IDS = 10_000;

  private final String municipality;
  private final LayerCatalog catalog;
  private final Rights rights;
  private final PurgeStore store;
  private final Purge purge;
  private final Jobs jobs;

  public RetentionRoutes(
      String municipality,
      LayerCatalog catalog,
      Rights rights,
      PurgeStore store,
      Purge purge,
      Jobs jobs) {
    this.municipality = municipality;
    this.catalog = catalog;
    this.rights = rights;
    this.store = store;
    this.purge = purge;
    this.jobs = jobs;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/api/layers/{layer}/retention",
            Audience.ADMINISTRATORS,
            Reads.NOTHING,
            "How long the layer's content is kept: {\"rule\"}, null when nothing is set",
            this::read),
        Route.of(
            PUT,
            "/api/layers/{layer}/retention",
            Audience.ADMINISTRATORS,
            Reads.NOTHING,
            "Sets it: {\"rule\": {\"purpose\", \"basis\", \"features\"?: {\"attribute\", \"period\"}, \"historyDays\"?, \"kept\"?} or null, \"reason\"}",
            this::set),
        Route.of(
            POST,
            "/api/layers/{layer}/purge",
            Audience.ADMINISTRATORS,
            Reads.NOTHING,
            "Takes out for good: {\"ids\": [...] or \"rule\": true, \"reason\", \"dryRun\": true} tells as a job what would go and its \"confirm\"; with that instead of dryRun it is done",
            this::purge));
  }

  private LayerId layer(Context ctx) {
    String name = ctx.pathParam("layer");
    if (!LayerId.isValidName(name) || catalog.find(new LayerId(municipality, name)).isEmpty()) {
      throw Problem.notFound("layer", name).asException();
    }
    return new LayerId(municipality, name);
  }

  private void read(Context ctx) {
    LayerId layer = layer(ctx);
    ObjectNode json = Json.mapper().createObjectNode();
    json.set("rule", store.findRule(layer).map(RetentionJson::write).orElse(null));
    Answers.json(ctx, json);
  }

  private void set(Context ctx) {
    LayerId layer = layer(ctx);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    RetentionJson.known("body", body, List.of("rule", "reason"));
    String reason = RetentionJson.text(body, "", "reason");
    JsonNode given = body.path("rule");
    if (given.isMissingNode()) {
      throw RetentionJson.bad("rule", given, "a rule, or null to take it away");
    }
    RetentionRule rule = given.isNull() ? null : RetentionJson.read(given);
    try {
      store.setRule(right(Requests.actor(ctx)), layer, rule, reason);
    } catch (IllegalArgumentException e) {
      throw RetentionJson.bad(
          "rule.features.attribute",
          given.at("/features/attribute"),
          String.valueOf(e.getMessage()));
    }
    read(ctx);
  }

  private AdminRight right(Actor actor) {
    return rights
        .administer(actor)
        .orElseThrow(() -> new IllegalStateException(actor + " passed as an administrator"));
  }

  private void purge(Context ctx) {
    LayerId layer = layer(ctx);
    JsonNode body = Json.object(ctx.bodyAsBytes());
    RetentionJson.known("body", body, List.of("ids", "rule", "reason", "dryRun", "confirm"));
    String reason = RetentionJson.text(body, "", "reason");
    Set<Long> ids = ids(body);
    boolean dryRun = body.path("dryRun").asBoolean(false);
    String confirm = body.path("confirm").asText("");
    if (!dryRun && confirm.isEmpty()) {
      throw RetentionJson.bad(
          "confirm",
          body.path("confirm"),
          "the 'confirm' that a run with \"dryRun\": true has told");
    }
    Actor actor = Requests.actor(ctx);
    JobRoutes.start(
        ctx,
        () ->
            jobs.submit(
                actor,
                "purge",
                (job, progress) ->
                    run(actor, layer, ids, dryRun ? null : confirm, reason, progress)));
  }

  private Map<String, Object> run(
      Actor actor,
      LayerId layer,
      @Nullable Set<Long> ids,
      @Nullable String confirm,
      String reason,
      Progress progress)
      throws Exception {
    try {
      return confirm == null
          ? purge.rehearse(layer, ids)
          : purge.run(right(actor), layer, ids, confirm, reason, progress);
    } catch (LayerConflictException e) {
      throw new TaskFailedException(
          e.code(), String.valueOf(e.getMessage()), "Begin again with a dry run.", Map.of());
    } catch (StoreBusyException e) {
      throw new TaskFailedException(
          "store-busy", String.valueOf(e.getMessage()), "Begin again in a moment.", Map.of());
    }
  }

  /** Null for what the rule says. */
  private static @Nullable Set<Long> ids(JsonNode body) {
    JsonNode ids = body.path("ids");
    boolean byRule = body.path("rule").asBoolean(false);
    if (byRule == ids.isArray()) {
      throw RetentionJson.bad("ids", ids, "a list of feature ids, or \"rule\": true instead of it");
    }
    if (byRule) {
      return null;
    }
    if (ids.isEmpty() || ids.size() > MOST_IDS) {
      throw RetentionJson.bad(
          "ids",
          Json.mapper().getNodeFactory().numberNode(ids.size()),
          "1 to " + MOST_IDS + " ids");
    }
    Set<Long> found = new HashSet<>();
    for (JsonNode id : ids) {
      if (!id.canConvertToLong() || !id.isIntegralNumber()) {
        throw RetentionJson.bad("ids", id, "whole numbers");
      }
      found.add(id.asLong());
    }
    return found;
  }
}
