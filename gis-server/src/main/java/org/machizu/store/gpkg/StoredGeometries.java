package org.machizu.store.gpkg;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Schema;
import org.machizu.ingest.format.GeoPackageGeometry;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.ImportGeometries;
import org.machizu.store.features.RowReader;

/** Geometries as they lie in the file: what an import does not bring stays byte for byte. */
final class StoredGeometries implements ImportGeometries<byte[]> {
  @Override
  public byte @Nullable [] stored(@Nullable Geometry geometry, Schema schema, String layer) {
    return Values.STORED.toSql(geometry, schema, layer);
  }

  @Override
  public long bytes(byte[] stored) {
    return stored.length;
  }

  @Override
  public byte @Nullable [] read(ResultSet row, int column) throws SQLException {
    return row.getBytes(column);
  }

  @Override
  public boolean isSame(byte @Nullable [] stood, byte @Nullable [] given, Epoch present) {
    if (stood == null || given == null || Arrays.equals(stood, given)) {
      return Arrays.equals(stood, given);
    }
    try {
      return RowReader.single(GeoPackageGeometry.decode(stood), present)
          .equalsExact(RowReader.single(GeoPackageGeometry.decode(given), present));
    } catch (IllegalArgumentException damaged) { // the import puts it right
      return false;
    }
  }
}
