package org.machizu.store.features;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Schema;

/**
 * Geometries of an import in the form in which a store keeps them, so that what an import does not
 * bring stays as it is.
 *
 * @param <G> that form
 */
public interface ImportGeometries<G> {
  /**
   * The form of a geometry that is brought; null for nothing.
   *
   * @throws IllegalArgumentException when it is not of the layer's kind or not on the globe
   */
  @Nullable G stored(@Nullable Geometry geometry, Schema schema, String layer);

  /** About how much memory it takes. */
  long bytes(G stored);

  @Nullable G read(ResultSet row, int column) throws SQLException;

  /** Whether they are the same place, in a layer with these tables. */
  boolean isSame(@Nullable G stood, @Nullable G given, Epoch present);
}
