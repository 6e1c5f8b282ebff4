package org.machizu.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.testdata.RealData;

/** Real municipal files end up with the right names at the right places. */
class RealFilesImportTest {
  private static final ImportOptions PLAIN = ImportOptions.DEFAULT;

  @TempDir Path folder;
  private ImportBench bench;

  @BeforeEach
  void newTown() {
    bench = new ImportBench(folder);
  }

  @AfterEach
  void closeTown() {
    bench.close();
  }

  private static void assertSamePlaces(
      Map<String, Feature> one, Map<String, Feature> other, double toleranceDegrees) {
    assertThat(one.keySet()).isEqualTo(other.keySet());
    one.forEach((key, feature) -> {
      assertThat(ImportBench.at(feature).x)
          .as(key)
          .isEqualTo(ImportBench.at(other.get(key)).x, within(toleranceDegrees));
      assertThat(ImportBench.at(feature).y)
          .as(key)
          .isEqualTo(ImportBench.at(other.get(key)).y, within(toleranceDegrees));
    });
  }

  @Test
  void abirasSheltersInZoneXIIWithoutEncodingFileStandWhereTheSurveySaysTheyDo() throws Exception {
    Path shp = RealData.file("shelters-gsi/abira_shp_zone12_nocpg/hinan_abira.shp");
    ImportReport report = bench.load(shp, "shelters", PLAIN);
    assertThat(report.summary()).isEqualTo("imported 63, rejected 0");
    assertThat(report.source().crs()).isEqualTo("EPSG:6680");
    assertThat(report.source().crsHow()).isEqualTo("declared");
    assertThat(report.source().accuracyM()).isZero();

    bench.load(RealData.file("shelters-gsi/015857_emergency.json"), "reference", PLAIN);
    assertSamePlaces(bench.by("shelters", "共通ID"), bench.by("reference", "共通ID"), 1e-7);
    assertThat(bench.by("shelters", "共通ID").get("E0158500001201").attributes().asMap().toString())
        .contains("安平公民館", "北海道安平町安平165");
  }

  @Test
  void abirasCp932TableHasTheSameSheltersAtTheSamePlaces() throws Exception {
    ImportReport report =
        bench.load(RealData.file("shelters-gsi/abira_hinan_cp932.csv"), "shelters", PLAIN);
    assertThat(report.summary()).isEqualTo("imported 63, rejected 0");
    bench.load(RealData.file("shelters-gsi/015857_emergency.json"), "reference", PLAIN);
    assertSamePlaces(bench.by("shelters", "共通ID"), bench.by("reference", "共通ID"), 1e-9);
    assertThat(bench.by("shelters", "施設名")).containsKey("遠浅公民館");
  }

  @Test
  void ukisSheltersInZoneIIStandWhereTheSurveySaysTheyDo() throws Exception {
    Path shp = RealData.file("shelters-gsi/uki_shp_zone2_cpg/hinan_uki.shp");
    ImportReport report = bench.load(shp, "shelters", PLAIN);
    assertThat(report.summary()).isEqualTo("imported 49, rejected 0");
    assertThat(report.source().crs()).isEqualTo("EPSG:6670");
    bench.load(RealData.file("shelters-gsi/432130_emergency.json"), "reference", PLAIN);
    assertSamePlaces(bench.by("shelters", "共通ID"), bench.by("reference", "共通ID"), 1e-7);

    ImportReport csv =
        bench.load(RealData.file("shelters-gsi/uki_hinan_utf8bom.csv"), "csv", PLAIN);
    assertThat(csv.imported()).isEqualTo(49);
    assertSamePlaces(bench.by("csv", "共通ID"), bench.by("reference", "共通ID"), 1e-9);
  }

  @Test
  void theRealAnswerWithoutDataIsToldAsWhatItIs() throws Exception {
    ImportException e =
        bench.failure(RealData.file("shelters-gsi/141526_emergency.json"), "s", PLAIN);
    assertThat(e.code()).isEqualTo("not-geojson");
    assertThat(e).hasMessageContaining("unavailable");
    assertThat(bench.exists("s")).isFalse();
    assertThat(
            bench.failure(RealData.file("shelters-gsi/141526_evacuation.json"), "s", PLAIN).code())
        .isEqualTo("not-geojson");
  }

  @ParameterizedTest
  @CsvSource({
    "fld_52385721_fld_6697_l1, 3, 0",
    "tnm_523855_tnm_6697, 3, 0",
    "lsld_523857_lsld_6668, 81, 1",
    "urf_523857_urf_6668, 47, 0"
  })
  void plateausCityObjectsOfNumazuComeInWhole(String file, int objects, int repaired)
      throws Exception {
    Path gml = RealData.file("plateau-numazu/numazu-shi_" + file + "_op.gml");
    ImportReport report = bench.load(gml, "plateau", PLAIN);
    assertThat(report.summary()).isEqualTo("imported %d, rejected 0".formatted(objects));
    assertThat(report.repaired()).isEqualTo(repaired);
    assertThat(report.source().format()).isEqualTo("citygml");
    assertThat(report.source().crs()).isEqualTo("EPSG:6668");
    assertThat(report.source().crsHow()).isEqualTo("declared");
    assertThat(report.source().accuracyM()).isZero();
    assertThat(bench.features("plateau"))
        .hasSize(objects)
        .allMatch(feature -> feature.geometry().isValid());
  }

  @ParameterizedTest
  @CsvSource({
    "015857_evacuation, 39",
    "432130_emergency, 49",
    "432130_evacuation, 45",
  })
  void designatedSheltersComeInWithTheirCounts(String file, int count) throws Exception {
    ImportReport report =
        bench.load(RealData.file("shelters-gsi/" + file + ".json"), "shelters", PLAIN);
    assertThat(report.summary()).isEqualTo("imported %d, rejected 0".formatted(count));
  }

  @Test
  void theBordersOfAbiraAreTheSameFromGeoJsonAndFromShapefile() throws Exception {
    assertThat(bench.load(RealData.file("admin-n03/01585.geojson"), "a", PLAIN).imported())
        .isEqualTo(1);
    ImportReport shp =
        bench.load(RealData.file("admin-n03/shp_cp932_nocpg/N03_01585.shp"), "b", PLAIN);
    assertThat(shp.imported()).isEqualTo(1);
    assertThat(shp.source().crs()).isEqualTo("EPSG:6668");
    var a = bench.features("a").getFirst().geometry();
    var b = bench.features("b").getFirst().geometry();
    assertThat(a.getNumPoints()).isEqualTo(2_619);
    assertThat(b.norm().equalsExact(a.norm(), 1e-9)).isTrue();
    assertThat(bench.kindOf("b")).isEqualTo(GeometryType.POLYGON);
  }

  @Test
  void ukisIslandsAreTwentySevenPolygons() throws Exception {
    ImportReport report = bench.load(RealData.file("admin-n03/43213.geojson"), "uki", PLAIN);
    assertThat(report.imported()).isEqualTo(27);
    assertThat(bench.features("uki").stream().mapToInt(f -> f.geometry().getNumPoints()).sum())
        .isEqualTo(8_249);
  }

  @Test
  void takamatsusTablesComeInWithTheirHashedHeadings() throws Exception {
    Map<String, Integer> rows =
        Map.of(
            "old_0060",
            193,
            "old_0061",
            114,
            "old_0002",
            514,
            "old_0041",
            299,
            "public_toilet_data",
            169,
            "tsunami_evacuation_building_data",
            113);
    for (var entry : rows.entrySet()) {
      Path file = RealData.file("municipal-csv-takamatsu/" + entry.getKey() + ".csv");
      ImportReport report = bench.load(file, "t", PLAIN);
      assertThat(report.imported() + report.rejected())
          .as(entry.getKey() + " " + report.problems())
          .isEqualTo((long) entry.getValue());
      assertThat(report.rejected()).as(entry.getKey() + " " + report.problems()).isZero();
    }
    bench.load(RealData.file("municipal-csv-takamatsu/public_toilet_data.csv"), "t", PLAIN);
    Feature toilet = bench.by("t", "name").get("高松市片原町公衆便所");
    assertThat(ImportBench.at(toilet).x).isEqualTo(134.05267);
    assertThat(ImportBench.at(toilet).y).isEqualTo(34.34551);
  }

  @Test
  void muroransBusStopsComeInAsPoints() throws Exception {
    ImportReport report =
        bench.load(RealData.file("ksj-p11-muroran/MuroranBusStops_P11.geojson"), "stops", PLAIN);
    assertThat(report.summary()).isEqualTo("imported 371, rejected 0");
    assertThat(bench.kindOf("stops")).isEqualTo(GeometryType.POINT);
    Feature cape = bench.by("stops", "P11_001").get("地球岬団地");
    assertThat(ImportBench.at(cape).x).isEqualTo(141.00056522, within(1e-8));
    assertThat(ImportBench.at(cape).y).isEqualTo(42.30751043, within(1e-8));
  }

  @Test
  void tachikawasRoadsComeInWhole() throws Exception {
    ImportReport report =
        bench.load(RealData.file("roads-tachikawa/tachikawa_roads.geojson"), "roads", PLAIN);
    assertThat(report.imported()).isEqualTo(5_617);
    assertThat(report.rejected()).isZero();
    assertThat(bench.kindOf("roads")).isEqualTo(GeometryType.LINE);
  }

  @Test
  void theWrongZonePutsAbiraOutsideItsPlaceAndOnlyTheUserCanSaySo() throws Exception {
    Path shp = RealData.file("shelters-gsi/abira_shp_zone12_nocpg/hinan_abira.shp");
    ImportReport report = bench.load(shp, "shelters", PLAIN.withCrs(Crs.zone(2)));
    assertThat(report.problemCounts()).containsEntry("crs-overridden", 1L);
    assertThat(ImportBench.at(bench.features("shelters").getFirst()).y).isLessThan(36);
  }

  @Test
  void aNoteTellsThatLonLatWasAssumedWhereTheFileSaysNothing() throws Exception {
    for (String part : List.of("shp", "shx", "dbf")) {
      Path real = RealData.file("admin-n03/shp_cp932_nocpg/N03_01585." + part);
      Files.copy(real, folder.resolve("border." + part));
    }
    ImportReport report = bench.load(folder.resolve("border.shp"), "border", PLAIN);
    assertThat(report.source().crsHow()).isEqualTo("assumed");
    assertThat(report.source().crs()).isEqualTo("EPSG:6668");
    assertThat(report.problemCounts()).containsEntry("crs-assumed", 1L);
  }

  @Test
  void zoneCoordinatesWhereTheFileSaysNothingAreNotGuessed() throws Exception {
    for (String part : List.of("shp", "shx", "dbf")) {
      Path real = RealData.file("shelters-gsi/abira_shp_zone12_nocpg/hinan_abira." + part);
      Files.copy(real, folder.resolve("h." + part));
    }
    assertThat(bench.failure(folder.resolve("h.shp"), "s", PLAIN).code()).isEqualTo("crs-unknown");
    assertThat(bench.load(folder.resolve("h.shp"), "s", PLAIN.withCrs(Crs.zone(12))).imported())
        .isEqualTo(63);
  }
}
