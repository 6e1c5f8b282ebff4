package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.machizu.access.Actor;
import org.machizu.access.Credential;
import org.machizu.geo.feature.LayerId;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Sql;

/**
 * Numbers what other programs have done to a layer: each of their transactions becomes a revision,
 * once it has ended and whenever that is. Until then its rows lie in the epoch's {@code outside}
 * table, which nobody can miss, because they are found by being there and not by a place in an
 * order.
 */
final class Outside {
  private final String municipality;
  private final Entries entries;
  private final Revisions revisions;

  Outside(String municipality, Entries entries, Revisions revisions) {
    this.municipality = municipality;
    this.entries = entries;
    this.revisions = revisions;
  }

  /** The layers of which something is to be numbered. */
  List<LayerId> listWaiting(Connection connection) throws SQLException {
    return Sql.strings(
            connection,
            "SELECT DISTINCT layer FROM machizu.outside WHERE municipality = ?",
            municipality)
        .stream()
        .map(name -> new LayerId(municipality, name))
        .toList();
  }

  private record Done(String transaction, String actor, Instant time) {}

  /** Numbers what has ended; the caller holds the layer's lock. */
  void settle(Connection connection, Entry entry) throws SQLException {
    if (entry.layer().kind().isRaster()) {
      return; // nobody but the server writes pixels
    }
    for (Done done : list(connection, entry.epoch())) {
      settle(connection, entry.epoch(), done);
    }
  }

  /**
   * In an order in which they can have happened: of two that changed the same feature, the later
   * one waited for the earlier one's end, so its last row is the later one too.
   */
  private List<Done> list(Connection connection, Epoch epoch) throws SQLException {
    String sql =
        """
        SELECT o.transaction::text, o.actor, o.time FROM machizu.outside o
        WHERE o.municipality = ? AND o.layer = ? AND o.epoch = ?
        ORDER BY (SELECT max(machizu_id) FROM %s c WHERE c.machizu_transaction = o.transaction)
        """
            .formatted(DatabaseTables.outside(epoch));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, municipality, epoch.layer(), epoch.id());
      try (ResultSet row = statement.executeQuery()) {
        List<Done> found = new ArrayList<>();
        while (row.next()) {
          found.add(
              new Done(
                  row.getString(1),
                  row.getString(2),
                  row.getObject(3, OffsetDateTime.class).toInstant()));
        }
        return found;
      }
    }
  }

  private void settle(Connection connection, Epoch epoch, Done done) throws SQLException {
    String rows =
        """
        SELECT DISTINCT ON (fid) fid, machizu_kind AS machizu_first,
          first_value(machizu_kind) OVER (PARTITION BY fid ORDER BY machizu_id DESC) AS machizu_last%s
        FROM %s WHERE machizu_transaction = ?::xid8 ORDER BY fid, machizu_id
        """
            .formatted(epoch.allColumns(""), DatabaseTables.outside(epoch));
    // Made and removed within one transaction: it has never been there.
    String changed =
        "WITH changed AS (SELECT * FROM ("
            + rows
            + ") r WHERE NOT (machizu_first = 'C' AND machizu_last = 'D')) ";
    long count =
        Sql.numberOr(connection, 0, changed + "SELECT count(*) FROM changed", done.transaction);
    if (count > 0) {
      Actor actor =
          new Actor(
              Actor.OUTSIDE.name() + ":" + done.actor,
              Actor.OUTSIDE.roles(),
              Credential.MACHINE,
              null);
      Step step = revisions.beginOutside(connection, epoch.layer(), actor, done.time);
      long revision = step.revision().number();
      Sql.update(
          connection,
          "%s INSERT INTO %s (fid, machizu_from, machizu_to%s) SELECT c.fid, coalesce(v.revision, %d), ?%s FROM changed c LEFT JOIN %s v ON v.fid = c.fid WHERE c.machizu_first <> 'C'"
              .formatted(
                  changed,
                  epoch.history(),
                  epoch.allColumns(""),
                  epoch.start().number(),
                  epoch.allColumns("c."),
                  epoch.version()),
          done.transaction,
          revision);
      Sql.update(
          connection,
          "%s INSERT INTO %s (revision, fid, kind) SELECT ?, fid, CASE WHEN machizu_first = 'C' THEN 'C' WHEN machizu_last = 'D' THEN 'D' ELSE 'U' END FROM changed"
              .formatted(changed, epoch.log()),
          done.transaction,
          revision);
      Sql.update(
          connection,
          "%s DELETE FROM %s v USING changed c WHERE v.fid = c.fid AND c.machizu_last = 'D'"
              .formatted(changed, epoch.version()),
          done.transaction);
      Sql.update(
          connection,
          "%s INSERT INTO %s (fid, revision) SELECT fid, ? FROM changed WHERE machizu_last <> 'D' ON CONFLICT (fid) DO UPDATE SET revision = EXCLUDED.revision"
              .formatted(changed, epoch.version()),
          done.transaction,
          revision);
      var unused = step.detail("features", count).end();
    }
    Sql.update(
        connection,
        "DELETE FROM %s WHERE machizu_transaction = ?::xid8"
            .formatted(DatabaseTables.outside(epoch)),
        done.transaction);
    Sql.update(
        connection,
        "DELETE FROM machizu.outside WHERE municipality = ? AND layer = ? AND epoch = ? AND transaction = ?::xid8",
        municipality,
        epoch.layer(),
        epoch.id(),
        done.transaction);
  }
}
