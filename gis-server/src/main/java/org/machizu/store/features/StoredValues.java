package org.machizu.store.features;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Schema;

/** Values and geometries on their way into and out of a database's columns. */
public interface StoredValues {
  /**
   * The value to bind.
   *
   * @throws IllegalArgumentException when the database cannot keep it
   */
  @Nullable Object toSql(@Nullable Object value);

  /** The value in a column; null too for what the type cannot take. */
  @Nullable Object value(ResultSet row, int column, AttributeType type) throws SQLException;

  /** The value in a column, as {@link #toSql(Object)} would bind it. */
  @Nullable Object stored(ResultSet row, int column, AttributeType type) throws SQLException;

  /** The value of a sort key, as the token of a page carries it: text, Long, Double or null. */
  @Nullable Object sortKey(ResultSet row, int column, AttributeType type) throws SQLException;

  /**
   * The geometry to bind: flat, and as the multi form of the layer's kind.
   *
   * @return null for nothing
   * @throws IllegalArgumentException when it is not of the layer's kind or not on the globe
   */
  @Nullable Object toSql(@Nullable Geometry geometry, Schema schema, String layer);

  /**
   * The geometry in a column; null for none.
   *
   * @throws IllegalArgumentException when it is damaged
   */
  @Nullable Geometry geometry(ResultSet row, int column) throws SQLException;

  /** The box of the geometry in a column; null when there is none, or none on the globe. */
  @Nullable Envelope box(ResultSet row, int column) throws SQLException;
}
