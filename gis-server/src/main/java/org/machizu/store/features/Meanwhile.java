package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

/**
 * What others do to a layer while its {@link Shadow} is built: learned from the layer's log, a
 * stretch at a time, and listed in a temporary table of the transaction.
 */
final class Meanwhile {
  /** The ids of the features that {@link #list} found. */
  static final String CHANGED = "SELECT fid FROM machizu_changed";

  /** Others' changes that the last, publishing transaction may take over. */
  static final int FEW = 500;

  private final Shadow shadow;
  private long since;

  /**
   * @param since the revision from which on others' changes are not in the shadow
   */
  Meanwhile(Shadow shadow, long since) {
    this.shadow = shadow;
    this.since = since;
  }

  private Epoch present() {
    return shadow.present();
  }

  /** Whether more was changed since the last look than one transaction should take over. */
  boolean isMuch() {
    return shadow
        .layer()
        .read(
            Transactions.ALLOWED,
            (c, now) ->
                Sql.numberOr(
                        c,
                        0,
                        "SELECT count(*) FROM %s WHERE revision > ?".formatted(present().log()),
                        since)
                    > FEW);
  }

  /** Lists what was changed since the last look; false when nothing was. */
  boolean list(Connection connection) throws SQLException {
    long until = shadow.layer().ledger().last(connection, present().layer()).number();
    present().dialect().makeTemporary(connection, "machizu_changed", List.of("fid"));
    int changed =
        Sql.update(
            connection,
            "INSERT INTO machizu_changed SELECT DISTINCT fid FROM %s WHERE revision > ?"
                .formatted(present().log()),
            since);
    since = until;
    return changed > 0;
  }

  /**
   * Copies features, or their absence, as they stand now.
   *
   * @param which a query for their ids
   */
  void copyAnew(Connection connection, String which) throws SQLException {
    String in = " WHERE fid IN (" + which + ")";
    Sql.update(connection, "DELETE FROM " + shadow.content() + in);
    Sql.update(connection, "DELETE FROM " + shadow.epoch().version() + in);
    shadow.copyPresent(connection, "t.fid IN (" + which + ")");
    shadow.epoch().dialect().reindex(connection, shadow.epoch(), which);
  }
}
