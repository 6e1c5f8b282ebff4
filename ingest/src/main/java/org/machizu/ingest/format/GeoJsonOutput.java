package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;

/**
 * Writes features as JSON objects (RFC 7946). Numbers keep every digit; outer rings run
 * anticlockwise and holes clockwise, as 3.1.6 wants it.
 */
final class GeoJsonOutput {
  private GeoJsonOutput() {}

  static void write(JsonGenerator json, Feature feature) throws IOException {
    json.writeStartObject();
    writeMembers(json, feature);
    json.writeEndObject();
  }

  static void writeMembers(JsonGenerator json, Feature feature) throws IOException {
    json.writeStringField("type", "Feature");
    json.writeNumberField("id", feature.id());
    json.writeObjectFieldStart("properties");
    int index = 0;
    for (Attribute attribute : feature.attributes().schema().attributes()) {
      json.writeFieldName(attribute.name());
      writeValue(json, feature.attributes().get(index++));
    }
    json.writeEndObject();
    json.writeFieldName("geometry");
    Geometry geometry = feature.geometry();
    if (geometry == null || geometry.isEmpty()) {
      json.writeNull();
    } else {
      write(json, geometry);
    }
  }

  private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Long whole -> json.writeNumber(whole);
      case Double real when Double.isFinite(real) -> json.writeNumber(real);
      case Double notFinite -> json.writeNull(); // JSON has no word for it
      case Boolean truth -> json.writeBoolean(truth);
      default -> json.writeString(value.toString()); // text; days and moments are ISO by toString
    }
  }

  static void write(JsonGenerator json, Geometry geometry) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", typeOf(geometry));
    if (geometry.getClass() == GeometryCollection.class) {
      json.writeArrayFieldStart("geometries");
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        write(json, geometry.getGeometryN(i));
      }
      json.writeEndArray();
    } else {
      json.writeFieldName("coordinates");
      writeCoordinates(json, geometry);
    }
    json.writeEndObject();
  }

  private static String typeOf(Geometry geometry) {
    return geometry instanceof LinearRing ? "LineString" : geometry.getGeometryType();
  }

  private static void writeCoordinates(JsonGenerator json, Geometry geometry) throws IOException {
    switch (geometry) {
      case Point point when point.isEmpty() -> {
        json.writeStartArray();
        json.writeEndArray();
      }
      case Point point -> writePosition(json, point.getCoordinateSequence(), 0);
      case LineString line -> writeRow(json, line.getCoordinateSequence(), false);
      case Polygon polygon -> {
        json.writeStartArray();
        if (!polygon.isEmpty()) {
          writeRing(json, polygon.getExteriorRing(), true);
        }
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          writeRing(json, polygon.getInteriorRingN(i), false);
        }
        json.writeEndArray();
      }
      case MultiPoint parts -> writeParts(json, parts);
      case MultiLineString parts -> writeParts(json, parts);
      case MultiPolygon parts -> writeParts(json, parts);
      default ->
          throw new IllegalArgumentException(
              "GeoJSON has no geometry type " + geometry.getGeometryType());
    }
  }

  private static void writeParts(JsonGenerator json, GeometryCollection parts) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < parts.getNumGeometries(); i++) {
      writeCoordinates(json, parts.getGeometryN(i));
    }
    json.writeEndArray();
  }

  private static void writeRing(JsonGenerator json, LinearRing ring, boolean anticlockwise)
      throws IOException {
    CoordinateSequence at = ring.getCoordinateSequence();
    writeRow(json, at, Orientation.isCCW(at) != anticlockwise);
  }

  private static void writeRow(JsonGenerator json, CoordinateSequence at, boolean backwards)
      throws IOException {
    json.writeStartArray();
    for (int i = 0; i < at.size(); i++) {
      writePosition(json, at, backwards ? at.size() - 1 - i : i);
    }
    json.writeEndArray();
  }

  private static void writePosition(JsonGenerator json, CoordinateSequence at, int i)
      throws IOException {
    json.writeStartArray();
    json.writeNumber(at.getX(i));
    json.writeNumber(at.getY(i));
    json.writeEndArray();
  }
}
