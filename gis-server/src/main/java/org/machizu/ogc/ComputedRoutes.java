package org.machizu.ogc;

import static io.javalin.http.HandlerType.GET;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Envelope;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.BodyForm;
import org.machizu.http.Json;
import org.machizu.http.Negotiation;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.ingest.format.GeoJson;
import org.machizu.layers.LayerProblems;
import org.machizu.ogc.ComputedCollection.Content;
import org.machizu.ogc.ComputedCollection.Item;
import org.machizu.ogc.ComputedCollection.Page;
import org.machizu.ogc.pages.CollectionPages;
import org.machizu.ogc.pages.OgcPages;

/**
 * {@link ComputedCollection Computed collections} as OGC API – Features has them. Their addresses
 * are those of layers, so these routes stand before the layers' own.
 */
public final class ComputedRoutes {
  private final List<ComputedCollection> collections;
  private final CollectionPages pages;

  /**
   * @param pages writes what people read
   */
  public ComputedRoutes(List<ComputedCollection> collections, OgcPages pages) {
    this.pages = pages.collections();
    this.collections = List.copyOf(collections);
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (ComputedCollection collection : collections) {
      String path = "/ogc/collections/" + collection.id();
      String title = collection.title().en();
      routes.add(
          Route.of(
                  GET,
                  path,
                  Audience.ANYBODY,
                  Reads.EVERY_VISIBLE_LAYER,
                  title + ", worked out",
                  ctx -> one(ctx, collection))
              .with(ItemsRequest.FORMAT, ItemsRequest.LANGUAGE)
              .answering(BodyForm.json("collection"), BodyForm.HTML));
      routes.add(
          Route.of(
                  GET,
                  path + "/items",
                  Audience.ANYBODY,
                  Reads.EVERY_VISIBLE_LAYER,
                  title + " as GeoJSON",
                  ctx -> items(ctx, collection))
              .with(
                  ItemsRequest.FORMAT,
                  ItemsRequest.LANGUAGE,
                  BoxRequest.BBOX,
                  BoxRequest.BBOX_CRS,
                  ItemsRequest.DATETIME,
                  ItemsRequest.LIMIT,
                  ItemsRequest.AFTER,
                  Representation.CRS)
              .answering(BodySchemas.FEATURES, BodyForm.HTML));
      routes.add(
          Route.of(
                  GET,
                  path + "/items/{id}",
                  Audience.ANYBODY,
                  Reads.EVERY_VISIBLE_LAYER,
                  title + ": one feature as GeoJSON",
                  ctx -> item(ctx, collection))
              .with(ItemsRequest.FORMAT, ItemsRequest.LANGUAGE, Representation.CRS)
              .answering(BodySchemas.FEATURE, BodyForm.HTML));
    }
    return routes;
  }

  private static Content content(Context ctx, ComputedCollection collection) {
    return collection
        .see(Requests.actor(ctx))
        .orElseThrow(() -> Problem.notFound("layer", collection.id()).asException());
  }

  private void one(Context ctx, ComputedCollection collection) {
    OgcRoutes.answer(ctx, json(ctx, collection, content(ctx, collection)), pages::collection);
  }

  private void items(Context ctx, ComputedCollection collection) throws IOException {
    Content content = content(ctx, collection);
    Query query = Query.of(ctx);
    Envelope box = BoxRequest.readDegrees(query).orElse(null);
    query.text(ItemsRequest.DATETIME.name()).ifPresent(DatetimeFilter::parse); // none has a time
    Representation form = Representation.ofComputed(query);
    boolean asPage = Negotiation.wantsHtml(ctx);
    if (!asPage && isKnown(ctx, content)) {
      return;
    }
    int limit = ItemsRequest.limit(query);
    Page page;
    try {
      page =
          content.items(
              box,
              query.text(ItemsRequest.AFTER.name()).orElse(null),
              asPage ? Math.min(limit, ItemsRoutes.MOST_ROWS) : limit);
    } catch (IllegalArgumentException e) {
      throw LayerProblems.badQuery(e).asException();
    }
    if (asPage) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      write(ctx, page, form, bytes);
      OgcRoutes.send(
          ctx,
          pages.items(
              OgcRoutes.asked(ctx),
              OgcRoutes.tree(json(ctx, collection, content)),
              Json.mapper().readTree(bytes.toByteArray()),
              ItemsRoutes.firstPage(ctx),
              ItemsRoutes.nextPage(ctx, page.next())));
      return;
    }
    ctx.header(Representation.HEADER, form.contentCrs());
    ctx.contentType(ItemsRoutes.GEO_JSON);
    write(ctx, page, form, ctx.outputStream());
  }

  private static void write(Context ctx, Page page, Representation form, OutputStream out)
      throws IOException {
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeArrayFieldStart("features");
      for (Item item : page.items()) {
        json.writeStartObject();
        writeMembers(json, item, form);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeNumberField("numberReturned", page.items().size());
      json.writePOJOField("links", ItemsRoutes.links(ctx, page.next()));
      json.writeEndObject();
    }
  }

  private void item(Context ctx, ComputedCollection collection) throws IOException {
    Content content = content(ctx, collection);
    Optional<Item> item = content.find(ItemsRoutes.featureId(ctx));
    if (item.isEmpty()) {
      throw ItemsRoutes.noSuchFeature(ctx).asException();
    }
    Representation form = Representation.ofComputed(Query.of(ctx));
    if (Negotiation.wantsHtml(ctx)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      write(ctx, item.get(), form, bytes);
      OgcRoutes.send(
          ctx,
          pages.item(
              OgcRoutes.asked(ctx),
              OgcRoutes.tree(json(ctx, collection, content)),
              Json.mapper().readTree(bytes.toByteArray()),
              form.isLonLat()));
      return;
    }
    if (isKnown(ctx, content)) {
      return;
    }
    ctx.header(Representation.HEADER, form.contentCrs());
    ctx.contentType(ItemsRoutes.GEO_JSON);
    write(ctx, item.get(), form, ctx.outputStream());
  }

  private static void write(Context ctx, Item item, Representation form, OutputStream out)
      throws IOException {
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(out)) {
      json.writeStartObject();
      writeMembers(json, item, form);
      json.writePOJOField("links", ItemsRoutes.linksOfFeature(ctx, item.id()));
      json.writeEndObject();
    }
  }

  /** Sends the validator, and the answer "not changed" to who has it. */
  private static boolean isKnown(Context ctx, Content content) {
    String etag =
        "\"" + Answers.tagOf(content.state() + Requests.baseUrl(ctx) + ctx.queryString()) + "\"";
    Answers.cacheHeaders(ctx, etag);
    boolean known = Answers.matches(ctx, etag);
    if (known) {
      ctx.status(304);
    }
    return known;
  }

  private static void writeMembers(JsonGenerator json, Item item, Representation form)
      throws IOException {
    json.writeStringField("type", "Feature");
    json.writeNumberField("id", item.id());
    Geometry geometry = form.place(item.geometry());
    json.writeFieldName("geometry");
    if (geometry == null) {
      json.writeNull();
    } else {
      GeoJson.write(json, geometry);
    }
    json.writePOJOField("properties", item.properties());
  }

  private static Map<String, Object> json(
      Context ctx, ComputedCollection collection, Content content) {
    return CollectionJson.of(
        collection, content.extent(), Requests.baseUrl(ctx), Requests.language(ctx));
  }

  /** Those that the caller may see, for the list of collections. */
  static List<Map<String, Object>> list(Context ctx, List<ComputedCollection> collections) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (ComputedCollection collection : collections) {
      collection
          .see(Requests.actor(ctx))
          .ifPresent(content -> list.add(json(ctx, collection, content)));
    }
    return list;
  }
}
