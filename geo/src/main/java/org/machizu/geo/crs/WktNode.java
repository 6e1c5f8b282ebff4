package org.machizu.geo.crs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One element of a well-known text of version 1: {@code KEYWORD["name", 1.0, CHILD[…]]}.
 *
 * @param keyword upper case
 * @param values texts and numbers in order, as written, without quotes
 * @param children elements in order
 */
record WktNode(String keyword, List<String> values, List<WktNode> children) {
  static final int MAX_LENGTH = 64 * 1024;
  private static final int MAX_DEPTH = 32;

  WktNode {
    values = List.copyOf(values);
    children = List.copyOf(children);
  }

  /**
   * @throws IllegalArgumentException when the text is no well-known text, with the place
   */
  static WktNode parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the text has " + text.length() + " characters; at most " + MAX_LENGTH + " are read");
    }
    Parser parser = new Parser(text);
    WktNode node = parser.element(0);
    parser.skipSpace();
    if (parser.at < text.length()) {
      throw parser.wrong("the end");
    }
    return node;
  }

  /** The first value, usually the name; empty text when there is none. */
  String name() {
    return values.isEmpty() ? "" : values.getFirst();
  }

  Optional<WktNode> child(String childKeyword) {
    return children.stream().filter(child -> child.keyword.equals(childKeyword)).findFirst();
  }

  /** The n-th value as a number; NaN when it is missing or no number. */
  double number(int index) {
    if (index >= values.size()) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(values.get(index));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
      this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    WktNode element(int depth) {
      if (depth > MAX_DEPTH) {
        throw new IllegalArgumentException("elements are nested deeper than " + MAX_DEPTH);
      }
      String keyword = word().toUpperCase(Locale.ROOT);
      if (keyword.isEmpty()) {
        throw wrong("a keyword");
      }
      char close = open();
      List<String> values = new ArrayList<>();
      List<WktNode> children = new ArrayList<>();
      do {
        skipSpace();
        if (peek() == '"') {
          values.add(quoted());
        } else if (isElement()) {
          children.add(element(depth + 1));
        } else {
          values.add(word());
        }
        skipSpace();
      } while (take(','));
      if (!take(close)) {
        throw wrong("'" + close + "'");
      }
      return new WktNode(keyword, values, children);
    }

    private char open() {
      skipSpace();
      if (take('[')) {
        return ']';
      }
      if (take('(')) {
        return ')';
      }
      throw wrong("'['");
    }

    private String quoted() {
      StringBuilder quoted = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c != '"') {
          quoted.append(c);
        } else if (peek() == '"') {
          quoted.append(c);
          at++;
        } else {
          return quoted.toString();
        }
      }
      throw wrong("a closing quote");
    }

    private boolean isElement() {
      int next = at;
      while (next < text.length() && isWord(text.charAt(next))) {
        next++;
      }
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      return next < text.length() && (text.charAt(next) == '[' || text.charAt(next) == '(');
    }

    private String word() {
      skipSpace();
      int start = at;
      while (at < text.length() && isWord(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private static boolean isWord(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '+';
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char c) {
      if (peek() == c && at < text.length()) {
        at++;
        return true;
      }
      return false;
    }

    private void skipSpace() {
      while (at < text.length() && (Character.isWhitespace(peek()) || peek() == '\0')) {
        at++;
      }
    }

    private IllegalArgumentException wrong(String expected) {
      return new IllegalArgumentException(
          "at character " + (at + 1) + " " + expected + " was expected");
    }
  }
}
