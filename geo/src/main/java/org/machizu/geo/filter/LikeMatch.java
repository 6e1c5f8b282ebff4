package org.machizu.geo.filter;

/**
 * SQL's LIKE over code points: {@code %} any text, {@code _} one code point, a backslash takes the
 * next one as it is (at the end it stands for itself).
 *
 * <p>Own code instead of a regular expression, whose time grows with the length to the power of the
 * number of {@code %}: a filter comes from outside. Here it is at most length × pattern, because
 * only the last {@code %} is ever tried again.
 */
final class LikeMatch {
  private final String pattern;
  private final String text;
  private final boolean ignoreCase;

  private LikeMatch(String pattern, String text, boolean ignoreCase) {
    this.pattern = pattern;
    this.text = text;
    this.ignoreCase = ignoreCase;
  }

  static boolean matches(String pattern, String text, boolean ignoreCase) {
    return new LikeMatch(pattern, text, ignoreCase).matches();
  }

  private boolean matches() {
    int p = 0;
    int t = 0;
    int afterAny = -1;
    int retryFrom = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '%') {
        p++;
        afterAny = p;
        retryFrom = t;
      } else if (p < pattern.length() && takes(p, t)) {
        p += patternLength(p);
        t += Character.charCount(text.codePointAt(t));
      } else if (afterAny >= 0) {
        retryFrom += Character.charCount(text.codePointAt(retryFrom));
        t = retryFrom;
        p = afterAny;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '%') {
      p++;
    }
    return p == pattern.length();
  }

  /** Whether the element of the pattern at p, which is no %, takes the text's code point at t. */
  private boolean takes(int p, int t) {
    int wanted = pattern.codePointAt(p);
    if (wanted == '_') {
      return true;
    }
    if (isEscape(p)) {
      wanted = pattern.codePointAt(p + 1);
    }
    int given = text.codePointAt(t);
    return wanted == given || (ignoreCase && folded(wanted) == folded(given));
  }

  private int patternLength(int p) {
    int escape = isEscape(p) ? 1 : 0;
    return escape + Character.charCount(pattern.codePointAt(p + escape));
  }

  private boolean isEscape(int p) {
    return pattern.charAt(p) == '\\' && p + 1 < pattern.length();
  }

  /** As {@link String#equalsIgnoreCase} compares. */
  private static int folded(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }
}
