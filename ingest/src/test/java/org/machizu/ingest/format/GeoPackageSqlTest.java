package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class GeoPackageSqlTest {
  private static final String TABLE = "避難所 \"<c>\" o'town";
  private static final GeometryFactory FACTORY = new GeometryFactory();
  private Connection connection;

  @BeforeEach
  void makeATableWithAnIndex() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    GeoPackageFunctions.register(connection);
    for (String sql : GeoPackageSql.coreTables()) {
      run(sql);
    }
    run(
        "CREATE TABLE %s (fid INTEGER PRIMARY KEY, geom BLOB, 名称 TEXT UNIQUE)"
            .formatted(GeoPackageSql.quote(TABLE)));
    for (String sql : GeoPackageSql.createRtree(TABLE, "geom")) {
      run(sql);
    }
    for (String sql : GeoPackageSql.rtreeTriggers(TABLE, "geom", "fid")) {
      run(sql);
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void run(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql.replace("<t>", GeoPackageSql.quote(TABLE)))) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private static byte[] point(double x, double y) {
    return GeoPackageGeometry.encode(FACTORY.createPoint(new Coordinate(x, y)), 6668);
  }

  private static byte[] empty() {
    return GeoPackageGeometry.encode(FACTORY.createPolygon(), 6668);
  }

  private List<String> index() throws SQLException {
    List<String> boxes = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, minx, maxy FROM "
                    + GeoPackageSql.quote(GeoPackageSql.rtreeName(TABLE, "geom"))
                    + " ORDER BY id")) {
      while (rows.next()) {
        boxes.add(rows.getInt(1) + " " + rows.getInt(2) + " " + rows.getInt(3));
      }
    }
    return boxes;
  }

  @Test
  void theIndexFollowsInsertUpdateAndDelete() throws SQLException {
    run("INSERT INTO <t> VALUES (1, ?, 'a'), (2, NULL, 'b'), (3, ?, 'c')", point(1, 2), empty());
    assertThat(index()).containsExactly("1 1 2");
    run("UPDATE <t> SET geom = ? WHERE fid = 1", point(5, 6));
    run("UPDATE <t> SET geom = ? WHERE fid IN (2, 3)", point(7, 8));
    assertThat(index()).containsExactly("1 5 6", "2 7 8", "3 7 8");
    run("UPDATE <t> SET geom = NULL WHERE fid = 2");
    run("UPDATE <t> SET geom = ? WHERE fid = 3", empty());
    assertThat(index()).containsExactly("1 5 6");
    run("UPDATE <t> SET fid = 9 WHERE fid = 1");
    run("UPDATE <t> SET fid = 8 WHERE fid = 2");
    assertThat(index()).containsExactly("9 5 6");
    run("UPDATE <t> SET fid = 10, geom = NULL WHERE fid = 9");
    assertThat(index()).isEmpty();
    run("UPDATE <t> SET geom = ? WHERE fid = 10", point(1, 1));
    run("DELETE FROM <t>");
    assertThat(index()).isEmpty();
  }

  @Test
  void anUpsertKeepsTheIndexTrue() throws SQLException {
    String upsert =
        "INSERT INTO <t> (geom, 名称) VALUES (?, ?) ON CONFLICT(名称) DO UPDATE SET geom = excluded.geom";
    run(upsert, point(1, 2), "中央公民館");
    run(upsert, point(3, 4), "中央公民館");
    assertThat(index()).containsExactly("1 3 4");
  }

  @Test
  void theFunctionsAnswerForLinesAndRefuseWhatIsNoGeometry() throws SQLException {
    byte[] line = GeoPackageGeometry.encode(FACTORY.toGeometry(new Envelope(1, 2, 3, 4)), 6668);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT ST_MinX(?1), ST_MaxX(?1), ST_MinY(?1), ST_MaxY(?1), ST_IsEmpty(?1), ST_MinX(?2), ST_IsEmpty(?2), ST_IsEmpty(NULL)")) {
      statement.setBytes(1, line);
      statement.setBytes(2, empty());
      try (ResultSet row = statement.executeQuery()) {
        List<Object> values = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
          values.add(row.getObject(i));
        }
        assertThat(values).containsExactly(1.0, 2.0, 3.0, 4.0, 0, null, 1, null);
      }
    }
    assertThatThrownBy(() -> run("INSERT INTO <t> VALUES (1, x'00', 'a')"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("GP");
  }
}
