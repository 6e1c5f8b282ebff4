package org.machizu.ingest.gps;

/** Text from outside, made fit to be kept and shown. */
final class Text {
  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /** Without NUL and halves of a surrogate pair, which no database takes. */
  static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return cleaned(text);
      }
    }
    return text;
  }

  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? REPLACEMENT : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** At most so many characters, none cut in half. */
  static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
    return text.substring(0, end);
  }

  /** As it may stand in a message: on one line, at most 60 characters. */
  static String quoted(String text) {
    String line = clean(text).replaceAll("\\p{Cntrl}", " ");
    return "'" + (line.length() <= 60 ? line : cut(line, 60) + "…") + "'";
  }
}
