package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Schema;

/** Reads one table of a GeoPackage, row by row. */
final class GeoPackageReader implements FeatureReader {
  /** Of these none may be a view, which could compute anything. */
  private static final List<String> REQUIRED =
      List.of("gpkg_contents", "gpkg_spatial_ref_sys", "gpkg_geometry_columns");

  private final Path file;
  private final ReadOptions options;
  private final Consumer<Problem> problems;
  private final GeoPackageConnection connection;
  private final GeoPackageTable table;
  private final Schema schema;
  private @Nullable PreparedStatement statement;
  private @Nullable ResultSet rows;
  private long number;
  private boolean ended;

  private GeoPackageReader(
      Path file,
      ReadOptions options,
      Consumer<Problem> problems,
      GeoPackageConnection connection,
      GeoPackageTable table) {
    this.file = file;
    this.options = options;
    this.problems = problems;
    this.connection = connection;
    this.table = table;
    this.schema = schema(table, options);
  }

  static GeoPackageReader open(Path file, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    GeoPackageConnection connection;
    try {
      connection = GeoPackageConnection.open(file, options.limits());
    } catch (SQLException e) {
      throw GeoPackageConnection.explain(e, file);
    }
    try {
      Set<String> unreadable = new TreeSet<>();
      GeoPackageTable table = choose(connection.get(), file, options.table(), unreadable);
      if (table.columns().size() > options.limits().maxAttributes()) {
        throw new FormatException(
            "too-many-attributes",
            "table '%s' has %d columns; %d are allowed"
                .formatted(table.name(), table.columns().size(), options.limits().maxAttributes()),
            "Leave out columns that are not needed.");
      }
      tellOfTable(table, unreadable, problems);
      return new GeoPackageReader(file, options, problems, connection, table);
    } catch (SQLException e) {
      connection.close();
      throw GeoPackageConnection.explain(e, file);
    } catch (FormatException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static GeoPackageTable choose(
      Connection connection, Path file, @Nullable String wanted, Set<String> unreadable)
      throws FormatException, SQLException {
    String name = String.valueOf(file.getFileName());
    for (String needed : REQUIRED) {
      if (!GeoPackageTable.isTable(connection, needed)) {
        throw new FormatException(
            "gpkg-without-contents",
            "%s is an SQLite file, but no GeoPackage: it has no table %s".formatted(name, needed),
            "Export it as GeoPackage, from QGIS for example.");
      }
    }
    List<String> tables = GeoPackageTable.list(connection);
    String list = String.join(", ", tables.stream().limit(20).toList());
    if (tables.isEmpty()) {
      throw new FormatException(
          "gpkg-without-tables",
          name + " holds no feature or attribute table",
          "Give a GeoPackage with at least one layer; views and tiles are not read.");
    }
    if (wanted == null && tables.size() > 1) {
      throw new FormatException(
          "table-not-chosen",
          "%s holds %d tables: %s".formatted(name, tables.size(), list),
          "Say which one is to be imported.");
    }
    String chosen = wanted == null ? tables.getFirst() : wanted;
    String real =
        tables.stream()
            .filter(chosen::equals)
            .findFirst()
            .or(() -> tables.stream().filter(chosen::equalsIgnoreCase).findFirst())
            .orElseThrow(() ->
                new FormatException(
                    "table-unknown",
                    "%s holds no table '%s'; it holds %s".formatted(name, chosen, list),
                    "Choose one of these."));
    return GeoPackageTable.read(connection, real, unreadable);
  }

  private static void tellOfTable(
      GeoPackageTable table, Set<String> unreadable, Consumer<Problem> problems) {
    for (String column : unreadable) {
      problems.accept(
          note(
              column,
              "gpkg-column-left-out",
              "column '" + column + "' holds binary data and was left out",
              "Attach pictures and documents to the features instead."));
    }
    if (table.geometryColumn() != null && table.crs().isEmpty()) {
      problems.accept(
          note(
              null,
              "srs-unknown",
              "the table's reference system '%s' is not known".formatted(table.referenceSystem()),
              "Give the EPSG code on import."));
    }
  }

  private static Problem note(@Nullable String place, String code, String reason, String advice) {
    return new Problem(Problem.Severity.NOTE, 0, null, place, code, reason, advice);
  }

  private static Schema schema(GeoPackageTable table, ReadOptions options) {
    Set<String> taken = new HashSet<>();
    List<Attribute> attributes = new ArrayList<>();
    int column = 0;
    for (GeoPackageTable.Column each : table.columns()) {
      column++;
      String wanted = options.columns().getOrDefault(each.name(), each.name());
      String clean = wanted.replaceAll("\\p{Cntrl}", "").strip();
      clean = clean.substring(0, Math.min(clean.length(), Attribute.MAX_NAME_LENGTH - 6));
      String base = clean.isEmpty() ? "field_" + column : clean;
      String name = base;
      for (int n = 2; !taken.add(name); n++) {
        name = base + "_" + n;
      }
      attributes.add(Attribute.open(name, each.type()));
    }
    return new Schema(table.geometryType(), attributes);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Optional<Crs> declaredCrs() {
    return table.crs();
  }

  @Override
  public String description() {
    return "GeoPackage, table '%s' (%s)".formatted(table.name(), table.geometryType());
  }

  @Override
  public Optional<Long> expectedRows() {
    return table.rows();
  }

  private String select() {
    String key = table.key();
    String geometry = table.geometryColumn();
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(key == null ? "NULL" : GeoPackageSql.quote(key)).append(", ");
    sql.append(geometry == null ? "NULL" : GeoPackageSql.quote(geometry));
    for (GeoPackageTable.Column column : table.columns()) {
      sql.append(", ").append(GeoPackageSql.quote(column.name()));
    }
    return sql.append(" FROM ").append(GeoPackageSql.quote(table.name())).toString();
  }

  @Override
  public @Nullable Row next() throws FormatException, IOException {
    try {
      ResultSet cursor = rows;
      if (cursor == null && !ended) {
        PreparedStatement prepared = connection.get().prepareStatement(select());
        statement = prepared;
        cursor = prepared.executeQuery();
        rows = cursor;
      }
      while (cursor != null && !ended) {
        if (!cursor.next()) {
          ended = true;
          return null;
        }
        if (++number > options.limits().maxRows()) {
          throw new FormatException(
              "too-many-rows",
              "table '%s' has more than %,d rows, which is the limit"
                  .formatted(table.name(), options.limits().maxRows()),
              "Import it in several parts.");
        }
        Row row = row(cursor);
        if (row != null) {
          return row;
        }
      }
      return null;
    } catch (SQLException e) {
      throw GeoPackageConnection.explain(e, file);
    }
  }

  private @Nullable Row row(ResultSet cursor) throws SQLException {
    String id = table.key() == null ? null : cursor.getString(1);
    Geometry geometry = null;
    if (cursor.getObject(2) instanceof byte[] value) {
      try {
        geometry = geometry(value, id);
      } catch (IllegalArgumentException damaged) {
        tell(
            Problem.Severity.REJECTED,
            id,
            table.geometryColumn(),
            "geometry-damaged",
            damaged.getMessage() + "; the row was left out",
            "Repair the geometry in the source.");
        return null;
      }
    }
    @Nullable Object[] values = new @Nullable Object[schema.size()];
    for (int i = 0; i < values.length; i++) {
      Attribute attribute = schema.attributes().get(i);
      Object stored = cursor.getObject(i + 3);
      try {
        values[i] = GeoPackageValues.read(stored, attribute.type());
      } catch (IllegalArgumentException unreadable) {
        tell(
            Problem.Severity.REPAIRED,
            id,
            attribute.name(),
            "value-unreadable",
            unreadable.getMessage() + "; the value was left empty",
            "Correct the value in the source.");
      }
      if (values[i] instanceof String text && text.length() > options.limits().maxCellChars()) {
        tell(
            Problem.Severity.REJECTED,
            id,
            attribute.name(),
            "cell-too-long",
            "the value has %,d characters; %,d are allowed; the row was left out"
                .formatted(text.length(), options.limits().maxCellChars()),
            "Shorten the value in the source.");
        return null;
      }
    }
    return new Row(number, id, geometry, Attributes.of(schema, values));
  }

  private @Nullable Geometry geometry(byte[] value, @Nullable String id) {
    WkbReader reader = new WkbReader(value, GeoPackageGeometry.wkbStart(value));
    Geometry geometry = reader.read();
    if (geometry.getNumPoints() > options.limits().maxVertices()) {
      throw new IllegalArgumentException(
          "the geometry has %,d points; %,d are allowed"
              .formatted(geometry.getNumPoints(), options.limits().maxVertices()));
    }
    if (reader.closedRings() > 0) {
      tell(
          Problem.Severity.REPAIRED,
          id,
          table.geometryColumn(),
          "ring-not-closed",
          "a ring did not end where it began; its first point was added",
          "Look at the shape; correct it if needed.");
    }
    return geometry.isEmpty() ? null : geometry;
  }

  private void tell(
      Problem.Severity severity,
      @Nullable String id,
      @Nullable String place,
      String code,
      String reason,
      String advice) {
    problems.accept(new Problem(severity, number, id, place, code, reason, advice));
  }

  @Override
  public void close() throws IOException {
    ended = true;
    try (connection) {
      if (rows != null) {
        rows.close();
      }
      if (statement != null) {
        statement.close();
      }
    } catch (SQLException e) {
      throw new IOException("the GeoPackage could not be closed", e);
    }
  }
}
