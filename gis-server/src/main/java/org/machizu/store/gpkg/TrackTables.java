package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import org.machizu.store.sql.Sql;

/**
 * Devices, positions and the passes that follow from them. Times are milliseconds since 1970: there
 * are millions of them, and they are only compared. A device's positions lie together in the order
 * of time.
 */
final class TrackTables {
  private TrackTables() {}

  static void migrate(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        """
        CREATE TABLE track_device (
          municipality TEXT NOT NULL, name TEXT NOT NULL, id INTEGER NOT NULL, title TEXT NOT NULL,
          vehicle TEXT NOT NULL, work TEXT, width_m REAL, heard INTEGER NOT NULL, holder TEXT,
          lease TEXT, PRIMARY KEY (municipality, name), UNIQUE (municipality, id))
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE position (
          municipality TEXT NOT NULL, device INTEGER NOT NULL, time INTEGER NOT NULL,
          hash INTEGER NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL, altitude REAL, accuracy REAL,
          speed REAL, course REAL, extra TEXT,
          PRIMARY KEY (municipality, device, time, hash)) WITHOUT ROWID
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE position_refused (
          municipality TEXT NOT NULL, device INTEGER NOT NULL, hash INTEGER NOT NULL,
          code TEXT NOT NULL, detail TEXT NOT NULL, raw TEXT NOT NULL,
          PRIMARY KEY (municipality, device, hash)) WITHOUT ROWID
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE position_verdict (
          municipality TEXT NOT NULL, device INTEGER NOT NULL, time INTEGER NOT NULL,
          hash INTEGER NOT NULL, code TEXT NOT NULL,
          PRIMARY KEY (municipality, device, time, hash)) WITHOUT ROWID
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE track_arrival (
          municipality TEXT NOT NULL, id INTEGER PRIMARY KEY AUTOINCREMENT, device INTEGER NOT NULL,
          since INTEGER NOT NULL, until INTEGER NOT NULL)
        """);
    Sql.execute(
        connection, "CREATE INDEX track_arrival_device ON track_arrival (municipality, device)");
    Sql.execute(
        connection,
        """
        CREATE TABLE track_run (
          municipality TEXT NOT NULL, device INTEGER NOT NULL, begun INTEGER NOT NULL,
          until INTEGER NOT NULL, positions INTEGER NOT NULL, roads INTEGER NOT NULL,
          PRIMARY KEY (municipality, device, begun)) WITHOUT ROWID
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE track_lost (
          municipality TEXT NOT NULL, device INTEGER NOT NULL, run INTEGER NOT NULL,
          number INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL,
          reason TEXT NOT NULL, positions INTEGER NOT NULL,
          PRIMARY KEY (municipality, device, run, number)) WITHOUT ROWID
        """);
    Sql.execute(
        connection,
        """
        CREATE TABLE road_pass (
          municipality TEXT NOT NULL, device INTEGER NOT NULL, run INTEGER NOT NULL,
          number INTEGER NOT NULL, road INTEGER NOT NULL, part INTEGER NOT NULL,
          forward INTEGER NOT NULL, from_m REAL NOT NULL, to_m REAL NOT NULL,
          length_m REAL NOT NULL, entered INTEGER NOT NULL, gone INTEGER NOT NULL,
          confidence REAL NOT NULL, certain INTEGER NOT NULL, doing TEXT NOT NULL, work TEXT,
          inferred INTEGER NOT NULL, width_m REAL, fixes INTEGER NOT NULL,
          distance_m REAL NOT NULL, gap_s REAL NOT NULL, rival INTEGER,
          PRIMARY KEY (municipality, device, run, number)) WITHOUT ROWID
        """);
    Sql.execute(connection, "CREATE INDEX road_pass_time ON road_pass (municipality, gone)");
    Sql.execute(connection, "CREATE INDEX road_pass_road ON road_pass (municipality, road, gone)");
  }
}
