package org.machizu.ingest.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the digits of DBF fields without making texts of them where that can be avoided. */
final class DbfNumbers {
  /** Powers of ten that a double holds exactly. */
  private static final double[] TEN_TO = new double[23];

  static {
    TEN_TO[0] = 1;
    for (int i = 1; i < TEN_TO.length; i++) {
      TEN_TO[i] = TEN_TO[i - 1] * 10;
    }
  }

  /** Integers below this a double holds exactly. */
  private static final long EXACT = 1L << 53;

  private DbfNumbers() {}

  /** Whether the bytes mean "no value": blank, NUL, or asterisks, the mark of an overflow. */
  static boolean isEmpty(byte[] in, int from, int to) {
    boolean stars = true;
    boolean blanks = true;
    for (int i = from; i < to && (stars || blanks); i++) {
      byte b = in[i];
      stars &= b == '*';
      blanks &= b == ' ' || b == 0;
    }
    return stars || blanks;
  }

  /**
   * A whole number; also one written as "12.0" or "1.2E1".
   *
   * @throws NumberFormatException when it is none, or beyond 64 bits
   */
  static @Nullable Long readLong(byte[] in, int from, int to) {
    int start = skipBlanks(in, from, to);
    int end = dropBlanks(in, start, to);
    if (isEmpty(in, start, end)) {
      return null;
    }
    boolean negative = in[start] == '-';
    int i = negative || in[start] == '+' ? start + 1 : start;
    if (end - i > 0 && end - i <= 18) {
      long value = 0;
      for (; i < end; i++) {
        int digit = in[i] - '0';
        if (digit < 0 || digit > 9) {
          return slowLong(in, start, end);
        }
        value = value * 10 + digit;
      }
      return negative ? -value : value;
    }
    return slowLong(in, start, end);
  }

  private static long slowLong(byte[] in, int start, int end) {
    try {
      return decimal(in, start, end).longValueExact();
    } catch (ArithmeticException notWhole) {
      throw (NumberFormatException)
          new NumberFormatException("not a whole number of 64 bits").initCause(notWhole);
    }
  }

  /**
   * A number, correctly rounded.
   *
   * @throws NumberFormatException when it is none, or infinite
   */
  static @Nullable Double readDouble(byte[] in, int from, int to) {
    int start = skipBlanks(in, from, to);
    int end = dropBlanks(in, start, to);
    if (isEmpty(in, start, end)) {
      return null;
    }
    boolean negative = in[start] == '-';
    long digits = 0;
    int decimals = -1;
    int seen = 0;
    for (int i = negative || in[start] == '+' ? start + 1 : start; i < end; i++) {
      int digit = in[i] - '0';
      if (digit >= 0 && digit <= 9 && digits < EXACT / 10) {
        digits = digits * 10 + digit;
        decimals = decimals < 0 ? -1 : decimals + 1;
        seen++;
      } else if (in[i] == '.' && decimals < 0) {
        decimals = 0;
      } else {
        return slowDouble(in, start, end);
      }
    }
    if (seen == 0 || decimals >= TEN_TO.length) {
      return slowDouble(in, start, end);
    }
    // Both numbers are exact, so that the quotient is rounded once, as parseDouble would.
    double value = decimals > 0 ? digits / TEN_TO[decimals] : digits;
    return negative ? -value : value;
  }

  private static double slowDouble(byte[] in, int start, int end) {
    double value = decimal(in, start, end).doubleValue();
    if (Double.isInfinite(value)) {
      throw new NumberFormatException("too large for a number");
    }
    return value;
  }

  private static BigDecimal decimal(byte[] in, int start, int end) {
    String text = new String(in, start, end - start, StandardCharsets.ISO_8859_1);
    BigDecimal value = new BigDecimal(text.replace(',', '.'));
    // "1E999999999" is short to write and takes forever to turn into digits.
    if (Math.abs((long) value.scale()) > 2_000) {
      throw new NumberFormatException("exponent out of range");
    }
    return value;
  }

  /** Whether it is a whole number that 64 bits cannot hold; false when it is no number. */
  static boolean isBeyondLong(byte[] in, int from, int to) {
    int start = skipBlanks(in, from, to);
    int end = dropBlanks(in, start, to);
    if (end - start <= 18 || isEmpty(in, start, end)) {
      return false;
    }
    try {
      return decimal(in, start, end).toBigInteger().bitLength() > 63;
    } catch (NumberFormatException noNumber) {
      return false; // told as a problem of its row later
    }
  }

  private static int skipBlanks(byte[] in, int from, int to) {
    int i = from;
    while (i < to && (in[i] == ' ' || in[i] == 0)) {
      i++;
    }
    return i;
  }

  private static int dropBlanks(byte[] in, int from, int to) {
    int i = to;
    while (i > from && (in[i - 1] == ' ' || in[i - 1] == 0)) {
      i--;
    }
    return i;
  }
}
