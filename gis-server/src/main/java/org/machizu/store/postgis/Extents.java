package org.machizu.store.postgis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;

/** The exact boxes around whole layers; one is looked for once in each revision. */
final class Extents {
  private record Key(long epoch, Revision revision) {}

  private final Cache<Key, Optional<Envelope>> known =
      Caffeine.newBuilder().maximumSize(1_000).build();

  Optional<Envelope> of(Connection connection, Epoch epoch, Revision revision) throws SQLException {
    Key key = new Key(epoch.id(), revision);
    Optional<Envelope> found = known.getIfPresent(key);
    if (found == null) {
      found = read(connection, epoch);
      known.put(key, found);
    }
    return found;
  }

  /** What is not on the globe is shown nowhere. */
  private static Optional<Envelope> read(Connection connection, Epoch epoch) throws SQLException {
    String sql =
        """
        SELECT min(ST_XMin(geom)), min(ST_YMin(geom)), max(ST_XMax(geom)), max(ST_YMax(geom))
        FROM %s WHERE NOT ST_IsEmpty(geom) AND ST_XMin(geom) >= -180 AND ST_XMax(geom) <= 180
          AND ST_YMin(geom) >= -90 AND ST_YMax(geom) <= 90
        """
            .formatted(epoch.content());
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      double west = row.getDouble(1);
      return row.wasNull()
          ? Optional.empty()
          : Optional.of(new Envelope(west, row.getDouble(2), row.getDouble(3), row.getDouble(4)));
    }
  }
}
