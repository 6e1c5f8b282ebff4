package org.machizu.geo.filter;

import java.util.List;

/**
 * A part of a filter as it was written, before anybody has asked whether it makes sense. Both
 * encodings are read into it. Each part knows where it stands, for the messages.
 */
sealed interface Term {
  /** As {@code at character 12} or {@code at /args/0}. */
  String where();

  /** An operation or a function: {@code and}, {@code =}, {@code casei}, {@code s_within}. */
  record Call(String name, List<Term> arguments, String where) implements Term {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** The name of an attribute or of the geometry. */
  record Name(String name, String where) implements Term {}

  /** A constant, as in {@link Expression.Literal}. */
  record Value(Object value, String where) implements Term {}

  /** From one instant to another, both included; each a value, a name or {@link Open}. */
  record Interval(Term begin, Term end, String where) implements Term {}

  /** The open end of an interval. */
  record Open(String where) implements Term {}

  /** A geometry with its positions as they were written. */
  record Place(org.locationtech.jts.geom.Geometry geometry, String where) implements Term {}

  /** A box: x and y of two corners as they were written. */
  record Box(double x1, double y1, double x2, double y2, String where) implements Term {}

  /** Several values in parentheses or brackets. */
  record Many(List<Term> elements, String where) implements Term {
    public Many {
      elements = List.copyOf(elements);
    }
  }
}
