package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Schema;

/** The second reading of a KML file, placemark by placemark. */
final class KmlReader implements FeatureReader {
  private final KmlParser parser;
  private final long expectedRows;
  private final KmlScan.Columns columns;
  private final @Nullable String folder;
  private final Consumer<Problem> problems;
  private final @Nullable ZipArchive zip;
  private long number;

  /**
   * @param zip is closed with the reader; null when the file came in none
   */
  KmlReader(
      Path kml,
      KmlScan scan,
      KmlScan.Columns columns,
      ReadOptions options,
      Consumer<Problem> problems,
      @Nullable ZipArchive zip)
      throws FormatException, IOException {
    this.parser = new KmlParser(kml, options.limits(), true);
    this.expectedRows = scan.rows();
    this.columns = columns;
    this.folder = options.table();
    this.problems = problems;
    this.zip = zip;
  }

  @Override
  public Schema schema() {
    return columns.schema();
  }

  @Override
  public Optional<Crs> declaredCrs() {
    return Optional.of(Crs.WGS84);
  }

  @Override
  public String description() {
    return "%s, %d placemarks, WGS84".formatted(zip == null ? "KML" : "KMZ", expectedRows);
  }

  @Override
  public Optional<Long> expectedRows() {
    return Optional.of(expectedRows);
  }

  @Override
  public @Nullable Row next() throws FormatException, IOException {
    for (Placemark mark = parser.next(); mark != null; mark = parser.next()) {
      if (!mark.isIn(folder)) {
        continue;
      }
      number++;
      if (mark.fault() != null) {
        problems.accept(mark.fault().toProblem(number, mark.id()));
        continue;
      }
      if (mark.closedRings() > 0) {
        problems.accept(
            new Problem(
                Problem.Severity.REPAIRED,
                number,
                mark.id(),
                null,
                "ring-not-closed",
                "%d rings did not end where they began; their first points were added"
                    .formatted(mark.closedRings()),
                "Look at the result on the map."));
      }
      return new Row(number, mark.id(), mark.geometry(), attributes(mark));
    }
    return null;
  }

  private Attributes attributes(Placemark mark) throws FormatException {
    Schema schema = columns.schema();
    @Nullable Object[] values = new @Nullable Object[schema.size()];
    for (Map.Entry<Placemark.Field, String> value : mark.values().entrySet()) {
      int index = columns.indexOf(value.getKey());
      if (index >= 0) {
        values[index] = ColumnScan.convert(value.getValue(), schema.attributes().get(index).type());
      }
    }
    return Attributes.of(schema, values);
  }

  @Override
  public void close() throws IOException {
    try (parser) {
      if (zip != null) {
        zip.close();
      }
    }
  }
}
