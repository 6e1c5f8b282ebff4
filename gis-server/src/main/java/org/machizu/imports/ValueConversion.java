package org.machizu.imports;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.machizu.geo.feature.AttributeType;

/**
 * Values of a file in the types of the layer that they update. Only what loses nothing: formats
 * without types guess them anew from each file, so the same column is a number today and a text
 * tomorrow.
 */
public final class ValueConversion {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  private ValueConversion() {}

  /** The value in the wanted type; empty when it cannot be said in it. */
  public static Optional<Object> convert(Object value, AttributeType wanted) {
    if (wanted.valueClass().isInstance(value)) {
      return Optional.of(value);
    }
    try {
      return switch (wanted) {
        case TEXT -> Optional.of(text(value));
        case INTEGER -> integer(value);
        case REAL -> real(value);
        case BOOLEAN -> bool(value);
        case DATE -> date(value);
        case DATETIME -> moment(value);
      };
    } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
      return Optional.empty(); // that is the answer: not in this type
    }
  }

  private static String text(Object value) {
    return value instanceof Double number
        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : value.toString();
  }

  private static Optional<Object> integer(Object value) {
    return switch (value) {
      case Double number -> Optional.of(new BigDecimal(number.toString()).longValueExact());
      case String text -> Optional.of(Long.parseLong(text.strip()));
      case Boolean flag -> Optional.of(flag ? 1L : 0L);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> real(Object value) {
    return switch (value) {
      case Long number when (long) number.doubleValue() == number ->
          Optional.of(number.doubleValue());
      case String text -> Optional.of(new BigDecimal(text.strip()).doubleValue());
      default -> Optional.empty();
    };
  }

  private static Optional<Object> bool(Object value) {
    return switch (value.toString().strip()) {
      case "1", "true", "TRUE" -> Optional.of(true);
      case "0", "false", "FALSE" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> date(Object value) {
    return value instanceof String text
        ? Optional.of(LocalDate.parse(text.strip().replace('/', '-')))
        : Optional.empty();
  }

  private static Optional<Object> moment(Object value) {
    return switch (value) {
      case LocalDate day -> Optional.of(day.atStartOfDay(JAPAN).toInstant());
      case String text -> Optional.of((Instant) OffsetDateTime.parse(text.strip()).toInstant());
      default -> Optional.empty();
    };
  }
}
