package org.machizu.geo.feature;

import java.time.Instant;
import java.time.LocalDate;

/** The types an attribute may have, each with the one Java class its values have. */
public enum AttributeType {
  TEXT(String.class),
  INTEGER(Long.class),
  REAL(Double.class),
  BOOLEAN(Boolean.class),
  /** A calendar day without zone. */
  DATE(LocalDate.class),
  /** A moment; written as RFC 3339 with zone. */
  DATETIME(Instant.class);

  private final Class<?> valueClass;

  AttributeType(Class<?> valueClass) {
    this.valueClass = valueClass;
  }

  /** The Java class of every non-null value of this type. */
  public Class<?> valueClass() {
    return valueClass;
  }
}
