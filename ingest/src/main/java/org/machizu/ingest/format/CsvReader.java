package org.machizu.ingest.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Schema;
import org.machizu.ingest.format.CsvTokenizer.CsvRow;
import org.machizu.ingest.format.CsvTokenizer.Fault;
import org.machizu.ingest.format.Problem.Severity;

/** The second reading of a CSV file: row by row; a row's number is its line in the file. */
final class CsvReader implements FeatureReader {
  private static final char UNDECODABLE = '\uFFFD';

  private final Layout layout;
  private final CsvTokenizer tokenizer;
  private final Consumer<Problem> problems;
  private final int idColumn;
  private @Nullable CsvRow ahead;

  /**
   * What the first reading found out.
   *
   * @param names one for each column
   * @param attributeColumns the column of each attribute of the schema
   */
  record Layout(
      List<String> names,
      List<Integer> attributeColumns,
      Schema schema,
      CsvPosition position,
      Optional<Crs> crs,
      long rows,
      String description) {}

  /**
   * @param firstRow the first row of data, which the heading's reader has taken already
   */
  CsvReader(
      Layout layout,
      @Nullable CsvRow firstRow,
      CsvTokenizer tokenizer,
      Consumer<Problem> problems) {
    this.layout = layout;
    this.ahead = firstRow;
    this.tokenizer = tokenizer;
    this.problems = problems;
    this.idColumn = idColumn(layout.names());
  }

  private static int idColumn(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (MunicipalHeadings.isRowId(names.get(i))) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public Schema schema() {
    return layout.schema();
  }

  @Override
  public Optional<Crs> declaredCrs() {
    return layout.crs();
  }

  @Override
  public String description() {
    return "CSV, " + layout.description();
  }

  @Override
  public Optional<Long> expectedRows() {
    return Optional.of(layout.rows());
  }

  @Override
  public @Nullable Row next() throws FormatException, IOException {
    for (CsvRow row = take(); row != null; row = take()) {
      String id = idOf(row);
      try {
        return toRow(row, id);
      } catch (RowRejected rejected) {
        problems.accept(rejected.toProblem(row.line(), id));
      }
    }
    return null;
  }

  private @Nullable CsvRow take() throws FormatException, IOException {
    CsvRow row = ahead == null ? CsvHeader.nextFilled(tokenizer) : ahead;
    ahead = null;
    return row;
  }

  private @Nullable String idOf(CsvRow row) {
    if (idColumn < 0 || idColumn >= row.cells().size() || row.cells().get(idColumn).isBlank()) {
      return null;
    }
    String id = row.cells().get(idColumn).strip();
    return id.length() <= 200 ? id : id.substring(0, 200);
  }

  private Row toRow(CsvRow row, @Nullable String id) throws RowRejected, FormatException {
    checkForm(row);
    Geometry geometry = layout.position().read(row.cells());
    if (geometry == null && !(layout.position() instanceof CsvPosition.None)) {
      note(row, id, "no-position", "the row has no position; it is taken without a place");
    }
    List<Integer> columns = layout.attributeColumns();
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    boolean isDamaged = false;
    for (int i = 0; i < values.length; i++) {
      String cell = row.cells().get(columns.get(i));
      isDamaged |= cell.indexOf(UNDECODABLE) >= 0;
      values[i] =
          cell.isBlank()
              ? null
              : ColumnScan.convert(cell, layout.schema().attributes().get(i).type());
    }
    if (isDamaged) {
      note(row, id, "text-undecodable", "the row holds bytes that are no text in its encoding");
    }
    return new Row(row.line(), id, geometry, Attributes.of(layout.schema(), values));
  }

  private void checkForm(CsvRow row) throws RowRejected {
    if (row.fault() != null) {
      throw new RowRejected(
          row.fault() == Fault.NUL_CHARACTER ? "nul-character" : "quote-misplaced",
          explain(row.fault()),
          "Mend the line; inside quotes a quote is written twice (\"\").",
          null);
    }
    int wanted = layout.names().size();
    boolean restIsBlank =
        row.cellCount() == row.cells().size()
            && row.cells().stream().skip(wanted).allMatch(String::isBlank);
    if (row.cellCount() < wanted || !restIsBlank) {
      throw new RowRejected(
          "wrong-cell-count",
          "the row has %d cells, the heading %d".formatted(row.cellCount(), wanted),
          "Put quotes around cells that hold a separator or a line break.",
          null);
    }
  }

  /** A fault in words. */
  static String explain(Fault fault) {
    return switch (fault) {
      case QUOTE_MISPLACED -> "text stands behind a closing quote";
      case NUL_CHARACTER -> "a cell holds the character NUL";
    };
  }

  private void note(CsvRow row, @Nullable String id, String code, String reason) {
    String advice =
        code.equals("no-position")
            ? "Fill in the position if the row should be on the map."
            : "Give the right encoding, or mend the text.";
    problems.accept(new Problem(Severity.NOTE, row.line(), id, null, code, reason, advice));
  }

  @Override
  public void close() throws IOException {
    tokenizer.close();
  }
}
