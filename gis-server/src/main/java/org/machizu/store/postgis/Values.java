package org.machizu.store.postgis;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.AttributeType;

/**
 * Attribute values as the database's columns hold them. As in the other store, moments have whole
 * milliseconds, there is one zero, and no NaN.
 */
final class Values {
  private Values() {}

  /**
   * The value to bind.
   *
   * @throws IllegalArgumentException when a day or moment is not within the years 0000 to 9999, or
   *     a text has a character of number 0
   */
  static @Nullable Object toSql(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case LocalDate day -> {
        checkYear(day.getYear(), day);
        yield day;
      }
      case Instant moment -> moment(moment);
      case Double d -> d.isNaN() ? null : (Object) (d + 0.0);
      case String text -> {
        if (text.indexOf('\0') >= 0) {
          throw new IllegalArgumentException(
              "a text has a character of number 0, which the database cannot keep; take it out");
        }
        yield text;
      }
      default -> value;
    };
  }

  static OffsetDateTime moment(Instant moment) {
    OffsetDateTime time = moment.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    checkYear(time.getYear(), moment);
    return time;
  }

  private static void checkYear(int year, Object value) {
    if (year < 0 || year > 9999) {
      throw new IllegalArgumentException(
          value + " is not allowed; give a day from year 0000 to 9999");
    }
  }

  /** The value in a column; null too for a day or moment that Java does not know (infinity). */
  static @Nullable Object fromSql(ResultSet row, int column, AttributeType type)
      throws SQLException {
    Object value =
        switch (type) {
          case TEXT -> row.getString(column);
          case INTEGER -> row.getLong(column);
          case REAL -> row.getDouble(column);
          case BOOLEAN -> row.getBoolean(column);
          case DATE -> row.getObject(column, LocalDate.class);
          case DATETIME -> row.getObject(column, OffsetDateTime.class);
        };
    if (row.wasNull()) {
      return null;
    }
    return switch (value) {
      case LocalDate day -> day.equals(LocalDate.MAX) || day.equals(LocalDate.MIN) ? null : day;
      case OffsetDateTime time ->
          time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)
              ? null
              : time.toInstant();
      default -> value;
    };
  }
}
