package org.machizu.geo.crs;

import java.io.IOException;

/** A {@code .par} file that cannot be used; the message names the file, the line and the reason. */
public final class ParFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int line;

  ParFormatException(String file, int line, String reason) {
    super("%s, line %d: %s".formatted(file, line, reason));
    this.line = line;
  }

  /** The line, counted from 1; 0 when the file as a whole is meant. */
  public int line() {
    return line;
  }
}
