package org.machizu.ingest.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.format.CsvTokenizer.CsvRow;

/**
 * The heading of a CSV file: usually its first row. Files made for linked data begin with several
 * rows marked by # (#LINK, #lang, … as in Takamatsu's open data), of which {@code #property} has
 * the column names; that column itself then holds the rows' numbers and is called {@code id}. A
 * single first row such as {@code #no,name} is a heading too.
 *
 * @param names one for each column, as in the file but without spaces around
 * @param line where the heading stands
 * @param firstRow the first row of data, already read; null when there is none
 */
record CsvHeader(List<String> names, long line, @Nullable CsvRow firstRow) {
  private static final String PROPERTY = "#property";

  /**
   * Reads up to the first row of data.
   *
   * @throws FormatException with code {@code no-heading} when the file has only marked rows
   */
  static CsvHeader read(CsvTokenizer rows, ReadLimits limits) throws IOException, FormatException {
    List<CsvRow> marked = new ArrayList<>();
    CsvRow row = nextFilled(rows);
    while (row != null && row.cells().getFirst().startsWith("#")) {
      if (marked.size() < 100) {
        marked.add(row);
      }
      row = nextFilled(rows);
    }
    CsvRow property = null;
    for (CsvRow candidate : marked) {
      if (candidate.cells().getFirst().strip().equals(PROPERTY)) {
        property = candidate;
      }
    }
    if (property != null) {
      return of(property, row, limits);
    }
    if (marked.size() == 1 && row != null && marked.getFirst().cellCount() == row.cellCount()) {
      return of(marked.getFirst(), row, limits);
    }
    if (row == null) {
      throw new FormatException(
          "no-heading",
          "the file has no row with column names",
          "Write the column names into the first row.");
    }
    return of(row, nextFilled(rows), limits);
  }

  /** The next row with content. */
  static @Nullable CsvRow nextFilled(CsvTokenizer rows) throws IOException, FormatException {
    CsvRow row = rows.next();
    while (row != null && row.isBlank()) {
      row = rows.next();
    }
    return row;
  }

  private static CsvHeader of(CsvRow heading, @Nullable CsvRow firstRow, ReadLimits limits)
      throws FormatException {
    if (heading.cellCount() > limits.maxAttributes()) {
      throw new FormatException(
          "too-many-attributes",
          "the heading in line %d has %d columns; at most %d are allowed"
              .formatted(heading.line(), heading.cellCount(), limits.maxAttributes()),
          "Leave out the columns that are not needed.");
    }
    if (heading.fault() != null) {
      throw new FormatException(
          "heading-malformed",
          "the heading in line %d is broken: %s"
              .formatted(heading.line(), CsvReader.explain(heading.fault())),
          "Mend the first row, or give the right encoding.");
    }
    List<String> names = new ArrayList<>();
    for (String cell : heading.cells()) {
      String name = cell.strip();
      if (name.equals(PROPERTY)) {
        names.add("id");
      } else if (names.isEmpty() && name.startsWith("#")) {
        names.add(name.substring(1).strip());
      } else {
        names.add(name);
      }
    }
    return new CsvHeader(List.copyOf(names), heading.line(), firstRow);
  }
}
