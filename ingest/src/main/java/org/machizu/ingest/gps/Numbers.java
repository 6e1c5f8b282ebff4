package org.machizu.ingest.gps;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Decimal numbers as JSON, queries and tables hold them. */
final class Numbers {
  private static final int MAX_CHARS = 40;

  private Numbers() {}

  /** The number that a value is or spells; null when it is none or not finite. */
  static @Nullable Double find(@Nullable Object value) {
    return switch (value) {
      case Double real -> Double.isFinite(real) ? real : null;
      case Long whole -> (double) whole;
      case String text -> ofText(text.strip());
      case null, default -> null;
    };
  }

  /**
   * Text as whole number (Long), number (Double) or truth (Boolean) where it spells one, else as it
   * is.
   */
  static Object typed(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    // A leading zero means a name, as in "0123" of a telephone.
    boolean isName = text.length() > 1 && text.charAt(0) == '0' && text.charAt(1) != '.';
    if (isName || text.isEmpty() || text.charAt(0) == '+') {
      return text;
    }
    Double number = ofText(text);
    if (number == null) {
      return text;
    }
    boolean isWhole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    if (!isWhole) {
      return number;
    }
    // Longer numbers are names (of a SIM card, a vehicle): every digit counts.
    return text.length() <= 18 ? (Object) Long.valueOf(text) : text;
  }

  private static @Nullable Double ofText(String written) {
    if (written.isEmpty() || written.length() > MAX_CHARS) {
      return null;
    }
    String text = written;
    if (!isDecimal(text)) {
      text = Normalizer.normalize(text, Normalizer.Form.NFKC).replace('−', '-');
      if (!isDecimal(text)) {
        return null; // Double.parseDouble would take "1d" and "0x1p3" too
      }
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException noNumber) {
      return null; // as "1-2" or "e5"
    }
  }

  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return true;
  }
}
