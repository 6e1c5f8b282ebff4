package org.machizu.ingest.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written: encoding and separator.
 *
 * @param markBytes bytes of a byte order mark to leave out
 * @param isSniffed whether the encoding was found by looking at the bytes
 */
public record CsvDialect(Charset encoding, int markBytes, boolean isSniffed, char separator) {
  private static final char[] SEPARATORS = {',', ';', '\t'};
  private static final int SAMPLE_BYTES = 1 << 16;
  private static final int SAMPLE_ROWS = 40;

  /**
   * Looks at the whole file for its encoding unless one is given or a byte order mark names it, and
   * at its beginning for the separator.
   */
  static CsvDialect find(Path file, @Nullable Charset given) throws IOException {
    byte[] head = InputFile.head(file, SAMPLE_BYTES);
    Optional<TextEncodings.ByteOrderMark> mark = TextEncodings.findByteOrderMark(head, head.length);
    Charset encoding;
    boolean isSniffed = false;
    if (mark.isPresent() && (given == null || given.equals(mark.get().charset()))) {
      encoding = mark.get().charset();
    } else if (given != null) {
      encoding = given;
      mark = Optional.empty();
    } else {
      encoding = sniff(file);
      isSniffed = true;
    }
    int markBytes = mark.map(TextEncodings.ByteOrderMark::length).orElse(0);
    String sample = new String(head, markBytes, head.length - markBytes, encoding);
    return new CsvDialect(encoding, markBytes, isSniffed, separatorOf(sample));
  }

  private static Charset sniff(Path file) throws IOException {
    EncodingSniffer sniffer = new EncodingSniffer();
    byte[] piece = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        sniffer.add(piece, 0, n);
      }
    }
    return sniffer.charset();
  }

  /** The separator that cuts the most rows into the same number of cells, above one. */
  public static char separatorOf(String sample) {
    char best = ',';
    double bestScore = 0;
    for (char candidate : SEPARATORS) {
      double score = score(sample, candidate);
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
    return best;
  }

  /** Above 0 when rows agree on more than one cell; never more than 2. */
  static double score(String sample, char separator) {
    Map<Integer, Integer> rowsByCells = new HashMap<>();
    int rows = 0;
    try (CsvTokenizer tokenizer =
        new CsvTokenizer(new StringReader(sample), separator, sample.length() + 1, 4096)) {
      for (var row = tokenizer.next(); row != null && rows < SAMPLE_ROWS; row = tokenizer.next()) {
        rows++;
        rowsByCells.merge(row.cellCount(), 1, Integer::sum);
      }
    } catch (IOException | FormatException cutInsideAQuote) {
      // the sample ends in the middle of a cell: the rows before it tell enough
    }
    double best = 0;
    for (Map.Entry<Integer, Integer> count : rowsByCells.entrySet()) {
      if (count.getKey() > 1) {
        double agreement = (double) count.getValue() / rows;
        best = Math.max(best, agreement + 1 - 1.0 / count.getKey());
      }
    }
    return best;
  }

  CsvTokenizer open(Path file, ReadLimits limits) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.skipNBytes(markBytes);
    Reader reader = new InputStreamReader(in, encoding); // what cannot be decoded becomes U+FFFD
    return new CsvTokenizer(reader, separator, limits.maxCellChars(), limits.maxAttributes() + 3);
  }

  String describe() {
    String name = encoding.equals(StandardCharsets.UTF_8) ? "UTF-8" : encoding.name();
    String how = markBytes > 0 ? " with byte order mark" : isSniffed ? ", sniffed" : "";
    String between =
        switch (separator) {
          case '\t' -> "tabs";
          case ';' -> "semicolons";
          default -> "commas";
        };
    return "encoding " + name + how + ", cells between " + between;
  }
}
