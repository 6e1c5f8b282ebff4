package org.machizu.maps.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an expression gives, as far as it is known before it is evaluated. */
public enum Kind {
  NUMBER,
  TEXT,
  BOOLEAN,
  COLOUR,
  LIST,
  NULL,
  /** Any of them; it shows with the data. */
  VALUE,
  /**
   * Asked of a property, never of a part: a text, which whatever a feature holds is turned into.
   */
  LABEL;

  /** The kind of a value. */
  static Kind of(@Nullable Object value) {
    return switch (value) {
      case null -> NULL;
      case Double _ -> NUMBER;
      case String _ -> TEXT;
      case Boolean _ -> BOOLEAN;
      case Rgba _ -> COLOUR;
      case List<?> _ -> LIST;
      default -> VALUE;
    };
  }
}
