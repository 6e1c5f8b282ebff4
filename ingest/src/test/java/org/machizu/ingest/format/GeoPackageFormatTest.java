package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.testdata.RealData;

class GeoPackageFormatTest {
  private static final String JGD2011 =
      """
      GEOGCS["JGD2011",DATUM["Japanese_Geodetic_Datum_2011",SPHEROID["GRS 1980",6378137,298.257222101]],\
      PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]\
      """;

  private final GeoPackageFormat format = new GeoPackageFormat(crs -> JGD2011);
  @TempDir private Path folder;

  static Schema schema(GeometryType type) {
    return new Schema(
        type,
        List.of(
            Attribute.open("名称", AttributeType.TEXT),
            Attribute.open("階数", AttributeType.INTEGER),
            Attribute.open("面積", AttributeType.REAL),
            Attribute.open("公開", AttributeType.BOOLEAN),
            Attribute.open("建築日", AttributeType.DATE),
            Attribute.open("更新", AttributeType.DATETIME)));
  }

  static final Object[] VALUES = {
    "早来公民館 ① 髙﨑", 3L, 0.1, true, LocalDate.of(1989, 1, 8), Instant.parse("2022-12-01T00:00:00Z")
  };

  private static final String POLYGON =
      "POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1))";

  private Path write(GeometryType type, String... wkts) throws Exception {
    Path file = folder.resolve("out.gpkg");
    Schema schema = schema(type);
    try (FeatureWriter writer = format.create(file, schema, WriteOptions.lonLat("建物"))) {
      for (int i = 0; i < wkts.length; i++) {
        writer.write(
            Reading.feature(
                schema, 10L * (i + 1), wkts[i], i == 0 ? VALUES : new Object[schema.size()]));
      }
    }
    return file;
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(FormatException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void run(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void rowsComeBackAsTheyWereWritten() throws Exception {
    Path file = write(GeometryType.POLYGON, POLYGON, null);
    Reading read = Reading.of(format, file);
    assertThat(read.problems()).isEmpty();
    assertThat(read.schema()).isEqualTo(schema(GeometryType.POLYGON));
    assertThat(read.crs()).contains(Crs.JGD2011);
    assertThat(read.rows().getFirst().attributes().asMap().values()).containsExactly(VALUES);
    assertThat(read.rows().get(1).attributes().asMap().values()).containsOnlyNulls();
    assertThat(read.wkt(0)).isEqualTo(POLYGON.replace("POLYGON (", "MULTIPOLYGON ((") + ")");
    assertThat(read.wkt(1)).isEqualTo("null");
    assertThat(read.rows()).extracting(Row::sourceId).containsExactly("10", "20");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file); // neither a journal nor a part remains
    }
  }

  @Test
  void pointsBecomeMultiOnlyWhenOneOfThemIs() throws Exception {
    Path single = write(GeometryType.POINT, "POINT (1 2)", "MULTIPOINT ((3 4))");
    Reading points = Reading.of(format, single);
    assertThat(List.of(points.wkt(0), points.wkt(1))).containsExactly("POINT (1 2)", "POINT (3 4)");
    Path multi = write(GeometryType.POINT, "POINT (1 2)", "MULTIPOINT ((3 4), (5 6))");
    Reading multis = Reading.of(format, multi);
    assertThat(multis.wkt(0)).isEqualTo("MULTIPOINT ((1 2))");
    assertThat(Gdal.run("ogrinfo", "-al", "-so", multi)).contains("Geometry: Multi Point");
  }

  @Test
  void gdalReadsTheFileWithoutAWarning() throws Exception {
    Path file = write(GeometryType.POLYGON, POLYGON, null);
    String info = Gdal.run("ogrinfo", "-al", file);
    assertThat(info)
        .contains("Layer name: 建物", "Feature Count: 2", "Geometry: Multi Polygon")
        .contains("Extent: (0.000000, 0.000000) - (10.000000, 10.000000)")
        .contains("名称 (String) = 早来公民館 ① 髙﨑", "階数 (Integer64) = 3", "面積 (Real) = 0.1")
        .contains("公開 (Integer(Boolean)) = 1", "建築日 (Date) = 1989/01/08")
        .contains("更新 (DateTime) = 2022/12/01 00:00:00+00", "ID[\"EPSG\",6668]")
        .doesNotContain("Warning", "ERROR");
    String sql = "SELECT count(*) AS n FROM rtree_建物_geom WHERE minx < 1 AND maxy > 9";
    assertThat(Gdal.run("ogrinfo", "-q", file, "-sql", sql)).contains("n (Integer) = 1");
    assertThat(Gdal.run("ogrinfo", "-q", "-spat", "20", "20", "30", "30", file, "建物"))
        .doesNotContain("OGRFeature");
  }

  @Test
  void gdalEditsTheFileAndTheIndexFollows() throws Exception {
    Path file = write(GeometryType.POLYGON, POLYGON);
    Path more = folder.resolve("more.geojson");
    Files.writeString(
        more,
        "{\"type\":\"Feature\",\"properties\":{\"名称\":\"増\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[20,20],[21,20],[21,21],[20,20]]]}}");
    Gdal.run("ogr2ogr", "-append", "-nlt", "MULTIPOLYGON", "-nln", "建物", file, more);
    String found = Gdal.run("ogrinfo", "-q", "-spat", "20", "20", "30", "30", file, "建物");
    assertThat(found).contains("名称 (String) = 増");
    assertThat(Reading.of(format, file).rows()).hasSize(2);
  }

  @Test
  void theCountriesOfTheConformanceSuiteAreRead() throws Exception {
    Path file = RealData.file("cql2/ne110m4cql2.gpkg");
    refused("table-not-chosen", () -> format.open(file, ReadOptions.DEFAULT, p -> {}));
    Reading read =
        Reading.of(
            format,
            file,
            new ReadOptions(null, "NE_110m_admin_0_countries", Map.of(), ReadLimits.DEFAULT));
    assertThat(read.rows()).hasSize(177);
    assertThat(read.crs()).contains(Crs.WGS84);
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.POLYGON);
    Row japan =
        read.rows().stream()
            .filter(row -> "Japan".equals(row.attributes().get("NAME")))
            .findFirst()
            .orElseThrow();
    assertThat(japan.geometry().getNumGeometries()).isEqualTo(3);
    assertThat(japan.geometry().getEnvelopeInternal().contains(139.7, 35.7)).isTrue();
    assertThat(japan.attributes().get("NAME_EL")).isEqualTo("Ιαπωνία");
    assertThat(read.problems()).isEmpty();
    refused(
        "table-unknown",
        () ->
            format.open(
                file, new ReadOptions(null, "japan", Map.of(), ReadLimits.DEFAULT), p -> {}));
  }

  @Test
  void whatGdalWritesIsRead() throws Exception {
    Path json = folder.resolve("in.geojson");
    Files.writeString(
        json,
        """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"名":"橋","d":"2022-12-01","t":"2022-12-01T09:00:00+09:00","n":7,"r":1.5,"b":true},
         "geometry":{"type":"LineString","coordinates":[[141,42,5],[142,43,6]]}}]}\
        """);
    Path file = folder.resolve("gdal.gpkg");
    Gdal.run("ogr2ogr", "-f", "GPKG", file, json, "-nln", "roads");
    Reading read = Reading.of(format, file);
    assertThat(read.wkt(0)).isEqualTo("LINESTRING Z(141 42 5, 142 43 6)");
    assertThat(read.expectedRows()).contains(1L);
    assertThat(read.rows().getFirst().attributes().asMap())
        .containsEntry("名", "橋")
        .containsEntry("d", LocalDate.of(2022, 12, 1))
        .containsEntry("t", Instant.parse("2022-12-01T00:00:00Z"))
        .containsEntry("n", 7L)
        .containsEntry("r", 1.5)
        .containsEntry("b", true);
  }

  @Test
  void tablesWithoutGeometryAreReadToo() throws Exception {
    Path file = write(GeometryType.NONE, (String) null);
    Reading read = Reading.of(format, file);
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.NONE);
    assertThat(read.value(0, "名称")).isEqualTo("早来公民館 ① 髙﨑");
    assertThat(Gdal.run("ogrinfo", "-al", "-so", file)).contains("Geometry: None");
  }

  @Test
  void aFileLeftInWalModeIsReadWithoutWritingBesideIt() throws Exception {
    Path file = write(GeometryType.POINT, "POINT (1 2)");
    run(file, "PRAGMA journal_mode = WAL");
    assertThat(Reading.of(format, file).rows()).hasSize(1);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void valuesThatDoNotFitTheirColumnAreLeftEmptyAndTold() throws Exception {
    Path file = write(GeometryType.POINT, "POINT (1 2)", "POINT (3 4)", "POINT (5 6)");
    for (int trigger : new int[] {2, 4, 5, 6, 7}) {
      run(file, "DROP TRIGGER \"rtree_建物_geom_update" + trigger + "\"");
    }
    run(
        file,
        "UPDATE 建物 SET 階数 = 'three', 建築日 = '1989/13/01' WHERE fid = 10",
        "UPDATE 建物 SET geom = x'4750' WHERE fid = 20");
    Reading read = Reading.of(format, file);
    assertThat(read.rows()).hasSize(2);
    assertThat(read.value(0, "階数")).isNull();
    assertThat(read.codes())
        .containsExactly("value-unreadable", "value-unreadable", "geometry-damaged");
    assertThat(read.problems().get(2).featureId()).isEqualTo("20");
  }

  @Test
  void viewsAreNeverRun() throws Exception {
    Path file = write(GeometryType.POINT, "POINT (1 2)");
    String endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid FROM n";
    run(
        file,
        "CREATE VIEW trap AS " + endless,
        "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('trap', 'attributes')");
    assertThat(Reading.of(format, file).description()).contains("建物");
    run(
        file,
        "ALTER TABLE gpkg_geometry_columns RENAME TO old",
        "CREATE VIEW gpkg_geometry_columns AS " + endless);
    refused("gpkg-without-contents", () -> format.open(file, ReadOptions.DEFAULT, p -> {}));
  }

  @Test
  void filesThatAreNoGeoPackagesAreRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("a.gpkg"), "地番,所在\n".repeat(50));
    refused("gpkg-not-sqlite", () -> format.open(text, ReadOptions.DEFAULT, p -> {}));
    Path empty = Files.createFile(folder.resolve("b.gpkg"));
    refused("gpkg-not-sqlite", () -> format.open(empty, ReadOptions.DEFAULT, p -> {}));
    Path other = folder.resolve("c.gpkg");
    run(other, "CREATE TABLE t (a)");
    refused("gpkg-without-contents", () -> format.open(other, ReadOptions.DEFAULT, p -> {}));
    Path whole = write(GeometryType.POINT, "POINT (1 2)");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = folder.resolve("d.gpkg");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 3));
    refused("gpkg-damaged", () -> Reading.of(format, cut));
  }
}
