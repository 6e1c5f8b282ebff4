package org.machizu.store.gpkg;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.AttributeType;
import org.machizu.store.sql.Moments;

/**
 * Attribute values as GeoPackage stores them: truth values as 0 and 1, days as {@code 2026-04-01},
 * moments as {@code 2026-04-01T00:00:00.000Z} (whole milliseconds; finer parts are cut off), so
 * that text order is time order.
 */
final class Values {
  private Values() {}

  /**
   * The value to bind.
   *
   * @throws IllegalArgumentException when a day or moment is not within the years 0000 to 9999
   */
  static @Nullable Object toSql(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean b -> b ? 1L : 0L;
      case LocalDate day -> {
        Moments.checkYear(day.getYear(), day);
        yield day.toString();
      }
      case Instant moment -> Moments.text(moment);
      // SQLite has one zero and takes NaN for NULL; say so here, not by surprise.
      case Double d -> d.isNaN() ? null : (Object) (d + 0.0);
      default -> value;
    };
  }

  /**
   * The typed value; null too for what another program wrote and the type cannot take (a word in a
   * number column).
   */
  static @Nullable Object fromSql(@Nullable Object stored, AttributeType type) {
    if (stored == null) {
      return null;
    }
    return switch (type) {
      case TEXT -> stored instanceof byte[] ? null : stored.toString();
      case INTEGER ->
          switch (stored) {
            case Number n when n.doubleValue() == n.longValue() -> n.longValue();
            default -> null;
          };
      case REAL -> stored instanceof Number n ? n.doubleValue() : null;
      case BOOLEAN -> stored instanceof Number n ? n.longValue() != 0 : null;
      case DATE -> stored instanceof String s ? day(s) : null;
      case DATETIME -> stored instanceof String s ? parseMoment(s) : null;
    };
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  static @Nullable Instant parseMoment(String text) {
    try {
      return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      LocalDate day = text.length() == 10 ? day(text) : null;
      return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
  }
}
