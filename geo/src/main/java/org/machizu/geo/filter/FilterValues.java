package org.machizu.geo.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Schema;

/** Makes values of what was written, each of a known kind; what is constant is reckoned at once. */
final class FilterValues {
  private static final Set<String> FUNCTIONS =
      Set.of("casei", "accenti", "+", "-", "*", "/", "%", "div", "^");

  private final Schema schema;

  FilterValues(Schema schema) {
    this.schema = schema;
  }

  /** Only values of one kind can be compared. */
  enum Kind {
    TEXT("a text", "'…'"),
    NUMBER("a number", "12.5"),
    TRUTH("a truth value", "TRUE"),
    DAY("a day", "DATE('2026-01-31')"),
    MOMENT("a moment", "TIMESTAMP('2026-01-31T09:00:00+09:00')");

    private final String words;
    private final String example;

    Kind(String words, String example) {
      this.words = words;
      this.example = example;
    }

    static Kind of(AttributeType type) {
      return switch (type) {
        case TEXT -> TEXT;
        case INTEGER, REAL -> NUMBER;
        case BOOLEAN -> TRUTH;
        case DATE -> DAY;
        case DATETIME -> MOMENT;
      };
    }

    static Kind of(Object value) {
      return switch (value) {
        case Long _, Double _ -> NUMBER;
        case Boolean _ -> TRUTH;
        case LocalDate _ -> DAY;
        case Instant _ -> MOMENT;
        default -> TEXT;
      };
    }
  }

  /** A value and its kind. */
  record Typed(Expression expression, Kind kind) {}

  /** Whether a name is of a function or operator that makes a value. */
  static boolean isFunction(String name) {
    return FUNCTIONS.contains(name);
  }

  /**
   * A value that can be compared.
   *
   * @throws IllegalArgumentException when it is something else, or names an unknown attribute
   */
  Typed scalar(Term term) {
    return scalar(term, 0);
  }

  private Typed scalar(Term term, int depth) {
    if (depth > Cql2.MAX_DEPTH) {
      throw Cql2.tooLarge();
    }
    return switch (term) {
      case Term.Value(Object value, String _) ->
          new Typed(new Expression.Literal(value), Kind.of(value));
      case Term.Name name -> attribute(name);
      case Term.Call call -> reckoned(call, depth);
      case Term.Interval _, Term.Open _, Term.Place _, Term.Box _, Term.Many _ ->
          throw new IllegalArgumentException(
              "%s stands %s, but there should be a single value: a name, a text, a number, TRUE or FALSE, a day or a moment"
                  .formatted(term.where(), described(term)));
    };
  }

  private static String described(Term term) {
    return switch (term) {
      case Term.Interval _, Term.Open _ -> "an interval";
      case Term.Place _, Term.Box _ -> "a geometry";
      case Term.Many _ -> "a list";
      case Term.Value _, Term.Name _ -> "a value";
      case Term.Call(String name, List<Term> _, String _) -> "'" + Cql2.shortened(name) + "'";
    };
  }

  /** An attribute; the words are the same for one that is not there and one that is not shown. */
  Typed attribute(Term.Name name) {
    Attribute attribute =
        schema
            .find(name.name())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "%s stands '%s', which is no attribute; there are %s"
                        .formatted(
                            name.where(),
                            Cql2.shortened(name.name()),
                            schema.attributes().stream().map(Attribute::name).toList())));
    return new Typed(new Expression.Property(attribute.name()), Kind.of(attribute.type()));
  }

  private Typed reckoned(Term.Call call, int depth) {
    String name = call.name().toLowerCase(Locale.ROOT);
    if (name.equals("casei") || name.equals("accenti")) {
      return folded(call, name, depth);
    }
    for (Reckoning.Operator operator : Reckoning.Operator.values()) {
      if (operator.sign().equals(name)) {
        return arithmetic(call, operator, depth);
      }
    }
    throw new IllegalArgumentException(
        "%s stands '%s', which makes no value; there are casei, accenti and + - * / %% div ^"
            .formatted(call.where(), Cql2.shortened(call.name())));
  }

  private Typed folded(Term.Call call, String name, int depth) {
    if (call.arguments().size() != 1) {
      throw new IllegalArgumentException("%s %s takes one text".formatted(call.where(), name));
    }
    Term argument = call.arguments().getFirst();
    Typed operand = scalar(argument, depth + 1);
    requireKind(operand, Kind.TEXT, argument);
    boolean cases = name.equals("casei");
    if (operand.expression() instanceof Expression.Literal(Object value)) {
      String text = value.toString();
      String folded = cases ? Folding.cases(text) : Folding.accents(text);
      return new Typed(new Expression.Literal(folded), Kind.TEXT);
    }
    return new Typed(
        cases
            ? new Expression.CaseFolded(operand.expression())
            : new Expression.Unaccented(operand.expression()),
        Kind.TEXT);
  }

  private Typed arithmetic(Term.Call call, Reckoning.Operator operator, int depth) {
    if (call.arguments().size() != 2) {
      throw new IllegalArgumentException(
          "%s '%s' takes two numbers".formatted(call.where(), operator.sign()));
    }
    Typed left = scalar(call.arguments().getFirst(), depth + 1);
    Typed right = scalar(call.arguments().getLast(), depth + 1);
    requireKind(left, Kind.NUMBER, call.arguments().getFirst());
    requireKind(right, Kind.NUMBER, call.arguments().getLast());
    boolean constant =
        left.expression() instanceof Expression.Literal
            && right.expression() instanceof Expression.Literal;
    return new Typed(
        constant
            ? constant((Expression.Literal) left.expression(), operator, right, call)
            : new Expression.Arithmetic(left.expression(), operator, right.expression()),
        Kind.NUMBER);
  }

  private static Expression constant(
      Expression.Literal left, Reckoning.Operator operator, Typed right, Term.Call call) {
    Object value =
        Reckoning.of(left.value(), operator, ((Expression.Literal) right.expression()).value());
    if (value == null) {
      throw new IllegalArgumentException(
          "%s %s %s %s has no result"
              .formatted(
                  call.where(),
                  left.value(),
                  operator.sign(),
                  ((Expression.Literal) right.expression()).value()));
    }
    return new Expression.Literal(value);
  }

  static void requireKind(Typed value, Kind kind, Term term) {
    if (value.kind() != kind) {
      throw new IllegalArgumentException(
          "%s stands %s, but there should be %s"
              .formatted(term.where(), value.kind().words, kind.words));
    }
  }

  /**
   * @param term the second value's
   */
  static void requireOneKind(Typed first, Typed second, Term term) {
    if (first.kind() != second.kind()) {
      throw new IllegalArgumentException(
          "%s stands %s, which cannot be compared with %s; %s is written as %s"
              .formatted(
                  term.where(),
                  second.kind().words,
                  first.kind().words,
                  first.kind().words,
                  first.kind().example));
    }
  }
}
