package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.machizu.ingest.format.GeoPackageGeometry;
import org.sqlite.Function;

/**
 * The functions that the triggers of the R*Tree extension call (OGC 12-128r18, annex F.3), for our
 * own connections; GDAL, QGIS and SpatiaLite bring theirs. They read the header of the value and
 * seldom the geometry.
 */
final class GeometryFunctions {
  private GeometryFunctions() {}

  static void register(Connection connection) throws SQLException {
    bound(connection, "ST_MinX", Envelope::getMinX);
    bound(connection, "ST_MaxX", Envelope::getMaxX);
    bound(connection, "ST_MinY", Envelope::getMinY);
    bound(connection, "ST_MaxY", Envelope::getMaxY);
    Function.create(
        connection,
        "ST_IsEmpty",
        new Function() {
          @Override
          protected void xFunc() throws SQLException {
            byte[] value = value_blob(0);
            if (value == null) {
              result();
            } else {
              result(find(value).isEmpty() ? 1 : 0);
            }
          }
        },
        1,
        Function.FLAG_DETERMINISTIC);
  }

  private static void bound(Connection connection, String name, ToDoubleFunction<Envelope> side)
      throws SQLException {
    Function.create(
        connection,
        name,
        new Function() {
          @Override
          protected void xFunc() throws SQLException {
            Optional<Envelope> box = find(value_blob(0));
            if (box.isPresent()) {
              result(side.applyAsDouble(box.get()));
            } else {
              result();
            }
          }
        },
        1,
        Function.FLAG_DETERMINISTIC);
  }

  /** The box of a value; empty also for what is no geometry, as GDAL's functions have it. */
  static Optional<Envelope> find(byte @Nullable [] value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return GeoPackageGeometry.findEnvelope(value);
    } catch (IllegalArgumentException noGeometry) {
      return Optional.empty();
    }
  }
}
