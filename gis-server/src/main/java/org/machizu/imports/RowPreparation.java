package org.machizu.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.CrsPath;
import org.machizu.geo.crs.ShiftAccuracy;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.ingest.check.Checked;
import org.machizu.ingest.check.GeometryCheck;
import org.machizu.ingest.format.FeatureReader;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.Problem.Severity;
import org.machizu.ingest.format.Row;

/**
 * Rows of a file made ready for the store: read, placed in lon/lat JGD2011, checked, in the
 * attributes of the layer. What cannot be made ready is told and left out. Used by one thread.
 */
final class RowPreparation implements ReadAhead.Source {
  private static final int BATCH_ROWS = 500;

  /** Marks a row that is not taken; compared by identity. */
  private static final Geometry LEFT_OUT = new GeometryFactory().createEmpty(0);

  /** Vertices and characters in a batch, so that huge rows do not pile up before the store. */
  private static final int BATCH_WEIGHT = 200_000;

  private final FeatureReader reader;
  private final List<Row> firstRows;
  private final Optional<CrsPath> path;
  private final Schema schema;
  private final boolean sameSchema;
  private final GeometryCheck check;
  private final ProblemLog problems;
  private final Phases phases;
  private int firstTaken;
  private volatile long rowsRead;
  private volatile long rowsWithoutPlace;
  private volatile ShiftAccuracy worst = ShiftAccuracy.EXACT;

  /**
   * @param firstRows rows already taken from the reader
   * @param path from the file's system; empty when the rows have no geometry
   * @param schema attributes of the file, in its order, as the layer is to have them
   */
  RowPreparation(
      FeatureReader reader,
      List<Row> firstRows,
      Optional<CrsPath> path,
      Schema schema,
      GeometryCheck check,
      ProblemLog problems,
      Phases phases) {
    this.reader = reader;
    this.firstRows = firstRows;
    this.path = path;
    this.schema = schema;
    this.sameSchema = schema.attributes().equals(reader.schema().attributes());
    this.check = check;
    this.problems = problems;
    this.phases = phases;
  }

  /** Rows taken from the file so far. */
  long rowsRead() {
    return rowsRead;
  }

  /** Rows that are made ready without a geometry although the layer has one. */
  long rowsWithoutPlace() {
    return rowsWithoutPlace;
  }

  /** The coarsest datum shift so far. */
  ShiftAccuracy worstShift() {
    return worst;
  }

  @Override
  public @Nullable List<Row> next() throws FormatException, IOException {
    long clock = System.nanoTime();
    List<Row> read = read();
    clock = phases.add(Phases.Phase.READ, clock);
    List<Row> placed = new ArrayList<>(read.size());
    for (Row row : read) {
      addIfPresent(placed, place(row));
    }
    clock = phases.add(Phases.Phase.CONVERT, clock);
    List<Row> ready = new ArrayList<>(placed.size());
    for (Row row : placed) {
      addIfPresent(ready, judge(row));
    }
    var unused = phases.add(Phases.Phase.CHECK, clock);
    return read.isEmpty() ? null : ready;
  }

  private static void addIfPresent(List<Row> rows, @Nullable Row row) {
    if (row != null) {
      rows.add(row);
    }
  }

  private List<Row> read() throws FormatException, IOException {
    List<Row> rows = new ArrayList<>(BATCH_ROWS);
    long weight = 0;
    while (rows.size() < BATCH_ROWS && weight < BATCH_WEIGHT) {
      Row row = firstTaken < firstRows.size() ? firstRows.get(firstTaken++) : reader.next();
      if (row == null) {
        break;
      }
      rows.add(row);
      weight += weightOf(row);
    }
    rowsRead += rows.size();
    return rows;
  }

  private static long weightOf(Row row) {
    Geometry geometry = row.geometry();
    long weight = geometry == null ? 1 : geometry.getNumPoints();
    for (int i = 0; i < row.attributes().schema().size(); i++) {
      if (row.attributes().get(i) instanceof String text) {
        weight += text.length() / 16;
      }
    }
    return weight;
  }

  /** The row in lon/lat JGD2011; null when its position is none in the file's system. */
  private @Nullable Row place(Row row) {
    Geometry geometry = row.geometry();
    if (geometry == null || path.isEmpty()) {
      return row;
    }
    try {
      CrsPath.Placed placed = path.get().place(geometry);
      if (placed.accuracy().accuracyM() > worst.accuracyM()) {
        worst = placed.accuracy();
      }
      return new Row(row.number(), row.sourceId(), placed.geometry(), row.attributes());
    } catch (CoordinateOutOfRangeException e) {
      if (path.get().foreign().isGeographic() || !isFinite(geometry)) {
        return row; // the check says better what is wrong: swapped, no number, not on earth
      }
      reject(
          row,
          null,
          "coordinates-out-of-range",
          String.valueOf(e.getMessage()),
          "Check the coordinates, and which system the file is in (--crs).");
      return null;
    }
  }

  private static boolean isFinite(Geometry geometry) {
    return Arrays.stream(geometry.getCoordinates()).allMatch(Coordinate::isValid);
  }

  /** The row as the store takes it; null when it is to be left out. */
  private @Nullable Row judge(Row row) {
    Geometry geometry =
        switch (check.check(row.number(), row.sourceId(), row.geometry())) {
          case Checked.Accepted(Geometry accepted) -> accepted;
          case Checked.Repaired(Geometry repaired, Problem problem) -> {
            problems.accept(problem);
            yield repaired;
          }
          case Checked.Rejected(Problem problem) -> {
            problems.accept(problem);
            yield LEFT_OUT;
          }
        };
    Attributes attributes =
        geometry == LEFT_OUT ? null : sameSchema ? row.attributes() : converted(row);
    if (attributes == null) {
      return null;
    }
    if (geometry == null && schema.geometryType() != GeometryType.NONE) {
      rowsWithoutPlace++;
    }
    return new Row(row.number(), row.sourceId(), geometry, attributes);
  }

  private @Nullable Attributes converted(Row row) {
    @Nullable Object[] values = new @Nullable Object[schema.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = row.attributes().get(i);
      if (value == null) {
        continue;
      }
      Attribute wanted = schema.attributes().get(i);
      Optional<Object> converted = ValueConversion.convert(value, wanted.type());
      if (converted.isEmpty()) {
        reject(
            row,
            wanted.name(),
            "value-type",
            "'%s' is no %s, which the layer's attribute '%s' takes"
                .formatted(shortened(value), wanted.type(), wanted.name()),
            "Mend the value, or replace the layer's content by importing without a key.");
        return null;
      }
      values[i] = converted.get();
    }
    return Attributes.of(schema, values);
  }

  private void reject(Row row, @Nullable String place, String code, String reason, String advice) {
    problems.accept(
        new Problem(Severity.REJECTED, row.number(), row.sourceId(), place, code, reason, advice));
  }

  private static String shortened(Object value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
