package org.machizu.ingest.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the texts of one DBF field. Registers are sorted, so that a value often equals the one
 * before it: that one is then given again. Counts what could not be decoded.
 */
final class DbfTextColumn {
  private static final char REPLACEMENT = '\uFFFD';

  private final String field;
  private final Charset charset;
  private byte[] lastBytes = new byte[0];
  private @Nullable String lastText;
  private long cut;
  private long damaged;
  private long firstDamagedRow;

  DbfTextColumn(String field, Charset charset) {
    this.field = field;
    this.charset = charset;
  }

  /** The text without the blanks that fill the field; null when nothing is left. */
  @Nullable String read(byte[] in, int from, int to, long row) {
    int end = to;
    while (end > from && (in[end - 1] == ' ' || in[end - 1] == 0)) {
      end--;
    }
    if (end == from) {
      return null;
    }
    if (lastText != null && Arrays.equals(in, from, end, lastBytes, 0, lastBytes.length)) {
      return lastText;
    }
    int nul = from;
    boolean ascii = true;
    while (nul < end && in[nul] != 0) {
      ascii &= in[nul] > 0;
      nul++;
    }
    String text =
        ascii
            ? new String(in, from, nul - from, StandardCharsets.ISO_8859_1)
            : decode(in, from, nul, row);
    if (text.isEmpty()) {
      return null;
    }
    lastBytes = Arrays.copyOfRange(in, from, end);
    lastText = text;
    return text;
  }

  private String decode(byte[] in, int from, int end, long row) {
    String text = new String(in, from, end - from, charset);
    int length = text.length();
    while (length > 0 && text.charAt(length - 1) == REPLACEMENT) {
      length--;
    }
    if (length < text.length()) {
      cut++;
      text = text.substring(0, length).stripTrailing();
    }
    if (text.indexOf(REPLACEMENT) >= 0 && damaged++ == 0) {
      firstDamagedRow = row;
    }
    return text;
  }

  /** What the whole file's report says of this field. */
  Optional<Problem> cutTexts() {
    return cut == 0
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Problem.Severity.REPAIRED,
                0,
                null,
                field,
                "text-cut",
                "%,d different texts of '%s' end inside a character, which was dropped"
                    .formatted(cut, field),
                "The program that wrote the file cut them at the field's width; check them there."));
  }

  /** What the whole file's report says of this field. */
  Optional<Problem> damagedTexts() {
    return damaged == 0
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Problem.Severity.NOTE,
                0,
                null,
                field,
                "text-undecodable",
                "%,d different texts of '%s' have bytes that are no characters of %s, first in row %d"
                    .formatted(damaged, field, charset.name(), firstDamagedRow),
                "Choose another encoding on import if the texts come out wrong."));
  }
}
