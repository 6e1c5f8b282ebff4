package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Sql;

/**
 * The exact box around a whole table. The R*Tree knows it rounded outwards to float; rounding keeps
 * the order, so the outermost geometry is among those with the outermost rounded side, and only
 * these few are looked at.
 */
final class Extent {
  private static final org.locationtech.jts.geom.Envelope WORLD =
      new org.locationtech.jts.geom.Envelope(-180, 180, -90, 90);

  private Extent() {}

  static Optional<Envelope> ofWhole(Connection connection, Epoch epoch) throws SQLException {
    String tree = Sql.name(FileTables.box(epoch));
    org.locationtech.jts.geom.Envelope box = new org.locationtech.jts.geom.Envelope();
    for (String side : new String[] {"minx", "miny", "maxx", "maxy"}) {
      String outermost = side.startsWith("min") ? "min" : "max";
      String sql =
          "SELECT geom FROM %s WHERE fid IN (SELECT id FROM %s WHERE %s = (SELECT %s(%s) FROM %s))"
              .formatted(epoch.content(), tree, side, outermost, side, tree);
      try (PreparedStatement statement = connection.prepareStatement(sql);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          findOnGlobe(rows.getBytes(1)).ifPresent(box::expandToInclude);
        }
      }
    }
    return box.isNull()
        ? Optional.empty()
        : Optional.of(new Envelope(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
  }

  /** The box of a stored geometry; empty too when it is not on the globe. */
  static Optional<org.locationtech.jts.geom.Envelope> findOnGlobe(byte @Nullable [] geometry) {
    return GeometryFunctions.find(geometry).filter(WORLD::contains);
  }
}
