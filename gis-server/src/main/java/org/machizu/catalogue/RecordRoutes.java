package org.machizu.catalogue;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.geo.feature.LocalizedText;
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

/** OGC API – Records: the records of the open layers, to be looked for and read. */
public final class RecordRoutes {
  private static final String GEO_JSON = "application/geo+json";
  private static final Parameter FORMAT = Parameter.text("f", "json");
  private static final Parameter LANGUAGE = Parameter.text("lang", "language of texts: ja or en");

  private final OpenLayers layers;
  private final LocalizedText town;

  /**
   * @param town its name
   */
  public RecordRoutes(OpenLayers layers, LocalizedText town) {
    this.layers = layers;
    this.town = town;
  }

  public List<Route> routes() {
    List<Parameter> known = new ArrayList<>(RecordQuery.PARAMETERS);
    known.add(FORMAT);
    known.add(LANGUAGE);
    return List.of(
        Route.of(
                GET,
                RecordCollection.PATH,
                Audience.ANYBODY,
                Reads.NOTHING,
                "The catalogue of the open layers",
                this::collection)
            .with(FORMAT, LANGUAGE),
        Route.of(
                GET,
                RecordCollection.PATH + "/items",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "Records of the open layers",
                this::items)
            .with(known.toArray(Parameter[]::new)),
        Route.of(
                GET,
                RecordCollection.PATH + "/items/{recordId}",
                Audience.ANYBODY,
                Reads.EVERY_VISIBLE_LAYER,
                "The record of an open layer",
                this::item)
            .with(FORMAT, LANGUAGE));
  }

  private void collection(Context ctx) {
    requireJson(ctx);
    Answers.json(ctx, RecordCollection.of(Requests.baseUrl(ctx), Requests.language(ctx)));
  }

  private RecordJson writer(Context ctx) {
    return new RecordJson(town, Requests.baseUrl(ctx), Requests.language(ctx));
  }

  private void items(Context ctx) {
    requireJson(ctx);
    RecordQuery query = RecordQuery.of(Query.of(ctx), town);
    RecordJson writer = writer(ctx);
    List<OpenLayer> matched = layers.list().stream().filter(query::takes).toList();
    List<OpenLayer> rest =
        matched.stream().filter(layer -> layer.name().compareTo(query.after()) > 0).toList();
    List<OpenLayer> page = rest.stream().limit(query.limit()).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "FeatureCollection");
    json.put("features", page.stream().map(writer::of).toList());
    json.put("numberMatched", matched.size());
    json.put("numberReturned", page.size());
    List<Map<String, Object>> links = new ArrayList<>();
    String asked = ctx.queryString() == null ? "" : "?" + ctx.queryString();
    links.add(
        Link.of(
            writer.base() + RecordCollection.PATH + "/items" + asked,
            "self",
            GEO_JSON,
            "this page"));
    links.add(
        Link.of(
            writer.base() + RecordCollection.PATH,
            "collection",
            "application/json",
            "the catalogue"));
    if (page.size() < rest.size()) {
      links.add(Link.next(ctx, page.getLast().name(), GEO_JSON));
    }
    json.put("links", links);
    Answers.bytes(ctx, GEO_JSON, Json.bytes(json));
  }

  private void item(Context ctx) {
    requireJson(ctx);
    String id = ctx.pathParam("recordId");
    OpenLayer layer =
        layers.find(id).orElseThrow(() -> Problem.notFound("record", id).asException());
    Answers.bytes(ctx, GEO_JSON, Json.bytes(writer(ctx).of(layer)));
  }

  private static void requireJson(Context ctx) {
    String format = Query.of(ctx).text("f").orElse("json");
    if (!format.equals("json")) {
      throw Problem.badParameter("f", format, "json").asException();
    }
  }
}
