package org.machizu.ogc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ValidTime;
import org.machizu.geo.filter.Cql2;
import org.machizu.layers.VisibleLayers.VisibleLayer;

/**
 * What a layer's features hold, what a filter may name and what they may be sorted by, each as a
 * JSON Schema (OGC 23-058r1; 19-079r2, 6.2): of the attributes that the caller sees, or may ask
 * about.
 */
enum CollectionSchema {
  /** What is returned, and what may be sent: id, geometry and every attribute that is shown. */
  SCHEMA("schema"),
  QUERYABLES("queryables"),
  SORTABLES("sortables");

  static final String MEDIA_TYPE = "application/schema+json";
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final String RELATIONS = "http://www.opengis.net/def/rel/ogc/1.0/";

  private final String path;

  CollectionSchema(String path) {
    this.path = path;
  }

  /** Its path below the collection. */
  String path() {
    return path;
  }

  /** The relation of links to it. */
  String relation() {
    return RELATIONS + path;
  }

  /**
   * @param address its own
   * @param language "ja" or "en"
   */
  Map<String, Object> of(VisibleLayer layer, String address, String language) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("$schema", DIALECT);
    json.put("$id", address);
    json.put("type", "object");
    json.put("title", layer.entry().layer().title().in(language));
    json.put("properties", properties(layer, language));
    json.put("additionalProperties", false);
    return json;
  }

  private Map<String, Object> properties(VisibleLayer layer, String language) {
    Schema schema = this == SCHEMA ? layer.view().schema() : layer.view().askable();
    Map<String, Object> properties = new LinkedHashMap<>();
    if (this == SCHEMA) {
      properties.put(idName(schema), id());
    }
    if (this != SORTABLES) {
      Cql2.findGeometryName(schema)
          .ifPresent(name -> properties.put(name, AttributeSchema.geometry(schema.geometryType())));
    }
    ValidTime time = layer.entry().layer().validTime();
    for (Attribute attribute : schema.attributes()) {
      Map<String, Object> property = AttributeSchema.of(attribute, language);
      if (this == SCHEMA) {
        describe(property, attribute, layer, time);
      }
      properties.put(attribute.name(), property);
    }
    if (this == SCHEMA) {
      number(properties);
    }
    return properties;
  }

  private static Map<String, Object> id() {
    Map<String, Object> id = new LinkedHashMap<>();
    id.put(AttributeSchema.ROLE, "id");
    id.put("type", "integer");
    id.put("minimum", 1);
    id.put("readOnly", true);
    return id;
  }

  /** The feature's id has a name only here; that of an attribute stays the attribute's. */
  private static String idName(Schema schema) {
    return Stream.of("id", "fid", "feature_id", "machizu_feature_id")
        .filter(name -> schema.indexOf(name) < 0)
        .findFirst()
        .orElse("");
  }

  private static void describe(
      Map<String, Object> property,
      Attribute attribute,
      VisibleLayer layer,
      @Nullable ValidTime time) {
    timeRole(attribute, layer.view().schema(), time)
        .ifPresent(role -> property.put(AttributeSchema.ROLE, role));
    boolean masked = layer.view().askable().indexOf(attribute.name()) < 0;
    if (masked) {
      property.put("readOnly", true);
    }
  }

  /** The end alone says nothing, and two ends need one kind of time. */
  private static Optional<String> timeRole(
      Attribute attribute, Schema schema, @Nullable ValidTime time) {
    Optional<Attribute> from = time == null ? Optional.empty() : schema.find(time.from());
    if (time == null || from.isEmpty()) {
      return Optional.empty();
    }
    Optional<Attribute> to =
        schema.find(String.valueOf(time.to())).filter(end -> end.type() == from.get().type());
    if (attribute.name().equals(time.from())) {
      return Optional.of(to.isEmpty() ? "primary-instant" : "primary-interval-start");
    }
    return to.filter(attribute::equals).map(end -> "primary-interval-end");
  }

  private static void number(Map<String, Object> properties) {
    int number = 1;
    for (Object property : List.copyOf(properties.values())) {
      @SuppressWarnings("unchecked")
      Map<String, Object> members = (Map<String, Object>) property;
      members.put("x-ogc-propertySeq", number++);
    }
  }
}
