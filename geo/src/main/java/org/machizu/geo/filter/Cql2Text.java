package org.machizu.geo.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.machizu.geo.filter.Cql2Token.Kind;

/**
 * Reads the text encoding of CQL2 by descending through its grammar (OGC 21-065r2, annex B). Where
 * only the meaning tells a condition from a value in parentheses or a list, it reads any of them;
 * {@link FilterBuilder} sorts them out.
 */
final class Cql2Text {
  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "not", "like", "between", "in", "is", "null", "div", "true", "false");
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private final List<Cql2Token> tokens;
  private int next;
  private int depth;
  private int parts;

  Cql2Text(String filter) {
    this.tokens = Cql2Lexer.cut(filter);
  }

  /** The whole filter. */
  Term read() {
    Term term = alternatives();
    if (peek().kind() != Kind.END) {
      throw unexpected("AND, OR, an operator or the end");
    }
    return term;
  }

  private Term alternatives() {
    return joined("or", this::conjunction);
  }

  private Term conjunction() {
    return joined("and", this::negation);
  }

  private Term joined(String word, java.util.function.Supplier<Term> operand) {
    String where = peek().where();
    List<Term> terms = new ArrayList<>(List.of(operand.get()));
    while (takeWord(word)) {
      terms.add(operand.get());
    }
    return terms.size() == 1 ? terms.getFirst() : call(word, terms, where);
  }

  private Term negation() {
    String where = peek().where();
    if (!takeWord("not")) {
      return comparison();
    }
    descend();
    Term negated = negation();
    depth--;
    return call("not", List.of(negated), where);
  }

  private Term comparison() {
    Term left = sum();
    Cql2Token token = peek();
    if (token.kind() == Kind.SYMBOL && COMPARISONS.contains(token.text())) {
      next++;
      return call(token.text(), List.of(left, sum()), token.where());
    }
    if (takeWord("is")) {
      boolean negated = takeWord("not");
      expectWord("null");
      return negated(negated, call("isnull", List.of(left), token.where()));
    }
    boolean negated = takeWord("not");
    if (takeWord("like")) {
      return negated(negated, call("like", List.of(left, sum()), token.where()));
    }
    if (takeWord("between")) {
      Term low = sum();
      expectWord("and");
      return negated(negated, call("between", List.of(left, low, sum()), token.where()));
    }
    if (takeWord("in")) {
      String where = peek().where();
      expect("(");
      return negated(
          negated, call("in", List.of(left, new Term.Many(list(), where)), token.where()));
    }
    if (negated) {
      throw unexpected("LIKE, BETWEEN or IN");
    }
    return left;
  }

  private Term negated(boolean negated, Term term) {
    return negated ? call("not", List.of(term), term.where()) : term;
  }

  private Term sum() {
    Term left = product();
    for (Cql2Token sign = peek(); sign.isSymbol("+") || sign.isSymbol("-"); sign = peek()) {
      next++;
      left = call(sign.text(), List.of(left, product()), sign.where());
    }
    return left;
  }

  private Term product() {
    Term left = power();
    for (Cql2Token sign = peek(); isProduct(sign); sign = peek()) {
      next++;
      left = call(sign.text().toLowerCase(Locale.ROOT), List.of(left, power()), sign.where());
    }
    return left;
  }

  private static boolean isProduct(Cql2Token sign) {
    return sign.isSymbol("*") || sign.isSymbol("/") || sign.isSymbol("%") || sign.isWord("div");
  }

  private Term power() {
    Term base = factor();
    Cql2Token sign = peek();
    if (!sign.isSymbol("^")) {
      return base;
    }
    next++;
    return call("^", List.of(base, factor()), sign.where());
  }

  private Term factor() {
    Cql2Token sign = peek();
    if (!sign.isSymbol("-") && !sign.isSymbol("+")) {
      return primary();
    }
    next++;
    if (peek().kind() == Kind.NUMBER) {
      return number(sign.isSymbol("-"));
    }
    if (sign.isSymbol("+")) {
      throw unexpected("a number");
    }
    descend();
    Term operand = factor();
    depth--;
    return call("*", List.of(new Term.Value(-1L, sign.where()), operand), sign.where());
  }

  private Term number(boolean negative) {
    Cql2Token token = take();
    count();
    return new Term.Value(
        Numerals.parse((negative ? "-" : "") + token.text(), token.where()), token.where());
  }

  private Term primary() {
    Cql2Token token = peek();
    return switch (token.kind()) {
      case NUMBER -> number(false);
      case TEXT -> {
        next++;
        count();
        yield new Term.Value(token.text(), token.where());
      }
      case QUOTED_NAME -> {
        next++;
        count();
        yield new Term.Name(token.text(), token.where());
      }
      case WORD -> word();
      case SYMBOL, END -> {
        if (!token.isSymbol("(")) {
          throw unexpected("a value, a name, a function or (");
        }
        next++;
        yield group(token);
      }
    };
  }

  /** A term in parentheses, or a list. */
  private Term group(Cql2Token opening) {
    if (takeSymbol(")")) {
      return new Term.Many(List.of(), opening.where());
    }
    List<Term> elements = list();
    return elements.size() == 1 ? elements.getFirst() : new Term.Many(elements, opening.where());
  }

  /** Terms up to the closing parenthesis, which is taken too. */
  private List<Term> list() {
    descend();
    List<Term> elements = new ArrayList<>();
    do {
      elements.add(alternatives());
    } while (takeSymbol(","));
    expect(")");
    depth--;
    return elements;
  }

  private Term word() {
    Cql2Token token = take();
    String word = token.text().toLowerCase(Locale.ROOT);
    boolean called = peek().isSymbol("(");
    if (Cql2Geometry.isKind(word) && (called || peek().isWord("z"))) {
      count();
      return new Cql2Geometry(this).read(word, token);
    }
    if (called && !KEYWORDS.contains(word)) {
      next++;
      return function(word, token);
    }
    count();
    return switch (word) {
      case "true" -> new Term.Value(true, token.where());
      case "false" -> new Term.Value(false, token.where());
      default -> {
        if (KEYWORDS.contains(word)) {
          next--;
          throw unexpected("a value, a name, a function or ( (a name like this one in \" quotes)");
        }
        yield new Term.Name(token.text(), token.where());
      }
    };
  }

  private Term function(String name, Cql2Token token) {
    if (takeSymbol(")")) {
      return call(name, List.of(), token.where());
    }
    if (name.startsWith("a_")) {
      return call(name, lists(), token.where());
    }
    List<Term> arguments = list();
    return switch (name) {
      case "date", "timestamp" -> Instants.read(name, arguments, token.where());
      case "interval" -> Instants.interval(arguments, token.where());
      default -> call(name, arguments, token.where());
    };
  }

  /** Arguments that are lists: one value in parentheses is a list of one. */
  private List<Term> lists() {
    descend();
    List<Term> arguments = new ArrayList<>();
    do {
      Cql2Token token = peek();
      if (takeSymbol("(")) {
        List<Term> elements = takeSymbol(")") ? List.of() : list();
        arguments.add(new Term.Many(elements, token.where()));
      } else {
        arguments.add(sum());
      }
    } while (takeSymbol(","));
    expect(")");
    depth--;
    return arguments;
  }

  private Term call(String name, List<Term> arguments, String where) {
    count();
    return new Term.Call(name, arguments, where);
  }

  private void count() {
    if (++parts > Cql2.MAX_PARTS) {
      throw Cql2.tooLarge();
    }
  }

  private void descend() {
    if (++depth > Cql2.MAX_DEPTH) {
      throw Cql2.tooLarge();
    }
  }

  Cql2Token peek() {
    return tokens.get(next);
  }

  Cql2Token take() {
    return tokens.get(next++);
  }

  boolean takeSymbol(String symbol) {
    boolean is = peek().isSymbol(symbol);
    next += is ? 1 : 0;
    return is;
  }

  boolean takeWord(String word) {
    boolean is = peek().isWord(word);
    next += is ? 1 : 0;
    return is;
  }

  void expect(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  private void expectWord(String word) {
    if (!takeWord(word)) {
      throw unexpected(word.toUpperCase(Locale.ROOT));
    }
  }

  IllegalArgumentException unexpected(String allowed) {
    return new IllegalArgumentException(
        "%s stands %s, but there should be %s"
            .formatted(peek().where(), peek().described(), allowed));
  }
}
