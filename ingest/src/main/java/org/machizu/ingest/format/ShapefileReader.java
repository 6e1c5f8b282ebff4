package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Schema;

/** Reads a Shapefile: shapes and records side by side. */
final class ShapefileReader implements FeatureReader {
  private static final int MAX_PRJ_BYTES = 1 << 16;

  private final ShapefileParts parts;
  private final ReadOptions options;
  private final Consumer<Problem> problems;
  private final ShpFile shapes;
  private final @Nullable DbfFile records;
  private final ShapeParser parser;
  private final Schema schema;
  private final Optional<Crs> crs;
  private boolean orientationTold;
  private boolean ended;

  ShapefileReader(
      ShapefileParts parts,
      ReadOptions options,
      Function<String, Optional<Crs>> prjMatcher,
      Consumer<Problem> problems)
      throws FormatException, IOException {
    this.parts = parts;
    this.options = options;
    this.problems = problems;
    Path shp = parts.byEnding().get("shp");
    if (shp == null) {
      throw new IllegalArgumentException("a Shapefile has a .shp");
    }
    this.shapes = new ShpFile(shp, parts.part("shx"), options.limits(), problems);
    try {
      this.crs = readCrs(prjMatcher);
      this.records = openRecords();
    } catch (FormatException | IOException | RuntimeException e) {
      shapes.close();
      throw e;
    }
    this.parser = new ShapeParser(shapes.type(), options.limits().maxVertices(), this::tellMended);
    this.schema =
        new Schema(
            shapes.type().geometryType(), records == null ? List.of() : records.attributes());
  }

  private @Nullable DbfFile openRecords() throws FormatException, IOException {
    Path dbf = parts.part("dbf");
    if (dbf == null) {
      problems.accept(
          new Problem(
              Problem.Severity.NOTE,
              0,
              null,
              null,
              "dbf-missing",
              "the .dbf is missing; only the shapes are taken, without attributes",
              "Put the .dbf of the same name beside the .shp and import again."));
      return null;
    }
    return new DbfFile(
        dbf, parts.part("cpg"), options.encoding(), options.columns(), options.limits(), problems);
  }

  private Optional<Crs> readCrs(Function<String, Optional<Crs>> prjMatcher) throws IOException {
    Path prj = parts.part("prj");
    if (prj == null) {
      return Optional.empty();
    }
    String text;
    try (var in = Files.newInputStream(prj)) {
      text = new String(in.readNBytes(MAX_PRJ_BYTES), StandardCharsets.UTF_8).strip();
    }
    Optional<Crs> known = prjMatcher.apply(text);
    if (known.isEmpty()) {
      String shown = text.replaceAll("\\p{Cntrl}", " ");
      problems.accept(
          new Problem(
              Problem.Severity.NOTE,
              0,
              null,
              null,
              "prj-unknown",
              "the .prj names a reference system that is not known: "
                  + shown.substring(0, Math.min(shown.length(), 120)),
              "Give the EPSG code on import."));
    }
    return known;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Optional<Crs> declaredCrs() {
    return crs;
  }

  @Override
  public String description() {
    String text = "Shapefile %s (%s)".formatted(parts.name(), shapes.type().geometryType());
    DbfFile dbf = records;
    return dbf == null
        ? text + ", no attributes"
        : "%s, encoding %s %s"
            .formatted(text, dbf.encoding().charset().name(), dbf.encoding().source());
  }

  @Override
  public Optional<Long> expectedRows() {
    if (records != null) {
      return Optional.of(records.declaredRecords());
    }
    return shapes.expectedRecords().isPresent()
        ? Optional.of(shapes.expectedRecords().getAsLong())
        : Optional.empty();
  }

  @Override
  public @Nullable Row next() throws FormatException, IOException {
    while (!ended) {
      ShpFile.Step step = shapes.next();
      if (step == ShpFile.Step.END) {
        end();
        return null;
      }
      if (shapes.records() > options.limits().maxRows()) {
        throw new FormatException(
            "too-many-rows",
            "the Shapefile has more than %,d rows, which is the limit"
                .formatted(options.limits().maxRows()),
            "Import it in several parts.");
      }
      stepRecord();
      if (records != null && records.isDeleted()) {
        continue;
      }
      Row row = row(step);
      if (row != null) {
        return row;
      }
    }
    return null;
  }

  private void stepRecord() throws FormatException, IOException {
    if (records != null && !records.next()) {
      throw new FormatException(
          "dbf-too-short",
          "the .dbf has %,d records, but the .shp has more shapes; nothing was taken"
              .formatted(records.records()),
          "The two files do not belong together or one is cut off: get both again.");
    }
  }

  private @Nullable Row row(ShpFile.Step step) {
    Geometry geometry;
    try {
      if (step == ShpFile.Step.TOO_LARGE) {
        throw new ShapeException(
            "too-many-vertices",
            "the shape has more than %,d points, which is the limit"
                .formatted(options.limits().maxVertices()));
      }
      geometry = parser.parse(shapes.bytes(), shapes.from(), shapes.to());
    } catch (ShapeException unusable) {
      problems.accept(
          new Problem(
              Problem.Severity.REJECTED,
              shapes.records(),
              null,
              null,
              unusable.code(),
              unusable.reason() + "; the row was left out",
              "Repair the shape in the source."));
      return null;
    }
    Attributes attributes =
        records == null ? Attributes.of(schema) : Attributes.of(schema, records.values());
    return new Row(shapes.records(), null, geometry, attributes);
  }

  private void tellMended(String code, String reason) {
    boolean wholeFile = code.equals(PolygonAssembler.ORIENTATION);
    if (wholeFile && orientationTold) {
      return;
    }
    orientationTold |= wholeFile;
    problems.accept(
        new Problem(
            wholeFile ? Problem.Severity.NOTE : Problem.Severity.REPAIRED,
            shapes.records(),
            null,
            null,
            code,
            wholeFile ? reason + " (told for the first row only)" : reason,
            wholeFile ? "Nothing needs to be done." : "Look at the shape; correct it if needed."));
  }

  private void end() throws FormatException {
    ended = true;
    DbfFile dbf = records;
    if (dbf == null) {
      return;
    }
    if (dbf.records() < dbf.declaredRecords()) {
      throw new FormatException(
          "shp-too-short",
          "the .shp has %,d shapes, but the .dbf has %,d records; nothing was taken"
              .formatted(dbf.records(), dbf.declaredRecords()),
          "The two files do not belong together or one is cut off: get both again.");
    }
    dbf.tellCounts();
  }

  @Override
  public void close() throws IOException {
    try (parts;
        shapes) {
      if (records != null) {
        records.close();
      }
    }
  }
}
