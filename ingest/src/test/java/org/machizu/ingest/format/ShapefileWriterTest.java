package org.machizu.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

class ShapefileWriterTest {
  private static final String PRJ =
      """
      GEOGCS["GCS_JGD_2011",DATUM["D_JGD_2011",SPHEROID["GRS_1980",6378137.0,298.257222101]],\
      PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]\
      """;
  private static final String MULTIPOLYGON =
      "MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0), (1 1, 3 1, 3 3, 1 3, 1 1)),"
          + " ((20 0, 20 10, 30 10, 30 0, 20 0)))";

  private final ShapefileFormat format =
      new ShapefileFormat(
          prj -> prj.equals(PRJ) ? Optional.of(Crs.JGD2011) : Optional.empty(), crs -> PRJ);
  @TempDir private Path folder;

  private Path write(Charset charset, Schema schema, List<Object[]> rows, String... wkts)
      throws Exception {
    Path file = folder.resolve("out.zip");
    WriteOptions options = new WriteOptions("tatemono", Crs.JGD2011, charset);
    try (FeatureWriter writer = format.create(file, schema, options)) {
      for (int i = 0; i < wkts.length; i++) {
        Object[] values = i < rows.size() ? rows.get(i) : new Object[schema.size()];
        writer.write(Reading.feature(schema, i + 1, wkts[i], values));
      }
    }
    return file;
  }

  private Path write(GeometryType type, String... wkts) throws Exception {
    return write(
        TextEncodings.CP932,
        GeoPackageFormatTest.schema(type),
        List.<Object[]>of(GeoPackageFormatTest.VALUES),
        wkts);
  }

  private static List<String> entries(Path zip) throws Exception {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.stream().map(ZipEntry::getName).sorted().toList();
    }
  }

  private static String text(Path zip, String entry) throws Exception {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return new String(file.getInputStream(file.getEntry(entry)).readAllBytes(), UTF_8);
    }
  }

  @Test
  void rowsComeBackAsTheyWereWritten() throws Exception {
    Path zip = write(GeometryType.POLYGON, MULTIPOLYGON, null);
    assertThat(entries(zip))
        .containsExactly(
            "tatemono.cpg", "tatemono.dbf", "tatemono.prj", "tatemono.shp", "tatemono.shx");
    Reading read = Reading.of(format, zip);
    assertThat(read.problems()).isEmpty();
    assertThat(read.crs()).contains(Crs.JGD2011);
    assertThat(read.description()).contains("windows-31j from the .cpg");
    Object[] expected = GeoPackageFormatTest.VALUES.clone();
    expected[5] = "2022-12-01T09:00:00+09:00"; // the format has no moments
    assertThat(read.rows().getFirst().attributes().asMap().values()).containsExactly(expected);
    assertThat(read.rows().get(1).attributes().asMap().values()).containsOnlyNulls();
    assertThat(read.rows().getFirst().geometry().norm().toText())
        .isEqualTo(Reading.geometry(MULTIPOLYGON).norm().toText());
    assertThat(read.wkt(1)).isEqualTo("null");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(zip);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT (1 2)",
        "POINT Z(1 2 3)",
        "POINT M(1 2 3)",
        "POINT ZM(1 2 3 4)",
        "MULTIPOINT ((1 2), (3 4))",
        "LINESTRING (0 0, 1 1)",
        "LINESTRING Z(0 0 5, 1 1 6)",
        "LINESTRING ZM(0 0 5 1, 1 1 6 2)",
        "MULTILINESTRING M((0 0 1, 1 1 2), (2 2 3, 3 3 4))",
        "POLYGON Z((0 0 1, 0 9 1, 9 9 1, 0 0 1))"
      })
  void everyShapeTypeComesBack(String wkt) throws Exception {
    Schema schema = new Schema(GeometryType.MIXED, List.of());
    Path zip = write(UTF_8, schema, List.of(), wkt);
    assertThat(Reading.of(format, zip).wkt(0)).isEqualTo(Reading.wkt(Reading.geometry(wkt)));
  }

  @Test
  void gdalReadsTheZip() throws Exception {
    Path zip = write(GeometryType.POLYGON, MULTIPOLYGON, "POLYGON ((0 0, 1 0, 1 1, 0 0))");
    String info = Gdal.run("ogrinfo", "-al", "/vsizip/" + zip);
    assertThat(info)
        .contains("Layer name: tatemono", "Geometry: Polygon", "Feature Count: 2")
        .contains("Extent: (0.000000, 0.000000) - (30.000000, 10.000000)")
        .contains("名称 (String) = 早来公民館 ① 髙﨑", "階数 (Integer) = 3", "面積 (Real) = 0.1")
        .contains("建築日 (Date) = 1989/01/08", "JGD2011")
        .contains("MULTIPOLYGON (((0 0,0 10,10 10,10 0,0 0),(1 1,3 1,3 3,1 3,1 1))")
        .doesNotContain("Warning", "ERROR");
  }

  @Test
  void kindsThatCannotStandTogetherGetTheirOwnShapefile() throws Exception {
    Path zip =
        write(
            GeometryType.MIXED,
            "POINT (1 2)",
            "LINESTRING (0 0, 1 1)",
            "MULTIPOINT ((1 1), (2 2))");
    assertThat(entries(zip))
        .contains("tatemono_point.shp", "tatemono_line.shp", "tatemono_multipoint.shp");
    ReadOptions line = new ReadOptions(null, "tatemono_line", Map.of(), ReadLimits.DEFAULT);
    assertThat(Reading.of(format, zip, line).wkt(0)).isEqualTo("LINESTRING (0 0, 1 1)");
    assertThat(Gdal.run("ogrinfo", "-so", "/vsizip/" + zip)).contains("tatemono_multipoint");
  }

  @Test
  void longNamesAreShortenedBetweenCharactersAndListed() throws Exception {
    Schema schema =
        new Schema(
            GeometryType.POINT,
            List.of(
                Attribute.open("避難所の名称", AttributeType.TEXT),
                Attribute.open("避難所の名前", AttributeType.TEXT),
                Attribute.open("a避難所の住所", AttributeType.TEXT),
                Attribute.open("住所", AttributeType.TEXT)));
    String value = "あ".repeat(130);
    Path zip =
        write(
            TextEncodings.CP932,
            schema,
            List.<Object[]>of(new Object[] {value, "𠮷野家", null, "x"}),
            "POINT (1 2)");
    Reading read = Reading.of(format, zip);
    assertThat(read.names()).containsExactly("避難所の名", "避難所の_2", "a避難所の", "住所");
    assertThat(read.value(0, "避難所の名")).isEqualTo("あ".repeat(127));
    assertThat(text(zip, "tatemono.txt"))
        .contains("避難所の名前 → 避難所の_2", "1 values did not fit", "windows-31j")
        .doesNotContain("住所 → 住所\r");
  }

  @Test
  void utf8IsWrittenOnRequest() throws Exception {
    Schema schema =
        new Schema(GeometryType.POINT, List.of(Attribute.open("名", AttributeType.TEXT)));
    Path zip = write(UTF_8, schema, List.<Object[]>of(new Object[] {"𠮷"}), "POINT (1 2)");
    assertThat(Reading.of(format, zip).value(0, "名")).isEqualTo("𠮷");
    assertThat(Gdal.run("ogrinfo", "-al", "/vsizip/" + zip)).contains("名 (String) = 𠮷");
  }

  @Test
  void numbersLoseNothing() throws Exception {
    Schema schema =
        new Schema(
            GeometryType.NONE,
            List.of(
                Attribute.open("r", AttributeType.REAL),
                Attribute.open("n", AttributeType.INTEGER)));
    double[] reals = {
      0, 1, -0.1, 0.1 + 0.2, 1e300, 4.9e-324, 123456789.123, -2.2250738585072014E-308
    };
    long[] longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 7, 8, 9, 10};
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < reals.length; i++) {
      rows.add(new Object[] {reals[i], longs[i]});
    }
    Reading read = Reading.of(format, write(UTF_8, schema, rows, new String[reals.length]));
    for (int i = 0; i < reals.length; i++) {
      assertThat(read.value(i, "r")).isEqualTo(reals[i]);
      assertThat(read.value(i, "n")).isEqualTo(longs[i]);
    }
  }

  @Test
  void theFormatsBoundIsAClearError() throws Exception {
    Schema schema = new Schema(GeometryType.POINT, List.of());
    Path file = folder.resolve("large.zip");
    assertThatThrownBy(
            () -> {
              try (FeatureWriter writer =
                  new ShapefileWriter(file, schema, WriteOptions.lonLat("l"), PRJ, 1_000)) {
                for (int i = 0; i < 100; i++) {
                  writer.write(Reading.feature(schema, i, "POINT (1 2)"));
                }
              }
            })
        .isInstanceOfSatisfying(
            FormatLimitException.class, e -> assertThat(e.code()).isEqualTo("shp-too-large"));
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "CP932"})
  void whatGdalWritesIsRead(String encoding) throws Exception {
    Path json = folder.resolve("in.geojson");
    Files.writeString(
        json,
        """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"名称":"早来①","日":"2022-12-01","数":12345678901,"率":0.125},
         "geometry":{"type":"MultiPolygon","coordinates":[
           [[[0,0],[10,0],[10,10],[0,10],[0,0]],[[1,1],[1,3],[3,3],[3,1],[1,1]]],
           [[[20,0],[30,0],[30,10],[20,10],[20,0]],[[21,1],[21,3],[23,3],[23,1],[21,1]]]]}}]}\
        """);
    Path shp = folder.resolve("gdal.shp");
    Gdal.run("ogr2ogr", "-f", "ESRI Shapefile", "-lco", "ENCODING=" + encoding, shp, json);
    Reading read = Reading.of(format, shp);
    assertThat(read.value(0, "名称")).isEqualTo("早来①");
    assertThat(read.value(0, "日")).isEqualTo(LocalDate.of(2022, 12, 1));
    assertThat(read.value(0, "数")).isEqualTo(12345678901L);
    assertThat(read.value(0, "率")).isEqualTo(0.125);
    assertThat(read.rows().getFirst().geometry().getArea()).isEqualTo(192);
    assertThat(read.rows().getFirst().geometry().isValid()).isTrue();
    assertThat(read.codes()).containsExactly("prj-unknown");
  }
}
