package org.machizu.paper;

import java.util.List;

/**
 * A table: a head that is repeated on every page, and rows that stay in one piece where a page has
 * room for them.
 *
 * @param rows each with as many cells as there are columns
 * @param sizePt of the letters; 5 to 24
 */
public record Table(List<Column> columns, List<List<Cell>> rows, double sizePt) {
  private static final int MOST_COLUMNS = 20;

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "a table has 1 to %d columns, not %d".formatted(MOST_COLUMNS, columns.size()));
    }
    if (!(sizePt >= 5 && sizePt <= 24)) {
      throw new IllegalArgumentException("a table's letters are 5 to 24 pt high, not " + sizePt);
    }
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row has %d cells for %d columns".formatted(row.size(), columns.size()));
      }
    }
  }

  /** A table in the usual letters, 9 pt. */
  public static Table of(List<Column> columns, List<List<Cell>> rows) {
    return new Table(columns, rows, 9);
  }

  boolean hasHead() {
    return columns.stream().anyMatch(column -> !column.title().isEmpty());
  }
}
