package org.machizu.ingest.format;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;

/**
 * Writes a KML document with one folder: schema first, then one placemark for each feature. Outer
 * rings run anticlockwise, holes clockwise. Numbers keep every digit.
 */
final class KmlWriter implements FeatureWriter {
  private static final List<String> NAMING =
      List.of("名称", "施設名", "施設・場所名", "name", "Name", "名前", "title");

  private final Writer out;
  private final Schema schema;
  private final String layer;

  /** Place of the attribute that names a feature; empty when none does. */
  private final Optional<Integer> naming;

  private boolean closed;

  KmlWriter(Path file, Schema schema, WriteOptions options) throws IOException {
    this(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), schema, options);
  }

  KmlWriter(OutputStream stream, Schema schema, WriteOptions options) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 14);
    this.schema = schema;
    this.layer = options.layer();
    this.naming = naming(schema);
    writeHead(options.about());
  }

  private static Optional<Integer> naming(Schema schema) {
    for (String name : NAMING) {
      if (schema.find(name).map(a -> a.type() == AttributeType.TEXT).orElse(false)) {
        return Optional.of(schema.indexOf(name));
      }
    }
    for (int i = 0; i < schema.size(); i++) {
      if (schema.attributes().get(i).type() == AttributeType.TEXT) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private void writeHead(About about) throws IOException {
    out.write(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n");
    element("name", about.title().isEmpty() ? layer : about.title());
    if (!about.text().isEmpty()) {
      element("description", about.text());
    }
    out.write(
        "<Style id=\"plain\"><LineStyle><color>ffa0521c</color><width>2</width></LineStyle>"
            + "<PolyStyle><color>59c87d3a</color></PolyStyle></Style>\n<Schema name=\"");
    text(layer);
    out.write("\" id=\"schema\">\n");
    for (Attribute attribute : schema.attributes()) {
      out.write("<SimpleField type=\"" + KmlValues.typeName(attribute.type()) + "\" name=\"");
      text(attribute.name());
      out.write("\">");
      element("displayName", attribute.title().ja());
      out.write("</SimpleField>\n");
    }
    out.write("</Schema>\n<Folder>\n");
    element("name", layer);
  }

  private void element(String name, String content) throws IOException {
    out.write("<" + name + ">");
    text(content);
    out.write("</" + name + ">");
  }

  @Override
  public void write(Feature feature) throws IOException {
    out.write("\n<Placemark id=\"");
    text(layer + "." + feature.id());
    out.write("\">");
    Object name = naming.isEmpty() ? null : feature.attributes().get(naming.get());
    if (name != null) {
      element("name", name.toString());
    }
    out.write("<styleUrl>#plain</styleUrl>");
    if (schema.size() > 0) {
      writeData(feature);
    }
    Geometry geometry = feature.geometry();
    if (geometry != null && !geometry.isEmpty()) {
      write(geometry);
    }
    out.write("</Placemark>");
  }

  private void writeData(Feature feature) throws IOException {
    out.write("<ExtendedData><SchemaData schemaUrl=\"#schema\">");
    for (int i = 0; i < schema.size(); i++) {
      Object value = feature.attributes().get(i);
      if (value != null && !(value instanceof Double real && !Double.isFinite(real))) {
        out.write("<SimpleData name=\"");
        text(schema.attributes().get(i).name());
        out.write("\">");
        text(KmlValues.write(value));
        out.write("</SimpleData>");
      }
    }
    out.write("</SchemaData></ExtendedData>");
  }

  private void write(Geometry geometry) throws IOException {
    switch (geometry) {
      case Point point -> {
        out.write("<Point><coordinates>");
        positions(point.getCoordinateSequence(), false);
        out.write("</coordinates></Point>");
      }
      case LineString line -> {
        out.write("<LineString><coordinates>");
        positions(line.getCoordinateSequence(), false);
        out.write("</coordinates></LineString>");
      }
      case Polygon polygon -> {
        out.write("<Polygon>");
        ring("outerBoundaryIs", polygon.getExteriorRing(), true);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          ring("innerBoundaryIs", polygon.getInteriorRingN(i), false);
        }
        out.write("</Polygon>");
      }
      default -> {
        out.write("<MultiGeometry>");
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
          write(geometry.getGeometryN(i));
        }
        out.write("</MultiGeometry>");
      }
    }
  }

  private void ring(String boundary, LinearRing ring, boolean anticlockwise) throws IOException {
    out.write("<" + boundary + "><LinearRing><coordinates>");
    CoordinateSequence at = ring.getCoordinateSequence();
    positions(at, Orientation.isCCW(at) != anticlockwise);
    out.write("</coordinates></LinearRing></" + boundary + ">");
  }

  private void positions(CoordinateSequence at, boolean backwards) throws IOException {
    for (int i = 0; i < at.size(); i++) {
      int here = backwards ? at.size() - 1 - i : i;
      if (i > 0) {
        out.write(' ');
      }
      out.write(Double.toString(at.getX(here)));
      out.write(',');
      out.write(Double.toString(at.getY(here)));
    }
  }

  /** Escaped; characters that XML cannot hold are left out. */
  private void text(@Nullable String text) throws IOException {
    if (text == null) {
      return;
    }
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      switch (c) {
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '&' -> out.write("&amp;");
        case '"' -> out.write("&quot;");
        case '\r' -> out.write("&#13;"); // else it would come back as a line feed
        default -> {
          boolean allowed =
              (c >= 0x20 && c < 0xD800)
                  || c == '\n'
                  || c == '\t'
                  || (c >= 0xE000 && c < 0xFFFE)
                  || c >= 0x10000;
          if (allowed) {
            out.write(Character.toChars(c));
          }
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    out.write("\n</Folder>\n</Document>\n</kml>\n");
    out.close();
  }
}
