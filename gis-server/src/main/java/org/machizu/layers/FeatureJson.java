package org.machizu.layers;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;
import org.machizu.http.Json;
import org.machizu.http.Problem;

/**
 * Features as GeoJSON (RFC 7946), both ways. Coordinates are written with every digit they have, so
 * that what is read and sent back unchanged is unchanged.
 */
final class FeatureJson {
  private FeatureJson() {}

  /** The feature's version as ETag, with quotes. */
  static String etag(Feature feature) {
    return "\"" + feature.version() + "\"";
  }

  static void write(JsonGenerator json, Feature feature) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeNumberField("id", feature.id());
    json.writeFieldName("geometry");
    Geometry geometry = feature.geometry();
    if (geometry == null) {
      json.writeNull();
    } else {
      GeoJsonGeometry.write(json, geometry);
    }
    json.writeFieldName("properties");
    json.writeStartObject();
    Schema schema = feature.attributes().schema();
    for (int i = 0; i < schema.size(); i++) {
      json.writeFieldName(schema.attributes().get(i).name());
      writeValue(json, feature.attributes().get(i));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      case LocalDate day -> json.writeString(day.toString());
      case Instant moment -> json.writeString(moment.toString());
      default -> throw new IllegalStateException("no attribute has a " + value.getClass());
    }
  }

  /** The feature as a JSON tree. */
  static JsonNode tree(Feature feature) {
    try (TokenBuffer buffer = new TokenBuffer(Json.mapper(), false)) {
      write(buffer, feature);
      return Json.mapper().readTree(buffer.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The attribute values that the body names.
   *
   * @throws org.machizu.http.ProblemException 400 for an unknown attribute or a value of the wrong
   *     kind
   */
  static Map<String, @Nullable Object> properties(JsonNode body, Schema schema) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (body.path("properties") instanceof ObjectNode properties) {
      for (var entry : properties.properties()) {
        Attribute attribute =
            schema.find(entry.getKey()).orElseThrow(() -> unknown(entry.getKey(), schema));
        values.put(attribute.name(), AttributeJson.parse(attribute, entry.getValue()));
      }
    }
    return values;
  }

  private static RuntimeException unknown(String name, Schema schema) {
    return Problem.of(
            400,
            "unknown-attribute",
            "The layer has no attribute of that name",
            "there is no attribute '" + name + "'",
            "The layer has: "
                + schema.attributes().stream()
                    .map(Attribute::name)
                    .collect(Collectors.joining(", ")))
        .asException();
  }
}
