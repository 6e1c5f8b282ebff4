package org.machizu.geo.crs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.testdata.RealData;

class CrsWktTest {
  /** What GDAL writes for a system; gdal-wkt.tsv is made by make-wkt.sh. */
  record Gdal(String esri, String ogc) {}

  private static Map<Crs, Gdal> gdal() throws IOException {
    try (InputStream in = CrsWktTest.class.getResourceAsStream("gdal-wkt.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .collect(
              Collectors.toMap(f -> new Crs(Integer.parseInt(f[0])), f -> new Gdal(f[1], f[2])));
    }
  }

  static List<Crs> systems() {
    return Crs.list();
  }

  @ParameterizedTest
  @MethodSource("systems")
  void whatGdalWritesIsRecognised(Crs crs) throws IOException {
    assertThat(CrsWkt.match(gdal().get(crs).esri())).isEqualTo(new CrsMatch.Found(crs));
    assertThat(CrsWkt.match(gdal().get(crs).ogc())).isEqualTo(new CrsMatch.Found(crs));
  }

  @ParameterizedTest
  @MethodSource("systems")
  void whatWeWriteIsWhatGdalWrites(Crs crs) throws IOException {
    assertThat(CrsWkt.esri(crs)).isEqualTo(gdal().get(crs).esri());
    assertThat(CrsWkt.ogc(crs)).isEqualTo(gdal().get(crs).ogc());
  }

  @Test
  void geoToolsReadsWhatWeWrite() throws Exception {
    for (Crs crs : List.of(Crs.zone(12), Crs.JGD2011, new Crs(30169), new Crs(2451))) {
      assertThat(CRS.parseWKT(CrsWkt.ogc(crs)).getName().getCode()).isEqualTo(CrsWkt.name(crs));
      assertThat(CRS.parseWKT(CrsWkt.esri(crs))).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "admin-n03/shp_cp932_nocpg/N03_01585.prj, 6668",
    "shelters-gsi/abira_shp_zone12_nocpg/hinan_abira.prj, 6680",
    "shelters-gsi/uki_shp_zone2_cpg/hinan_uki.prj, 6670"
  })
  void realPrjFilesAreRecognised(String file, int epsg) throws IOException {
    String text = Files.readString(RealData.file(file));
    assertThat(CrsWkt.match(text).find()).contains(new Crs(epsg));
  }

  @Test
  void blanksBracketsCaseAndPaddingDoNotMatter() {
    String text =
        """
        projcs ("平面直角座標系 第9系",
          GEOGCS["JGD2011", DATUM["Japanese Geodetic Datum 2011",
            SPHEROID["GRS 1980", 6378137, 298.2572221010002], TOWGS84[0,0,0,0,0,0,0]],
            PRIMEM["Greenwich", 0], UNIT["degree", 0.017453292519943295]],
          PROJECTION["Gauss_Kruger"],
          PARAMETER["Central_Meridian", 139.8333333],
          PARAMETER["Latitude_Of_Origin", 3.6E+1],
          PARAMETER["Scale_Factor", 0.9999],
          UNIT["Meter", 1])
        \0\0\
        """;
    assertThat(CrsWkt.match("\uFEFF" + text)).isEqualTo(new CrsMatch.Found(Crs.zone(9)));
  }

  @Test
  void aHeightBehindThePlaneIsLetGo() {
    String text =
        "COMPD_CS[\"JGD2011 + T.P.\","
            + CrsWkt.ogc(Crs.zone(8))
            + ",VERT_CS[\"T.P.\",VERT_DATUM[\"TP\",2005],UNIT[\"metre\",1]]]";
    assertThat(CrsWkt.match(text).find()).contains(Crs.zone(8));
  }

  @Test
  void whatIsNotOursIsNotKnownWithAReason() throws IOException {
    String zone = CrsWkt.esri(Crs.zone(12));
    String mercator = gdal().get(Crs.WEB_MERCATOR).ogc();
    Map<String, String> reasons =
        Map.ofEntries(
            Map.entry(
                zone.replace("0.9999", "0.9996").replace("142.25", "141.0"), "none of the 19"),
            Map.entry(zone.replace("142.25", "142.35"), "none of the 19"),
            Map.entry(
                zone.replace("\"False_Easting\",0.0", "\"False_Easting\",500000.0"),
                "FALSEEASTING"),
            Map.entry(zone.replace("UNIT[\"Meter\",1.0]", "UNIT[\"Foot\",0.3048]"), "metre"),
            Map.entry(
                zone.replace(
                    "UNIT[\"Degree\",0.0174532925199433]", "UNIT[\"Grad\",0.01570796326794897]"),
                "degrees"),
            Map.entry(
                zone.replace("PRIMEM[\"Greenwich\",0.0]", "PRIMEM[\"Tokyo\",139.74]"), "Greenwich"),
            Map.entry(zone.replace("298.257222101", "299.1528128"), "ellipsoid"),
            Map.entry(zone.replace("D_JGD_2011", "D_NAD_1983"), "datum 'D_NAD_1983'"),
            Map.entry(
                CrsWkt.esri(Crs.TOKYO).replace("D_Tokyo", "D_Tokyo_1892"), "datum 'D_Tokyo_1892'"),
            Map.entry(
                zone.replace("JGD_2011", "WGS_1984").replace("298.257222101", "298.257223563"),
                "none of the 19"),
            Map.entry(zone.replace("Transverse_Mercator", "Lambert_Conformal_Conic"), "Lambert"),
            Map.entry(mercator.replaceAll("EXTENSION\\[[^]]*\\],", ""), "neither"),
            Map.entry("LOCAL_CS[\"x\",LOCAL_DATUM[\"y\",0],UNIT[\"m\",1]]", "任意座標系"),
            Map.entry("GEOGCRS[\"JGD2011\"]", "only WKT 1"),
            Map.entry("GEOGCS[\"x\"]", "lacks its DATUM"),
            Map.entry("GEOGCS[\"x\"", "']' was expected"),
            Map.entry("GEOGCS[\"x", "closing quote"),
            Map.entry("hello", "'[' was expected"),
            Map.entry("[]", "a keyword was expected"),
            Map.entry(zone + "x", "the end was expected"),
            Map.entry("A[".repeat(10_000), "deeper"),
            Map.entry("x".repeat(WktNode.MAX_LENGTH + 1), "at most"),
            Map.entry("  ", "empty"));
    reasons.forEach((text, reason) ->
        assertThat(CrsWkt.match(text))
            .isInstanceOfSatisfying(
                CrsMatch.NotKnown.class, m -> assertThat(m.reason()).contains(reason)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GEOGCS[\"GCS_JGD_2000\",DATUM[\"D_JGD_2000\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]"
      })
  void jgd2000IsToldFromJgd2011ByTheNameOfItsDatum(String text) {
    assertThat(CrsWkt.match(text).find()).contains(Crs.JGD2000);
  }
}
