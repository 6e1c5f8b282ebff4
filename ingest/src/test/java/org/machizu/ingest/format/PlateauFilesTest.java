package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.AttributeType;
import org.machizu.testdata.RealData;

/** PLATEAU's files of Numazu, compared with an independent conversion of them. */
class PlateauFilesTest {
  private static final String FOLDER = "plateau-numazu/";
  private static final String FLD = "numazu-shi_fld_52385721_fld_6697_l1_op";
  private static final String TNM = "numazu-shi_tnm_523855_tnm_6697_op";
  private static final String LSLD = "numazu-shi_lsld_523857_lsld_6668_op";
  private static final String URF = "numazu-shi_urf_523857_urf_6668_op";
  private static final CityGmlFormat CITYGML = new CityGmlFormat();

  /** Square degrees that are less than a square millimetre. */
  private static final double NOTHING = 1e-16;

  @TempDir Path folder;

  private static Reading read(String name) throws Exception {
    return Reading.of(CITYGML, RealData.file(FOLDER + name + ".gml"));
  }

  @ParameterizedTest
  @CsvSource({FLD + ", 3, 142, 0", TNM + ", 3, 7, 0", LSLD + ", 81, 81, 0", URF + ", 47, 47, 1"})
  void everyCityObjectIsAFeatureWhereTheIndependentConversionHasIt(
      String name, int objects, int surfaces, int holes) throws Exception {
    Reading read = read(name);
    Map<String, JsonNode> expected = expected(name);
    assertThat(read.rows()).hasSize(objects);
    assertThat(expected).hasSize(objects);
    assertThat(read.crs()).contains(Crs.JGD2011);
    assertThat(read.expectedRows()).contains((long) objects);
    int surfacesThere = 0;
    int holesHere = 0;
    for (Row row : read.rows()) {
      JsonNode feature = expected.get(row.sourceId());
      assertThat(feature).as(row.sourceId()).isNotNull();
      Geometry there = parts(feature);
      Geometry here = row.geometry();
      surfacesThere += there.getNumGeometries();
      holesHere += holes(here);
      if (there.getNumGeometries() == 1) {
        // As it is, also where a ring touches itself: the import judges that.
        assertThat(here.equalsExact(there.getGeometryN(0))).isTrue();
        continue;
      }
      assertThat(here.isValid()).isTrue();
      assertThat(here.symDifference(there.union()).getArea()).isLessThan(NOTHING);
      assertThat(here.getArea()).isCloseTo(there.getArea(), within(NOTHING));
      assertThat(List.of(there.getCoordinates())).containsAll(List.of(here.getCoordinates()));
    }
    assertThat(surfacesThere).isEqualTo(surfaces);
    assertThat(holesHere).isEqualTo(holes);
  }

  @ParameterizedTest
  @CsvSource({FLD, TNM, LSLD, URF})
  void everyValueOfTheIndependentConversionIsThere(String name) throws Exception {
    Map<String, JsonNode> expected = expected(name);
    Map<String, String> ours =
        Map.of(
            "rankOrg",
            name.equals(FLD) ? "river_rankOrg" : "tsunami_rankOrg",
            "description",
            name.equals(FLD) ? "river_description" : "tsunami_description",
            "adminType",
            "river_adminType",
            "scale",
            "river_scale");
    for (Row row : read(name).rows()) {
      JsonNode properties = expected.get(row.sourceId()).path("properties");
      properties
          .properties()
          .forEach(property -> {
            String key = property.getKey();
            Object here = row.attributes().get(ours.getOrDefault(key, key));
            if (key.startsWith("n_") || property.getValue().isNull()) {
              return;
            }
            String there = property.getValue().asText();
            if (key.equals("floorAreaRate")) {
              assertThat((Double) here).isEqualTo(Double.parseDouble(there) * 100);
            } else {
              assertThat(String.valueOf(here)).as(key).isEqualTo(there);
            }
          });
    }
  }

  @Test
  void aWaterBodysTrianglesAreOneAreaEachCornerOfWhichStandsInTheFile() throws Exception {
    Reading read = read(FLD);
    assertThat(read.rows()).allMatch(row -> row.geometry().getNumGeometries() < 7);
    assertThat(read.description())
        .isEqualTo(
            "CityGML, 3 WaterBody, north before east, 6 code lists; 142 surfaces of 3"
                + " objects joined along their shared edges");
  }

  @Test
  void ranksAreReadInTheListsOfTheDataSetNotInThoseOfTheStandard() throws Exception {
    Reading rivers = read(FLD);
    assertThat(rivers.value(1, "river_rankOrg")).isEqualTo("2");
    assertThat(rivers.value(1, "river_rankOrg_label")).isEqualTo("0.5m以上3m未満");
    assertThat(rivers.value(1, "river_scale_label")).isEqualTo("L1（計画規模）");
    assertThat(rivers.value(1, "river_description_label")).isEqualTo("鶴見川水系砂田川");
    Reading tsunami = read(TNM);
    assertThat(tsunami.value(1, "tsunami_rankOrg")).isEqualTo("2");
    assertThat(tsunami.value(1, "tsunami_rankOrg_label")).isEqualTo("0.3m以上1.0m未満");
    assertThat(tsunami.codes()).containsExactly("code-list-missing", "code-list-missing");
  }

  @Test
  void landslidesKeepTheirRomanNumbersAndHaveTitles() throws Exception {
    Reading read = read(LSLD);
    assertThat(read.value(0, "zoneNumber")).isEqualTo("103-Ⅰ-0648");
    assertThat(read.value(0, "disasterType_label")).isEqualTo("急傾斜地の崩壊");
    assertThat(read.value(0, "areaType_label")).isEqualTo("土砂災害特別警戒区域（指定済）");
    assertThat(read.value(0, "validFrom")).isEqualTo(LocalDate.of(2006, 12, 26));
    assertThat(read.schema().find("disasterType_label").orElseThrow().title().ja())
        .isEqualTo("現象の種類");
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void ratesOfTownPlanningArePerCent() throws Exception {
    Reading read = read(URF);
    assertThat(read.type("floorAreaRate")).isEqualTo(AttributeType.REAL);
    assertThat(read.schema().find("floorAreaRate").orElseThrow().unit()).isEqualTo("%");
    Map<Object, Long> rates = new HashMap<>();
    read.rows().forEach(row -> rates.merge(row.attributes().get("floorAreaRate"), 1L, Long::sum));
    assertThat(rates)
        .containsAllEntriesOf(Map.of(60.0, 6L, 80.0, 4L, 150.0, 3L, 100.0, 4L, 200.0, 21L));
  }

  @Test
  void aLoneFileWithoutItsListsKeepsRanksAsCodesAndKnowsOnlyWhatIsTheSameForEveryTown()
      throws Exception {
    Path alone = folder.resolve("alone.gml");
    Files.copy(RealData.file(FOLDER + FLD + ".gml"), alone);
    Reading read = Reading.of(CITYGML, alone);
    assertThat(read.value(0, "river_rankOrg")).isEqualTo("1");
    assertThat(read.names()).doesNotContain("river_rankOrg_label");
    assertThat(read.value(0, "river_scale_label")).isEqualTo("L1（計画規模）");
    assertThat(read.value(0, "function_label")).isEqualTo("洪水浸水想定区域");
    assertThat(read.problems())
        .extracting(Problem::place)
        .contains("WaterBodyRiverFloodingRiskAttribute_rankOrg");
  }

  @Test
  void aZipOfTheDataSetBringsItsLists() throws Exception {
    Path zip = zip("udx/fld/natl/kano/" + FLD + ".gml");
    assertThat(Formats.standard().detect(zip).name()).isEqualTo("citygml");
    Reading read = Reading.of(CITYGML, zip);
    assertThat(read.rows()).hasSize(3);
    assertThat(read.value(1, "river_rankOrg_label")).isEqualTo("0.5m以上3m未満");
  }

  @Test
  void ofAZipWithSeveralThemesOneHasToBeChosen() throws Exception {
    Path zip = zip("udx/fld/natl/kano/" + FLD + ".gml", "udx/tnm/22_1/" + TNM + ".gml");
    assertThatThrownBy(() -> Reading.of(CITYGML, zip))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("table-not-chosen"))
        .hasMessageContaining("udx/fld, 22203_numazu/udx/tnm");
    Reading read =
        Reading.of(CITYGML, zip, new ReadOptions(null, "udx/tnm", Map.of(), ReadLimits.DEFAULT));
    assertThat(read.rows()).hasSize(3).allMatch(row -> row.sourceId().startsWith("tnm_"));
  }

  @Test
  void theFilesOfOneThemeAreOneLayer() throws Exception {
    Path zip = zip("udx/fld/natl/kano/" + FLD + ".gml", "udx/fld/pref/other/" + TNM + ".gml");
    Reading read = Reading.of(CITYGML, zip);
    assertThat(read.rows()).extracting(Row::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(read.description()).contains("6 WaterBody in 2 files");
  }

  private Path zip(String... names) throws Exception {
    Path zip = folder.resolve("dataset.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out);
        Stream<Path> lists = Files.list(RealData.file(FOLDER + "codelists"))) {
      for (String name : names) {
        packed.putNextEntry(new ZipEntry("22203_numazu/" + name));
        Files.copy(RealData.file(FOLDER + name.substring(name.lastIndexOf('/') + 1)), packed);
      }
      for (Path list : lists.toList()) {
        packed.putNextEntry(new ZipEntry("22203_numazu/codelists/" + list.getFileName()));
        Files.copy(list, packed);
      }
    }
    return zip;
  }

  private static Map<String, JsonNode> expected(String name) throws Exception {
    JsonNode all =
        new ObjectMapper().readTree(RealData.file(FOLDER + name + ".expected.geojson").toFile());
    Map<String, JsonNode> byId = new HashMap<>();
    all.path("features").forEach(each -> byId.put(each.at("/properties/gml_id").asText(), each));
    return byId;
  }

  private static Geometry parts(JsonNode feature) {
    StringBuilder wkt = new StringBuilder("MULTIPOLYGON(");
    String betweenPolygons = "";
    for (JsonNode polygon : feature.at("/geometry/coordinates")) {
      wkt.append(betweenPolygons).append('(');
      String betweenRings = "";
      for (JsonNode ring : polygon) {
        wkt.append(betweenRings).append('(');
        String between = "";
        for (JsonNode at : ring) {
          wkt.append(between).append(at.get(0).asDouble()).append(' ').append(at.get(1).asDouble());
          between = ",";
        }
        wkt.append(')');
        betweenRings = ",";
      }
      wkt.append(')');
      betweenPolygons = ",";
    }
    return Reading.geometry(wkt.append(')').toString());
  }

  private static int holes(Geometry geometry) {
    int holes = 0;
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      holes += ((Polygon) geometry.getGeometryN(i)).getNumInteriorRing();
    }
    return holes;
  }

  @Test
  void numazuLiesInNumazu() throws Exception {
    Coordinate at = read(FLD).rows().getFirst().geometry().getCoordinate();
    assertThat(at.x).isBetween(138.88, 138.89);
    assertThat(at.y).isBetween(35.1, 35.11);
  }
}
