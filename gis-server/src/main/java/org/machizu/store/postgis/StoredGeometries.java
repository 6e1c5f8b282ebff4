package org.machizu.store.postgis;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Schema;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.ImportGeometries;

/** Geometries as the database gives them. */
final class StoredGeometries implements ImportGeometries<Geometry> {
  @Override
  public @Nullable Geometry stored(@Nullable Geometry geometry, Schema schema, String layer) {
    return Geometries.stored(geometry, schema, layer);
  }

  /** Two coordinates for each vertex. */
  @Override
  public long bytes(Geometry stored) {
    return 16L * stored.getNumPoints();
  }

  @Override
  public @Nullable Geometry read(ResultSet row, int column) throws SQLException {
    return Values.STORED.geometry(row, column);
  }

  @Override
  public boolean isSame(@Nullable Geometry stood, @Nullable Geometry given, Epoch present) {
    return stood == null || given == null ? stood == given : stood.equalsExact(given);
  }
}
