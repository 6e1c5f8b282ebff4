package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;

/** KML as other programs write it. */
class KmlFormatTest {
  private static final String MY_MAPS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>避難の図</name>
      <Style id="icon"><IconStyle><Icon><href>https://example.org/a.png</href></Icon></IconStyle></Style>
      <Folder><name>避難所</name>
        <Placemark><name>早来小学校</name><description><![CDATA[体育館<br>は広い]]></description>
          <TimeStamp><when>2026-04-01</when></TimeStamp>
          <ExtendedData><Data name="定員"><value>350</value></Data><Data name="郵便番号"><value>0591501</value></Data></ExtendedData>
          <Point><coordinates>
            141.8,42.7,12.5
          </coordinates></Point></Placemark>
        <Placemark><name>追分公民館</name><ExtendedData><Data name="定員"><value/></Data></ExtendedData>
          <Point><coordinates>141.9,42.8</coordinates></Point></Placemark>
      </Folder>
      <Folder><name>道</name>
        <Placemark><name>国道</name><LineString><coordinates>141.8,42.7 141.9,42.8</coordinates></LineString></Placemark>
      </Folder></Document></kml>
      """;

  @TempDir Path folder;

  private Reading read(String text, ReadOptions options) throws Exception {
    Path file = Reading.write(folder, "map.kml", text);
    KmlFormat format = new KmlFormat();
    assertThat(format.recognises(file)).isTrue();
    return Reading.of(format, file, options);
  }

  private Reading read(String text) throws Exception {
    return read(text, ReadOptions.DEFAULT);
  }

  private static String placemark(String shape) {
    return "<kml><Document><Placemark>" + shape + "</Placemark></Document></kml>";
  }

  @Test
  void aMapThatSomebodyDrewBecomesRows() throws Exception {
    Reading read = read(MY_MAPS);

    assertThat(read.crs()).contains(Crs.WGS84);
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.MIXED);
    assertThat(read.rows()).hasSize(3);
    assertThat(read.type("定員")).isEqualTo(AttributeType.INTEGER);
    assertThat(read.value(0, "定員")).isEqualTo(350L);
    assertThat(read.value(1, "定員")).isNull();
    assertThat(read.value(0, "郵便番号")).isEqualTo("0591501");
    assertThat(read.value(0, "description")).isEqualTo("体育館<br>は広い");
    assertThat(read.value(0, "when")).isEqualTo(LocalDate.of(2026, 4, 1));
    assertThat(Reading.wkt(read.rows().getFirst().geometry())).isEqualTo("POINT (141.8 42.7)");
    assertThat(read.codes()).containsExactly("kml-several-folders");
  }

  @Test
  void oneFolderCanBeTakenAlone() throws Exception {
    Reading read = read(MY_MAPS, new ReadOptions(null, "避難所", Map.of(), ReadLimits.DEFAULT));

    assertThat(read.rows()).hasSize(2);
    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.POINT);
    assertThatThrownBy(
            () -> read(MY_MAPS, new ReadOptions(null, "公園", Map.of(), ReadLimits.DEFAULT)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("公園");
  }

  @Test
  void aRingLeftOpenIsClosedAndToldOf() throws Exception {
    Reading read =
        read(
            placemark(
                "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 4,0 4,4</coordinates>"
                    + "</LinearRing></outerBoundaryIs></Polygon>"));

    assertThat(Reading.wkt(read.rows().getFirst().geometry()))
        .isEqualTo("POLYGON ((0 0, 4 0, 4 4, 0 0))");
    assertThat(read.codes()).containsExactly("ring-not-closed");
  }

  @Test
  void groupsBecomeMultiGeometriesWhenTheirPartsAreAlike() throws Exception {
    Reading read =
        read(
            placemark(
                "<MultiGeometry><Point><coordinates>1,2</coordinates></Point>"
                    + "<Point><coordinates>3,4</coordinates></Point></MultiGeometry>"));

    assertThat(read.schema().geometryType()).isEqualTo(GeometryType.POINT);
    assertThat(Reading.wkt(read.rows().getFirst().geometry()))
        .isEqualTo("MULTIPOINT ((1 2), (3 4))");
  }

  @Test
  void whatIsNoShapeIsToldOfWithItsRow() throws Exception {
    String good = "<Placemark><Point><coordinates>1,2</coordinates></Point></Placemark>";
    String bad =
        "<Placemark id=\"b\"><Point><coordinates>42.7N 141</coordinates></Point></Placemark>";
    String track = "<Placemark><Track/></Placemark>";

    Reading read = read("<kml><Document>" + good + bad + track + "</Document></kml>");

    assertThat(read.rows()).hasSize(1);
    assertThat(read.codes()).containsExactly("geometry-malformed", "geometry-kind");
    assertThat(read.problems().getFirst().featureId()).isEqualTo("b");
  }

  @Test
  void aDocumentTypeEndsTheReading() {
    String bomb =
        "<!DOCTYPE kml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
            + placemark("<name>&b;</name>");

    assertThatThrownBy(() -> read(bomb)).isInstanceOf(FormatException.class);
    assertThatThrownBy(
            () -> read(placemark("<MultiGeometry>".repeat(20) + "</MultiGeometry>".repeat(20))))
        .isInstanceOf(FormatException.class)
        .extracting(e -> ((FormatException) e).code())
        .isEqualTo("nested-too-deeply");
  }
}
