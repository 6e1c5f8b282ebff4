package org.machizu.store.gpkg;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.ingest.format.GeoPackageGeometry;
import org.machizu.store.features.StoredValues;
import org.machizu.store.sql.Flat;
import org.machizu.store.sql.GeometryCheck;
import org.machizu.store.sql.Moments;

/**
 * Attribute values as GeoPackage stores them: truth values as 0 and 1, days as {@code 2026-04-01},
 * moments as {@code 2026-04-01T00:00:00.000Z} (whole milliseconds; finer parts are cut off), so
 * that text order is time order.
 */
final class Values implements StoredValues {
  static final Values STORED = new Values();

  private Values() {}

  /**
   * The value to bind.
   *
   * @throws IllegalArgumentException when a day or moment is not within the years 0000 to 9999
   */
  @Override
  public @Nullable Object toSql(@Nullable Object value) {
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

  @Override
  public @Nullable Object value(ResultSet row, int column, AttributeType type) throws SQLException {
    return fromSql(row.getObject(column), type);
  }

  /** As it is: what other programs wrote and the type cannot take stays too. */
  @Override
  public @Nullable Object stored(ResultSet row, int column, AttributeType type)
      throws SQLException {
    // SQLite hands small whole numbers out as Integer.
    return row.getObject(column) instanceof Integer i
        ? (Object) i.longValue()
        : row.getObject(column);
  }

  /** As it is stored, which is how it was sorted. */
  @Override
  public @Nullable Object sortKey(ResultSet row, int column, AttributeType type)
      throws SQLException {
    return row.getObject(column);
  }

  @Override
  public byte @Nullable [] toSql(@Nullable Geometry geometry, Schema schema, String layer) {
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    GeometryCheck.check(geometry, schema, layer);
    Geometry flat = Flat.of(geometry);
    return schema.geometryType() == GeometryType.MIXED
        ? GeoPackageGeometry.encode(flat, Columns.SRS)
        : GeoPackageGeometry.encodeAsMulti(flat, Columns.SRS);
  }

  @Override
  public @Nullable Geometry geometry(ResultSet row, int column) throws SQLException {
    byte[] stored = row.getBytes(column);
    return stored == null ? null : GeoPackageGeometry.decode(stored);
  }

  /** From the header of the geometry. */
  @Override
  public @Nullable Envelope box(ResultSet row, int column) throws SQLException {
    return Extent.findOnGlobe(row.getBytes(column))
        .map(b -> new Envelope(b.getMinX(), b.getMinY(), b.getMaxX(), b.getMaxY()))
        .orElse(null);
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
