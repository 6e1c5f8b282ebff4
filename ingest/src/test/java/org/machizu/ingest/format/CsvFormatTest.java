package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.ingest.format.Problem.Severity;

class CsvFormatTest {
  @TempDir Path folder;

  private Reading read(String text) throws Exception {
    return Reading.ofText(Reading.CSV, folder, text);
  }

  private void assertRefused(String text, String code, String words) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(FormatException.class, e -> assertThat(e.code()).isEqualTo(code))
        .message()
        .contains(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void cellsAreCutAsRfc4180SaysWithAnySeparator(String separator) throws Exception {
    String text =
        "名称,備考,数\r\n\"a,;\tb\",\"say \"\"hi\"\"\",1\r\n\"two\nlines\",5\" pipe,2\n最後,,3\r"
            .replace(",", separator)
            .replace("a" + separator, "a,");
    Reading read = read(text);

    assertThat(read.value(0, "名称")).isEqualTo("a,;\tb");
    assertThat(read.value(0, "備考")).isEqualTo("say \"hi\"");
    assertThat(read.value(1, "名称")).isEqualTo("two\nlines");
    assertThat(read.value(1, "備考")).isEqualTo("5\" pipe");
    assertThat(read.value(2, "備考")).isNull();
    assertThat(read.rows()).extracting(Row::number).containsExactly(2L, 3L, 5L);
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 | -3 | INTEGER",
        "12 | 3.5 | REAL",
        "01585 | 12 | TEXT",
        "+81 | 12 | TEXT",
        "0145-22-2511 | 12 | TEXT",
        "○ | 12 | TEXT",
        "１２ | 12 | TEXT",
        "2E3 | 12 | TEXT",
        "1.5E-3 | 12 | REAL",
        "1234567890123456789 | 12 | TEXT",
        "true | false | BOOLEAN",
        "2026-04-01 | 2026-04-02 | DATE",
        "2026/04/01 | 2026-04-02 | TEXT",
        "2026-04-01T10:00:00+09:00 | '' | DATETIME"
      })
  void aColumnTakesTheNarrowestTypeThatKeepsAllItsCells(
      String first, String second, AttributeType type) throws Exception {
    Reading read = read("k,v\na," + first + "\nb," + second + "\nc,\n");

    assertThat(read.type("v")).isEqualTo(type);
    assertThat(read.value(2, "v")).isNull();
    if (type == AttributeType.TEXT) {
      assertThat(read.value(0, "v")).isEqualTo(first);
    }
  }

  @Test
  void codesStayTextEvenWhenAllLookLikeNumbers() throws Exception {
    Reading read = read("全国地方公共団体コード,法人番号,人数\n432130,6000020015857,5\n");

    assertThat(read.value(0, "全国地方公共団体コード")).isEqualTo("432130");
    assertThat(read.value(0, "法人番号")).isEqualTo("6000020015857");
    assertThat(read.value(0, "人数")).isEqualTo(5L);
  }

  @ParameterizedTest
  @CsvSource({
    "緯度,経度",
    "latitude,longitude",
    "LAT,LON",
    "緯度（10進）,経度（10進）",
    "北緯,東経",
    "lat,lng",
    "Y,X",
    "northing,easting"
  })
  void thePositionIsFoundByTheNamesOfItsColumns(String north, String east) throws Exception {
    Reading read = read("名称,%s,%s\n駅,42.7632,141.8205\n".formatted(north, east));

    assertThat(read.wkt(0)).isEqualTo("POINT (141.8205 42.7632)");
    assertThat(read.schema().attributes()).extracting(a -> a.name()).containsExactly("名称");
    assertThat(read.schema().find("名称").orElseThrow().title().en()).isEqualTo("Name");
    assertThat(read.crs()).contains(Crs.WGS84);
  }

  @Test
  void metresDeclareNoSystem() throws Exception {
    Reading read = read("名称,x,y\n駅,-35012.5,-137004.25\n");

    assertThat(read.wkt(0)).isEqualTo("POINT (-35012.5 -137004.25)");
    assertThat(read.crs()).isEmpty();
  }

  @Test
  void surveyorsColumnsAreNotGuessedAndRenamingHelps() throws Exception {
    String text = "名称,X座標,Y座標\n杭,-137004.25,-35012.5\n";
    Reading plain = read(text);
    assertThat(plain.schema().geometryType()).isEqualTo(GeometryType.NONE);
    assertThat(plain.codes()).containsExactly("position-ambiguous");

    ReadOptions renamed =
        new ReadOptions(null, null, Map.of("X座標", "y", "Y座標", "x"), ReadLimits.DEFAULT);
    Reading read = Reading.of(Reading.CSV, Reading.write(folder, "renamed.csv", text), renamed);
    assertThat(read.wkt(0)).isEqualTo("POINT (-35012.5 -137004.25)");
  }

  @Test
  void latAndLonMayStandInOneCell() throws Exception {
    Reading read = read("name,location\na,\"42.7632,141.8205\"\nb,\"(42.7, 141.8)\"\nc,\nd,駅前\n");

    assertThat(read.wkt(0)).isEqualTo("POINT (141.8205 42.7632)");
    assertThat(read.wkt(1)).isEqualTo("POINT (141.8 42.7)");
    assertThat(read.rows().get(2).geometry()).isNull();
    assertThat(read.codes()).containsExactly("no-position", "position-not-a-number");
  }

  @Test
  void aColumnCalledLocationWithAddressesIsAnAttribute() throws Exception {
    Reading read = read("name,location\na,早来大町\nb,追分中央\n");

    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.NONE);
    assertThat(read.value(0, "location")).isEqualTo("早来大町");
  }

  @Test
  void wellKnownTextIsReadAndDeclaresItsSystem() throws Exception {
    Reading read =
        read(
            "id,WKT\n1,\"SRID=6680;LINESTRING (1 2, 3 4)\"\n2,\"MULTILINESTRING ((1 2, 3 4))\"\n3,LINESTRING EMPTY\n4,\"LINESTRING (1 2, 3\"\n5,\"POLYGON ((1 2, 3 4, 5 6, 7 8))\"\n");

    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.MIXED);
    assertThat(read.crs()).contains(new Crs(6680));
    assertThat(read.wkt(0)).isEqualTo("LINESTRING (1 2, 3 4)");
    assertThat(read.rows()).hasSize(3);
    assertThat(read.codes())
        .containsExactly("no-position", "geometry-malformed", "geometry-malformed");
    assertThat(read.problems().get(1).featureId()).isEqualTo("4");
  }

  @Test
  void wellKnownTextNestedWithoutEndCostsItsRow() throws Exception {
    Reading read =
        read("id,geom\n1,POINT (1 2)\n2,\"" + "GEOMETRYCOLLECTION (".repeat(50_000) + "\"\n");

    assertThat(read.rows()).hasSize(1);
    assertThat(read.codes()).containsExactly("geometry-malformed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42度45分47秒 | 141.8 | position-not-decimal",
        "42°45'47 | 141.8 | position-not-decimal",
        "42.45.47 | 141.8 | position-not-decimal",
        "不明 | 141.8 | position-not-a-number",
        "NaN | 141.8 | position-not-a-number",
        "0x1p3 | 141.8 | position-not-a-number",
        "42.7 | '' | position-incomplete"
      })
  void aPositionThatIsNotUnderstoodCostsItsRow(String lat, String lon, String code)
      throws Exception {
    Reading read = read("ID,緯度,経度\nA1,%s,%s\nA2,42.7,141.8\n".formatted(lat, lon));

    assertThat(read.rows()).hasSize(1);
    assertThat(read.problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.code()).isEqualTo(code);
          assertThat(p.row()).isEqualTo(2);
          assertThat(p.featureId()).isEqualTo("A1");
          assertThat(p.severity()).isEqualTo(Severity.REJECTED);
        });
  }

  @Test
  void fullWidthDigitsAreNumbersInAPosition() throws Exception {
    assertThat(read("緯度,経度\n４２．７５,１４１．８\n").wkt(0)).isEqualTo("POINT (141.8 42.75)");
  }

  @Test
  void rowsWithWrongNumberOfCellsAreToldWithTheirLine() throws Exception {
    Reading read = read("a,b,c\n1,2,3\n1,2\n\n1,2,3,4\n1,2,3,,\n,,\n4,5,6\n");

    assertThat(read.rows()).extracting(Row::number).containsExactly(2L, 6L, 8L);
    assertThat(read.problems()).extracting(Problem::row).containsExactly(3L, 5L);
    assertThat(read.codes()).containsOnly("wrong-cell-count");
  }

  @Test
  void namesAreMadeUniqueAndTold() throws Exception {
    Reading read = read("名称,,名称\n1,2,3\n");

    assertThat(read.schema().attributes())
        .extracting(a -> a.name())
        .containsExactly("名称", "column2", "名称_2");
    assertThat(read.codes()).containsExactly("column-renamed", "column-renamed");
  }

  @Test
  void headRowsMarkedByHashAreUnderstood() throws Exception {
    Reading linked = read("#LINK,\n#lang,ja\n#property,name\n#object_type_xsd,string\n1,松島公園\n");
    assertThat(linked.value(0, "name")).isEqualTo("松島公園");
    assertThat(linked.value(0, "id")).isEqualTo(1L);
    assertThat(linked.rows().getFirst().number()).isEqualTo(5);

    Reading commented = read("# 安平町の公園\n# 2026\nno,name\n1,松島公園\n");
    assertThat(commented.value(0, "name")).isEqualTo("松島公園");

    Reading numbered = read("#no,name\n1,松島公園\n");
    assertThat(numbered.value(0, "no")).isEqualTo(1L);
    assertRefused("#LINK\n#lang\n", "no-heading", "no row with column names");
  }

  @Test
  void aNulAndAMisplacedQuoteCostTheirRow() throws Exception {
    Reading read = read("a,b\n1,x\0y\n\"2\" 3,4\n5,6\n");

    assertThat(read.codes()).containsExactly("nul-character", "quote-misplaced");
    assertThat(read.rows()).hasSize(1);
  }

  @Test
  void aQuoteThatIsNotClosedIsFoundWhenOpening() {
    assertRefused("a,b\n1,\"x\n2,y\n3,z\n", "quote-not-closed", "line 2");
  }

  @Test
  void aGiantCellIsRefusedBeforeItIsHeld() throws Exception {
    Path file = folder.resolve("giant.csv");
    byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    try (var out = Files.newOutputStream(file)) {
      out.write("a,b\n1,".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 100; i++) {
        out.write(piece);
      }
    }
    assertThatThrownBy(() -> Reading.of(Reading.CSV, file))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("cell-too-large"))
        .hasMessageContaining("line 2");
  }

  @Test
  void tooManyColumnsAreRefused() {
    assertRefused("a,".repeat(600) + "a\n", "too-many-attributes", "601");
  }

  @Test
  void aGivenEncodingIsUsedAndBytesThatDoNotFitAreTold() throws Exception {
    Path file = folder.resolve("cp932.csv");
    Files.write(file, "名称,①\n髙橋,～\n".getBytes(TextEncodings.CP932));

    assertThat(Reading.of(Reading.CSV, file).value(0, "①")).isEqualTo("～");
    ReadOptions utf8 = new ReadOptions(StandardCharsets.UTF_8, null, Map.of(), ReadLimits.DEFAULT);
    assertThat(Reading.of(Reading.CSV, file, utf8).codes()).contains("text-undecodable");
  }
}
