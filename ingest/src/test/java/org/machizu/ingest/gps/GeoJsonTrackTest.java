package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.format.FormatException;

class GeoJsonTrackTest {
  /** As ogr2ogr writes the layer track_points of a GPX file. */
  static final String POINTS =
      """
      {"type":"FeatureCollection","name":"track_points","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},
      "features":[
      {"type":"Feature","properties":{"track_fid":0,"ele":12.4,"time":"2026/01/15 03:20:00+00","sat":9,"name":null},
       "geometry":{"type":"Point","coordinates":[141.8158,42.7651]}},
      {"type":"Feature","geometry":{"type":"Point","coordinates":[141.8159,42.7652,13.5]},
       "properties":{"timestamp":1768447205,"speed":5.5,"heading":90,"端末":"plow4","zip":"0591501"}},
      {"type":"Feature","geometry":{"type":"Point","coordinates":[141.8159,42.7652]},"properties":{}},
      {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[1,2]]]},"properties":null},
      {"type":"Feature","geometry":null,"properties":{"time":"2026-01-15T03:20:00Z"}}]}
      """;

  /** As toGeoJSON writes a track. */
  static final String LINE =
      """
      {"type":"Feature","properties":{"_gpxType":"trk","name":"night","coordinateProperties":
      {"times":["2026-01-15T03:20:00Z",null,"2026-01-15T03:20:10Z","x"],"heart":[70,71,72,73]}},
      "geometry":{"type":"LineString","coordinates":[[141.81,42.76,10],[141.82,42.77],[141.83,42.78],[141.84,42.79]]}}
      """;

  private static Collected read(String geoJson) throws IOException, FormatException {
    return Collected.of(TrackFormat.GEOJSON::read, geoJson);
  }

  @Test
  void pointsAreFixes() throws IOException, FormatException {
    Collected collected = read(POINTS);
    assertThat(collected.codes()).containsExactly("no-time");
    assertThat(collected.taken).hasSize(2);
    Position first = collected.positions().getFirst();
    assertThat(first.time()).isEqualTo(Instant.parse("2026-01-15T03:20:00Z"));
    assertThat(first.altitudeM()).isEqualTo(12.4);
    assertThat(first.extra()).containsEntry("sat", 9L);
    Position second = collected.positions().get(1);
    assertThat(second.time()).isEqualTo(Instant.parse("2026-01-15T03:20:05Z"));
    assertThat(second.altitudeM()).isEqualTo(13.5);
    assertThat(second.speedMps()).isEqualTo(5.5);
    assertThat(second.courseDeg()).isEqualTo(90);
    assertThat(second.extra()).containsEntry("zip", "0591501");
    assertThat(collected.taken.get(1).device()).isEqualTo("plow4");
  }

  @Test
  void linesHaveAFixForEachVertex() throws IOException, FormatException {
    Collected collected = read(LINE);
    assertThat(collected.codes()).containsExactly("no-time", "bad-time");
    assertThat(collected.positions())
        .extracting(Position::time)
        .containsExactly(
            Instant.parse("2026-01-15T03:20:00Z"), Instant.parse("2026-01-15T03:20:10Z"));
    assertThat(collected.positions().getFirst().altitudeM()).isEqualTo(10);
  }

  @Test
  void olderNamesAndLinesInPartsAreRead() throws IOException, FormatException {
    Collected collected =
        read(
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"MultiLineString",
            "coordinates":[[[141.81,42.76],[141.82,42.77]],[[141.83,42.78]]]},"properties":{"coordTimes":
            [["2026-01-15T03:20:00Z","2026-01-15T03:20:05Z"],[1768447210]]}}]}
            """);
    assertThat(collected.positions())
        .extracting(p -> p.time().getEpochSecond())
        .containsExactly(1_768_447_200L, 1_768_447_205L, 1_768_447_210L);
  }

  @Test
  void aLineWithoutOrWithTooFewTimesIsRefusedVertexByVertex() throws IOException, FormatException {
    assertThat(read(LINE.replace("\"times\"", "\"tames\"")).codes())
        .containsExactly("no-time", "no-time", "no-time", "no-time");
    assertThat(read(LINE.replace(",\"x\"]", "]")).codes())
        .hasSize(4)
        .allMatch("times-differ"::equals);
    assertThat(read(LINE.replace("[141.82,42.77]", "[\"a\",42.77]")).codes())
        .containsExactly("bad-position", "bad-time");
  }
}
