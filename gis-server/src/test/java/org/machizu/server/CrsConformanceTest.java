package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.StandardsTown.encoded;
import static org.machizu.server.StandardsTown.ids;
import static org.machizu.server.StandardsTown.items;
import static org.machizu.server.StandardsTown.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;

/**
 * The abstract tests of OGC API – Features Part 2 (18-058r1, annex A), each by its name there; at
 * the end what the town adds.
 */
class CrsConformanceTest {
  private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
  private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";

  @TempDir static Path folder;
  private static StandardsTown town;

  @BeforeAll
  static void start() throws Exception {
    town = StandardsTown.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static List<String> crsOf(JsonNode collection) {
    return StreamSupport.stream(collection.path("crs").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** /conf/crs/crs-uri */
  @Test
  void crsUri() {
    JsonNode all = ok(town.visitor().get("/ogc/collections")).json();
    assertThat(crsOf(all)).isNotEmpty();
    for (JsonNode collection : town.collections()) {
      for (JsonNode told :
          List.of(
              collection,
              ok(town.visitor().get("/ogc/collections/" + collection.path("id").asText()))
                  .json())) {
        assertThat(crsOf(told))
            .doesNotHaveDuplicates()
            .allMatch(uri -> uri.matches("http://www\\.opengis\\.net/def/crs/[^/]+/[^/]+/[^/]+"));
      }
    }
    assertThat(crsOf(all))
        .contains(EPSG + 3857, EPSG + 4326, EPSG + 4612)
        .contains(zones(6668, 6687))
        .contains(zones(2443, 2461));
  }

  private static String[] zones(int first, int last) {
    return java.util.stream.IntStream.rangeClosed(first, last)
        .mapToObj(code -> EPSG + code)
        .toArray(String[]::new);
  }

  /** /conf/crs/default-crs */
  @Test
  void defaultCrs() {
    for (JsonNode collection : town.spatialCollections()) {
      assertThat(crsOf(collection)).contains(CRS84);
    }
  }

  /** /conf/crs/storageCrs */
  @Test
  void storageCrs() {
    for (JsonNode collection : town.spatialCollections()) {
      assertThat(collection.path("storageCrs").asText()).isIn(crsOf(collection));
    }
  }

  /** /conf/crs/crs-parameter */
  @Test
  void crsParameter() {
    for (JsonNode collection : town.spatialCollections()) {
      for (String crs : crsOf(collection)) {
        Answer list = ok(town.visitor().get(items(collection) + "?limit=2&crs=" + encoded(crs)));
        assertThat(list.header("Content-Crs")).isEqualTo("<" + crs + ">");
        assertThat(list.json().path("type").asText()).isEqualTo("FeatureCollection");
        long id = list.json().path("features").path(0).path("id").asLong();
        Answer one = ok(town.visitor().get(items(collection) + "/" + id + "?crs=" + encoded(crs)));
        assertThat(one.header("Content-Crs")).isEqualTo("<" + crs + ">");
        assertThat(one.json().path("geometry"))
            .isEqualTo(list.json().path("features").path(0).path("geometry"));
      }
    }
  }

  /** /conf/crs/crs-parameter-invalid */
  @Test
  void crsParameterInvalid() {
    for (JsonNode collection : town.spatialCollections()) {
      for (String crs : List.of(EPSG + 9999, EPSG + 4301, "EPSG:6680", "nothing", "[EPSG:1]")) {
        for (String path : List.of("", "/1")) {
          Answer refused = town.visitor().get(items(collection) + path + "?crs=" + encoded(crs));
          assertThat(refused.status()).as(crs).isEqualTo(400);
          assertThat(refused.code()).isEqualTo("unknown-crs");
        }
      }
    }
  }

  /** /conf/crs/crs-parameter-default */
  @Test
  void crsParameterDefault() {
    for (JsonNode collection : town.spatialCollections()) {
      Answer usual = ok(town.visitor().get(items(collection)));
      Answer named = ok(town.visitor().get(items(collection) + "?crs=" + encoded(CRS84)));
      assertThat(usual.header("Content-Crs")).isEqualTo("<" + CRS84 + ">");
      assertThat(usual.json().path("features")).isEqualTo(named.json().path("features"));
    }
  }

  /** /conf/crs/crs-parameter-transform */
  @Test
  void crsParameterTransform() {
    for (JsonNode collection : town.spatialCollections()) {
      List<double[]> degrees =
          positions(ok(town.visitor().get(items(collection))).json().path("features"));
      for (String crs : crsOf(collection)) {
        int code = crs.equals(CRS84) ? 4326 : Integer.parseInt(crs.substring(EPSG.length()));
        boolean northFirst = !crs.equals(CRS84) && code != 3857;
        // No grid is supplied, and in Hokkaido JGD2000 is JGD2011.
        Crs same = code == 4612 ? Crs.JGD2011 : new Crs(code < 3000 ? code + 4226 : code);
        CrsConversion conversion = CrsConversion.between(Crs.JGD2011, same);
        List<double[]> got =
            positions(
                ok(town.visitor().get(items(collection) + "?crs=" + encoded(crs)))
                    .json()
                    .path("features"));
        assertThat(got).hasSameSizeAs(degrees);
        for (double[] lonLat : degrees) {
          Coordinate wanted = conversion.apply(lonLat[0], lonLat[1]);
          Coordinate inOrder = northFirst ? new Coordinate(wanted.y, wanted.x) : wanted;
          double near = same.isGeographic() ? 1e-9 : 1e-4;
          assertThat(got) // rings may run either way round
              .as(crs + " " + inOrder)
              .anyMatch(at -> new Coordinate(at[0], at[1]).distance(inOrder) < near);
        }
      }
    }
  }

  /** Every position of the features. */
  private static List<double[]> positions(JsonNode features) {
    List<double[]> all = new ArrayList<>();
    for (JsonNode feature : features) {
      collect(feature.path("geometry").path("coordinates"), all);
    }
    return all;
  }

  private static void collect(JsonNode coordinates, List<double[]> all) {
    if (coordinates.path(0).isNumber()) {
      all.add(new double[] {coordinates.get(0).asDouble(), coordinates.get(1).asDouble()});
      return;
    }
    coordinates.forEach(part -> collect(part, all));
  }

  /** /conf/crs/bbox-crs-parameter */
  @Test
  void bboxCrsParameter() {
    Coordinate low = new Coordinate(141.8005, 42.7505);
    Coordinate high = new Coordinate(141.8082, 42.7655);
    for (JsonNode collection : town.spatialCollections()) {
      String plain = items(collection) + "?limit=1000&bbox=" + box(low.x, low.y, high.x, high.y);
      List<Long> wanted = ids(town.visitor().get(plain));
      assertThat(wanted).isNotEmpty();
      for (String crs : crsOf(collection)) {
        int code = crs.equals(CRS84) ? 4326 : Integer.parseInt(crs.substring(EPSG.length()));
        Crs same = code == 4612 ? Crs.JGD2011 : new Crs(code < 3000 ? code + 4226 : code);
        CrsConversion conversion = CrsConversion.between(Crs.JGD2011, same);
        Coordinate a = conversion.apply(low.x, low.y);
        Coordinate b = conversion.apply(high.x, high.y);
        boolean eastFirst = crs.equals(CRS84) || code == 3857;
        if (!eastFirst) {
          a = new Coordinate(a.y, a.x);
          b = new Coordinate(b.y, b.x);
        }
        boolean bent = same.planeZone().filter(zone -> zone != 12).isPresent();
        if (bent) {
          continue; // the meridians converge: there the same corners span another piece of land
        }
        String converted =
            items(collection)
                + "?limit=1000&bbox-crs=%s&bbox=%s"
                    .formatted(encoded(crs), box(a.x, a.y, b.x, b.y));
        assertThat(ids(town.visitor().get(converted))).as(crs).isEqualTo(wanted);
      }
    }
  }

  private static String box(double x1, double y1, double x2, double y2) {
    return x1 + "," + y1 + "," + x2 + "," + y2;
  }

  /** /conf/crs/bbox-crs-parameter-invalid */
  @Test
  void bboxCrsParameterInvalid() {
    for (JsonNode collection : town.spatialCollections()) {
      Answer refused =
          town.visitor()
              .get(items(collection) + "?bbox=141,42,142,43&bbox-crs=" + encoded(EPSG + 9999));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("unknown-crs");
    }
  }

  /** /conf/crs/bbox-crs-parameter-default */
  @Test
  void bboxCrsParameterDefault() {
    String bbox = "?bbox=141.8005,42.7,141.8082,42.8";
    for (JsonNode collection : town.spatialCollections()) {
      assertThat(ids(town.visitor().get(items(collection) + bbox)))
          .isEqualTo(
              ids(town.visitor().get(items(collection) + bbox + "&bbox-crs=" + encoded(CRS84))));
    }
  }

  /** What lies between the sides of a box in a plane, and not in the box around it in degrees. */
  @Test
  void aBoxInAPlaneFarFromItsMeridianIsTurnedAsTheLandIs() {
    Crs farAway = Crs.zone(1); // its meridian is 12 degrees west of the town
    CrsConversion conversion = CrsConversion.between(Crs.JGD2011, farAway);
    Coordinate tenth = conversion.apply(141.810, 42.76);
    String narrow = box(tenth.y - 200, tenth.x - 30, tenth.y + 200, tenth.x + 30);

    Answer found =
        town.visitor()
            .get(
                "/ogc/collections/halls/items?bbox-crs=%s6669&bbox=%s"
                    .formatted(encoded(EPSG), narrow));

    assertThat(ids(found)).containsExactly(10L);
  }

  @Test
  void aSafeCurieNamesTheSameAsItsAddress() {
    Answer curie = town.visitor().get("/ogc/collections/lots/items?crs=" + encoded("[EPSG:6680]"));

    assertThat(ok(curie).header("Content-Crs")).isEqualTo("<" + EPSG + "6680>");
    assertThat(
            ok(town.visitor().get("/ogc/collections/lots/items?crs=" + encoded("[OGC:CRS84]")))
                .header("Content-Crs"))
        .isEqualTo("<" + CRS84 + ">");
  }

  @Test
  void pagesKeepTheCoordinateSystem() {
    Answer first =
        ok(town.visitor().get("/ogc/collections/halls/items?limit=20&crs=" + encoded(EPSG + 6680)));
    Answer second =
        ok(town.visitor().get(StandardsTown.link(first.json().path("links"), "next", "")));

    assertThat(second.header("Content-Crs")).isEqualTo("<" + EPSG + "6680>");
    assertThat(positions(second.json().path("features"))).hasSize(5).allMatch(p -> p[0] < -100_000);
  }
}
