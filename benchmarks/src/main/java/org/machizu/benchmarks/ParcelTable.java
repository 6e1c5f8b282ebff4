package org.machizu.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * The city's parcels in PostGIS as GeoJSON by SQL alone: one prepared statement a question, over a
 * connection that stays open. In lon/lat, so that nothing is reckoned; with a spatial index and one
 * of each attribute that is asked for. It knows no rights, and sends no HTTP.
 */
final class ParcelTable implements AutoCloseable {
  static final String NAME = "parcels";
  private static final String DATABASE = "features";
  private static final int ROWS_AT_ONCE = 1_000;
  private static final String AS_JSON = "SELECT ST_AsGeoJSON(t.*, 'geom', 9) FROM ";

  private final OwnDatabase database;
  private final Connection connection;
  private final PreparedStatement box;
  private final PreparedStatement one;
  private final PreparedStatement condition;
  private final long backend;

  private ParcelTable(OwnDatabase database, Connection connection) throws SQLException {
    this.database = database;
    this.connection = connection;
    String within = "t.geom && ST_MakeEnvelope(?, ?, ?, ?, 6668)";
    String touching = " AND ST_Intersects(t.geom, ST_MakeEnvelope(?, ?, ?, ?, 6668))";
    box =
        connection.prepareStatement(
            AS_JSON + "parcels t WHERE " + within + touching + " LIMIT 100");
    one = connection.prepareStatement(AS_JSON + "parcels t WHERE ogc_fid = ?");
    condition =
        connection.prepareStatement(
            AS_JSON
                + "parcels t WHERE "
                + within
                + touching
                + " AND \"地目\" = '宅地' AND \"地積_m2\" > 200 LIMIT 100");
    try (Statement asking = connection.createStatement();
        ResultSet row = asking.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      backend = row.getLong(1);
    }
  }

  /** Loads the city's file into a database of its own. */
  static ParcelTable load(OwnDatabase database, String file) throws Exception {
    database.make(DATABASE);
    var unused =
        Runs.of(
            List.of(
                "ogr2ogr",
                "-f",
                "PostgreSQL",
                database.gdalName(DATABASE),
                "/vsizip/" + file,
                "-nln",
                NAME,
                "-nlt",
                "MULTIPOLYGON",
                "-t_srs",
                "EPSG:6668",
                "-lco",
                "GEOMETRY_NAME=geom",
                "-lco",
                "LAUNDER=NO",
                "-oo",
                "ENCODING=CP932",
                "--config",
                "PG_USE_COPY",
                "YES"));
    Connection connection = DriverManager.getConnection(database.jdbcUrl(DATABASE), "postgres", "");
    try (Statement making = connection.createStatement()) {
      making.execute("CREATE INDEX ON parcels (\"地目\", \"地積_m2\")");
      making.execute("VACUUM ANALYZE");
    }
    return new ParcelTable(database, connection);
  }

  /** The connection as libpq takes it. */
  String libpq() {
    return database.gdalName(DATABASE).substring("PG:".length());
  }

  /** Numbers of rows, for questions about one. */
  long count() throws SQLException {
    try (Statement asking = connection.createStatement();
        ResultSet row = asking.executeQuery("SELECT max(ogc_fid) FROM parcels")) {
      row.next();
      return row.getLong(1);
    }
  }

  long box(double[] box) throws SQLException {
    return ask(box, this.box);
  }

  long condition(double[] box) throws SQLException {
    return ask(box, condition);
  }

  private static long ask(double[] box, PreparedStatement question) throws SQLException {
    for (int i = 0; i < 8; i++) {
      question.setDouble(i + 1, box[i % 4]);
    }
    return read(question);
  }

  long one(long id) throws SQLException {
    one.setLong(1, id);
    return read(one);
  }

  /** All rows, some at once, as a stream reads them. */
  long all() throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement whole = connection.prepareStatement(AS_JSON + "parcels t")) {
      whole.setFetchSize(ROWS_AT_ONCE);
      return read(whole);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Reads the rows and gives their bytes. */
  private static long read(PreparedStatement question) throws SQLException {
    long bytes = 0;
    try (ResultSet rows = question.executeQuery()) {
      while (rows.next()) {
        bytes += rows.getString(1).getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return bytes;
  }

  /** What the database's process for this connection has taken of the processors. */
  double cpuSeconds() {
    return cpuSeconds(ProcessHandle.of(backend).stream().toList());
  }

  /** The same for the connections of others to this database. */
  double othersCpuSeconds() throws SQLException, IOException {
    try (Statement asking = connection.createStatement();
        ResultSet rows =
            asking.executeQuery(
                "SELECT pid FROM pg_stat_activity WHERE datname = 'features' AND pid <> pg_backend_pid()")) {
      double sum = 0;
      while (rows.next()) {
        sum += cpuSeconds(ProcessHandle.of(rows.getLong(1)).stream().toList());
      }
      return sum;
    }
  }

  private static double cpuSeconds(List<ProcessHandle> processes) {
    return processes.stream()
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToDouble(time -> time.toMillis() / 1e3)
        .sum();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
