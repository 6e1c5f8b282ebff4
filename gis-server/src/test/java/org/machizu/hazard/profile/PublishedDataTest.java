package org.machizu.hazard.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.io.WKTReader;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.hazard.kind.Hazard;
import org.machizu.imports.ImportBench;
import org.machizu.imports.ImportOptions;
import org.machizu.ingest.format.FeatureWriter;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.ingest.format.WriteOptions;
import org.machizu.testdata.RealData;

/**
 * Files with the published attributes and codes, brought in by the import that everybody uses,
 * recognised and read. Those of 国土数値情報 are small and made by hand.
 */
class PublishedDataTest {
  @TempDir Path folder;
  private ImportBench bench;

  @BeforeEach
  void open() {
    bench = new ImportBench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static Path fixture(String name) {
    URI file =
        URI.create(
            Objects.requireNonNull(PublishedDataTest.class.getResource(name), name).toString());
    return Path.of(file);
  }

  private List<ZoneReading> readings(Path file, String profile) throws Exception {
    bench.load(file, "hazard", ImportOptions.DEFAULT);
    var layer = bench.catalog().find(ImportBench.layer("hazard")).orElseThrow().layer();
    Profile found = Profiles.standard().recognise(layer.schema()).orElseThrow();
    assertThat(found.id()).isEqualTo(profile);
    return bench.features("hazard").stream().map(found::read).toList();
  }

  private static List<String> depths(List<ZoneReading> readings) {
    return readings.stream()
        .map(reading -> {
          Depth depth = reading.depth();
          return depth == null ? "?" : depth.fromM() + "-" + depth.toM();
        })
        .toList();
  }

  @Test
  void classesOf2012AreFiveOrSeven() throws Exception {
    List<ZoneReading> readings = readings(fixture("A31-12.geojson"), "ksj_a31_2012");
    assertThat(depths(readings.subList(0, 5)))
        .containsExactly("0.0-0.5", "0.5-1.0", "1.0-2.0", "2.0-5.0", "5.0-null");
    assertThat(depths(readings.subList(5, 13)))
        .containsExactly(
            "0.0-0.5", "0.5-1.0", "1.0-2.0", "2.0-3.0", "3.0-4.0", "4.0-5.0", "5.0-null", "?");
    assertThat(readings).allMatch(reading -> reading.scale() == Scale.PLANNED);
    assertThat(readings.getLast().unread()).containsExactly(new Unread("A31_001", "31"));
    assertThat(readings.getFirst().basis().basis()).isEqualTo("水防法 第14条（平成27年改正前）");
  }

  @Test
  void theLargestConceivableFloodOfEachRiver() throws Exception {
    List<ZoneReading> readings = readings(fixture("A31a-20.geojson"), "ksj_a31a_largest");
    assertThat(depths(readings))
        .containsExactly(
            "0.0-0.5", "0.5-3.0", "3.0-5.0", "5.0-10.0", "10.0-20.0", "20.0-null", "?");
    ZoneReading second = readings.get(1);
    assertThat(second.hazard()).isEqualTo(Hazard.FLOOD);
    assertThat(second.scale()).isEqualTo(Scale.LARGEST);
    assertThat(second.cause()).isEqualTo("緑川");
    assertThat(second.number()).isEqualTo("8801110001");
    assertThat(second.basis().status()).isEqualTo(LegalBasis.Status.STATUTORY);
    assertThat(readings.get(6).unread()).containsExactly(new Unread("A31a_205", "7"));
  }

  @Test
  void thePlannedScaleTheDurationAndTheCollapseOfHouses() throws Exception {
    List<ZoneReading> planned = readings(fixture("A31a-10.geojson"), "ksj_a31a_planned");
    assertThat(depths(planned)).containsExactly("0.0-0.5", "3.0-5.0");
    assertThat(planned.getFirst().scale()).isEqualTo(Scale.PLANNED);
    List<ZoneReading> duration = readings(fixture("A31a-30.geojson"), "ksj_a31a_duration");
    assertThat(duration)
        .extracting(ZoneReading::lasting)
        .containsExactly(
            new Lasting(0, 12.0, "12時間未満"),
            new Lasting(12, 24.0, "12時間以上1日未満"),
            new Lasting(24, 72.0, "1日以上3日未満"),
            new Lasting(72, 168.0, "3日以上1週間未満"),
            new Lasting(168, 336.0, "1週間以上2週間未満"),
            new Lasting(336, 672.0, "2週間以上4週間未満"),
            new Lasting(672, null, "4週間以上"));
    assertThat(duration).allMatch(reading -> reading.unread().isEmpty());
    List<ZoneReading> collapse = readings(fixture("A31a-41.geojson"), "ksj_a31a_collapse");
    assertThat(collapse)
        .extracting(ZoneReading::collapse)
        .containsExactly(Collapse.FLOW, Collapse.BANK, Collapse.BANK, null);
    assertThat(collapse.getLast().unread()).containsExactly(new Unread("A31a_405", "9"));
  }

  @ParameterizedTest
  @CsvSource({"A31-21-20.geojson, ksj_a31_largest, 緑川", "A31-22-20.geojson, ksj_a31_mesh_largest,"})
  void theSameNumberIsARiverIn2021AndAClassIn2022(String file, String profile, String cause)
      throws Exception {
    List<ZoneReading> readings = readings(fixture(file), profile);
    assertThat(depths(readings)).containsExactly("0.5-3.0", "20.0-null");
    assertThat(readings.getFirst().cause()).isEqualTo(cause);
  }

  @Test
  void theMeshTellsHowLongTheWaterStays() throws Exception {
    assertThat(readings(fixture("A31b-30.geojson"), "ksj_a31b_mesh_duration").getFirst().lasting())
        .isEqualTo(new Lasting(72, 168.0, "3日以上1週間未満"));
  }

  @Test
  void landslidesBeforeAndAfterTheirDesignation() throws Exception {
    List<ZoneReading> readings = readings(fixture("A33.geojson"), "ksj_a33");
    assertThat(readings)
        .extracting(ZoneReading::zone)
        .containsExactly(Zone.YELLOW, Zone.RED, Zone.YELLOW, Zone.RED, null);
    assertThat(readings)
        .extracting(ZoneReading::phenomenon)
        .startsWith(Phenomenon.STEEP_SLOPE, Phenomenon.DEBRIS_FLOW, Phenomenon.SLIDE);
    assertThat(readings)
        .extracting(reading -> reading.basis().basis())
        .startsWith("土砂災害防止法 第7条", "土砂災害防止法 第9条", "土砂災害防止法 第4条（基礎調査）");
    assertThat(readings.getLast().unread()).containsExactly(new Unread("A33_002", "5"));
    assertThat(readings.getFirst().number()).isEqualTo("Ⅰ-1-0");
  }

  @Test
  void tsunamiStormSurgeAndInlandFloodAreReadFromTheirWords() throws Exception {
    List<ZoneReading> tsunami = readings(fixture("A40.geojson"), "ksj_a40");
    assertThat(depths(tsunami)).containsExactly("0.0-0.3", "0.3-1.0", "1.0-2.0", "20.0-null", "?");
    assertThat(tsunami.getLast().unread()).containsExactly(new Unread("A40_003", "浸水あり"));
    assertThat(tsunami.getFirst().basis().basis()).isEqualTo("津波防災地域づくりに関する法律 第8条");
    List<ZoneReading> surge = readings(fixture("A49.geojson"), "ksj_a49");
    assertThat(depths(surge)).containsExactly("0.5-1.0", "10.0-20.0");
    assertThat(surge.getFirst().hazard()).isEqualTo(Hazard.STORM_SURGE);
    assertThat(surge.getFirst().basis().basis()).isEqualTo("水防法 第14条の3");
    List<ZoneReading> inland = readings(fixture("A51.geojson"), "ksj_a51");
    assertThat(depths(inland)).containsExactly("0.3-0.5", "1.0-3.0", "?");
    assertThat(inland.getLast().unread()).containsExactly(new Unread("A51_005", ""));
    assertThat(inland.getFirst().basis().basis()).isEqualTo("水防法 第14条の2");
  }

  @Test
  void aShapefileInCp932InAZoneSaysTheSame() throws Exception {
    List<Attribute> attributes =
        List.of(
            Attribute.open("A31a_201", AttributeType.TEXT),
            Attribute.open("A31a_202", AttributeType.TEXT),
            Attribute.open("A31a_205", AttributeType.INTEGER));
    Schema schema = new Schema(GeometryType.POLYGON, attributes);
    Path zip = folder.resolve("A31a-20.zip");
    WriteOptions options =
        new WriteOptions("A31a-20", Crs.zone(12), TextEncodings.CP932).withoutCodePage();
    try (FeatureWriter writer = ImportBench.formats().byName("shp").create(zip, schema, options)) {
      writer.write(
          new Feature(
              1,
              new Revision(1),
              new WKTReader()
                  .read(
                      "POLYGON ((-36000 -137000, -36000 -136900, -35900 -136900, -36000 -137000))"),
              Attributes.of(schema, "8801110001", "髙瀬川", 3L)));
    }
    ZoneReading reading = readings(zip, "ksj_a31a_largest").getFirst();
    assertThat(reading.cause()).isEqualTo("髙瀬川");
    assertThat(reading.depth()).isEqualTo(new Depth(3, 5.0, "3.0m以上5.0m未満"));
  }

  @Test
  void plateausFloodAndTsunamiAreReadInTheListsOfTheirTown() throws Exception {
    List<ZoneReading> flood = readings(plateau("fld_52385721_fld_6697_l1"), "plateau_flood");
    assertThat(flood).hasSize(3);
    assertThat(flood).allMatch(reading -> reading.scale() == Scale.PLANNED);
    assertThat(depths(flood)).contains("0.0-0.5", "0.5-3.0");
    assertThat(flood.getFirst().cause()).isEqualTo("鶴見川水系砂田川");
    List<ZoneReading> tsunami = readings(plateau("tnm_523855_tnm_6697"), "plateau_tsunami");
    assertThat(tsunami).hasSize(3);
    assertThat(depths(tsunami)).contains("0.01-0.3", "0.3-1.0");
    assertThat(tsunami.getFirst().hazard()).isEqualTo(Hazard.TSUNAMI);
  }

  @Test
  void plateausRankWithoutItsListIsNoDepth() throws Exception {
    Path alone = folder.resolve("alone.gml");
    Files.copy(plateau("fld_52385721_fld_6697_l1"), alone);
    List<ZoneReading> flood = readings(alone, "plateau_flood");
    assertThat(depths(flood)).containsOnly("?");
    assertThat(flood.getFirst().unread()).containsExactly(new Unread("river_rankOrg", "1"));
    assertThat(flood.getFirst().scale()).isEqualTo(Scale.PLANNED);
  }

  @Test
  void plateausLandslidesHaveTheirZones() throws Exception {
    List<ZoneReading> landslides = readings(plateau("lsld_523857_lsld_6668"), "plateau_landslide");
    assertThat(landslides).hasSize(81).allMatch(reading -> reading.unread().isEmpty());
    assertThat(landslides).extracting(ZoneReading::zone).contains(Zone.YELLOW, Zone.RED);
    assertThat(landslides.getFirst().cause()).isEqualTo("八重団地");
  }

  @Test
  void plateausZoningIsAMapOfNoHazard() throws Exception {
    bench.load(plateau("urf_523857_urf_6668"), "zoning", ImportOptions.DEFAULT);
    var layer = bench.catalog().find(ImportBench.layer("zoning")).orElseThrow().layer();
    assertThat(Profiles.standard().recognise(layer.schema())).isEmpty();
    assertThat(layer.schema().find("floorAreaRate").orElseThrow().unit()).isEqualTo("%");
  }

  private static Path plateau(String part) {
    return RealData.file("plateau-numazu/numazu-shi_" + part + "_op.gml");
  }
}
