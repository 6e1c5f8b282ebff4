package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.testdata.RealData;

class RealTextFilesTest {

  @ParameterizedTest
  @CsvSource({"01585,1,2619,北海道勇払郡安平町", "43213,27,8249,熊本県宇城市"})
  void townBordersHaveTheirPartsAndVertices(String code, int features, int vertices, String name)
      throws Exception {
    Reading read = Reading.of(Reading.GEOJSON, RealData.file("admin-n03/" + code + ".geojson"));

    assertThat(read.rows()).hasSize(features);
    assertThat(read.rows().stream().mapToInt(row -> row.geometry().getNumPoints()).sum())
        .isEqualTo(vertices);
    assertThat(read.rows()).allMatch(row -> name.equals(row.attributes().get("name")));
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.POLYGON);
    assertThat(read.crs()).contains(Crs.WGS84);
    assertThat(read.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "015857_emergency,63,安平公民館",
    "015857_evacuation,39,安平公民館",
    "432130_emergency,49,青海小学校体育館",
    "432130_evacuation,45,宇城市立青海小学校体育館"
  })
  void sheltersAsGeoJsonHaveTheirNames(String file, int count, String first) throws Exception {
    Reading read = Reading.of(Reading.GEOJSON, RealData.file("shelters-gsi/" + file + ".json"));

    assertThat(read.rows()).hasSize(count);
    assertThat(read.value(0, "施設・場所名")).isEqualTo(first);
    assertThat(read.type("NO")).isEqualTo(AttributeType.INTEGER);
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void theAnswerWithoutDataIsRefusedWithWhatItSays() {
    Path file = RealData.file("shelters-gsi/141526_emergency.json");

    assertThatThrownBy(() -> Reading.of(Reading.GEOJSON, file))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("not-geojson"))
        .hasMessageContaining("unavailable")
        .hasMessageContaining("この自治体の緊急避難所データは公開されていません");
  }

  @Test
  void sheltersOfAbiraComeOutOfWindows31J() throws Exception {
    Reading read = Reading.of(Reading.CSV, RealData.file("shelters-gsi/abira_hinan_cp932.csv"));

    assertThat(read.rows()).hasSize(63);
    assertThat(read.value(0, "施設名")).isEqualTo("安平公民館");
    assertThat(read.rows().getFirst().geometry().getCoordinate().x)
        .isCloseTo(141.829043, within(1e-12));
    assertThat(read.rows().getFirst().geometry().getCoordinate().y)
        .isCloseTo(42.815491, within(1e-12));
    assertThat(read.schema().indexOf("緯度")).isEqualTo(-1);
    assertThat(read.description()).containsIgnoringCase("windows-31j, sniffed");
    assertThat(read.crs()).contains(Crs.WGS84);
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void sheltersOfUkiComeOutOfUtf8WithMark() throws Exception {
    Reading read = Reading.of(Reading.CSV, RealData.file("shelters-gsi/uki_hinan_utf8bom.csv"));

    assertThat(read.rows()).hasSize(49);
    assertThat(read.schema().attributes().getFirst().name()).isEqualTo("NO");
    assertThat(read.value(0, "施設名")).isEqualTo("青海小学校体育館");
    assertThat(read.wkt(0)).isEqualTo("POINT (130.529012 32.623574)");
    assertThat(read.description()).contains("UTF-8 with byte order mark");
  }

  @Test
  void theSameSheltersReadFromCsvAndFromGeoJsonLieAtTheSamePlaces() throws Exception {
    Reading json = Reading.of(Reading.GEOJSON, RealData.file("shelters-gsi/015857_emergency.json"));
    Reading csv = Reading.of(Reading.CSV, RealData.file("shelters-gsi/abira_hinan_cp932.csv"));

    for (int i = 0; i < 63; i++) {
      assertThat(csv.wkt(i)).isEqualTo(json.wkt(i));
      assertThat(csv.value(i, "施設名")).isEqualTo(json.value(i, "施設・場所名"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "old_0060,193,日新小学校跡施設,POINT (134.03003917 34.34753333)",
    "old_0061,114,ホテルパールガーデン,POINT (134.06495 34.34657056)",
    "old_0002,514,健康増進施設サラマンダー,POINT (134.04522972 34.34092056)",
    "old_0041,299,松島公園,POINT (134.06227139 34.33784694)",
    "public_toilet_data,169,高松市片原町公衆便所,POINT (134.05267 34.34551)",
    "tsunami_evacuation_building_data,113,ホテルパールガーデン,POINT (134.06495 34.34657056)"
  })
  void tablesOfTakamatsuHaveTheirRows(String file, int count, String first, String place)
      throws Exception {
    Reading read =
        Reading.of(Reading.CSV, RealData.file("municipal-csv-takamatsu/" + file + ".csv"));

    assertThat(read.expectedRows()).contains((long) count);
    assertThat(read.rows().size() + rejected(read)).isEqualTo(count);
    assertThat(read.value(0, "name")).isEqualTo(first);
    assertThat(read.wkt(0)).isEqualTo(place);
    assertThat(read.rows().getFirst().sourceId()).isEqualTo("1");
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.POINT);
    assertThat(read.schema().indexOf("location")).isEqualTo(-1);
    assertThat(read.rows()).filteredOn(row -> row.geometry() != null).hasSizeGreaterThan(110);
  }

  private static long rejected(Reading read) {
    return read.problems().stream()
        .filter(problem -> problem.severity() == Problem.Severity.REJECTED)
        .count();
  }

  @Test
  void marksAndTelephoneNumbersOfTakamatsuStayText() throws Exception {
    Reading read = Reading.of(Reading.CSV, RealData.file("municipal-csv-takamatsu/old_0060.csv"));

    assertThat(read.value(0, "flood_L1")).isEqualTo("○");
    assertThat(read.value(0, "flood_L2")).isEqualTo("△");
    assertThat(read.value(0, "telephoneNumber")).isEqualTo("087-839-2611");
    assertThat(read.rows().getFirst().number()).isEqualTo(10);
  }

  @Test
  void busStopsOfMuroranAreMultiPointsInCrs84() throws Exception {
    Reading read =
        Reading.of(Reading.GEOJSON, RealData.file("ksj-p11-muroran/MuroranBusStops_P11.geojson"));

    assertThat(read.rows()).hasSize(371);
    assertThat(read.rows()).allMatch(row -> row.geometry().getGeometryType().equals("MultiPoint"));
    assertThat(read.value(0, "P11_001")).isEqualTo("地球岬団地");
    assertThat(read.value(0, "P11_002")).isEqualTo("1,1");
    assertThat(read.crs()).contains(Crs.WGS84);
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.POINT);
  }

  @Test
  void roadsOfTachikawaKeepTheirTypes() throws Exception {
    Reading read =
        Reading.of(Reading.GEOJSON, RealData.file("roads-tachikawa/tachikawa_roads.geojson"));

    assertThat(read.rows()).hasSize(5617);
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.LINE);
    assertThat(read.type("u")).isEqualTo(AttributeType.INTEGER);
    assertThat(read.type("length_m")).isEqualTo(AttributeType.REAL);
    assertThat(read.type("osmid")).isEqualTo(AttributeType.TEXT);
    assertThat(read.value(0, "name")).isEqualTo("平成新道");
    assertThat(read.value(0, "v")).isEqualTo(1440451292L);
    assertThat(read.problems()).isEmpty();
  }
}
