package org.machizu.store.postgis;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.KeyMatch;

/** Geometries as the database gives them. */
final class StoredGeometries implements KeyMatch.Geometries<Geometry> {
  @Override
  public @Nullable Geometry read(ResultSet row, int column) throws SQLException {
    return Values.STORED.geometry(row, column);
  }

  @Override
  public boolean isSame(@Nullable Geometry stood, @Nullable Geometry given, Epoch present) {
    return stood == null || given == null ? stood == given : stood.equalsExact(given);
  }
}
