package org.machizu.ogc;

import static io.javalin.http.HandlerType.GET;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Cql2;
import org.machizu.http.Answers;
import org.machizu.http.Audience;
import org.machizu.http.Json;
import org.machizu.http.Reads;
import org.machizu.http.Requests;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * What a filter may name and what items may be sorted by, as JSON Schema (OGC 19-079r2, 6.2): the
 * attributes that the caller may ask about, and the geometry for filters.
 */
public final class QueryableRoutes {
  static final String QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables";
  static final String SORTABLES = "http://www.opengis.net/def/rel/ogc/1.0/sortables";
  static final String MEDIA_TYPE = "application/schema+json";

  private final VisibleLayers layers;

  public QueryableRoutes(VisibleLayers layers) {
    this.layers = layers;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
                GET,
                "/ogc/collections/{layer}/queryables",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "What a filter may name, as JSON Schema",
                ctx -> answer(ctx, true))
            .with(ItemsRequest.FORMAT, ItemsRequest.LANGUAGE),
        Route.of(
                GET,
                "/ogc/collections/{layer}/sortables",
                Audience.ANYBODY,
                Reads.LAYER_IN_PATH,
                "What items may be sorted by, as JSON Schema",
                ctx -> answer(ctx, false))
            .with(ItemsRequest.FORMAT, ItemsRequest.LANGUAGE));
  }

  private void answer(Context ctx, boolean withGeometry) {
    OgcRoutes.requireJson(ctx);
    VisibleLayer layer = OgcRoutes.visibleFeatures(layers, ctx);
    String language = Requests.language(ctx);
    Schema askable = layer.view().askable();
    Map<String, Object> properties = new LinkedHashMap<>();
    if (withGeometry) {
      Cql2.findGeometryName(askable)
          .ifPresent(name -> properties.put(name, geometry(askable.geometryType())));
    }
    for (Attribute attribute : askable.attributes()) {
      properties.put(attribute.name(), property(attribute, language));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    json.put("$id", Requests.baseUrl(ctx) + ctx.path());
    json.put("type", "object");
    json.put("title", layer.entry().layer().title().in(language));
    json.put("properties", properties);
    json.put("additionalProperties", false);
    Answers.bytes(ctx, MEDIA_TYPE, Json.bytes(json));
  }

  private static Map<String, Object> geometry(GeometryType type) {
    String format =
        switch (type) {
          case POINT -> "geometry-point-or-multipoint";
          case LINE -> "geometry-linestring-or-multilinestring";
          case POLYGON -> "geometry-polygon-or-multipolygon";
          case MIXED, NONE -> "geometry-any";
        };
    return Map.of("x-ogc-role", "primary-geometry", "format", format);
  }

  private static Map<String, Object> property(Attribute attribute, String language) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("title", attribute.title().in(language));
    property.put(
        "type",
        switch (attribute.type()) {
          case INTEGER -> "integer";
          case REAL -> "number";
          case BOOLEAN -> "boolean";
          case TEXT, DATE, DATETIME -> "string";
        });
    switch (attribute.type()) {
      case DATE -> property.put("format", "date");
      case DATETIME -> property.put("format", "date-time");
      case TEXT, INTEGER, REAL, BOOLEAN -> {}
    }
    if (attribute.unit() != null) {
      property.put("x-ogc-unit", attribute.unit());
    }
    return property;
  }
}
