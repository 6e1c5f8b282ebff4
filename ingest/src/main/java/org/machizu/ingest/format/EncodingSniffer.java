package org.machizu.ingest.format;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Tells UTF-8 from CP932 by looking at bytes given piece by piece. CP932 accepts much of what is
 * UTF-8, but Japanese text in CP932 breaks UTF-8's rules with nearly every character: so UTF-8 wins
 * as long as its errors stay rare (a damaged byte, a value cut by a field's width).
 *
 * <p>UTF-8's rules: Unicode 16, table 3-7. Used by one thread.
 */
public final class EncodingSniffer {
  /** UTF-8 is believed while it has at most one error for each this many characters. */
  private static final int CHARACTERS_PER_ERROR = 20;

  private long utf8Characters;
  private long utf8Errors;
  private int utf8Missing;
  private int utf8Low = 0x80;
  private int utf8High = 0xBF;

  /** Looks at the next bytes of a text; a character may go on from one piece to the next. */
  public void add(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      int b = bytes[i] & 0xFF;
      if (b >= 0x80 || utf8Missing > 0) {
        addUtf8(b);
      }
    }
  }

  /** The value is over: a character cut by its end counts for nothing. */
  public void endValue() {
    utf8Missing = 0;
  }

  private void addUtf8(int b) {
    if (utf8Missing > 0) {
      if (b >= utf8Low && b <= utf8High) {
        utf8Low = 0x80;
        utf8High = 0xBF;
        if (--utf8Missing == 0) {
          utf8Characters++;
        }
        return;
      }
      utf8Errors++;
      utf8Missing = 0; // and the byte is looked at as a first one
    }
    if (b < 0x80) {
      return;
    }
    utf8Low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
    utf8High = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    if (b >= 0xC2 && b <= 0xDF) {
      utf8Missing = 1;
    } else if (b >= 0xE0 && b <= 0xEF) {
      utf8Missing = 2;
    } else if (b >= 0xF0 && b <= 0xF4) {
      utf8Missing = 3;
    } else {
      utf8Errors++;
    }
  }

  /** Whether all bytes so far were ASCII, so that the encoding makes no difference. */
  public boolean isAscii() {
    return utf8Characters + utf8Errors == 0 && utf8Missing == 0;
  }

  /** Characters beyond ASCII looked at so far, with broken ones. */
  public long seen() {
    return utf8Characters + utf8Errors;
  }

  /** UTF-8 or {@link TextEncodings#CP932}; UTF-8 for plain ASCII. */
  public Charset charset() {
    if (utf8Errors == 0) {
      return StandardCharsets.UTF_8;
    }
    boolean rare = utf8Errors * CHARACTERS_PER_ERROR <= utf8Characters;
    return rare ? StandardCharsets.UTF_8 : TextEncodings.CP932;
  }
}
