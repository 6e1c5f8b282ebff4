package org.machizu.ogc;

import static io.javalin.http.HandlerType.GET;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Purpose;
import org.machizu.access.View;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.feature.Feature;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.BodyForm;
import org.machizu.http.Json;
import org.machizu.http.Link;
import org.machizu.http.Negotiation;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.ingest.format.GeoJson;
import org.machizu.layers.FeatureJson;
import org.machizu.layers.FeaturePage;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerProblems;
import org.machizu.layers.PastReads;
import org.machizu.layers.PurposeHeader;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.ogc.pages.CollectionPages;
import org.machizu.ogc.pages.OgcPages;

/** Features as GeoJSON: OGC API – Features Part 1, with as-of and order. */
public final class ItemsRoutes {
  /** Counting stops here; a list with more says no numberMatched. */
  private static final long COUNT_AT_MOST = 10_000;

  static final String GEO_JSON = "application/geo+json";

  private static final String ITEMS = "/items";

  /** A page that people read has no more features, however many are asked for. */
  static final int MOST_ROWS = 1_000;

  private static final Parameter[] ONE =
      Stream.concat(
              Stream.of(ItemsRequest.FORMAT, ItemsRequest.LANGUAGE, ItemsRequest.AS_OF),
              Representation.PARAMETERS.stream())
          .toArray(Parameter[]::new);

  private final VisibleLayers layers;
  private final FeatureStore features;
  private final GridShifts grids;
  private final Clock clock;
  private final CollectionPages pages;

  /**
   * @param grids for answers on JGD2000
   * @param pages writes what people read
   */
  public ItemsRoutes(
      VisibleLayers layers, FeatureStore features, GridShifts grids, Clock clock, OgcPages pages) {
    this.layers = layers;
    this.features = features;
    this.grids = grids;
    this.clock = clock;
    this.pages = pages.collections();
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/ogc/collections/{layer}/items",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "The layer's features as GeoJSON; every visible attribute is a parameter",
                this::list)
            .with(ItemsRequest.PARAMETERS)
            .withOpenParameters()
            .answering(BodySchemas.FEATURES, BodyForm.HTML),
        Route.of(
                GET,
                "/ogc/collections/{layer}/items/{id}",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "One feature as GeoJSON; with the header Machizu-Purpose (why, percent-encoded) with what is shown on demand, which is logged",
                this::one)
            .with(ONE)
            .answering(BodySchemas.FEATURE, BodyForm.HTML));
  }

  private void list(Context ctx) throws IOException {
    boolean asPage = Negotiation.wantsHtml(ctx);
    VisibleLayer layer = OgcRoutes.visibleFeatures(layers, ctx);
    FeatureQuery query = ItemsRequest.parse(Query.of(ctx), layer, grids);
    Representation form = Representation.read(Query.of(ctx), layer.view().schema(), grids);
    PastReads.require(layer.view(), query.asOf());
    if (asPage) {
      sendPage(ctx, layer, query, form);
      return;
    }
    String etag = listTag(ctx, layer, query);
    Answers.cacheHeaders(ctx, etag);
    if (Answers.matches(ctx, etag)) {
      ctx.status(304);
      return;
    }
    FeaturePage page = read(layer, query);
    OptionalLong matched = count(layer, query, page);
    List<Feature> written = page.features().stream().map(form::of).toList();
    ctx.header(Representation.HEADER, form.contentCrs());
    ctx.contentType(GEO_JSON);
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(ctx.outputStream())) {
      write(json, ctx, written, page.next(), matched, form);
    }
  }

  /** A page that is the first and the last has all of them: then nothing is asked again. */
  private OptionalLong count(VisibleLayer layer, FeatureQuery query, FeaturePage page) {
    if (query.after() == null && page.next() == null) {
      return OptionalLong.of(page.features().size());
    }
    return features.count(layer.view(), query.where(), query.asOf(), COUNT_AT_MOST);
  }

  private void sendPage(Context ctx, VisibleLayer layer, FeatureQuery query, Representation form)
      throws IOException {
    int limit = Math.min(query.limit(), MOST_ROWS);
    FeaturePage page =
        read(
            layer,
            new FeatureQuery(query.where(), query.sort(), query.after(), limit, query.asOf()));
    List<Feature> written = page.features().stream().map(form::of).toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(bytes)) {
      write(json, ctx, written, page.next(), count(layer, query, page), form);
    }
    OgcRoutes.send(
        ctx,
        pages.items(
            OgcRoutes.asked(ctx),
            collection(ctx, layer),
            Json.mapper().readTree(bytes.toByteArray()),
            firstPage(ctx),
            nextPage(ctx, page.next())));
  }

  /** Where the first page is; empty on it. */
  static String firstPage(Context ctx) {
    String after = ItemsRequest.AFTER.name();
    return Query.of(ctx).text(after).isEmpty() ? "" : Link.addressWithout(ctx, after);
  }

  static String nextPage(Context ctx, @Nullable String next) {
    return next == null ? "" : Link.address(ctx, ItemsRequest.AFTER.name(), next);
  }

  private JsonNode collection(Context ctx, VisibleLayer layer) {
    return OgcRoutes.tree(
        CollectionJson.of(
            layer,
            Requests.baseUrl(ctx),
            Requests.language(ctx),
            features.extent(layer.view()),
            Optional.empty(),
            List.of(),
            Optional.empty()));
  }

  /** A token that is not one of this query's is the caller's mistake, told as such. */
  private FeaturePage read(VisibleLayer layer, FeatureQuery query) {
    try {
      return features.query(layer.view(), query);
    } catch (IllegalArgumentException e) {
      throw LayerProblems.badQuery(e).asException();
    }
  }

  /** The layer's revision says all, but an answer as of a moment in the future may still change. */
  private String listTag(Context ctx, VisibleLayer layer, FeatureQuery query) {
    Instant asOf = query.asOf();
    String state = asOf != null && asOf.isAfter(clock.instant()) ? clock.instant() + "-" : "";
    return "\""
        + Answers.tagOf(
            state
                + layer.entry().revision()
                + layer.view().entitlement()
                + Requests.baseUrl(ctx)
                + ctx.queryString())
        + "\"";
  }

  private void write(
      JsonGenerator json,
      Context ctx,
      List<Feature> written,
      @Nullable String next,
      OptionalLong matched,
      Representation form)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "FeatureCollection");
    json.writeFieldName("features");
    json.writeStartArray();
    for (Feature feature : written) {
      GeoJson.write(json, feature);
    }
    json.writeEndArray();
    json.writeNumberField("numberReturned", written.size());
    if (matched.isPresent()) {
      json.writeNumberField("numberMatched", matched.getAsLong());
    }
    json.writeStringField("timeStamp", clock.instant().toString());
    json.writePOJOField("links", links(ctx, next));
    form.tellAccuracy(json);
    json.writeEndObject();
  }

  static List<Map<String, Object>> links(Context ctx, @Nullable String next) {
    String path = Requests.baseUrl(ctx) + ctx.path();
    List<Map<String, Object>> links = Link.ofAnswer(ctx, GEO_JSON);
    if (next != null) {
      links.add(Link.next(ctx, next, GEO_JSON));
    }
    links.add(collectionLink(path));
    return links;
  }

  private void one(Context ctx) throws IOException {
    boolean asPage = Negotiation.wantsHtml(ctx);
    VisibleLayer layer = OgcRoutes.visibleFeatures(layers, ctx);
    long id = featureId(ctx);
    Instant asOf = Query.of(ctx).moment("asOf").orElse(null);
    Representation form = Representation.read(Query.of(ctx), layer.view().schema(), grids);
    PastReads.require(layer.view(), asOf);
    Feature feature = find(ctx, layer, id, asOf);
    if (asPage) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writeOne(ctx, form.of(feature), form, bytes);
      OgcRoutes.send(
          ctx,
          pages.item(
              OgcRoutes.asked(ctx),
              collection(ctx, layer),
              Json.mapper().readTree(bytes.toByteArray()),
              form.isLonLat()));
      return;
    }
    Optional<Purpose> purpose = PurposeHeader.read(ctx.header(PurposeHeader.NAME));
    if (purpose.isEmpty()) {
      answer(ctx, layer.view(), feature, form);
      return;
    }
    VisibleLayer opened = layers.open(Requests.actor(ctx), layer, id, purpose.get());
    if (opened.view().entitlement().equals(layer.view().entitlement())) {
      answer(ctx, opened.view(), feature, form);
      return;
    }
    Feature whole = find(ctx, opened, id, asOf);
    ctx.header("Cache-Control", "no-store"); // nobody's browser keeps what was read for a purpose
    writeOne(ctx, whole, Representation.read(Query.of(ctx), opened.view().schema(), grids));
  }

  private Feature find(Context ctx, VisibleLayer layer, long id, @Nullable Instant asOf) {
    return features
        .find(layer.view(), id, asOf)
        .orElseThrow(() ->
            (features.wasPurged(layer.view(), id)
                    ? LayerProblems.purged(layer.name(), id)
                    : noSuchFeature(ctx))
                .asException());
  }

  /** Answers one feature with its version and the View's class as ETag. */
  static void answer(Context ctx, View view, Feature feature, Representation form)
      throws IOException {
    String etag = FeatureJson.etag(feature, view);
    Answers.cacheHeaders(ctx, etag);
    if (ctx.method().equals(GET) && Answers.matches(ctx, etag)) {
      ctx.status(304);
      return;
    }
    writeOne(ctx, feature, form);
  }

  private static void writeOne(Context ctx, Feature feature, Representation form)
      throws IOException {
    Feature written = form.of(feature);
    ctx.header(Representation.HEADER, form.contentCrs());
    ctx.contentType(GEO_JSON);
    writeOne(ctx, written, form, ctx.outputStream());
  }

  private static void writeOne(Context ctx, Feature written, Representation form, OutputStream out)
      throws IOException {
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(out)) {
      json.writeStartObject();
      GeoJson.writeMembers(json, written);
      json.writePOJOField("links", linksOfFeature(ctx, written.id()));
      form.tellAccuracy(json);
      json.writeEndObject();
    }
  }

  /** The links of one feature that was asked for, or has just been changed. */
  static List<Map<String, Object>> linksOfFeature(Context ctx, long id) {
    String path = Requests.baseUrl(ctx) + ctx.path();
    String items = path.substring(0, path.lastIndexOf(ITEMS) + ITEMS.length());
    List<Map<String, Object>> links = new ArrayList<>();
    if (ctx.method().equals(GET)) {
      links.addAll(Link.ofAnswer(ctx, GEO_JSON));
    } else {
      String self = items + "/" + id;
      links.add(Link.of(self, "self", GEO_JSON, "this feature"));
      links.add(Link.page(self + "?" + ItemsRequest.FORMAT.name() + "=html"));
    }
    links.add(collectionLink(items));
    return links;
  }

  private static Map<String, Object> collectionLink(String items) {
    return Link.of(
        items.substring(0, items.length() - ITEMS.length()),
        "collection",
        "application/json",
        "the layer");
  }

  /** The id in the path; what is no id is no feature either. */
  static long featureId(Context ctx) {
    try {
      return Long.parseLong(ctx.pathParam("id"));
    } catch (NumberFormatException e) {
      throw noSuchFeature(ctx).asException();
    }
  }

  static Problem noSuchFeature(Context ctx) {
    return Problem.notFound("feature", ctx.pathParam("id"));
  }
}
