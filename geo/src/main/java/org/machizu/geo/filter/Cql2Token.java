package org.machizu.geo.filter;

/**
 * A word of a filter.
 *
 * @param text without quotes; of symbols their sign
 * @param position the first character's, counted from 1
 */
record Cql2Token(Kind kind, String text, int position) {
  enum Kind {
    /** A name or a keyword. */
    WORD,
    /** A name in double quotes, never a keyword. */
    QUOTED_NAME,
    /** A text in single quotes. */
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  String where() {
    return "at character " + position;
  }

  /** As a message names it. */
  String described() {
    return kind == Kind.END ? "the end" : "'" + Cql2.shortened(text) + "'";
  }
}
