package org.machizu.permits.papers;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * The code beside a paper's number, by which a holder shows that they have the paper: sixty random
 * bits as "4F7K-9QWM-2XTB", without letters that look like digits (Crockford's base 32).
 */
public final class CheckCode {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 12;
  private static final int GROUP = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private CheckCode() {}

  /** A new one. */
  public static String create() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        code.append('-');
      }
      code.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
    }
    return code.toString();
  }

  /** As it was made, however somebody typed it: small letters, without dashes, O for 0, I for 1. */
  public static String plain(String typed) {
    String plain =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^0-9A-Z]", "")
            .replace('O', '0')
            .replaceAll("[IL]", "1");
    if (plain.length() != LENGTH) {
      return plain;
    }
    return String.join(
        "-",
        plain.substring(0, GROUP),
        plain.substring(GROUP, 2 * GROUP),
        plain.substring(2 * GROUP));
  }
}
