package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Revision;
import org.machizu.store.features.Epoch;
import org.machizu.store.features.Ledger;
import org.machizu.store.sql.Sql;

/** What a file knows of its layers. */
final class FileLedger implements Ledger {
  static final FileLedger LEDGER = new FileLedger();

  private FileLedger() {}

  @Override
  public Revision last(Connection connection, String layer) throws SQLException {
    return Revisions.of(connection, layer);
  }

  /** Of the whole file: its revisions follow one another. */
  @Override
  public Revision at(Connection connection, String layer, Instant moment) throws SQLException {
    return Revisions.at(connection, moment);
  }

  @Override
  public Optional<Made> find(Connection connection, String layer, Revision revision)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT time, actor, kind FROM machizu_revision WHERE revision = ? AND layer = ?")) {
      Sql.bind(statement, revision.number(), layer);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Made(Instant.parse(row.getString(1)), row.getString(2), row.getString(3)))
            : Optional.empty();
      }
    }
  }

  @Override
  public Optional<Epoch> findEpoch(Connection connection, String layer, Revision at)
      throws SQLException {
    return Entries.findEpoch(connection, layer, at);
  }

  @Override
  public List<Epoch> listEpochs(Connection connection, String layer) throws SQLException {
    return Entries.listEpochs(connection, layer);
  }

  @Override
  public boolean isPurged(Connection connection, String layer, long id) throws SQLException {
    return RetentionTables.isPurged(connection, layer, id);
  }

  @Override
  public void checkPast(Connection connection, String layer, Revision at) throws SQLException {
    RetentionTables.checkPast(connection, layer, at);
  }

  @Override
  public void checkUndo(Connection connection, Epoch then, long logged, Revision revision)
      throws SQLException {
    RetentionTables.checkUndo(connection, then.layer(), then, logged, revision);
  }

  @Override
  public boolean isFollowedBy(Connection connection, String layer, Revision revision, String kind)
      throws SQLException {
    String sql =
        "SELECT 1 FROM machizu_revision WHERE layer = ? AND revision > ? AND kind = ? LIMIT 1";
    return Sql.number(connection, sql, layer, revision.number(), kind) != null;
  }

  @Override
  public Optional<Envelope> extent(Connection connection, Epoch present, Revision last)
      throws SQLException {
    return Extent.ofWhole(connection, present);
  }
}
