package org.machizu.permits;

import static io.javalin.http.HandlerType.POST;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.JsonMember;
import org.machizu.http.Problem;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.permits.papers.Paper;

/** Gives out copies of attached documents; afterwards they are papers like others. */
final class CopyRoutes {
  private final Copies copies;

  CopyRoutes(Copies copies) {
    this.copies = copies;
  }

  List<Route> routes() {
    return List.of(
        Route.of(
            POST,
            "/api/sites/copies",
            Audience.COUNTER,
            Reads.EVERY_VISIBLE_LAYER,
            "Gives out a copy of a document that is attached to a feature: {\"layer\", \"feature\","
                + " \"document\", \"language\"}; Location is its PDF",
            this::issue));
  }

  private void issue(Context ctx) {
    String layer = "";
    String feature = "";
    String document = "";
    String language = "ja";
    for (JsonMember member :
        JsonMember.ofBody(
            Json.object(ctx.bodyAsBytes()), List.of("layer", "feature", "document", "language"))) {
      switch (member.name()) {
        case "layer" -> layer = member.text(100);
        case "feature" -> feature = id(member);
        case "document" -> document = id(member);
        default -> language = CertificateRoutes.language(member);
      }
    }
    required("layer", layer, "the layer's id");
    required("feature", feature, "the feature's id");
    required("document", document, "the document's number");
    String base = Requests.baseUrl(ctx);
    Paper paper =
        copies.issue(
            Requests.actor(ctx), new Copies.Order(layer, feature, document, language, base));
    Map<String, Object> json = PaperJson.of(paper, base);
    ctx.status(201).header("Location", base + json.get("pdf"));
    ctx.header("Cache-Control", "no-store").json(json);
  }

  /** A number, or, as everywhere in GeoJSON, a text. */
  private static String id(JsonMember member) {
    if (member.value().isIntegralNumber()) {
      return member.value().asText();
    }
    return member.text(20);
  }

  private static void required(String name, String value, String what) {
    if (value.isEmpty()) {
      throw Problem.badMember(name, "", what).asException();
    }
  }
}
