package org.machizu.ingest.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts text into rows and cells (RFC 4180), in bounded memory: a cell that grows beyond its bound
 * ends the reading before it is held.
 *
 * <p>Own code of a hundred lines rather than a library: the bounds on a cell and on the number of
 * cells must hold while reading, and every row must know the line where it begins.
 *
 * <p>Lines end with CRLF, LF or CR. A quote inside an unquoted cell stands for itself (5" pipe).
 */
public final class CsvTokenizer implements Closeable {
  private static final int END = -1;

  private final Reader in;
  private final char separator;
  private final int maxCellChars;
  private final int maxCells;
  private final char[] buffer = new char[1 << 14];
  private final StringBuilder cell = new StringBuilder();
  private int at;
  private int filled;
  private long line = 1;

  /**
   * @param maxCellChars characters in one cell; more end the reading
   * @param maxCells cells of a row that are kept; more are counted only
   */
  public CsvTokenizer(Reader in, char separator, int maxCellChars, int maxCells) {
    this.in = in;
    this.separator = separator;
    this.maxCellChars = maxCellChars;
    this.maxCells = maxCells;
  }

  /**
   * One row.
   *
   * @param line where it begins, from 1
   * @param cells at most as many as allowed
   * @param cellCount how many there were
   * @param fault what is wrong with the row's form, or null
   */
  public record CsvRow(long line, List<String> cells, int cellCount, @Nullable Fault fault) {
    /** Whether no cell has content, as in a line of separators left by a spreadsheet. */
    public boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }

  /** What can be wrong with a row's form. */
  public enum Fault {
    /** Text stands between a closing quote and the next separator. */
    QUOTE_MISPLACED,
    /** A cell holds the character NUL. */
    NUL_CHARACTER
  }

  /**
   * The next row, or null at the end; lines without any character are passed over.
   *
   * @throws FormatException with code {@code cell-too-large} or {@code quote-not-closed}
   */
  public @Nullable CsvRow next() throws IOException, FormatException {
    int c = peek();
    while (c == '\n' || c == '\r') {
      endLine();
      c = peek();
    }
    if (c == END) {
      return null;
    }
    long start = line;
    List<String> cells = new ArrayList<>();
    int count = 0;
    Fault fault = null;
    while (true) {
      cell.setLength(0);
      Fault ofCell = peek() == '"' ? readQuoted() : readPlain();
      fault = fault == null ? ofCell : fault;
      if (++count <= maxCells) {
        cells.add(cell.toString());
      }
      if (peek() == separator) {
        take();
      } else {
        endLine();
        return new CsvRow(start, cells, count, fault);
      }
    }
  }

  private @Nullable Fault readPlain() throws IOException, FormatException {
    Fault fault = null;
    for (int c = peek(); c != END && c != separator && c != '\n' && c != '\r'; c = peek()) {
      if (c == 0) {
        fault = Fault.NUL_CHARACTER;
      }
      append(take(), line);
    }
    return fault;
  }

  private @Nullable Fault readQuoted() throws IOException, FormatException {
    long opened = line;
    Fault fault = null;
    take();
    while (true) {
      int c = take();
      if (c == END) {
        throw new FormatException(
            "quote-not-closed",
            "the quote opened in line " + opened + " is not closed before the file ends",
            "Close the quote there, or write a quote inside a quoted cell twice (\"\").");
      }
      if (c == '"') {
        if (peek() != '"') {
          break;
        }
        take();
      } else if (c == '\n' || (c == '\r' && peek() != '\n')) {
        line++;
      } else if (c == 0) {
        fault = Fault.NUL_CHARACTER;
      }
      append(c, opened);
    }
    for (int c = peek(); c != END && c != separator && c != '\n' && c != '\r'; c = peek()) {
      take();
      fault = c == ' ' && fault == null ? null : Fault.QUOTE_MISPLACED;
    }
    return fault;
  }

  private void append(int c, long openedInLine) throws FormatException {
    if (cell.length() >= maxCellChars) {
      throw new FormatException(
          "cell-too-large",
          "a cell that begins in line %d has more than %d characters"
              .formatted(openedInLine, maxCellChars),
          "Look for a quote that is not closed there; long texts belong into attachments.");
    }
    cell.append((char) c);
  }

  private void endLine() throws IOException {
    int c = take();
    if (c == '\r' && peek() == '\n') {
      take();
    }
    if (c != END) {
      line++;
    }
  }

  private int peek() throws IOException {
    if (at == filled) {
      filled = Math.max(0, in.read(buffer, 0, buffer.length));
      at = 0;
      if (filled == 0) {
        return END;
      }
    }
    return buffer[at];
  }

  private int take() throws IOException {
    int c = peek();
    if (c != END) {
      at++;
    }
    return c;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
