package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;

/** The tables of the permit counter, in the operations file. */
final class PermitTables {
  private PermitTables() {}

  static void migrate(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE permit_checklist (
          municipality TEXT NOT NULL, number INTEGER NOT NULL, saved TEXT NOT NULL,
          author TEXT NOT NULL, note TEXT NOT NULL, yaml TEXT NOT NULL,
          PRIMARY KEY (municipality, number))
        """);
  }

  /** Papers, their fees, and how the counter is used. */
  static void migratePapers(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE permit_paper (
          municipality TEXT NOT NULL, year INTEGER NOT NULL, number INTEGER NOT NULL,
          kind TEXT NOT NULL, state TEXT NOT NULL, day TEXT NOT NULL, asked TEXT NOT NULL,
          author TEXT NOT NULL, terminal TEXT, lots TEXT NOT NULL, places TEXT NOT NULL,
          district TEXT NOT NULL, as_of TEXT, language TEXT NOT NULL, fee INTEGER NOT NULL,
          checklist INTEGER NOT NULL, code TEXT NOT NULL, hash TEXT, size INTEGER, pages INTEGER,
          answer TEXT, paid TEXT, reason TEXT, PRIMARY KEY (municipality, year, number))
        """);
    Sql.execute(connection, "CREATE INDEX permit_paper_day ON permit_paper (municipality, day)");
    Sql.execute(
        connection,
        "CREATE INDEX permit_paper_due ON permit_paper (municipality, state) WHERE state = 'DUE'");
    Sql.execute(
        connection,
        """
        CREATE TABLE permit_entry (
          municipality TEXT NOT NULL, number INTEGER NOT NULL, booked TEXT NOT NULL,
          year INTEGER NOT NULL, paper INTEGER NOT NULL, kind TEXT NOT NULL, yen INTEGER NOT NULL,
          author TEXT NOT NULL, PRIMARY KEY (municipality, number))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE permit_closing (
          municipality TEXT NOT NULL, number INTEGER NOT NULL, closed TEXT NOT NULL,
          author TEXT NOT NULL, first_entry INTEGER NOT NULL, last_entry INTEGER NOT NULL,
          paid_papers INTEGER NOT NULL, paid_yen INTEGER NOT NULL, back_papers INTEGER NOT NULL,
          back_yen INTEGER NOT NULL, due_papers INTEGER NOT NULL, due_yen INTEGER NOT NULL,
          counted INTEGER, note TEXT NOT NULL, PRIMARY KEY (municipality, number))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE permit_queue (
          municipality TEXT NOT NULL, terminal TEXT NOT NULL, day TEXT NOT NULL,
          number INTEGER NOT NULL, taken TEXT NOT NULL, called TEXT, gone TEXT,
          PRIMARY KEY (municipality, terminal, day, number))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE permit_count (
          municipality TEXT NOT NULL, day TEXT NOT NULL, channel TEXT NOT NULL,
          district TEXT NOT NULL, kind TEXT NOT NULL, times INTEGER NOT NULL,
          PRIMARY KEY (municipality, day, channel, district, kind))
        """);
  }
}
