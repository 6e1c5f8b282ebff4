package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;

/** The tables of messages that leave the town, in the operations file. */
final class OutboxTables {
  private OutboxTables() {}

  static void migrate(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE outbox_recipient (
          municipality TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
          body TEXT NOT NULL, secret TEXT, PRIMARY KEY (municipality, id))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE outbox_message (
          municipality TEXT NOT NULL, number INTEGER NOT NULL, alert INTEGER NOT NULL,
          event INTEGER NOT NULL, recipient TEXT NOT NULL, channel TEXT NOT NULL,
          address TEXT NOT NULL, purpose TEXT NOT NULL, round INTEGER NOT NULL,
          state TEXT NOT NULL, reason TEXT NOT NULL, drill INTEGER NOT NULL,
          urgent INTEGER NOT NULL, made TEXT NOT NULL, due TEXT NOT NULL, follows INTEGER,
          stop INTEGER NOT NULL, doubt INTEGER NOT NULL, batch TEXT, attempts INTEGER NOT NULL,
          sent TEXT, error TEXT NOT NULL, language TEXT NOT NULL, subject TEXT NOT NULL,
          body TEXT NOT NULL, facts TEXT NOT NULL, holder TEXT, lease TEXT,
          PRIMARY KEY (municipality, number),
          UNIQUE (municipality, alert, event, recipient, channel, address, purpose, round))
        """);
    Sql.execute(
        connection,
        "CREATE INDEX outbox_message_due ON outbox_message (municipality, due) WHERE state IN ('WAITING', 'SENDING')");
    Sql.execute(
        connection, "CREATE INDEX outbox_message_batch ON outbox_message (municipality, batch)");
    Sql.execute(
        connection,
        "CREATE INDEX outbox_message_sent ON outbox_message (municipality, address, sent)");
    Sql.execute(
        connection,
        "CREATE INDEX outbox_message_recipient ON outbox_message (municipality, recipient, number)");
  }

  /** What was changed of those who are told. */
  static void migrateChanges(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE outbox_recipient_change (
          municipality TEXT NOT NULL, recipient TEXT NOT NULL, version INTEGER NOT NULL,
          recorded TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL,
          changed TEXT NOT NULL, body TEXT, PRIMARY KEY (municipality, recipient, version))
        """);
  }
}
