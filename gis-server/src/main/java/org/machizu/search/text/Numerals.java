package org.machizu.search.text;

/** Numbers as addresses write them: 23, 二三, 二十三, 千二百三十四. */
final class Numerals {
  private static final String DIGITS = "〇一二三四五六七八九";
  private static final String UNITS = "十百千";

  private Numerals() {}

  static boolean isNumeral(char c) {
    return isArabic(c) || c == '零' || DIGITS.indexOf(c) >= 0 || UNITS.indexOf(c) >= 0;
  }

  static boolean isArabic(char c) {
    return c >= '0' && c <= '9';
  }

  /** The end of the number that begins here; arabic and kanji numerals do not mix in one number. */
  static int end(String text, int start) {
    boolean arabic = isArabic(text.charAt(start));
    int end = start;
    while (end < text.length()
        && isNumeral(text.charAt(end))
        && isArabic(text.charAt(end)) == arabic) {
      end++;
    }
    return end;
  }

  /** A number in arabic digits, without zeros before it. */
  static String arabic(String number) {
    String digits = isPositional(number) ? positional(number) : Long.toString(value(number));
    String stripped = digits.replaceFirst("^0+(?=.)", "");
    return stripped;
  }

  private static boolean isPositional(String number) {
    return number.chars().noneMatch(c -> UNITS.indexOf(c) >= 0);
  }

  private static String positional(String number) {
    StringBuilder digits = new StringBuilder(number.length());
    for (int i = 0; i < number.length(); i++) {
      digits.append(digit(number.charAt(i)));
    }
    return digits.toString();
  }

  /** The value of a number with units; digits before a unit count together, as in 二〇千. */
  private static long value(String number) {
    long sum = 0;
    long pending = 0;
    boolean any = false;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      int unit = UNITS.indexOf(c);
      if (unit < 0) {
        pending = Math.min(pending * 10 + digit(c), 1_000_000);
        any = true;
      } else {
        sum += (any ? pending : 1) * (long) Math.pow(10, unit + 1);
        pending = 0;
        any = false;
      }
    }
    return sum + pending;
  }

  private static int digit(char c) {
    return isArabic(c) ? c - '0' : Math.max(0, DIGITS.indexOf(c));
  }
}
