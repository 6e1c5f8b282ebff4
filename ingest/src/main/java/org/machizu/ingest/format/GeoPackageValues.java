package org.machizu.ingest.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.AttributeType;

/** Attribute values between SQLite and ours; SQLite lets any value stand in any column. */
final class GeoPackageValues {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

  private GeoPackageValues() {}

  /**
   * The value as the attribute's type has it; null for null.
   *
   * @throws IllegalArgumentException when it is nothing of that type
   */
  static @Nullable Object read(@Nullable Object stored, AttributeType type) {
    if (stored == null) {
      return null;
    }
    if (stored instanceof byte[] bytes) {
      throw new IllegalArgumentException(bytes.length + " bytes of binary data are no " + type);
    }
    try {
      return switch (type) {
        case TEXT -> stored.toString();
        case INTEGER -> integer(stored);
        case REAL -> real(stored);
        case BOOLEAN -> truth(stored);
        case DATE -> day(stored.toString());
        case DATETIME -> moment(stored.toString());
      };
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      String text = stored.toString();
      String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
      throw new IllegalArgumentException("'" + shown + "' is no " + type, e);
    }
  }

  private static Long integer(Object stored) {
    if (stored instanceof Double number) {
      if (number != Math.rint(number) || Math.abs(number) >= 0x1p63) {
        throw new ArithmeticException("not whole");
      }
      return number.longValue();
    }
    return stored instanceof Number number
        ? (Long) number.longValue()
        : Long.valueOf(stored.toString().strip());
  }

  private static @Nullable Double real(Object stored) {
    double value =
        stored instanceof Number number
            ? number.doubleValue()
            : Double.parseDouble(stored.toString().strip());
    return Double.isNaN(value) ? null : value;
  }

  private static Boolean truth(Object stored) {
    return switch (stored.toString().strip().toLowerCase(Locale.ROOT)) {
      case "1", "true", "t", "y", "yes", "1.0" -> true;
      case "0", "false", "f", "n", "no", "0.0" -> false;
      default -> throw new NumberFormatException("neither true nor false");
    };
  }

  private static @Nullable LocalDate day(String text) {
    String day = text.strip();
    if (day.isEmpty()) {
      return null;
    }
    return LocalDate.parse(day.length() > 10 ? day.substring(0, 10) : day.replace('/', '-'));
  }

  /** The standard wants UTC with "Z"; a moment without zone is taken as UTC too. */
  private static @Nullable Instant moment(String text) {
    String moment = text.strip().replace(' ', 'T').replace('/', '-');
    if (moment.isEmpty()) {
      return null;
    }
    if (moment.length() == 10) {
      return LocalDate.parse(moment).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    boolean zoned =
        moment.endsWith("Z") || moment.lastIndexOf('+') > 10 || moment.lastIndexOf('-') > 10;
    return zoned
        ? OffsetDateTime.parse(moment).toInstant()
        : LocalDateTime.parse(moment).toInstant(ZoneOffset.UTC);
  }

  /** What is bound for a value when it is written. */
  static Object write(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? 1 : 0;
      case LocalDate day -> day.toString();
      case Instant moment -> MOMENT.format(moment.atOffset(ZoneOffset.UTC));
      default -> value;
    };
  }
}
