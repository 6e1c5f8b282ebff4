package org.machizu.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The questions about hazards as SQL: the sample files in PostGIS, in zone XII, loaded by ogr2ogr
 * with its spatial indexes. The grid of depths is left out, so that the peer has less to do.
 */
final class HazardQuestions implements AutoCloseable {
  private static final String DATABASE = "hazards";
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("flood_planned", "flood_planned.gpkg");
    FILES.put("flood_maximum", "flood_maximum.gpkg");
    FILES.put("landslide", "landslide.zip");
    FILES.put("ponds", "ponds.geojson");
  }

  private final Connection connection;
  private final List<PreparedStatement> questions = new ArrayList<>();
  private final long backend;

  private HazardQuestions(Connection connection) throws SQLException {
    this.connection = connection;
    question("flood_planned", "\"区域番号\", \"河川名\", \"浸水深\", \"継続時間\"", 25);
    question("flood_maximum", "\"区域番号\", \"河川名\", \"浸水深\", \"継続時間\"", 25);
    question("landslide", "\"区域番号\", \"現象\", \"区域区分\"", 2.5);
    question("ponds", "\"ため池番号\", \"名称\"", 500);
    try (Statement asking = connection.createStatement();
        ResultSet row = asking.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      backend = row.getLong(1);
    }
  }

  /** Loads the files into a database of its own. */
  static HazardQuestions load(OwnDatabase database, Path samples) throws Exception {
    database.make(DATABASE);
    for (var layer : FILES.entrySet()) {
      SiteQuestions.load(
          database, DATABASE, layer.getKey(), samples.resolve(layer.getValue()).toString());
    }
    Connection connection = DriverManager.getConnection(database.jdbcUrl(DATABASE), "postgres", "");
    try (Statement making = connection.createStatement()) {
      making.execute("ANALYZE");
    }
    return new HazardQuestions(connection);
  }

  /** Zones that hold the place or begin closer than the map is exact, with their distance. */
  private void question(String layer, String attributes, double withinM) throws SQLException {
    questions.add(
        connection.prepareStatement(
            "WITH p AS (SELECT ST_Transform(ST_SetSRID(ST_MakePoint(?, ?), 6668), 6680) AS geom) SELECT %s, ST_Distance(l.geom, p.geom) FROM %s l, p WHERE ST_DWithin(l.geom, p.geom, %s)"
                .formatted(attributes, layer, withinM)));
  }

  int count() {
    return questions.size();
  }

  /** Asks all questions about a place and reads the rows. */
  void ask(double lon, double lat) throws SQLException {
    for (PreparedStatement question : questions) {
      question.setDouble(1, lon);
      question.setDouble(2, lat);
      try (ResultSet rows = question.executeQuery()) {
        while (rows.next()) {
          Object unused = rows.getObject(1);
        }
      }
    }
  }

  /** What the database's process for this connection has taken of the processors. */
  double cpuSeconds() {
    return ProcessHandle.of(backend)
            .flatMap(process -> process.info().totalCpuDuration())
            .orElse(Duration.ZERO)
            .toMillis()
        / 1e3;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
