package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.Ledger;
import org.machizu.store.sql.Sql;

/** What reading a town's layers needs besides a connection. */
record Town(
    String municipality, Entries entries, Revisions revisions, Retention retention, Extents extents)
    implements Ledger {

  @Override
  public Revision last(Connection connection, String layer) throws SQLException {
    return revisions.of(connection, layer);
  }

  @Override
  public Revision at(Connection connection, String layer, Instant moment) throws SQLException {
    return revisions.at(connection, layer, moment);
  }

  @Override
  public Optional<Made> find(Connection connection, String layer, Revision revision)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT time, actor, kind FROM machizu.revision WHERE municipality = ? AND revision = ? AND layer = ?")) {
      Sql.bind(statement, municipality, revision.number(), layer);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Made(
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    row.getString(2),
                    row.getString(3)))
            : Optional.empty();
      }
    }
  }

  @Override
  public Optional<Epoch> findEpoch(Connection connection, String layer, Revision at)
      throws SQLException {
    return entries.findEpoch(connection, layer, at);
  }

  @Override
  public List<Epoch> listEpochs(Connection connection, String layer) throws SQLException {
    return entries.listEpochs(connection, layer);
  }

  @Override
  public boolean isPurged(Connection connection, String layer, long id) throws SQLException {
    return retention.isPurged(connection, layer, id);
  }

  @Override
  public void checkPast(Connection connection, String layer, Revision at) throws SQLException {
    retention.checkPast(connection, layer, at);
  }

  @Override
  public void checkUndo(Connection connection, Epoch then, long logged, Revision revision)
      throws SQLException {
    retention.checkUndo(connection, then, logged, revision);
  }

  @Override
  public boolean isFollowedBy(Connection connection, String layer, Revision revision, String kind)
      throws SQLException {
    String sql =
        "SELECT 1 FROM machizu.revision WHERE municipality = ? AND layer = ? AND revision > ? AND kind = ? LIMIT 1";
    return Sql.number(connection, sql, municipality, layer, revision.number(), kind) != null;
  }

  @Override
  public Optional<Envelope> extent(Connection connection, Epoch present, Revision last)
      throws SQLException {
    return extents.of(connection, present, last);
  }
}
