package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.ingest.format.Problem.Severity;

class GeoJsonFormatTest {
  @TempDir Path folder;

  private Reading read(String text) throws Exception {
    return Reading.ofText(Reading.GEOJSON, folder, text);
  }

  private static String collection(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  private static String feature(String geometry, String properties) {
    return "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":%s}"
        .formatted(geometry, properties);
  }

  private static final String POINT = "{\"type\":\"Point\",\"coordinates\":[141.82,42.76]}";

  private void assertRefused(String text, String code, String words) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(FormatException.class, e -> assertThat(e.code()).isEqualTo(code))
        .message()
        .contains(words);
  }

  @Test
  void membersMayComeInAnyOrder() throws Exception {
    Reading read =
        read(
            """
            {"features":[{"geometry":{"coordinates":[[141.8,42.7],[141.9,42.8]],"type":"LineString"},
              "properties":{"名":"駅前通"},"id":7,"type":"Feature"}],
             "crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::6668"},"type":"name"},
             "type":"FeatureCollection"}\
            """);

    assertThat(read.wkt(0)).isEqualTo("LINESTRING (141.8 42.7, 141.9 42.8)");
    assertThat(read.value(0, "名")).isEqualTo("駅前通");
    assertThat(read.rows().getFirst().sourceId()).isEqualTo("7");
    assertThat(read.crs()).contains(Crs.JGD2011);
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void aCrsThatNobodyKnowsIsToldAndLeftToTheUser() throws Exception {
    Reading read =
        read(
            "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"somewhere\"}},\"features\":[%s]}"
                .formatted(feature(POINT, "{}")));

    assertThat(read.crs()).isEmpty();
    assertThat(read.codes()).containsExactly("crs-unknown");
    assertThat(read.rows()).hasSize(1);
  }

  @Test
  void aSingleFeatureAndABareGeometryAreFilesToo() throws Exception {
    assertThat(read(feature(POINT, "{\"a\":1}")).value(0, "a")).isEqualTo(1L);
    Reading bare = read("{\"coordinates\":[141.82,42.76],\"type\":\"Point\"}");
    assertThat(bare.wkt(0)).isEqualTo("POINT (141.82 42.76)");
    assertThat(bare.schema().geometryType()).isEqualTo(GeometryType.POINT);
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws Exception {
    assertThat(read("\uFEFF" + collection(feature(POINT, "{\"名\":\"駅\"}"))).value(0, "名"))
        .isEqualTo("駅");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 2 | INTEGER",
        "1 | 2.5 | REAL",
        "1 | \"x\" | TEXT",
        "true | false | BOOLEAN",
        "true | 1 | TEXT",
        "\"2026-04-01\" | \"2026-02-28\" | DATE",
        "\"2026-04-01\" | \"2026-02-30\" | TEXT",
        "\"2026-04-01\" | \"\" | DATE",
        "\"2026-04-01T09:00:00+09:00\" | null | DATETIME",
        "\"2026-04-01T09:00:00\" | null | TEXT",
        "\"2026-04-01T09:00:00Z\" | \"2026-04-01\" | TEXT",
        "9223372036854775807 | 1 | INTEGER",
        "9223372036854775808 | 1 | TEXT",
        "9007199254740993 | 0.5 | TEXT",
        "null | null | TEXT",
        "{\"a\":1} | 1 | TEXT"
      })
  void aColumnTakesTheNarrowestTypeThatKeepsAllItsValues(
      String first, String second, AttributeType type) throws Exception {
    Reading read =
        read(
            collection(
                feature(POINT, "{\"v\":" + first + "}"), feature(POINT, "{\"v\":" + second + "}")));

    assertThat(read.type("v")).isEqualTo(type);
    assertThat(read.rows()).hasSize(2);
  }

  @Test
  void valuesKeepWhatTheySay() throws Exception {
    Reading read =
        read(
            collection(
                feature(
                    POINT,
                    """
                    {"日":"2026-04-01","時":"2026-04-01T09:00:00+09:00","数":9223372036854775807,
                     "巨":12345678901234567890,"実":1,"文":1.50,"中":{"a":[1,"二"]}}\
                    """),
                feature(POINT, "{\"実\":2.5,\"文\":\"x\",\"巨\":\"y\"}")));

    assertThat(read.value(0, "日")).isEqualTo(LocalDate.of(2026, 4, 1));
    assertThat(read.value(0, "時")).isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(read.value(0, "数")).isEqualTo(Long.MAX_VALUE);
    assertThat(read.value(0, "巨")).isEqualTo("12345678901234567890");
    assertThat(read.value(0, "実")).isEqualTo(1.0);
    assertThat(read.value(0, "文")).isEqualTo("1.50");
    assertThat(read.value(0, "中")).isEqualTo("{\"a\":[1,\"二\"]}");
    assertThat(read.value(1, "日")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"Point\",\"coordinates\":[141.8]} | position-incomplete",
        "{\"type\":\"Point\",\"coordinates\":[NaN,42]} | coordinate-not-finite",
        "{\"type\":\"Point\",\"coordinates\":[1e400,42]} | coordinate-not-finite",
        "{\"type\":\"Point\",\"coordinates\":[\"141.8\",\"42.7\"]} | coordinates-not-numbers",
        "{\"type\":\"Point\",\"coordinates\":[null,null]} | coordinates-not-numbers",
        "{\"type\":\"Point\",\"coordinates\":[[141.8,42.7]]} | geometry-malformed",
        "{\"type\":\"Point\",\"coordinates\":141.8} | coordinates-not-numbers",
        "{\"type\":\"LineString\",\"coordinates\":[[141.8,42.7]]} | line-too-short",
        "{\"type\":\"LineString\",\"coordinates\":[[141.8,42.7],[[1,2]]]} | coordinates-not-numbers",
        "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[1,2]]]} | ring-too-short",
        "{\"type\":\"Polygon\",\"coordinates\":[[1,2],[3,4],[1,2]]} | geometry-malformed",
        "{\"type\":\"Polygon\"} | geometry-malformed",
        "{\"type\":\"Kreis\",\"coordinates\":[1,2]} | geometry-malformed",
        "{\"coordinates\":[1,2]} | geometry-malformed",
        "\"POINT(1 2)\" | not-a-feature"
      })
  void aBadGeometryCostsItsRowAndNoOther(String geometry, String code) throws Exception {
    String bad = "{\"type\":\"Feature\",\"geometry\":%s,\"properties\":{},\"id\":\"b\"}";
    Reading read =
        read(
            collection(feature(POINT, "{}"), bad.formatted(geometry), feature(POINT, "{\"a\":1}")));

    assertThat(read.rows()).extracting(Row::number).containsExactly(1L, 3L);
    assertThat(read.codes()).containsExactly(code);
    Problem problem = read.problems().getFirst();
    assertThat(problem.row()).isEqualTo(2);
    assertThat(problem.featureId()).isEqualTo("b");
    assertThat(problem.severity()).isEqualTo(Severity.REJECTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"17", "null", "[1,[2]]", "{}", "{\"type\":\"FeatureCollection\",\"features\":[{}]}"})
  void whatIsNoFeatureCostsItsRowAndNoOther(String element) throws Exception {
    Reading read = read(collection(element, feature(POINT, "{}")));

    assertThat(read.codes()).containsExactly("not-a-feature");
    assertThat(read.rows()).hasSize(1);
    assertThat(read.rows().getFirst().number()).isEqualTo(2);
  }

  @Test
  void anOpenRingIsClosedAndTold() throws Exception {
    Reading read =
        read(
            collection(
                feature("{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,2],[3,4]]]}", "{}")));

    assertThat(read.wkt(0)).isEqualTo("POLYGON ((1 2, 3 2, 3 4, 1 2))");
    assertThat(read.problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.code()).isEqualTo("ring-not-closed");
          assertThat(p.severity()).isEqualTo(Severity.REPAIRED);
          assertThat(p.place()).isEqualTo("1.0,2.0");
        });
  }

  @Test
  void rowsWithoutGeometryAreTakenAndEmptyOnesTold() throws Exception {
    Reading read =
        read(
            collection(
                feature("null", "{}"),
                "{\"type\":\"Feature\",\"properties\":null}",
                feature("{\"type\":\"Polygon\",\"coordinates\":[]}", "{}")));

    assertThat(read.rows()).hasSize(3).allMatch(row -> row.geometry() == null);
    assertThat(read.codes()).containsExactly("geometry-empty");
  }

  @Test
  void heightsAreDroppedWithOneNote() throws Exception {
    String high = "{\"type\":\"Point\",\"coordinates\":[141.82,42.76,12.5]}";
    Reading read = read(collection(feature(high, "{}"), feature(high, "{}")));

    assertThat(read.wkt(1)).isEqualTo("POINT (141.82 42.76)");
    assertThat(read.codes()).containsExactly("heights-dropped");
  }

  @Test
  void aCollectionIsKeptAmongMixedKindsAndRejectedAmongOneKind() throws Exception {
    String collection = "{\"type\":\"GeometryCollection\",\"geometries\":[" + POINT + "]}";
    String line = "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}";

    Reading one = read(collection(feature(POINT, "{}"), feature(collection, "{}")));
    assertThat(one.schema().geometryType()).isEqualTo(GeometryType.POINT);
    assertThat(one.codes()).containsExactly("geometry-collection");

    Reading mixed =
        read(collection(feature(POINT, "{}"), feature(line, "{}"), feature(collection, "{}")));
    assertThat(mixed.schema().geometryType()).isEqualTo(GeometryType.MIXED);
    assertThat(mixed.wkt(2)).isEqualTo("GEOMETRYCOLLECTION (POINT (141.82 42.76))");
    assertThat(mixed.problems()).isEmpty();
  }

  @Test
  void aNumberThatIsNoneIsLeftEmptyAndTold() throws Exception {
    Reading read = read(collection(feature(POINT, "{\"v\":NaN}"), feature(POINT, "{\"v\":2}")));

    assertThat(read.value(0, "v")).isNull();
    assertThat(read.value(1, "v")).isEqualTo(2.0);
    assertThat(read.codes()).containsExactly("number-not-finite");
  }

  @Test
  void aCutFileIsRefusedWhenOpenedWithItsLine() {
    String whole = collection(feature(POINT, "{}"), "\n" + feature(POINT, "{\"a\":\"bcd\"}"));
    assertRefused(whole.substring(0, whole.length() - 20), "json-truncated", "line 2");
    assertRefused(collection(feature(POINT, "{}") + "x"), "json-broken", "line 1, column");
    assertRefused(collection() + collection(), "json-trailing", "line 1");
  }

  @Test
  void whatIsNoGeoJsonIsRefused() {
    assertRefused("[1,2]", "not-geojson", "begin with a JSON object");
    assertRefused("{}", "not-geojson", "neither a type nor features");
    assertRefused("{\"type\":\"FeatureCollection\"}", "not-geojson", "without features");
    assertRefused("{\"type\":\"FeatureCollection\",\"features\":{}}", "not-geojson", "no array");
    assertRefused("", "empty-file", "0 bytes");
  }

  @Test
  void deepNestingIsRefused() {
    String bomb = "[".repeat(100_000);
    assertRefused(collection(feature(POINT, "{\"a\":" + bomb)), "nested-too-deeply", "100 levels");
    assertRefused(
        collection(feature("{\"coordinates\":" + bomb, "{}")), "nested-too-deeply", "100 levels");
  }

  @Test
  void aGiantTextIsRefusedBeforeItIsHeld() throws Exception {
    Path file = folder.resolve("giant.geojson");
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(
          "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":\"");
      for (int i = 0; i < 3_000; i++) {
        out.write("安平".repeat(1_000));
      }
      out.write("\"}}]}");
    }
    assertThatThrownBy(() -> Reading.of(Reading.GEOJSON, file))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("cell-too-large"));
  }

  private static ReadOptions limited(
      int maxCell, int maxVertices, int maxAttributes, long maxRows) {
    return new ReadOptions(
        null,
        null,
        Map.of(),
        new ReadLimits(1 << 20, 1, 1, maxRows, maxCell, maxVertices, maxAttributes));
  }

  @Test
  void boundsOnOneRowCostTheRow() throws Exception {
    Path file =
        Reading.write(
            folder,
            "bounds.geojson",
            collection(
                feature("{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4],[5,6]]}", "{}"),
                feature(POINT, "{\"a\":[\"" + "xxxxxxxx\",\"".repeat(20) + "\"]}"),
                feature(POINT, "{\"a\":1}")));

    Reading read = Reading.of(Reading.GEOJSON, file, limited(100, 2, 5, 9));

    assertThat(read.codes()).containsExactly("too-many-vertices", "cell-too-large");
    assertThat(read.rows()).hasSize(1);
  }

  @Test
  void boundsOnTheFileRefuseIt() throws Exception {
    String wide =
        "{"
            + String.join(",", IntStream.range(0, 6).mapToObj(i -> "\"a" + i + "\":1").toList())
            + "}";
    Path file =
        Reading.write(
            folder, "wide.geojson", collection(feature(POINT, wide), feature(POINT, "{}")));

    assertThatThrownBy(() -> Reading.of(Reading.GEOJSON, file, limited(100, 2, 5, 9)))
        .hasMessageContaining("more than 5 different attributes");
    assertThatThrownBy(() -> Reading.of(Reading.GEOJSON, file, limited(100, 2, 9, 1)))
        .hasMessageContaining("more than 1 features");
  }

  @Test
  void columnsAreRenamedAndMadeUsable() throws Exception {
    Path file =
        Reading.write(
            folder, "names.geojson", collection(feature(POINT, "{\"n\":\"駅\",\"\":1,\"m\":2}")));
    ReadOptions options =
        new ReadOptions(null, null, Map.of("n", "名称", "m", "名称"), ReadLimits.DEFAULT);

    Reading read = Reading.of(Reading.GEOJSON, file, options);

    assertThat(read.schema().attributes())
        .extracting(attribute -> attribute.name())
        .containsExactly("名称", "column2", "名称_2");
    assertThat(read.codes()).containsExactly("column-renamed", "column-renamed");

    ReadOptions wrong = new ReadOptions(null, null, Map.of("x", "y"), ReadLimits.DEFAULT);
    assertThatThrownBy(() -> Reading.of(Reading.GEOJSON, file, wrong))
        .hasMessageContaining("no column 'x'");
  }
}
