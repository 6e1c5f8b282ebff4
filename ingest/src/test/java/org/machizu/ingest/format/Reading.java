package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.io.WKTWriter;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;

/** A whole file read at once, for tests. */
record Reading(
    Schema schema,
    Optional<Crs> crs,
    String description,
    Optional<Long> expectedRows,
    List<Row> rows,
    List<Problem> problems) {

  static final GeoJsonFormat GEOJSON = new GeoJsonFormat(Reading::crsByName);
  static final GeoJsonSeqFormat SEQUENCE = new GeoJsonSeqFormat();
  static final CsvFormat CSV = new CsvFormat();

  static Optional<Crs> crsByName(String name) {
    if (name.endsWith("CRS84")) {
      return Optional.of(Crs.WGS84);
    }
    Matcher code = Pattern.compile("EPSG:+([0-9]{4,5})$").matcher(name);
    return code.find() ? Optional.of(new Crs(Integer.parseInt(code.group(1)))) : Optional.empty();
  }

  static Reading of(FeatureFormat format, Path file) throws FormatException, IOException {
    return of(format, file, ReadOptions.DEFAULT);
  }

  static Reading of(FeatureFormat format, Path file, ReadOptions options)
      throws FormatException, IOException {
    List<Problem> problems = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    try (FeatureReader reader = format.open(file, options, problems::add)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
      return new Reading(
          reader.schema(),
          reader.declaredCrs(),
          reader.description(),
          reader.expectedRows(),
          rows,
          problems);
    }
  }

  static Reading ofText(FeatureFormat format, Path folder, String text)
      throws IOException, FormatException {
    return of(format, write(folder, "file." + format.fileEnding(), text));
  }

  static Path write(Path folder, String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  AttributeType type(String attribute) {
    return schema.find(attribute).orElseThrow().type();
  }

  Object value(int row, String attribute) {
    return rows.get(row).attributes().get(attribute);
  }

  List<String> names() {
    return schema.attributes().stream().map(attribute -> attribute.name()).toList();
  }

  List<String> codes() {
    return problems.stream().map(Problem::code).toList();
  }

  String wkt(int row) {
    Geometry geometry = rows.get(row).geometry();
    return geometry == null ? "null" : wkt(geometry);
  }

  /** With Z and M, which a geometry's own text leaves out. */
  static String wkt(Geometry geometry) {
    return new WKTWriter(4).write(geometry);
  }

  static Geometry geometry(String wkt) {
    try {
      return new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** A feature of a schema; null wkt for no place. */
  static Feature feature(Schema schema, long id, String wkt, Object... values) {
    return new Feature(
        id, new Revision(1), wkt == null ? null : geometry(wkt), Attributes.of(schema, values));
  }
}
