package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;

/** The tables of the watch and of the register's extract; PostGIS has the same in V8. */
final class WatchTables {
  private WatchTables() {}

  static void migrate(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE watch_case (
          municipality TEXT NOT NULL, id INTEGER NOT NULL, version INTEGER NOT NULL, household
          INTEGER NOT NULL, event TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL, report
          TEXT, assignee TEXT, follow_up TEXT, opened TEXT NOT NULL, opened_by TEXT NOT NULL,
          changed TEXT NOT NULL, PRIMARY KEY (municipality, id))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE watch_step (
          municipality TEXT NOT NULL, case_id INTEGER NOT NULL, number INTEGER NOT NULL, time TEXT
          NOT NULL, actor TEXT NOT NULL, step TEXT NOT NULL, outcome TEXT, note TEXT NOT NULL,
          photo TEXT, before TEXT, after TEXT NOT NULL, PRIMARY KEY (municipality, case_id,
          number))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE watch_photo (
          municipality TEXT NOT NULL, hash TEXT NOT NULL, number INTEGER NOT NULL, media_type TEXT
          NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (municipality, hash, number))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE watch_report (
          municipality TEXT NOT NULL, id TEXT NOT NULL, seen TEXT NOT NULL, source TEXT NOT NULL,
          reporter TEXT NOT NULL, received TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL,
          note TEXT NOT NULL, photo TEXT, closed TEXT, PRIMARY KEY (municipality, id))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE watch_hint (
          municipality TEXT NOT NULL, time_window INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY
          KEY (municipality, time_window))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE register_draft (
          municipality TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL, created TEXT NOT
          NULL, created_by TEXT NOT NULL, residents_revision INTEGER NOT NULL, households_revision
          INTEGER NOT NULL, counts TEXT NOT NULL, PRIMARY KEY (municipality, id))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE register_row (
          municipality TEXT NOT NULL, draft TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT
          NULL, resident TEXT NOT NULL, household_key TEXT NOT NULL, placed TEXT NOT NULL, place
          INTEGER, candidates TEXT, old_values TEXT, new_values TEXT, PRIMARY KEY (municipality,
          draft, number))
        """);
    Sql.execute(
        connection,
        "CREATE UNIQUE INDEX watch_case_open ON watch_case (municipality, household, event) WHERE state <> 'settled'");
    Sql.execute(
        connection, "CREATE INDEX watch_case_household ON watch_case (municipality, household)");
    Sql.execute(
        connection, "CREATE INDEX watch_report_seen ON watch_report (municipality, seen, id)");
    Sql.execute(
        connection,
        "CREATE INDEX watch_report_reporter ON watch_report (municipality, reporter, received)");
    Sql.execute(
        connection,
        "CREATE INDEX register_row_kind ON register_row (municipality, draft, kind, placed, number)");
  }
}
