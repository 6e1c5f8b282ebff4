package org.machizu.ingest.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * XML whose single pieces are bounded: a tag, comment, processing instruction, CDATA section or
 * text between them longer than a bound ends the reading, for Java's XML parser holds each of them
 * whole in memory before it tells of it, and has no bound of its own on most.
 *
 * <p>It sees encodings that extend ASCII; the others contain NUL bytes, which end the reading too.
 */
final class MarkupBound extends FilterInputStream {
  private enum Inside {
    TEXT,
    TAG,
    QUOTE,
    COMMENT,
    INSTRUCTION,
    CDATA
  }

  private final int maxBytes;
  private Inside inside = Inside.TEXT;
  private int length;
  private int quote;
  private long lastBytes;

  MarkupBound(InputStream in, int maxBytes) {
    super(in);
    this.maxBytes = maxBytes;
  }

  /** A piece is longer than allowed, or the text is in an encoding that this cannot follow. */
  static final class PieceException extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean isEncoding;

    PieceException(String message, boolean isEncoding) {
      super(message);
      this.isEncoding = isEncoding;
    }

    boolean isEncoding() {
      return isEncoding;
    }
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      look(b);
    }
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int n = in.read(bytes, offset, count);
    for (int i = 0; i < n; i++) {
      look(bytes[offset + i] & 0xFF);
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    return in.skip(0); // every byte must be looked at
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void look(int b) throws IOException {
    if (b == 0) {
      throw new PieceException("the file holds NUL bytes", true);
    }
    if (++length > maxBytes) {
      throw new PieceException(
          "a tag, comment or text is longer than " + maxBytes + " bytes", false);
    }
    lastBytes = lastBytes << 8 | b;
    switch (inside) {
      case TEXT -> {
        if (b == '<') {
          enter(Inside.TAG);
        }
      }
      case TAG -> lookInTag(b);
      case QUOTE -> {
        if (b == quote) {
          inside = Inside.TAG; // the piece goes on
        }
      }
      case COMMENT -> leaveAt(endsWith("-->") && length > 2);
      case INSTRUCTION -> leaveAt(endsWith("?>"));
      case CDATA -> leaveAt(endsWith("]]>"));
    }
  }

  private void lookInTag(int b) {
    if (b == '>') {
      enter(Inside.TEXT);
    } else if (b == '"' || b == '\'') {
      quote = b;
      inside = Inside.QUOTE;
    } else if (length == 1 && b == '?') {
      inside = Inside.INSTRUCTION;
    } else if (length == 3 && endsWith("!--")) {
      enter(Inside.COMMENT);
    } else if (length == 8 && endsWith("![CDATA[")) {
      enter(Inside.CDATA);
    }
  }

  private void leaveAt(boolean isEnd) {
    if (isEnd) {
      enter(Inside.TEXT);
    }
  }

  private void enter(Inside next) {
    inside = next;
    length = 0;
  }

  private boolean endsWith(String mark) {
    for (int i = 0; i < mark.length(); i++) {
      int back = 8 * (mark.length() - 1 - i);
      if ((lastBytes >>> back & 0xFF) != mark.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
