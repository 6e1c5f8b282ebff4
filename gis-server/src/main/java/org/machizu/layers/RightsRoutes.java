package org.machizu.layers;

import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.machizu.access.AdminRight;
import org.machizu.access.LayerRule;
import org.machizu.access.Rights;
import org.machizu.geo.feature.LayerId;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;

/**
 * Who may do what with each layer: what administrators see and set. They see every layer's name and
 * attributes here, and of its content nothing.
 */
public final class RightsRoutes {
  private final String municipality;
  private final LayerCatalog catalog;
  private final Rights rights;
  private final RuleCheck check;

  /**
   * @param check which roles and accounts there are
   */
  public RightsRoutes(String municipality, LayerCatalog catalog, Rights rights, RuleCheck check) {
    this.municipality = municipality;
    this.catalog = catalog;
    this.rights = rights;
    this.check = check;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            GET,
            "/api/rights",
            Audience.ADMINISTRATORS,
            Reads.NOTHING,
            "All layers with their rules: {\"layers\": [{\"layer\", \"titles\", \"sensitivity\", \"published\", \"attributes\", \"ofMoments\", \"canHide\", \"rule\"}]}",
            this::list),
        Route.of(
            GET,
            "/api/layers/{layer}/rights",
            Audience.ADMINISTRATORS,
            Reads.NOTHING,
            "The layer's rule, with an ETag for PUT",
            this::one),
        Route.of(
            PUT,
            "/api/layers/{layer}/rights",
            Audience.ADMINISTRATORS,
            Reads.NOTHING,
            "Sets the layer's rule: {\"rule\": {\"grants\", \"attributes\", \"rows\", \"coarseningM\", \"times\", \"consents\"?}, \"reason\"}",
            this::change));
  }

  private void list(Context ctx) {
    Answers.json(
        ctx, Map.of("layers", catalog.list(municipality).stream().map(this::document).toList()));
  }

  private void one(Context ctx) {
    Answers.json(ctx, document(entry(ctx)));
  }

  private void change(Context ctx) {
    AdminRight right =
        rights
            .administer(Requests.actor(ctx))
            .orElseThrow(() -> Problem.notFound("layer", ctx.pathParam("layer")).asException());
    LayerId layer = entry(ctx).layer().id();
    JsonNode body = Json.object(ctx.bodyAsBytes());
    String reason = LayerDescription.reason(JsonMember.of("reason", body.path("reason")));
    LayerRule rule;
    try {
      rule = RuleJson.read(body.path("rule"));
    } catch (IllegalArgumentException e) {
      throw RuleCheck.bad(String.valueOf(e.getMessage()));
    }
    CataloguedLayer after =
        catalog.changeRule(
            right,
            layer,
            entry -> {
              LayerRoutes.requireUnchanged(ctx, document(entry), ctx.pathParam("layer"));
              check.require(rule, entry);
              return rule;
            },
            reason);
    Answers.json(ctx, document(after));
  }

  private CataloguedLayer entry(Context ctx) {
    String name = ctx.pathParam("layer");
    return Optional.of(name)
        .filter(LayerId::isValidName)
        .flatMap(valid -> catalog.find(new LayerId(municipality, valid)))
        .orElseThrow(() -> Problem.notFound("layer", name).asException());
  }

  private Map<String, Object> document(CataloguedLayer entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", entry.layer().id().name());
    json.put("titles", Map.of("ja", entry.layer().title().ja(), "en", entry.layer().title().en()));
    json.put("group", entry.layer().group());
    json.put("sensitivity", entry.access().sensitivity().name().toLowerCase(Locale.ROOT));
    json.put("published", entry.access().published());
    json.put(
        "attributes",
        entry.layer().schema().attributes().stream()
            .map(a ->
                Map.of(
                    "name", a.name(),
                    "titles", Map.of("ja", a.title().ja(), "en", a.title().en()),
                    "type", a.type().name().toLowerCase(Locale.ROOT),
                    "visibility", LayerDescription.word(a.visibility())))
            .toList());
    json.put("ofMoments", RuleCheck.isOfMoments(entry));
    json.put("canHide", catalog.canHide(entry.layer().id()));
    json.put("rule", RuleJson.write(entry.access().rule()));
    return json;
  }
}
