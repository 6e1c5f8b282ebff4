package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/** The first look through GeoJSON features: counts, kinds of geometry, attributes and types. */
final class GeoJsonSchemaScan {
  private final String fileName;
  private final ReadLimits limits;
  private final Map<String, ColumnScan> columns = new LinkedHashMap<>();
  private final Set<GeometryType> kinds = EnumSet.noneOf(GeometryType.class);
  private long rows;

  GeoJsonSchemaScan(String fileName, ReadLimits limits) {
    this.fileName = fileName;
    this.limits = limits;
  }

  long rows() {
    return rows;
  }

  /** Counts a row of which nothing else can be known. */
  void countRow() throws FormatException {
    if (++rows > limits.maxRows()) {
      throw new FormatException(
          "too-many-rows",
          "%s has more than %d features".formatted(fileName, limits.maxRows()),
          "Split the file.");
    }
  }

  /** Looks at one member of a Feature or of a bare geometry; the parser stands at its value. */
  void seeMember(String member, JsonParser parser) throws IOException, FormatException {
    JsonToken token = parser.currentToken();
    switch (member) {
      case "type" -> {
        if (token == JsonToken.VALUE_STRING) {
          seeType(parser.getText());
        } else {
          parser.skipChildren();
        }
      }
      case "geometry" -> {
        if (token == JsonToken.START_OBJECT) {
          seeGeometry(parser);
        } else {
          parser.skipChildren();
        }
      }
      case "properties" -> {
        if (token == JsonToken.START_OBJECT) {
          seeProperties(parser);
        } else {
          parser.skipChildren();
        }
      }
      default -> parser.skipChildren();
    }
  }

  private void seeGeometry(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean isType = "type".equals(parser.currentName());
      if (parser.nextToken() == JsonToken.VALUE_STRING && isType) {
        seeType(parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }

  void seeType(String type) {
    switch (type) {
      case "Point", "MultiPoint" -> kinds.add(GeometryType.POINT);
      case "LineString", "MultiLineString" -> kinds.add(GeometryType.LINE);
      case "Polygon", "MultiPolygon" -> kinds.add(GeometryType.POLYGON);
      case "GeometryCollection" -> kinds.add(GeometryType.MIXED);
      default -> {} // a Feature, or a type that the second reading tells as a problem
    }
  }

  private void seeProperties(JsonParser parser) throws IOException, FormatException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      ColumnScan column = columnOf(parser.currentName());
      switch (parser.nextToken()) {
        case VALUE_STRING -> {
          int length = parser.getTextLength(); // reads it, so that a text too long is found now
          if (!column.isSettled() && length > 0) {
            column.seeText(parser.getText());
          }
        }
        case VALUE_NUMBER_INT -> {
          if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            column.seeOther();
          } else {
            column.seeWhole(parser.getLongValue());
          }
        }
        case VALUE_NUMBER_FLOAT -> column.seeReal();
        case VALUE_TRUE, VALUE_FALSE -> column.seeBoolean();
        case START_OBJECT, START_ARRAY -> {
          column.seeOther();
          parser.skipChildren();
        }
        default -> {} // null says nothing
      }
    }
  }

  private ColumnScan columnOf(String name) throws FormatException {
    ColumnScan column = columns.get(name);
    if (column == null) {
      if (columns.size() >= limits.maxAttributes()) {
        throw new FormatException(
            "too-many-attributes",
            "%s has more than %d different attributes".formatted(fileName, limits.maxAttributes()),
            "Leave out the attributes that are not needed.");
      }
      column = new ColumnScan();
      columns.put(name, column);
    }
    return column;
  }

  /** What the features look like, under the names that the user wants. */
  GeoJsonColumns columns(ReadOptions options, Consumer<Problem> problems) throws FormatException {
    List<String> inFile = List.copyOf(columns.keySet());
    List<String> names = ColumnNames.attributeNames(inFile, options.columns(), problems);
    List<Attribute> attributes = new ArrayList<>();
    Map<String, Integer> indexByFileName = new HashMap<>();
    int index = 0;
    for (Map.Entry<String, ColumnScan> column : columns.entrySet()) {
      attributes.add(Attribute.open(names.get(index), column.getValue().type()));
      indexByFileName.put(column.getKey(), index++);
    }
    return new GeoJsonColumns(new Schema(geometryType(), attributes), indexByFileName);
  }

  /** Collections alone make a mixed layer; beside one plain kind they are the odd rows. */
  private GeometryType geometryType() {
    Set<GeometryType> plain = EnumSet.copyOf(kinds);
    plain.remove(GeometryType.MIXED);
    return switch (plain.size()) {
      case 0 -> kinds.isEmpty() ? GeometryType.NONE : GeometryType.MIXED;
      case 1 -> plain.iterator().next();
      default -> GeometryType.MIXED;
    };
  }
}
