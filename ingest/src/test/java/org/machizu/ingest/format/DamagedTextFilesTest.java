package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files, damaged in 2,000 ways each; the seed makes a failure come again. */
class DamagedTextFilesTest {
  private static final String MARKS = "{}[]\",:;()-.0e#\n\0\u001E<>&/";

  private static final String COLLECTION =
      """
      {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:6668"}},"features":[
      {"type":"Feature","id":1,"geometry":{"type":"Polygon","coordinates":[[[141.8,42.7],[141.9,42.7],[141.9,42.8],[141.8,42.7]]]},"properties":{"名":"早来","数":12,"実":0.5,"日":"2026-04-01","中":{"a":[1,2]}}},
      {"type":"Feature","id":"b","geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1e2,-2]}]},"properties":{"名":null,"数":true}},
      {"type":"Feature","geometry":{"type":"MultiLineString","coordinates":[[[1,2,3],[3,4]],[[5,6],[7,8]]]},"properties":null}]}
      """;
  private static final String SEQUENCE =
      """
      {"type":"Feature","geometry":{"type":"Point","coordinates":[141.8,42.7]},"properties":{"名":"川"}}
      {"type":"Feature","geometry":null,"properties":{"名":2,"x":[{}]}}
      {"type":"LineString","coordinates":[[1,2],[3,4]]}
      """;
  private static final String TABLE =
      "名称,緯度,経度,location,WKT,数\r\n\"駅, 前\",42.7,141.8,\"42.7,141.8\",POINT (1 2),01\r\n役場,42.8,141.9,\"1,2\",\"SRID=6668;POLYGON ((1 2, 3 4, 5 6, 1 2))\",2.5\r\n";

  private static final String MARKUP =
      """
      <kml><Document><Schema id="s"><SimpleField name="数" type="int"/></Schema><Folder><name>町</name>
      <Placemark><name>駅</name><ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="数">1</SimpleData></SchemaData>
      </ExtendedData><MultiGeometry><Point><coordinates>1,2,3</coordinates></Point><LineString><coordinates>1,2 3,4</coordinates></LineString></MultiGeometry></Placemark>
      <Placemark id="b"><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder></Document></kml>
      """;

  @TempDir Path folder;

  private void readAll(FeatureFormat format, String text, long seed) throws Exception {
    Random random = new Random(seed);
    int refused = 0;
    int read = 0;
    for (int n = 0; n < 2_000; n++) {
      byte[] bytes = Damage.of(text.getBytes(StandardCharsets.UTF_8), MARKS, random);
      Path file = Files.write(folder.resolve("damaged"), bytes);
      try {
        format.recognises(file);
        Reading.of(format, file);
        read++;
      } catch (FormatException expected) {
        assertThat(expected.code()).matches("[a-z0-9-]+");
        refused++;
      } catch (Throwable unexpected) {
        throw new AssertionError(
            "mutation " + n + ": " + new String(bytes, StandardCharsets.UTF_8), unexpected);
      }
    }
    assertThat(refused + read).isEqualTo(2_000);
    assertThat(read).isPositive();
  }

  private void readAllWithoutHanging(FeatureFormat format, String text, long seed) {
    assertTimeoutPreemptively(Duration.ofMinutes(5), () -> readAll(format, text, seed));
  }

  @Test
  void damagedGeoJsonIsRefusedOrReadWithProblems() {
    readAllWithoutHanging(Reading.GEOJSON, COLLECTION, 20261123);
  }

  @Test
  void damagedSequencesAreRefusedOrReadWithProblems() {
    readAllWithoutHanging(Reading.SEQUENCE, SEQUENCE, 585);
    readAllWithoutHanging(Reading.SEQUENCE, "\u001E" + SEQUENCE.replace("\n", "\n\u001E"), 586);
  }

  @Test
  void damagedTablesAreRefusedOrReadWithProblems() {
    readAllWithoutHanging(Reading.CSV, TABLE, 43213);
  }

  @Test
  void damagedMarkupIsRefusedOrReadWithProblems() {
    readAllWithoutHanging(new KmlFormat(), MARKUP, 2207);
  }
}
