package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;

/**
 * Readings of gauges, where their alerts stand, the alerts and their steps, what the desk entered,
 * and the log of messages. Times of readings are milliseconds since 1970.
 */
final class GaugeTables {
  private GaugeTables() {}

  static void migrate(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE gauge_stream (
          municipality TEXT NOT NULL, gauge TEXT NOT NULL, drill INTEGER NOT NULL, id INTEGER
          NOT NULL, state TEXT, mark TEXT, heard INTEGER NOT NULL, may_lose INTEGER NOT NULL, PRIMARY KEY (municipality, gauge, drill), UNIQUE
          (municipality, id))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE gauge_reading (
          municipality TEXT NOT NULL, stream INTEGER NOT NULL, time INTEGER NOT NULL, hash
          INTEGER NOT NULL, metres REAL, raw TEXT NOT NULL, received INTEGER NOT NULL, source
          TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (municipality, stream, time, hash)) WITHOUT ROWID
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE gauge_checkpoint (
          municipality TEXT NOT NULL, stream INTEGER NOT NULL, day INTEGER NOT NULL, state
          TEXT NOT NULL, PRIMARY KEY (municipality, stream, day)) WITHOUT ROWID
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE gauge_alert (
          municipality TEXT NOT NULL, id INTEGER PRIMARY KEY AUTOINCREMENT, gauge TEXT NOT
          NULL, drill INTEGER NOT NULL, episode TEXT NOT NULL, cleared INTEGER, status TEXT
          NOT NULL, past INTEGER NOT NULL, merged_into INTEGER, told TEXT NOT NULL, version
          INTEGER NOT NULL, acknowledged TEXT, assignee TEXT, published TEXT)
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE gauge_alert_event (
          municipality TEXT NOT NULL, number INTEGER PRIMARY KEY AUTOINCREMENT, alert INTEGER
          NOT NULL, what TEXT NOT NULL, recorded TEXT NOT NULL, author TEXT NOT NULL, note
          TEXT NOT NULL, handled INTEGER NOT NULL, holder TEXT, lease TEXT)
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE gauge_entry (
          municipality TEXT NOT NULL, number INTEGER NOT NULL, gauge TEXT NOT NULL, recorded
          TEXT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, reason
          TEXT NOT NULL, PRIMARY KEY (municipality, number))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE gauge_message (
          municipality TEXT NOT NULL, number INTEGER PRIMARY KEY AUTOINCREMENT, received TEXT
          NOT NULL, source TEXT NOT NULL, topic TEXT NOT NULL, payload TEXT NOT NULL, size
          INTEGER NOT NULL, gauge TEXT, outcome TEXT NOT NULL, detail TEXT NOT NULL, may_lose
          INTEGER NOT NULL)
        """);
    Sql.execute(
        connection,
        "CREATE INDEX gauge_alert_gauge ON gauge_alert (municipality, gauge, drill, cleared)");
    Sql.execute(
        connection,
        "CREATE INDEX gauge_alert_event_alert ON gauge_alert_event (municipality, alert, number)");
    Sql.execute(
        connection,
        "CREATE INDEX gauge_alert_event_open ON gauge_alert_event (municipality, number) WHERE handled = 0");
    Sql.execute(
        connection, "CREATE INDEX gauge_entry_gauge ON gauge_entry (municipality, gauge, number)");
    Sql.execute(
        connection,
        "CREATE INDEX gauge_message_gauge ON gauge_message (municipality, gauge, number)");
  }
}
