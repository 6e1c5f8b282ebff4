package org.machizu.ingest.format;

import java.io.IOException;
import java.io.Writer;

/** Text in memory that refuses to grow beyond a bound. */
final class BoundedText extends Writer {
  private final StringBuilder text = new StringBuilder();
  private final int maxChars;

  BoundedText(int maxChars) {
    this.maxChars = maxChars;
  }

  /** More was written than the bound allows. */
  static final class FullException extends IOException {
    private static final long serialVersionUID = 1L;

    FullException(int maxChars) {
      super("more than " + maxChars + " characters");
    }
  }

  @Override
  public void write(char[] chars, int offset, int length) throws IOException {
    if (length > maxChars - text.length()) {
      throw new FullException(maxChars);
    }
    text.append(chars, offset, length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}
