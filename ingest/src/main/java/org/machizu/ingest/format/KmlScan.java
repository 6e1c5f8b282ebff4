package org.machizu.ingest.format;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

/** The first look through a KML file: counts, kinds of geometry, fields and their types. */
final class KmlScan {
  private static final int MOST_FOLDERS_TOLD = 20;
  private static final String NAME = "name";

  private final String fileName;
  private final ReadLimits limits;
  private final Map<Key, ColumnScan> columns = new LinkedHashMap<>();
  private final Set<GeometryType> kinds = EnumSet.noneOf(GeometryType.class);
  private final Set<String> folders = new TreeSet<>();

  /** Fields that every placemark's name repeats so far; null before the first name. */
  private @Nullable Set<Key> sameAsName;

  private long rows;

  /** A field, however the file's parts write its values. */
  private record Key(String name, boolean own) {
    static Key of(Placemark.Field field) {
      return new Key(field.name(), field.own());
    }
  }

  /** What the rows look like, and at which place each field stands in them. */
  static final class Columns {
    private final Schema schema;
    private final Map<Key, Integer> indexes;

    private Columns(Schema schema, Map<Key, Integer> indexes) {
      this.schema = schema;
      this.indexes = indexes;
    }

    Schema schema() {
      return schema;
    }

    /** The attribute's place; -1 when the field is none. */
    int indexOf(Placemark.Field field) {
      return indexes.getOrDefault(Key.of(field), -1);
    }
  }

  KmlScan(String fileName, ReadLimits limits) {
    this.fileName = fileName;
    this.limits = limits;
  }

  long rows() {
    return rows;
  }

  void see(Placemark mark) throws FormatException {
    if (++rows > limits.maxRows()) {
      throw new FormatException(
          "too-many-rows",
          "%s has more than %,d placemarks".formatted(fileName, limits.maxRows()),
          "Split the file.");
    }
    if (mark.kind() != GeometryType.NONE) {
      kinds.add(mark.kind());
    }
    if (folders.size() < MOST_FOLDERS_TOLD && mark.folder() != null) {
      folders.add(mark.folder());
    }
    for (Map.Entry<Placemark.Field, String> value : mark.values().entrySet()) {
      seeValue(value.getKey(), value.getValue());
    }
    seeName(mark);
  }

  private void seeValue(Placemark.Field field, String text) throws FormatException {
    Key key = Key.of(field);
    ColumnScan column = columns.get(key);
    if (column == null) {
      if (columns.size() >= limits.maxAttributes()) {
        throw new FormatException(
            "too-many-attributes",
            "%s has more than %d different attributes".formatted(fileName, limits.maxAttributes()),
            "Leave out the attributes that are not needed.");
      }
      column = new ColumnScan();
      columns.put(key, column);
    }
    switch (field.written()) {
      case TEXT -> column.seeText(text);
      case TYPED -> column.seeCell(text);
      case OPEN -> {
        if (MunicipalHeadings.isCode(field.name())) {
          column.seeOther();
        } else {
          column.seeCell(text);
        }
      }
    }
  }

  private void seeName(Placemark mark) {
    String name = mark.values().get(new Placemark.Field(NAME, true, Placemark.Written.TEXT));
    if (name == null) {
      return;
    }
    Set<Key> same = new HashSet<>();
    for (Map.Entry<Placemark.Field, String> value : mark.values().entrySet()) {
      if (!value.getKey().own() && value.getValue().equals(name)) {
        same.add(Key.of(value.getKey()));
      }
    }
    if (sameAsName == null) {
      sameAsName = same;
    } else {
      sameAsName.retainAll(same);
    }
  }

  /** What the rows look like, under the names that the user wants. */
  Columns columns(ReadOptions options, Consumer<Problem> problems) throws FormatException {
    if (rows == 0 && options.table() != null) {
      throw new FormatException(
          "table-unknown",
          "%s has no folder %s with placemarks"
              .formatted(fileName, InputFile.quoted(options.table())),
          "Name a folder as it stands in the file, or none for all of them.");
    }
    if (sameAsName != null && !sameAsName.isEmpty()) {
      columns.remove(new Key(NAME, true));
    }
    List<String> inFile = columns.keySet().stream().map(Key::name).toList();
    List<String> names = ColumnNames.attributeNames(inFile, options.columns(), problems);
    List<Attribute> attributes = new ArrayList<>();
    Map<Key, Integer> indexes = new LinkedHashMap<>();
    for (Map.Entry<Key, ColumnScan> column : columns.entrySet()) {
      int index = attributes.size();
      attributes.add(Attribute.open(names.get(index), column.getValue().type()));
      indexes.put(column.getKey(), index);
    }
    if (folders.size() > 1) {
      problems.accept(
          new Problem(
              Problem.Severity.NOTE,
              0,
              null,
              "Folder",
              "kml-several-folders",
              "the placemarks of several folders are taken together: " + String.join(", ", folders),
              "Name one folder as the table to take it alone."));
    }
    return new Columns(new Schema(geometryType(), attributes), indexes);
  }

  private GeometryType geometryType() {
    return switch (kinds.size()) {
      case 0 -> GeometryType.NONE;
      case 1 -> kinds.iterator().next();
      default -> GeometryType.MIXED;
    };
  }
}
