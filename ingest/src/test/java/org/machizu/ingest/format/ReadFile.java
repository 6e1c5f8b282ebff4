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
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Schema;

/** Everything that reading one file gives. */
record ReadFile(
    Schema schema,
    Optional<Crs> crs,
    String description,
    Optional<Long> expected,
    List<Row> rows,
    List<Problem> problems) {

  static final GeoJsonFormat GEOJSON = new GeoJsonFormat(ReadFile::crsByName);
  static final GeoJsonSeqFormat SEQUENCE = new GeoJsonSeqFormat();
  static final CsvFormat CSV = new CsvFormat();

  static Optional<Crs> crsByName(String name) {
    if (name.endsWith("CRS84")) {
      return Optional.of(Crs.WGS84);
    }
    Matcher code = Pattern.compile("EPSG:+([0-9]{4,5})$").matcher(name);
    return code.find() ? Optional.of(new Crs(Integer.parseInt(code.group(1)))) : Optional.empty();
  }

  static ReadFile of(FeatureFormat format, Path file) throws IOException, FormatException {
    return of(format, file, ReadOptions.DEFAULT);
  }

  static ReadFile of(FeatureFormat format, Path file, ReadOptions options)
      throws IOException, FormatException {
    List<Problem> problems = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    try (FeatureReader reader = format.open(file, options, problems::add)) {
      for (Row row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
      return new ReadFile(
          reader.schema(),
          reader.declaredCrs(),
          reader.description(),
          reader.expectedRows(),
          rows,
          problems);
    }
  }

  static ReadFile ofText(FeatureFormat format, Path folder, String text)
      throws IOException, FormatException {
    return of(format, write(folder, "file." + format.fileEnding(), text));
  }

  static Path write(Path folder, String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  List<String> codes() {
    return problems.stream().map(Problem::code).toList();
  }

  AttributeType type(String attribute) {
    return schema.find(attribute).orElseThrow().type();
  }

  Object value(int row, String attribute) {
    return rows.get(row).attributes().get(attribute);
  }

  String wkt(int row) {
    return String.valueOf(rows.get(row).geometry());
  }
}
