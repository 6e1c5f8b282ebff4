package org.machizu.ingest.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Cuts a GeoJSON text sequence into records, each given as a stream that ends with the record, so
 * that no record needs to fit into memory.
 */
final class JsonRecords implements Closeable {
  private final InputStream in;
  private final int separator;
  private int ahead;
  private long line = 1;
  private boolean insideRecord;

  JsonRecords(Path file) throws IOException {
    in = JsonInput.stream(file);
    ahead = in.read();
    if (ahead == 0xEF) {
      in.read(); // the rest of the byte order mark
      in.read();
      ahead = in.read();
    }
    skipBlank();
    separator = ahead == JsonHead.RECORD_SEPARATOR ? JsonHead.RECORD_SEPARATOR : '\n';
  }

  /** Whether records begin with RS; otherwise each stands on its line. */
  boolean isMarked() {
    return separator == JsonHead.RECORD_SEPARATOR;
  }

  /** The line where the next bytes stand, from 1. */
  long line() {
    return line;
  }

  /** Goes to the start of the next record that is not blank; false at the end of the file. */
  boolean advance() throws IOException {
    while (insideRecord && ahead >= 0 && ahead != separator) {
      step(); // what is left of a record that was given up
    }
    insideRecord = false;
    skipBlank();
    while (ahead == JsonHead.RECORD_SEPARATOR && isMarked()) {
      step();
      skipBlank();
    }
    return ahead >= 0;
  }

  /** The record that {@link #advance} has found. */
  InputStream open() {
    insideRecord = true;
    return new InputStream() {
      @Override
      public int read() throws IOException {
        if (ahead < 0 || ahead == separator) {
          return -1;
        }
        int b = ahead;
        step();
        return b;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = 0;
        while (n < length) {
          int b = read();
          if (b < 0) {
            return n == 0 && length > 0 ? -1 : n;
          }
          bytes[offset + n++] = (byte) b;
        }
        return n;
      }
    };
  }

  private void step() throws IOException {
    if (ahead == '\n') {
      line++;
    }
    ahead = in.read();
  }

  private void skipBlank() throws IOException {
    while (isBlank(ahead)) {
      step();
    }
  }

  private static boolean isBlank(int b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
