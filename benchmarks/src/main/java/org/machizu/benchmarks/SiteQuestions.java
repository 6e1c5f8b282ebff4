package org.machizu.benchmarks;

import java.io.IOException;
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
 * The questions of the shipped checklist as SQL: the sample files in PostGIS, in zone XII, loaded
 * by ogr2ogr with its spatial indexes; lots and farmland also by number.
 */
final class SiteQuestions implements AutoCloseable {
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    for (String name :
        List.of(
            "parcels",
            "roads",
            "zoning",
            "fire_prevention",
            "cultural_property",
            "landslide",
            "water_pipes")) {
      FILES.put(name, name + ".zip");
    }
    for (String name :
        List.of("designated_roads", "district_plans", "planned_roads", "sewer_area")) {
      FILES.put(name, name + ".geojson");
    }
    for (String name : List.of("sewer_pipes", "farmland", "flood_planned", "flood_maximum")) {
      FILES.put(name, name + ".gpkg");
    }
    FILES.put("rivers", "rivers.geojsons");
  }

  private static final String SITE = "parcels s WHERE s.\"筆番号\" = ? AND ";

  private final Connection connection;
  private final List<PreparedStatement> questions = new ArrayList<>();
  private final long backend;

  private SiteQuestions(Connection connection) throws SQLException {
    this.connection = connection;
    areas("zoning", "\"用途地域\", \"建蔽率\", \"容積率\"", 2.5);
    areas("fire_prevention", "\"区分\"", 2.5);
    areas("district_plans", "\"名称\"", 2.5);
    areas("planned_roads", "\"名称\"", 2.5);
    areas("sewer_area", "\"処理区名\"", 2.5);
    areas("flood_planned", "\"浸水深\"", 25);
    areas("flood_maximum", "\"浸水深\"", 25);
    areas("landslide", "\"通称\"", 2.5);
    areas("cultural_property", "\"名称\"", 10);
    areas("rivers", "\"名称\"", 22.5);
    front("designated_roads", "\"条項\"");
    front("designated_roads", "\"条項\""); // for the cap of the floor area ratio
    front("roads", "\"路線名\"");
    question(
        "SELECT l.\"条項\", ST_Area(ST_Intersection(s.geom, ST_Buffer(l.geom, 2, 'endcap=flat'))) FROM designated_roads l, "
            + SITE
            + "l.\"条項\" = '42条2項' AND ST_DWithin(l.geom, s.geom, 3)");
    pipes("water_pipes", "\"口径_mm\"");
    pipes("sewer_pipes", "\"管径_mm\"");
    question("SELECT \"農地区分\" FROM farmland WHERE \"筆番号\" = ?");
    question("SELECT \"地番\", \"地目\", \"地積_m2\" FROM parcels WHERE \"筆番号\" = ?");
    question("SELECT \"座標系\", \"精度区分\" FROM parcels WHERE \"筆番号\" = ?");
    try (Statement asking = connection.createStatement();
        ResultSet row = asking.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      backend = row.getLong(1);
    }
  }

  /** Loads the files into a database of its own. */
  static SiteQuestions load(OwnDatabase database, Path samples) throws Exception {
    database.make("sites");
    for (var layer : FILES.entrySet()) {
      load(database, "sites", layer.getKey(), samples.resolve(layer.getValue()).toString());
    }
    Connection connection = DriverManager.getConnection(database.jdbcUrl("sites"), "postgres", "");
    try (Statement making = connection.createStatement()) {
      making.execute("CREATE INDEX ON parcels (\"筆番号\")");
      making.execute("CREATE INDEX ON farmland (\"筆番号\")");
      making.execute("ANALYZE");
    }
    return new SiteQuestions(connection);
  }

  /** Loads a sample file into a table, in metres of zone XII, with its spatial index. */
  static void load(OwnDatabase database, String into, String layer, String file)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "ogr2ogr",
                "-f",
                "PostgreSQL",
                database.gdalName(into),
                file.endsWith(".zip") ? "/vsizip/" + file : file,
                "-nln",
                layer,
                "-nlt",
                "GEOMETRY",
                "-t_srs",
                "EPSG:6680",
                "-lco",
                "GEOMETRY_NAME=geom",
                "-lco",
                "LAUNDER=NO",
                "--config",
                "PG_USE_COPY",
                "YES"));
    if (file.endsWith(".zip")) {
      command.addAll(List.of("-oo", "ENCODING=CP932"));
    }
    var unused = Runs.of(command);
  }

  private void question(String sql) throws SQLException {
    questions.add(connection.prepareStatement(sql));
  }

  /** Areas that reach the site or come near it, with how much of it they take. */
  private void areas(String layer, String attributes, double toleranceM) throws SQLException {
    question(
        "SELECT %s, ST_Area(ST_Intersection(l.geom, s.geom)), ST_Distance(l.geom, s.geom) FROM %s l, "
                .formatted(attributes, layer)
            + SITE
            + "ST_DWithin(l.geom, s.geom, %s)".formatted(toleranceM));
  }

  /** Roads along the site, with how much of its border lies along them. */
  private void front(String layer, String attributes) throws SQLException {
    question(
        "SELECT l.%s, l.\"幅員_m\", ST_Length(ST_Intersection(ST_Boundary(s.geom), ST_Buffer(l.geom, l.\"幅員_m\" / 2 + 0.5, 'endcap=flat'))) FROM %s l, "
                .formatted(attributes, layer)
            + SITE
            + "ST_DWithin(l.geom, s.geom, 10)");
  }

  private void pipes(String layer, String attributes) throws SQLException {
    question(
        "SELECT l.%s, ST_Distance(l.geom, s.geom) d FROM %s l, ".formatted(attributes, layer)
            + SITE
            + "ST_DWithin(l.geom, s.geom, 10) ORDER BY d LIMIT 3");
  }

  int count() {
    return questions.size();
  }

  /** Asks all questions about a lot and reads the rows. */
  void ask(String number) throws SQLException {
    for (PreparedStatement question : questions) {
      question.setString(1, number);
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
