package org.machizu.http;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CSV that clerks open in a spreadsheet; open data are written by the formats instead. */
public final class CsvLines {
  /** So that spreadsheets take the file for UTF-8. */
  public static final String BOM = "\uFEFF";

  private CsvLines() {}

  /** One row, with its line end. */
  public static String row(List<? extends @Nullable String> cells) {
    return cells.stream().map(CsvLines::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  /** A cell that no spreadsheet takes for a formula: strangers' words stand in some. */
  private static String cell(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String harmless = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
