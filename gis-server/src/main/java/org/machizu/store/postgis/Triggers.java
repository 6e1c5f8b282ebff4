package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.features.Epoch;
import org.machizu.store.sql.Sql;

/**
 * The triggers of a content table: whoever changes it, its history is written by the statement, in
 * the same transaction. Of our own changes, which are made under a revision's number, version, log
 * and history are brought up to date at once. What another program does is put aside with the state
 * before it; {@link Outside} numbers it.
 */
final class Triggers {
  private Triggers() {}

  static void create(Connection connection, String municipality, Epoch epoch) throws SQLException {
    Sql.execute(connection, function(connection, municipality, epoch));
    String call = " FOR EACH STATEMENT EXECUTE FUNCTION " + DatabaseTables.changed(epoch) + "()";
    String on = " ON " + epoch.content();
    Sql.execute(
        connection,
        "CREATE TRIGGER machizu_insert AFTER INSERT"
            + on
            + " REFERENCING NEW TABLE AS new_rows"
            + call);
    Sql.execute(
        connection,
        "CREATE TRIGGER machizu_update AFTER UPDATE"
            + on
            + " REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"
            + call);
    Sql.execute(
        connection,
        "CREATE TRIGGER machizu_delete AFTER DELETE"
            + on
            + " REFERENCING OLD TABLE AS old_rows"
            + call);
    Sql.execute(connection, "CREATE TRIGGER machizu_truncate BEFORE TRUNCATE" + on + call);
  }

  /**
   * Lets nobody change a former content any more, but the server itself, which purges there. The
   * triggers stay: to drop them would wait for every reader.
   */
  static void close(Connection connection, Epoch epoch) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS $machizu$
        BEGIN
          IF session_user = %s AND current_setting('machizu.revision', true) <> '' THEN
            RETURN NULL;
          END IF;
          RAISE EXCEPTION 'this is a former content of layer %%; change the view of that name', %s;
        END
        $machizu$
        """
            .formatted(DatabaseTables.changed(epoch), server(connection), Sql.text(epoch.layer())));
  }

  private static String function(Connection connection, String municipality, Epoch epoch)
      throws SQLException {
    return BODY.replace("{changed}", DatabaseTables.changed(epoch))
        .replace("{server}", server(connection))
        .replace("{municipality}", Sql.text(municipality))
        .replace("{layer}", Sql.text(epoch.layer()))
        .replace("{epoch}", String.valueOf(epoch.id()))
        .replace("{start}", String.valueOf(epoch.start().number()))
        .replace("{content}", epoch.content())
        .replace("{version}", epoch.version())
        .replace("{log}", epoch.log())
        .replace("{history}", epoch.history())
        .replace("{outside}", DatabaseTables.outside(epoch))
        .replace("{columns}", epoch.allColumns(""))
        .replace("{old.columns}", epoch.allColumns("machizu_o."));
  }

  /** The login that this server has, as a constant. */
  private static String server(Connection connection) throws SQLException {
    return Sql.text(String.valueOf(Sql.string(connection, "SELECT session_user::text")));
  }

  // Names of ours begin with machizu_, which no column of a layer does: it may well be called "n".
  // Whole rows are compared, by the types' own equality: it needs no operator from the search path,
  // which is kept empty because the function runs with the server's rights.
  private static final String BODY =
      """
      CREATE OR REPLACE FUNCTION {changed}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp AS $machizu$
      DECLARE
        machizu_own bigint := CASE WHEN session_user = {server}
          THEN nullif(current_setting('machizu.revision', true), '')::bigint END;
        machizu_me xid8 := pg_current_xact_id();
      BEGIN
        IF machizu_own IS NULL THEN
          PERFORM machizu.require_town({municipality});
          INSERT INTO machizu.outside (municipality, layer, epoch, transaction, actor, time)
          VALUES ({municipality}, {layer}, {epoch}, machizu_me, session_user, clock_timestamp())
          ON CONFLICT (municipality, layer, epoch, transaction) DO UPDATE SET time = EXCLUDED.time;
          PERFORM pg_notify('machizu', {municipality});
          IF TG_OP = 'INSERT' THEN
            INSERT INTO {outside} (machizu_transaction, machizu_kind, fid)
            SELECT machizu_me, 'C', fid FROM new_rows;
          ELSIF TG_OP = 'UPDATE' THEN
            INSERT INTO {outside} (machizu_transaction, machizu_kind, fid{columns})
            SELECT machizu_me, CASE WHEN machizu_n.fid IS NULL THEN 'D' ELSE 'U' END, machizu_o.fid{old.columns}
            FROM old_rows machizu_o LEFT JOIN new_rows machizu_n ON machizu_n.fid = machizu_o.fid
            WHERE machizu_n.fid IS NULL OR machizu_o IS DISTINCT FROM machizu_n;
            INSERT INTO {outside} (machizu_transaction, machizu_kind, fid)
            SELECT machizu_me, 'C', machizu_n.fid FROM new_rows machizu_n
            WHERE NOT EXISTS (SELECT FROM old_rows machizu_o WHERE machizu_o.fid = machizu_n.fid);
          ELSIF TG_OP = 'DELETE' THEN
            INSERT INTO {outside} (machizu_transaction, machizu_kind, fid{columns})
            SELECT machizu_me, 'D', machizu_o.fid{old.columns} FROM old_rows machizu_o;
          ELSE
            INSERT INTO {outside} (machizu_transaction, machizu_kind, fid{columns})
            SELECT machizu_me, 'D', machizu_o.fid{old.columns} FROM {content} machizu_o;
          END IF;
          RETURN NULL;
        END IF;
        IF TG_OP = 'INSERT' THEN
          INSERT INTO {version} (fid, revision) SELECT fid, machizu_own FROM new_rows
          ON CONFLICT (fid) DO UPDATE SET revision = machizu_own;
          INSERT INTO {log} (revision, fid, kind) SELECT machizu_own, fid, 'C' FROM new_rows
          ON CONFLICT (revision, fid) DO UPDATE SET kind = 'U';
        ELSIF TG_OP = 'UPDATE' THEN
          INSERT INTO {history} (fid, machizu_from, machizu_to{columns})
          SELECT machizu_o.fid, coalesce(v.revision, {start}), machizu_own{old.columns}
          FROM old_rows machizu_o JOIN new_rows machizu_n ON machizu_n.fid = machizu_o.fid
            LEFT JOIN {version} v ON v.fid = machizu_o.fid
          WHERE machizu_o IS DISTINCT FROM machizu_n AND v.revision IS DISTINCT FROM machizu_own;
          INSERT INTO {log} (revision, fid, kind)
          SELECT machizu_own, machizu_o.fid, 'U' FROM old_rows machizu_o JOIN new_rows machizu_n ON machizu_n.fid = machizu_o.fid
          WHERE machizu_o IS DISTINCT FROM machizu_n ON CONFLICT (revision, fid) DO NOTHING;
          INSERT INTO {version} (fid, revision)
          SELECT machizu_o.fid, machizu_own FROM old_rows machizu_o JOIN new_rows machizu_n ON machizu_n.fid = machizu_o.fid
          WHERE machizu_o IS DISTINCT FROM machizu_n ON CONFLICT (fid) DO UPDATE SET revision = machizu_own;
        ELSIF TG_OP = 'DELETE' THEN
          INSERT INTO {history} (fid, machizu_from, machizu_to{columns})
          SELECT machizu_o.fid, coalesce(v.revision, {start}), machizu_own{old.columns}
          FROM old_rows machizu_o LEFT JOIN {version} v ON v.fid = machizu_o.fid
          WHERE v.revision IS DISTINCT FROM machizu_own;
          INSERT INTO {log} (revision, fid, kind) SELECT machizu_own, machizu_o.fid, 'D' FROM old_rows machizu_o
          ON CONFLICT (revision, fid) DO UPDATE SET kind = 'D' WHERE {log}.kind <> 'C';
          DELETE FROM {log} l USING old_rows machizu_o
          WHERE l.revision = machizu_own AND l.fid = machizu_o.fid AND l.kind = 'C';
          DELETE FROM {version} v USING old_rows machizu_o WHERE v.fid = machizu_o.fid;
        ELSE
          RAISE EXCEPTION 'the server itself does not truncate layers';
        END IF;
        RETURN NULL;
      END
      $machizu$
      """;
}
