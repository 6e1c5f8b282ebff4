package org.machizu.ingest.format;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.sqlite.Function;

/**
 * The SQL functions that a GeoPackage's R*Tree triggers call (OGC 12-128r18, annex F.3): {@code
 * ST_MinX}, {@code ST_MaxX}, {@code ST_MinY}, {@code ST_MaxY}, {@code ST_IsEmpty}. They read the
 * box from the value's header. A value that is no geometry makes the statement fail.
 */
public final class GeoPackageFunctions {
  private GeoPackageFunctions() {}

  /** Gives the functions to a connection to SQLite; they live as long as it does. */
  public static void register(Connection connection) throws SQLException {
    create(connection, "ST_MinX", Envelope::getMinX);
    create(connection, "ST_MaxX", Envelope::getMaxX);
    create(connection, "ST_MinY", Envelope::getMinY);
    create(connection, "ST_MaxY", Envelope::getMaxY);
    Function.create(connection, "ST_IsEmpty", new IsEmpty(), 1, Function.FLAG_DETERMINISTIC);
  }

  private static void create(Connection connection, String name, ToDoubleFunction<Envelope> side)
      throws SQLException {
    Function.create(connection, name, new Side(side), 1, Function.FLAG_DETERMINISTIC);
  }

  private static Optional<Envelope> envelope(byte[] value) throws SQLException {
    try {
      return GeoPackageGeometry.findEnvelope(value);
    } catch (IllegalArgumentException damaged) {
      throw new SQLException("not a geometry of a GeoPackage: " + damaged.getMessage(), damaged);
    }
  }

  private static final class Side extends Function {
    private final ToDoubleFunction<Envelope> side;

    Side(ToDoubleFunction<Envelope> side) {
      this.side = side;
    }

    @Override
    protected void xFunc() throws SQLException {
      byte @Nullable [] value = value_blob(0);
      Optional<Envelope> box = value == null ? Optional.empty() : envelope(value);
      if (box.isPresent()) {
        result(side.applyAsDouble(box.get()));
      } else {
        result();
      }
    }
  }

  private static final class IsEmpty extends Function {
    @Override
    protected void xFunc() throws SQLException {
      byte @Nullable [] value = value_blob(0);
      if (value == null) {
        result();
      } else {
        result(envelope(value).isEmpty() ? 1 : 0);
      }
    }
  }
}
