package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.retention.UnfinishedPurge;

/**
 * What is still to be done for purges. Their revisions say so themselves: a row of the same
 * transaction that took the rows out cannot be lost without it.
 *
 * @param table the revisions, with their schema
 * @param town which of them are the town's; all when the table is its own
 */
public record PurgeNotes(String table, Condition town) {
  private static final String UNFINISHED = " AND kind = '" + ChangeKinds.PURGE_UNFINISHED + "'";

  /** The newest of each layer. */
  public List<UnfinishedPurge> list(Connection connection, String municipality)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT layer, revision, note FROM %s WHERE %s%s ORDER BY layer, revision"
                .formatted(table, town.sql(), UNFINISHED))) {
      Sql.bind(statement, town.values().toArray());
      List<UnfinishedPurge> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          UnfinishedPurge next =
              new UnfinishedPurge(
                  new LayerId(municipality, row.getString(1)),
                  new Revision(row.getLong(2)),
                  String.valueOf(row.getString(3)));
          if (!found.isEmpty() && found.getLast().layer().equals(next.layer())) {
            found.removeLast();
          }
          found.add(next);
        }
      }
      return found;
    }
  }

  /**
   * Takes the notes of a layer away.
   *
   * @return how many there were
   */
  public int finish(Connection connection, LayerId layer, Revision upTo) throws SQLException {
    List<Object> values = new ArrayList<>(town.values());
    values.add(layer.name());
    values.add(upTo.number());
    return Sql.update(
        connection,
        "UPDATE %s SET kind = '%s' WHERE %s%s AND layer = ? AND revision <= ?"
            .formatted(table, ChangeKinds.PURGE, town.sql(), UNFINISHED),
        values.toArray());
  }
}
