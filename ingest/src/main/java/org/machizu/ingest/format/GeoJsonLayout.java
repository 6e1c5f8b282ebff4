package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the first reading of a GeoJSON file found out.
 *
 * @param isCollection whether the features stand in a {@code features} array; otherwise the whole
 *     file is one Feature or geometry
 * @param crsName the name in the old {@code crs} member, or null
 */
record GeoJsonLayout(boolean isCollection, @Nullable String crsName, GeoJsonSchemaScan schema) {

  /**
   * Reads the whole file once.
   *
   * @throws FormatException with code {@code not-geojson} or {@code json-trailing}, or of the
   *     schema
   */
  static GeoJsonLayout scan(String fileName, JsonParser parser, ReadLimits limits)
      throws IOException, FormatException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw notGeoJson(fileName, "it does not begin with a JSON object", null);
    }
    GeoJsonSchemaScan schema = new GeoJsonSchemaScan(fileName, limits);
    String type = null;
    String crsName = null;
    String message = null;
    boolean hasFeatures = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (member) {
        case "type" -> {
          type = token == JsonToken.VALUE_STRING ? parser.getText() : null;
          schema.seeMember(member, parser);
        }
        case "crs" -> crsName = readCrsName(parser);
        case "features" -> {
          if (token != JsonToken.START_ARRAY) {
            throw notGeoJson(fileName, "its features are no array", null);
          }
          hasFeatures = true;
          scanFeatures(parser, schema);
        }
        case "message" -> {
          message = token == JsonToken.VALUE_STRING ? parser.getText() : null;
          parser.skipChildren();
        }
        default -> schema.seeMember(member, parser);
      }
    }
    if (parser.nextToken() != null) {
      throw new FormatException(
          "json-trailing",
          "%s goes on behind its end, %s"
              .formatted(fileName, JsonInput.where(parser.currentTokenLocation())),
          "If every line is a feature of its own, name the file .geojsonl.");
    }
    if (!hasFeatures) {
      checkSingle(fileName, type, message);
      schema.countRow();
    }
    return new GeoJsonLayout(hasFeatures, crsName, schema);
  }

  private static void checkSingle(String fileName, @Nullable String type, @Nullable String message)
      throws FormatException {
    if (type == null) {
      throw notGeoJson(fileName, "it has neither a type nor features", message);
    }
    if (type.equals("FeatureCollection")) {
      throw notGeoJson(fileName, "it is a FeatureCollection without features", message);
    }
    if (!type.equals("Feature") && !GeoJsonGeometry.isGeometryType(type)) {
      throw notGeoJson(
          fileName,
          "its type is %s and it has no features".formatted(InputFile.quoted(type)),
          message);
    }
  }

  private static void scanFeatures(JsonParser parser, GeoJsonSchemaScan schema)
      throws IOException, FormatException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      schema.countRow();
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String member = parser.currentName();
          parser.nextToken();
          schema.seeMember(member, parser);
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Reads {@code {"type":"name","properties":{"name":"…"}}} (GeoJSON 2008, section 3). */
  private static @Nullable String readCrsName(JsonParser parser) throws IOException {
    String name = null;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        name = parser.getText(); // some programs write the bare name
      }
      parser.skipChildren();
      return name;
    }
    int depth = parser.getParsingContext().getNestingDepth();
    while (parser.getParsingContext().getNestingDepth() >= depth) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING && "name".equals(parser.currentName())) {
        name = parser.getText();
      }
    }
    return name;
  }

  private static FormatException notGeoJson(String fileName, String why, @Nullable String message) {
    String said = message == null ? "" : "; the file says: " + InputFile.quoted(message);
    return new FormatException(
        "not-geojson",
        "%s is no GeoJSON: %s%s".formatted(fileName, why, said),
        "Give a FeatureCollection, a Feature or a geometry (RFC 7946).");
  }
}
