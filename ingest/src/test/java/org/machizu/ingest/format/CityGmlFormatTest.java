package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;

class CityGmlFormatTest {
  private static final CityGmlFormat CITYGML = new CityGmlFormat();
  private static final String ROOT =
      "<core:CityModel xmlns:core='http://www.opengis.net/citygml/2.0'"
          + " xmlns:gml='http://www.opengis.net/gml' xmlns:xlink='http://www.w3.org/1999/xlink'"
          + " xmlns:wtr='http://www.opengis.net/citygml/waterbody/2.0'"
          + " xmlns:gen='http://www.opengis.net/citygml/generics/2.0'"
          + " xmlns:uro='https://www.geospatial.jp/iur/uro/3.1'>";
  private static final String ENVELOPE =
      "<gml:boundedBy><gml:Envelope srsName='http://www.opengis.net/def/crs/EPSG/0/6697'"
          + " srsDimension='3'><gml:lowerCorner>42 141 0</gml:lowerCorner></gml:Envelope>"
          + "</gml:boundedBy>";
  private static final String SQUARE =
      "42.0 141.0 5 42.0 141.1 5 42.1 141.1 5 42.1 141.0 5 42.0 141.0 5";

  @TempDir Path folder;

  private static String ring(String kind, String positions) {
    return "<gml:%s><gml:LinearRing><gml:posList>%s</gml:posList></gml:LinearRing></gml:%s>"
        .formatted(kind, positions, kind);
  }

  private static String surfaces(String... polygons) {
    StringBuilder all = new StringBuilder("<wtr:lod1MultiSurface><gml:MultiSurface>");
    for (String polygon : polygons) {
      all.append(
          "<gml:surfaceMember><gml:Polygon>%s</gml:Polygon></gml:surfaceMember>"
              .formatted(polygon));
    }
    return all + "</gml:MultiSurface></wtr:lod1MultiSurface>";
  }

  private static String body(String id, String content) {
    return "<core:cityObjectMember><wtr:WaterBody gml:id='%s'>%s</wtr:WaterBody></core:cityObjectMember>"
        .formatted(id, content);
  }

  private static String model(String... members) {
    return ROOT + ENVELOPE + String.join("", members) + "</core:CityModel>";
  }

  private Reading read(String xml) throws Exception {
    return Reading.ofText(CITYGML, folder, xml);
  }

  private void assertRefused(String xml, String code) {
    assertThatThrownBy(() -> read(xml))
        .isInstanceOfSatisfying(FormatException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void latitudeComesFirstAndHeightIsLeftOut() throws Exception {
    Reading read = read(model(body("a", surfaces(ring("exterior", SQUARE)))));
    assertThat(read.wkt(0)).isEqualTo("POLYGON ((141 42, 141.1 42, 141.1 42.1, 141 42.1, 141 42))");
    assertThat(read.crs()).contains(Crs.JGD2011);
    assertThat(read.rows().getFirst().sourceId()).isEqualTo("a");
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.POLYGON);
  }

  @Test
  void theSystemMayStandAtTheSurfacesAlone() throws Exception {
    String shape =
        surfaces(ring("exterior", "42 141 42 141.1 42.1 141.1 42 141"))
            .replace(
                "<gml:MultiSurface>",
                "<gml:MultiSurface srsName='urn:ogc:def:crs:EPSG::6668' srsDimension='2'>");
    Reading read = read(ROOT + body("a", shape) + "</core:CityModel>");
    assertThat(read.wkt(0)).isEqualTo("POLYGON ((141 42, 141.1 42, 141.1 42.1, 141 42))");
  }

  @Test
  void aFileThatNamesNoSystemOrAnUnknownOneIsNotGuessed() {
    String square = body("a", surfaces(ring("exterior", SQUARE)));
    assertRefused(ROOT + square + "</core:CityModel>", "gml-without-crs");
    assertRefused(model(square).replace("6697", "31467"), "crs-unknown");
    assertRefused(model(square).replace("srsDimension='3'", "srsDimension='4'"), "gml-dimension");
  }

  @Test
  void anObjectInAnotherSystemThanItsFileIsLeftOut() throws Exception {
    String other =
        surfaces(ring("exterior", SQUARE))
            .replace(
                "<gml:MultiSurface>",
                "<gml:MultiSurface srsName='http://www.opengis.net/def/crs/EPSG/0/4612'>");
    Reading read = read(model(body("a", other), body("b", surfaces(ring("exterior", SQUARE)))));
    assertThat(read.rows()).extracting(Row::sourceId).containsExactly("b");
    assertThat(read.codes()).containsExactly("crs-mixed");
  }

  @Test
  void holesStayHoles() throws Exception {
    String hole = "42.02 141.02 5 42.04 141.02 5 42.04 141.04 5 42.02 141.02 5";
    Reading read =
        read(model(body("a", surfaces(ring("interior", hole) + ring("exterior", SQUARE)))));
    assertThat(read.wkt(0))
        .isEqualTo(
            "POLYGON ((141 42, 141.1 42, 141.1 42.1, 141 42.1, 141 42),"
                + " (141.02 42.02, 141.02 42.04, 141.04 42.04, 141.02 42.02))");
  }

  @Test
  void trianglesEdgeToEdgeBecomeOneAreaOthersStayAsTheyAre() throws Exception {
    String south = ring("exterior", "42 141 0 42 141.1 0 42.1 141 0 42 141 0");
    String north = ring("exterior", "42.1 141 0 42 141.1 0 42.1 141.1 0 42.1 141 0");
    Reading joined = read(model(body("a", surfaces(south, north))));
    assertThat(joined.rows().getFirst().geometry().norm().toText())
        .isEqualTo("POLYGON ((141 42, 141 42.1, 141.1 42.1, 141.1 42, 141 42))");
    assertThat(joined.description())
        .endsWith("2 surfaces of 1 objects joined along their shared edges");
    String overlapping = ring("exterior", "42.05 141 0 42 141.1 0 42.1 141.1 0 42.05 141 0");
    Reading kept = read(model(body("a", surfaces(south, overlapping))));
    assertThat(kept.rows().getFirst().geometry().getNumGeometries()).isEqualTo(2);
    assertThat(kept.description()).doesNotContain("joined");
  }

  @Test
  void anUprightTriangleHasNoAreaAndIsLeftOut() throws Exception {
    String upright = ring("exterior", "42 141 0 42 141.1 0 42 141.05 9 42 141 0");
    Reading read = read(model(body("a", surfaces(upright, ring("exterior", SQUARE)))));
    assertThat(read.rows().getFirst().geometry().getNumGeometries()).isEqualTo(1);
    assertThat(read.codes()).containsExactly("ring-degenerate");
    Reading none = read(model(body("a", surfaces(upright))));
    assertThat(none.rows()).isEmpty();
    assertThat(none.codes()).containsExactly("surface-missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42 141 5 42 141.1 5 42.1 141.1 | positions-incomplete",
        "42 141 5 42 x 5 42.1 141.1 5 42 141 5 | position-not-a-number",
        "42 141 5 42 NaN 5 42.1 141.1 5 42 141 5 | position-not-a-number",
        "42 141 5 42 141.1 5 | ring-too-short"
      })
  void aBrokenRingLeavesItsObjectOutAndTheNextIsRead(String positions, String code)
      throws Exception {
    Reading read =
        read(
            model(
                body("broken", surfaces(ring("exterior", positions), ring("exterior", SQUARE))),
                body("sound", surfaces(ring("exterior", SQUARE)))));
    assertThat(read.rows()).extracting(Row::sourceId).containsExactly("sound");
    assertThat(read.rows().getFirst().number()).isEqualTo(2);
    assertThat(read.codes()).containsExactly(code);
  }

  @Test
  void aLinkToASurfaceElsewhereIsNotFollowed() throws Exception {
    String link =
        "<wtr:lod1MultiSurface><gml:MultiSurface><gml:surfaceMember xlink:href='file:///etc/passwd#x'/>"
            + "</gml:MultiSurface></wtr:lod1MultiSurface>";
    Reading read = read(model(body("a", link), body("b", surfaces(ring("exterior", SQUARE)))));
    assertThat(read.rows()).hasSize(1);
    assertThat(read.codes()).containsExactly("xlink-not-followed");
  }

  @Test
  void noEntityIsEverFollowed() throws Exception {
    Path secret = Reading.write(folder, "secret.txt", "geheim");
    String body = model(body("a", "<gml:name>&e;</gml:name>" + surfaces(ring("exterior", SQUARE))));
    String external = "<!DOCTYPE m [<!ENTITY e SYSTEM '%s'>]>".formatted(secret.toUri());
    assertRefused(external + body, "dtd-not-allowed");
    String laughs =
        "<!DOCTYPE m [<!ENTITY a 'ha'><!ENTITY e '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>" + body;
    assertRefused(laughs, "dtd-not-allowed");
    assertRefused(body, "dtd-not-allowed");
  }

  @Test
  void aSolidAloneIsNotFlat() throws Exception {
    String solid = "<wtr:lod1Solid><gml:Solid/></wtr:lod1Solid>";
    Reading read = read(model(body("a", solid)));
    assertThat(read.rows()).isEmpty();
    assertThat(read.problems().getFirst().reason()).contains("only lod1Solid");
  }

  @Test
  void newerFilesNameTheirRiskWithoutTheWaterBody() throws Exception {
    String risk =
        "<uro:floodingRiskAttribute><uro:HighTideRiskAttribute>"
            + "<uro:description codeSpace='../../../codelists/HighTideRiskAttribute_description.xml'>1</uro:description>"
            + "<uro:rank codeSpace='../../../codelists/HighTideRiskAttribute_rank.xml'>1</uro:rank>"
            + "<uro:depth uom='m'>0.25</uro:depth>"
            + "</uro:HighTideRiskAttribute></uro:floodingRiskAttribute>";
    Files.createDirectory(folder.resolve("codelists"));
    Reading.write(
        folder.resolve("codelists"),
        "HighTideRiskAttribute_rank.xml",
        "\uFEFF<gml:Dictionary xmlns:gml='http://www.opengis.net/gml'><gml:name>x</gml:name>"
            + "<gml:dictionaryEntry><gml:Definition><gml:description>0.5m未満</gml:description>"
            + "<gml:name>1</gml:name></gml:Definition></gml:dictionaryEntry></gml:Dictionary>");
    Reading read = read(model(body("a", risk + surfaces(ring("exterior", SQUARE)))));
    assertThat(read.names())
        .containsExactly(
            "gml_id",
            "type",
            "highTide_description",
            "highTide_rank",
            "highTide_rank_label",
            "highTide_depth");
    assertThat(read.value(0, "highTide_rank_label")).isEqualTo("0.5m未満");
    assertThat(read.value(0, "highTide_depth")).isEqualTo(0.25);
    assertThat(read.schema().find("highTide_depth").orElseThrow().unit()).isEqualTo("m");
    assertThat(read.problems())
        .extracting(Problem::place)
        .containsExactly("HighTideRiskAttribute_description");
  }

  @Test
  void aCodeSpaceIsAFileNameAndNeverAPath() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Reading.write(
        outside,
        "list.xml",
        "<Dictionary><Definition><description>geheim</description><name>1</name></Definition></Dictionary>");
    Files.createDirectory(folder.resolve("codelists"));
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path gml =
        Reading.write(
            inside,
            "a.gml",
            model(
                body(
                    "a",
                    "<wtr:class codeSpace='../outside/list.xml'>1</wtr:class>"
                        + surfaces(ring("exterior", SQUARE)))));
    Reading read = Reading.of(CITYGML, gml);
    assertThat(read.names()).containsExactly("gml_id", "type", "class");
    assertThat(read.codes()).containsExactly("code-list-missing");
  }

  @Test
  void genericAndNestedValuesAreKeptUnderTheirNames() throws Exception {
    String values =
        "<gen:stringAttribute name='調査'><gen:value>令和6年</gen:value></gen:stringAttribute>"
            + "<uro:wtrDataQualityAttribute><uro:DataQualityAttribute>"
            + "<uro:thematicSrcDesc>400</uro:thematicSrcDesc><uro:thematicSrcDesc>500</uro:thematicSrcDesc>"
            + "</uro:DataQualityAttribute></uro:wtrDataQualityAttribute>";
    Reading read = read(model(body("a", values + surfaces(ring("exterior", SQUARE)))));
    assertThat(read.value(0, "調査")).isEqualTo("令和6年");
    assertThat(read.value(0, "DataQuality_thematicSrcDesc")).isEqualTo("400;500");
  }

  @Test
  void aNumberInOneUnitIsANumber() throws Exception {
    String first = "<uro:area uom='m2'>5</uro:area>" + surfaces(ring("exterior", SQUARE));
    Reading read = read(model(body("a", first)));
    assertThat(read.type("area")).isEqualTo(AttributeType.REAL);
    String second = first.replace("m2", "ha");
    assertThat(read(model(body("a", first), body("b", second))).type("area"))
        .isEqualTo(AttributeType.TEXT);
  }

  @Test
  void boundsHold() throws Exception {
    String square = body("a", surfaces(ring("exterior", SQUARE)));
    ReadLimits few = new ReadLimits(1 << 20, 10, 10, 1, 20, 4, 10);
    Path file = Reading.write(folder, "a.gml", model(square, square));
    assertThatThrownBy(() -> Reading.of(CITYGML, file, new ReadOptions(null, null, Map.of(), few)))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("too-many-rows"));
    Path one = Reading.write(folder, "b.gml", model(square));
    assertThat(Reading.of(CITYGML, one, new ReadOptions(null, null, Map.of(), few)).codes())
        .containsExactly("too-many-vertices");
    Path wordy =
        Reading.write(
            folder, "c.gml", model(body("a", "<gml:name>" + "x".repeat(21) + "</gml:name>")));
    assertThatThrownBy(() -> Reading.of(CITYGML, wordy, new ReadOptions(null, null, Map.of(), few)))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("cell-too-large"));
    String deep = "<a>".repeat(100) + "</a>".repeat(100);
    assertRefused(model(body("a", "<gml:name>" + deep + "</gml:name>")), "nested-too-deeply");
    assertRefused(
        model(body("a", "<wtr:lod2Solid>" + deep + "</wtr:lod2Solid>")), "nested-too-deeply");
    assertRefused(
        model(body("a", "<wtr:lod1MultiSurface>" + deep + "</wtr:lod1MultiSurface>")),
        "nested-too-deeply");
  }

  @Test
  void aFileThatIsCutOffIsRefused() {
    String xml = model(body("a", surfaces(ring("exterior", SQUARE))));
    assertRefused(xml.substring(0, xml.length() - 40), "xml-broken");
  }

  @Test
  void onlyCityModelsAreRecognised() throws Exception {
    assertThat(CITYGML.recognises(Reading.write(folder, "x", model()))).isTrue();
    assertThat(
            CITYGML.recognises(
                Reading.write(folder, "x", "<?xml version='1.0'?>\n<!-- a -->" + model())))
        .isTrue();
    assertThat(CITYGML.recognises(Reading.write(folder, "k.gml", "<ksj:Dataset xmlns:ksj='x'/>")))
        .isFalse();
    assertThat(CITYGML.recognises(Reading.write(folder, "a.csv", "a,b\n1,2"))).isFalse();
    assertRefused("<gpx/>", "not-citygml");
  }

  @Test
  void itIsOnlyRead() {
    assertThat(CITYGML.writes()).isFalse();
    assertThatThrownBy(() -> Formats.standard().byName("citygml"))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "'citygml' is only read; there are gpkg, shp, fgb, kml, geojsonseq, geojson, csv");
    Schema schema = new Schema(GeometryType.POLYGON, java.util.List.of());
    assertThatThrownBy(
            () -> CITYGML.create(folder.resolve("a.gml"), schema, WriteOptions.lonLat("a")))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
