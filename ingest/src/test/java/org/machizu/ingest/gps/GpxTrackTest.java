package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.format.FormatException;

class GpxTrackTest {
  static final String GARMIN =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <gpx version="1.1" creator="GPSLogger 132" xmlns="http://www.topografix.com/GPX/1/1"
       xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">
      <metadata><time>2026-01-15T03:00:00Z</time></metadata>
      <wpt lat="42.70" lon="141.80"><time>2026-01-15T03:19:00Z</time><name>depot &amp; yard</name></wpt>
      <trk><name><![CDATA[night <1>]]></name><trkseg>
      <trkpt lat="42.7651" lon="141.8158"><ele>12.4</ele><time>2026-01-15T03:20:00.500Z</time><sat>9</sat>
      <hdop>0.9</hdop><src>gps</src><!-- a comment --><extensions><gpxtpx:TrackPointExtension>
      <gpxtpx:hr>71</gpxtpx:hr><gpxtpx:cad>0</gpxtpx:cad><gpxtpx:speed>5.5</gpxtpx:speed>
      <gpxtpx:course>271.5</gpxtpx:course></gpxtpx:TrackPointExtension></extensions></trkpt>
      <trkpt lat="42.7652" lon="141.8159"><time>2026-01-15T12:20:05+09:00</time></trkpt>
      <trkpt lat="42.7653" lon="141.8160"/>
      </trkseg></trk></gpx>
      """;
  static final String OLD =
      """
      <gpx version="1.0" creator="GPSLogger" xmlns="http://www.topografix.com/GPX/1/0"><trk><trkseg>
      <trkpt lat="42.7651" lon="141.8158"><ele>12.4</ele><time>2026-01-15T03:20:00Z</time>
      <course>180.0</course><speed>4.25</speed><src>gps &amp; net</src><sat>7</sat></trkpt>
      </trkseg></trk></gpx>
      """;

  private static Collected read(String gpx) throws IOException, FormatException {
    return Collected.of(TrackFormat.GPX::read, gpx);
  }

  @Test
  void speedCourseAndHeartRateOfTrackPointExtensionAreRead() throws IOException, FormatException {
    Collected collected = read(GARMIN);
    Position first = collected.positions().getFirst();
    assertThat(first.time()).isEqualTo(Instant.parse("2026-01-15T03:20:00.500Z"));
    assertThat(first.speedMps()).isEqualTo(5.5);
    assertThat(first.courseDeg()).isEqualTo(271.5);
    assertThat(first.altitudeM()).isEqualTo(12.4);
    assertThat(first.extra())
        .containsExactly(
            Map.entry("cad", 0L),
            Map.entry("hdop", 0.9),
            Map.entry("hr", 71L),
            Map.entry("sat", 9L),
            Map.entry("src", "gps"));
    assertThat(collected.positions().get(1).time())
        .isEqualTo(Instant.parse("2026-01-15T03:20:05Z"));
    assertThat(collected.codes()).containsExactly("no-time");
    assertThat(collected.refused.getFirst().raw()).contains("42.7653");
  }

  @Test
  void speedAndCourseOfGpx10AreRead() throws IOException, FormatException {
    Position position = read(OLD).only();
    assertThat(position.speedMps()).isEqualTo(4.25);
    assertThat(position.courseDeg()).isEqualTo(180);
    assertThat(position.extra()).containsEntry("src", "gps & net");
  }

  @Test
  void theDeclaredEncodingIsFollowed() throws IOException, FormatException {
    String gpx =
        OLD.replace("gps &amp; net", "除雪車")
            .replaceFirst("^", "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>\n");
    byte[] bytes = gpx.getBytes(Charset.forName("windows-31j"));
    assertThat(Collected.of(TrackFormat.GPX::read, bytes).only().extra())
        .containsEntry("src", "除雪車");
  }

  @Test
  void noDtdAndNoEntityIsFollowed() {
    assertCode(
        "<!DOCTYPE gpx [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + OLD.replace("gps &amp; net", "&x;"),
        "dtd-not-allowed");
    assertCode("<!DOCTYPE gpx SYSTEM \"http://localhost:1/a.dtd\">" + OLD, "dtd-not-allowed");
    String laughs =
        "<!DOCTYPE gpx [<!ENTITY a \"%s\"><!ENTITY b \"%s\">]>"
            .formatted("ha".repeat(500), "&a;".repeat(500));
    assertCode(laughs + OLD.replace("gps &amp; net", "&b;"), "dtd-not-allowed");
  }

  @Test
  void everyPieceIsBounded() throws IOException, FormatException {
    String large = "x".repeat(100_000);
    assertCode(OLD.replace("<trk>", "<trk><!-- < > " + large + "-->"), "xml-piece-too-large");
    assertCode(OLD.replace("<trk>", "<trk a=\"> " + large + "\">"), "xml-piece-too-large");
    assertCode(OLD.replace("<trk>", "<trk><?a " + large + "?>"), "xml-piece-too-large");
    assertCode(OLD.replace("<trk>", "<trk><![CDATA[ < > " + large + "]]>"), "xml-piece-too-large");
    assertCode(OLD.replace("<trk>", "<trk>" + large), "xml-piece-too-large");
    assertCode(OLD.replace("<trk>", "<trk>" + "<a>".repeat(100)), "nested-too-deeply");
    String many = "<b>1</b>".repeat(20_000);
    assertThat(read(OLD.replace("<sat>", many.replace("b>", "c>") + "<sat>")).taken).hasSize(1);
    StringBuilder named = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      named.append("<n%d>1</n%d>".formatted(i, i));
    }
    assertThat(read(OLD.replace("<sat>", named + "<sat>")).codes()).containsExactly("too-large");
    // Many small comments are no large piece.
    assertThat(read(OLD.replace("<trk>", "<trk>" + "<!-- < > -->".repeat(20_000))).taken)
        .hasSize(1);
  }

  @Test
  void whatIsNoGpxIsRefusedWithThePlace() {
    assertCode("<html><body/></html>", "not-gpx");
    assertCode(OLD.substring(0, OLD.indexOf("</trkpt>")), "xml-broken");
    assertCode(OLD.replace("</course>", "</curse>"), "xml-broken");
    assertCode("<gpx><trk/>", "xml-broken");
    assertCode("<?xml version='1.0' encoding='klingon'?>" + OLD, "encoding-unknown");
    assertThatThrownBy(
            () -> Collected.of(TrackFormat.GPX::read, OLD.getBytes(StandardCharsets.UTF_16LE)))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("encoding-not-supported"));
  }

  private static void assertCode(String gpx, String code) {
    assertThatThrownBy(() -> read(gpx))
        .isInstanceOfSatisfying(FormatException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
