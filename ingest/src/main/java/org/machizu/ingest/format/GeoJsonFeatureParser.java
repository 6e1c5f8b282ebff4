package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.ingest.format.Problem.Severity;

/**
 * Reads one Feature, or one bare geometry, from a JSON parser. A row that cannot be taken becomes a
 * problem, and the parser is left at the end of its object all the same.
 */
final class GeoJsonFeatureParser {
  private final GeoJsonColumns columns;
  private final ReadLimits limits;
  private final Consumer<Problem> problems;
  private final JsonFactory nestedJson = new JsonFactory();
  private boolean toldHeights;

  GeoJsonFeatureParser(GeoJsonColumns columns, ReadLimits limits, Consumer<Problem> problems) {
    this.columns = columns;
    this.limits = limits;
    this.problems = problems;
  }

  /** The members found so far of the object being read. */
  private static final class Found {
    final @Nullable Object[] values;
    final List<Problem> repairs = new ArrayList<>();
    final CoordinateNode.Reading reading;
    final GeoJsonGeometry bare = new GeoJsonGeometry();
    @Nullable GeoJsonGeometry geometry;
    @Nullable String type;
    @Nullable String id;

    Found(int attributes, int maxVertices) {
      values = new @Nullable Object[attributes];
      reading = new CoordinateNode.Reading(maxVertices);
    }
  }

  /**
   * Reads the object that the parser has just entered (START_OBJECT), up to its END_OBJECT.
   *
   * @return null when the row was rejected, which was then told
   */
  @Nullable Row parse(JsonParser parser, long number) throws IOException, FormatException {
    int depth = parser.getParsingContext().getNestingDepth();
    Found found = new Found(columns.schema().size(), limits.maxVertices());
    Row row;
    try {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String member = parser.currentName();
        parser.nextToken();
        readMember(member, parser, number, found);
      }
      row = toRow(number, found);
    } catch (RowRejected rejected) {
      skipRest(parser, depth, found);
      problems.accept(rejected.toProblem(number, found.id));
      return null;
    }
    found.repairs.forEach(problems);
    tellHeightsOnce(number, found);
    return row;
  }

  private void readMember(String member, JsonParser parser, long number, Found found)
      throws IOException, FormatException, RowRejected {
    switch (member) {
      case "type" -> {
        found.type = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
        parser.skipChildren();
      }
      case "id" -> readId(parser, found);
      case "geometry" -> {
        switch (parser.currentToken()) {
          case VALUE_NULL -> found.geometry = null;
          case START_OBJECT -> found.geometry = GeoJsonGeometry.read(parser, found.reading);
          default -> throw notAFeature("the geometry is no object");
        }
      }
      case "properties" -> {
        switch (parser.currentToken()) {
          case VALUE_NULL -> {}
          case START_OBJECT -> readProperties(parser, number, found);
          default -> throw notAFeature("the properties are no object");
        }
      }
      default -> {
        if (!found.bare.readMember(member, parser, found.reading)) {
          parser.skipChildren();
        }
      }
    }
  }

  private static void readId(JsonParser parser, Found found) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> found.id = parser.getText();
      default -> parser.skipChildren();
    }
  }

  private void readProperties(JsonParser parser, long number, Found found)
      throws IOException, FormatException, RowRejected {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      Integer index = columns.indexByFileName().get(name);
      if (index == null) {
        throw ColumnScan.fileChanged(name, AttributeType.TEXT);
      }
      found.values[index] = readValue(parser, number, index, found);
    }
  }

  private @Nullable Object readValue(JsonParser parser, long number, int index, Found found)
      throws IOException, FormatException, RowRejected {
    AttributeType type = columns.schema().attributes().get(index).type();
    return switch (parser.currentToken()) {
      case VALUE_STRING -> {
        String text = parser.getText();
        yield type == AttributeType.TEXT ? text : ColumnScan.convert(text, type);
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        boolean value = parser.getBooleanValue();
        yield type == AttributeType.BOOLEAN ? (Object) value : String.valueOf(value);
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> readNumber(parser, number, index, found);
      case START_OBJECT, START_ARRAY -> readNested(parser, index);
      default -> null;
    };
  }

  private @Nullable Object readNumber(JsonParser parser, long number, int index, Found found)
      throws IOException, FormatException {
    var attribute = columns.schema().attributes().get(index);
    boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    if (!whole && !Double.isFinite(parser.getDoubleValue())) {
      found.repairs.add(
          new Problem(
              Severity.REPAIRED,
              number,
              found.id,
              attribute.name(),
              "number-not-finite",
              "the value %s is no number; it was left empty".formatted(parser.getText()),
              "Write null where a value is missing."));
      return null;
    }
    return switch (attribute.type()) {
      case INTEGER -> {
        if (!whole || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
          throw ColumnScan.fileChanged(parser.getText(), attribute.type());
        }
        yield parser.getLongValue();
      }
      case REAL -> parser.getDoubleValue();
      case TEXT -> parser.getText();
      default -> throw ColumnScan.fileChanged(parser.getText(), attribute.type());
    };
  }

  private String readNested(JsonParser parser, int index) throws IOException, RowRejected {
    BoundedText text = new BoundedText(limits.maxCellChars());
    try (JsonGenerator generator = nestedJson.createGenerator(text)) {
      generator.copyCurrentStructure(parser);
    } catch (BoundedText.FullException full) {
      throw new RowRejected(
          "cell-too-large",
          "the nested value is longer than %d characters as text".formatted(limits.maxCellChars()),
          "Take it out of the file.",
          columns.schema().attributes().get(index).name());
    }
    return text.toString();
  }

  private Row toRow(long number, Found found) throws RowRejected {
    GeoJsonGeometry source = found.geometry;
    String type = found.type;
    if (type != null && GeoJsonGeometry.isGeometryType(type)) {
      source = found.bare;
      source.setType(type);
    } else if (!"Feature".equals(type)) {
      throw notAFeature(type == null ? "it has no type" : "its type is " + InputFile.quoted(type));
    }
    Geometry geometry = source == null ? null : source.build(at -> tellClosed(number, found, at));
    if (source != null && geometry == null) {
      found.repairs.add(
          new Problem(
              Severity.NOTE,
              number,
              found.id,
              null,
              "geometry-empty",
              "the geometry is empty; the row is taken without a place",
              "Draw the geometry if the row should be on the map."));
    }
    if (geometry != null
        && geometry.getClass() == GeometryCollection.class
        && columns.schema().geometryType() != GeometryType.MIXED) {
      throw new RowRejected(
          "geometry-collection",
          "the geometry is a GeometryCollection in a file of one kind, "
              + columns.schema().geometryType(),
          "Split the feature into one for each of its geometries.",
          null);
    }
    return new Row(number, found.id, geometry, Attributes.of(columns.schema(), found.values));
  }

  private static void tellClosed(long number, Found found, String place) {
    found.repairs.add(
        new Problem(
            Severity.REPAIRED,
            number,
            found.id,
            place,
            "ring-not-closed",
            "a ring did not end where it began; it was closed",
            "Look at the area on the map: a corner may be missing."));
  }

  private void tellHeightsOnce(long number, Found found) {
    if (found.reading.hasHeights() && !toldHeights) {
      toldHeights = true;
      problems.accept(
          new Problem(
              Severity.NOTE,
              number,
              found.id,
              null,
              "heights-dropped",
              "positions have heights; they are left out, here and in later features",
              "Keep heights as an attribute if they are needed."));
    }
  }

  private static RowRejected notAFeature(String reason) {
    return new RowRejected(
        "not-a-feature",
        "the object is no GeoJSON Feature: " + reason,
        "A Feature has \"type\":\"Feature\", a geometry object or null, and a properties object.",
        null);
  }

  /** Goes to the end of the object entered at the depth, looking for the id on the way. */
  private static void skipRest(JsonParser parser, int depth, Found found) throws IOException {
    while (parser.getParsingContext().getNestingDepth() >= depth) {
      if (parser.nextToken() == JsonToken.FIELD_NAME
          && parser.getParsingContext().getNestingDepth() == depth
          && "id".equals(parser.currentName())) {
        parser.nextToken();
        readId(parser, found);
      }
    }
  }
}
