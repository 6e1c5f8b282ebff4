package org.machizu.geo.filter;

import java.util.ArrayList;
import java.util.List;

/** Cuts a CQL2 text into its words, after the grammar of OGC 21-065r2, annex B. */
final class Cql2Lexer {
  /** Longer numbers are nobody's honest question. */
  private static final int MAX_DIGITS = 100;

  /** Where letters of names begin and end, by turns; names may have digits and points besides. */
  private static final int[] LETTERS = {
    ':', ':', '_', '_', 'A', 'Z', 'a', 'z', 0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x2FF, 0x370, 0x37D,
    0x37F, 0x1FFE, 0x200C, 0x200D, 0x2070, 0x218F, 0x2C00, 0x2FEF, 0x3001, 0xD7FF, 0xF900, 0xFDCF,
    0xFDF0, 0xFFFD, 0x10000, 0xEFFFF
  };

  private final String filter;
  private final List<Cql2Token> tokens = new ArrayList<>();
  private int at;

  private Cql2Lexer(String filter) {
    this.filter = filter;
  }

  /**
   * The words, {@code END} last.
   *
   * @throws IllegalArgumentException at a character that begins none, and at quotes without an end
   */
  static List<Cql2Token> cut(String filter) {
    Cql2Lexer lexer = new Cql2Lexer(filter);
    while (lexer.skipBlanks()) {
      lexer.next();
    }
    lexer.add(Cql2Token.Kind.END, "", filter.length());
    return lexer.tokens;
  }

  private boolean skipBlanks() {
    // The ideographic space too: who writes Japanese types it without noticing.
    while (at < filter.length() && (filter.charAt(at) == 0x3000 || isBlank(filter.charAt(at)))) {
      at++;
    }
    return at < filter.length();
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == 0xA0;
  }

  private void next() {
    int c = filter.codePointAt(at);
    if (c == '\'') {
      quotedText();
    } else if (c == '"') {
      quotedName();
    } else if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)))) {
      number();
    } else if (isLetter(c)) {
      word();
    } else {
      symbol();
    }
  }

  /**
   * A quote inside is doubled or has a backslash before it; other backslashes are characters. So
   * has the grammar it, and no text can end with a backslash; in JSON one can.
   */
  private void quotedText() {
    int begin = at;
    StringBuilder text = new StringBuilder();
    for (at++; at < filter.length(); at++) {
      char c = filter.charAt(at);
      boolean escapes = (c == '\\' || c == '\'') && charAt(at + 1) == '\'';
      if (escapes) {
        text.append('\'');
        at++;
      } else if (c == '\'') {
        at++;
        add(Cql2Token.Kind.TEXT, text.toString(), begin);
        return;
      } else {
        text.append(c);
      }
    }
    throw unended("text", "'", begin);
  }

  /** A quote inside is doubled. */
  private void quotedName() {
    int begin = at;
    StringBuilder name = new StringBuilder();
    for (at++; at < filter.length(); at++) {
      char c = filter.charAt(at);
      if (c != '"') {
        name.append(c);
      } else if (charAt(at + 1) == '"') {
        name.append('"');
        at++;
      } else {
        at++;
        add(Cql2Token.Kind.QUOTED_NAME, name.toString(), begin);
        return;
      }
    }
    throw unended("name", "\"", begin);
  }

  private static IllegalArgumentException unended(String what, String quote, int begin) {
    return new IllegalArgumentException(
        "at character %d a %s begins that never ends; close it with %s"
            .formatted(begin + 1, what, quote));
  }

  private void number() {
    int begin = at;
    digits();
    if (charAt(at) == '.') {
      at++;
      digits();
    }
    boolean signed = charAt(at + 1) == '+' || charAt(at + 1) == '-';
    boolean exponent =
        (charAt(at) == 'e' || charAt(at) == 'E') && isDigit(charAt(at + (signed ? 2 : 1)));
    if (exponent) {
      at += signed ? 2 : 1;
      digits();
    }
    if (at - begin > MAX_DIGITS) {
      throw new IllegalArgumentException(
          "at character %d stands a number of %d characters; up to %d are allowed"
              .formatted(begin + 1, at - begin, MAX_DIGITS));
    }
    add(Cql2Token.Kind.NUMBER, filter.substring(begin, at), begin);
  }

  private void digits() {
    while (isDigit(charAt(at))) {
      at++;
    }
  }

  private void word() {
    int begin = at;
    while (at < filter.length() && isPart(filter.codePointAt(at))) {
      at += Character.charCount(filter.codePointAt(at));
    }
    add(Cql2Token.Kind.WORD, filter.substring(begin, at), begin);
  }

  private void symbol() {
    int begin = at;
    String two = filter.substring(at, Math.min(at + 2, filter.length()));
    int length = List.of("<>", "<=", ">=").contains(two) ? 2 : 1;
    if ("=<>+-*/%^(),".indexOf(filter.charAt(at)) < 0) {
      throw new IllegalArgumentException(
          "at character %d stands '%s', which begins nothing; texts stand in ' quotes, names with other characters in \" quotes"
              .formatted(at + 1, Character.toString(filter.codePointAt(at))));
    }
    at += length;
    add(Cql2Token.Kind.SYMBOL, filter.substring(begin, at), begin);
  }

  private void add(Cql2Token.Kind kind, String text, int begin) {
    tokens.add(new Cql2Token(kind, text, begin + 1));
  }

  private int charAt(int index) {
    return index < filter.length() ? filter.charAt(index) : -1;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isPart(int c) {
    return isLetter(c)
        || isDigit(c)
        || c == '.'
        || (c >= 0x300 && c <= 0x36F)
        || c == 0x203F
        || c == 0x2040;
  }

  private static boolean isLetter(int c) {
    for (int i = 0; i < LETTERS.length; i += 2) {
      if (c >= LETTERS[i] && c <= LETTERS[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
