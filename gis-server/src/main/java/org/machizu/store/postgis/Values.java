package org.machizu.store.postgis;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import net.postgis.jdbc.jts.JtsGeometry;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Schema;
import org.machizu.store.features.StoredValues;

/**
 * Attribute values as the database's columns hold them. As in the other store, moments have whole
 * milliseconds, there is one zero, and no NaN.
 */
final class Values implements StoredValues {
  static final Values STORED = new Values();

  private Values() {}

  /**
   * The value to bind.
   *
   * @throws IllegalArgumentException when a day or moment is not within the years 0000 to 9999, or
   *     a text has a character of number 0
   */
  @Override
  public @Nullable Object toSql(@Nullable Object value) {
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
  @Override
  public @Nullable Object value(ResultSet row, int column, AttributeType type) throws SQLException {
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

  @Override
  public @Nullable Object stored(ResultSet row, int column, AttributeType type)
      throws SQLException {
    return toSql(value(row, column, type));
  }

  /** Days and moments as texts, truth values as numbers. */
  @Override
  public @Nullable Object sortKey(ResultSet row, int column, AttributeType type)
      throws SQLException {
    Object value = value(row, column, type);
    return switch (value) {
      case null -> null;
      case Boolean b -> b ? 1L : 0L;
      case LocalDate day -> day.toString();
      case Instant moment -> moment.toString();
      default -> value;
    };
  }

  @Override
  public @Nullable JtsGeometry toSql(@Nullable Geometry geometry, Schema schema, String layer) {
    Geometry stored = Geometries.stored(geometry, schema, layer);
    return stored == null ? null : new JtsGeometry(stored);
  }

  @Override
  public @Nullable Geometry geometry(ResultSet row, int column) throws SQLException {
    return row.getObject(column) instanceof JtsGeometry value ? value.getGeometry() : null;
  }

  @Override
  public @Nullable Envelope box(ResultSet row, int column) throws SQLException {
    Geometry stored = geometry(row, column);
    if (stored == null) {
      return null;
    }
    try {
      return Envelope.of(stored).orElse(null);
    } catch (IllegalArgumentException e) { // not on the globe
      return null;
    }
  }
}
