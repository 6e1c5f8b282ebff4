package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.StandardsTown.encoded;
import static org.machizu.server.StandardsTown.feature;
import static org.machizu.server.StandardsTown.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;

/**
 * The abstract tests of OGC API – Features Part 4 (20-002r1, annex A), each by its class and name
 * there.
 */
class EditConformanceTest {
  private static final String GEO_JSON = "application/geo+json";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String ITEMS = "/ogc/collections/halls/items";
  private static final String NOBODY = ITEMS + "/999999";
  private static final String POINT = "{\"type\":\"Point\",\"coordinates\":[141.9,42.7]}";
  private static final String NEW =
      feature(POINT, "\"name\":\"新会館\",\"seats\":40,\"opened\":\"2026-04-01\"");

  @TempDir static Path folder;
  private static StandardsTown town;
  private static Caller clerk;

  @BeforeAll
  static void start() throws Exception {
    town = StandardsTown.start(folder);
    clerk = town.running().clerk();
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static String added() {
    Answer made = clerk.send("POST", ITEMS, NEW, GEO_JSON);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.header("Location");
  }

  private static JsonNode read(String address) {
    return ok(clerk.get(address)).json();
  }

  /** /conf/create-replace-delete/options, /conf/update/options */
  @Test
  void options() {
    Answer items = clerk.send("OPTIONS", ITEMS, null, null);
    Answer item = clerk.send("OPTIONS", ITEMS + "/1", null, null);

    assertThat(ok(items).header("Allow")).contains("GET", "POST");
    assertThat(items.header("Accept-Post")).contains(GEO_JSON);
    assertThat(ok(item).header("Allow")).contains("GET", "PUT", "PATCH", "DELETE");
    assertThat(item.header("Accept-Patch")).contains(MERGE_PATCH);
    assertThat(clerk.send("OPTIONS", NOBODY, null, null).status()).isEqualTo(404);
    Answer ofPublic = ok(town.visitor().send("OPTIONS", ITEMS, null, null));
    assertThat(ofPublic.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(ofPublic.header("Accept-Post")).isEmpty();
  }

  /** /conf/create-replace-delete/create */
  @Test
  void create() {
    for (String body :
        List.of(NEW, NEW.replace("{\"type\":\"Feature\"", "{\"type\":\"Feature\",\"id\":987654"))) {
      Answer made = clerk.send("POST", ITEMS, body, GEO_JSON);

      assertThat(made.status()).as(made.text()).isEqualTo(201);
      JsonNode there = read(made.header("Location"));
      assertThat(there.path("geometry").toString()).isEqualTo(POINT);
      assertThat(there.path("properties").path("name").asText()).isEqualTo("新会館");
      assertThat(made.header("Location")).endsWith("/items/" + there.path("id").asText());
      assertThat(there.path("id").asLong()).isGreaterThan(StandardsTown.HALLS);
    }
  }

  /** …/create-content-type, …/replace-content-type, /conf/update/update-content-type */
  @Test
  void contentType() {
    String there = added();
    for (String[] way : new String[][] {{"POST", ITEMS}, {"PUT", there}, {"PATCH", there}}) {
      assertThat(clerk.send(way[0], way[1], NEW, null).code()).isEqualTo("content-type-needed");
      assertThat(clerk.send(way[0], way[1], NEW, null).status()).isEqualTo(400);
      Answer other = clerk.send(way[0], way[1], NEW, "application/gml+xml");
      assertThat(other.status()).isEqualTo(415);
      assertThat(other.code()).isEqualTo("content-type-unknown");
    }
  }

  /** /conf/create-replace-delete/replace, …/replace-rid, /conf/features/geojson */
  @Test
  void replace() {
    String there = added();
    String body =
        "{\"type\":\"Feature\",\"id\":1,\"geometry\":{\"type\":\"Point\",\"coordinates\":[141.91,42.71]},\"properties\":{\"name\":\"旧会館\"}}";

    ok(clerk.send("PUT", there, body, GEO_JSON));

    JsonNode now = read(there);
    assertThat(there).endsWith("/" + now.path("id").asText());
    assertThat(now.path("properties").path("name").asText()).isEqualTo("旧会館");
    assertThat(now.path("properties").path("seats").isNull()).isTrue();
    assertThat(now.path("geometry").path("coordinates").toString()).isEqualTo("[141.91,42.71]");
    assertThat(read(ITEMS + "/1").path("properties").path("name").asText()).isEqualTo("会館01");
  }

  /** /conf/create-replace-delete/replace-exceptions */
  @Test
  void replaceExceptions() {
    assertThat(clerk.send("PUT", NOBODY, NEW, GEO_JSON).status()).isEqualTo(404);
    assertThat(clerk.with("If-Match", "\"xyz\"").send("PUT", NOBODY, NEW, GEO_JSON).status())
        .isEqualTo(404);
    assertThat(clerk.get(NOBODY).status()).isEqualTo(404);
  }

  /** /conf/create-replace-delete/delete */
  @Test
  void delete() {
    String there = added();

    assertThat(clerk.delete(there).status()).isEqualTo(204);
    assertThat(clerk.get(there).status()).isEqualTo(404);
  }

  /** /conf/update/update, /conf/features/json-merge-patch */
  @Test
  void update() {
    String there = added();
    JsonNode before = read(there);
    String patch =
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[141.92,42.72]},\"properties\":{\"seats\":41,\"closed\":\"2030-04-01\",\"opened\":null}}";

    ok(clerk.send("PATCH", there, patch, MERGE_PATCH));

    JsonNode now = read(there);
    assertThat(now.path("properties").path("seats").asInt()).isEqualTo(41);
    assertThat(now.path("properties").path("closed").asText()).isEqualTo("2030-04-01");
    assertThat(now.path("properties").path("opened").isNull()).isTrue();
    assertThat(now.path("properties").path("name"))
        .isEqualTo(before.path("properties").path("name"));
    assertThat(now.path("geometry").path("coordinates").toString()).isEqualTo("[141.92,42.72]");
  }

  /** RFC 7396: null takes away what it names. */
  @Test
  void aPatchWithNullTakesThePlaceOrAllValuesAway() {
    String there = added();

    ok(clerk.send("PATCH", there, "{\"geometry\":null,\"properties\":{\"seats\":7}}", MERGE_PATCH));
    JsonNode placeless = read(there);
    ok(clerk.send("PATCH", there, "{\"properties\":null}", MERGE_PATCH));

    assertThat(placeless.path("geometry").isNull()).isTrue();
    assertThat(placeless.path("properties").path("seats").asInt()).isEqualTo(7);
    assertThat(placeless.path("properties").path("name").asText()).isEqualTo("新会館");
    assertThat(read(there).path("properties")).allMatch(JsonNode::isNull).isNotEmpty();
  }

  /** /conf/update/update-rid, /conf/features/json-merge-patch */
  @Test
  void updateRid() {
    String there = added();

    Answer refused = clerk.send("PATCH", there, "{\"id\":1}", MERGE_PATCH);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("bad-member");
    String own = "{\"id\":%s,\"properties\":{}}".formatted(there.replaceFirst(".*/", ""));
    ok(clerk.send("PATCH", there, own, MERGE_PATCH));
  }

  /** /conf/optimistic-locking-etags/get-etag, …/replace, …/update, …/delete */
  @Test
  void optimisticLocking() {
    for (String method : List.of("PUT", "PATCH", "DELETE")) {
      String there = added();
      String body = method.equals("DELETE") ? null : NEW.replace("40", "44");
      String etag = ok(clerk.get(there)).header("ETag");
      assertThat(etag).matches("\"[^\"]+\"");

      for (String stale : List.of("\"0\"", "\"0\", \"1\"", "\"no-version\"")) {
        Answer refused = clerk.with("If-Match", stale).send(method, there, body, GEO_JSON);
        assertThat(refused.status()).as(method).isEqualTo(412);
        assertThat(read(there).path("properties").path("seats").asInt()).isEqualTo(40);
      }
      Answer done = clerk.with("If-Match", "\"0\", " + etag).send(method, there, body, GEO_JSON);

      assertThat(done.status()).as(done.text()).isEqualTo(method.equals("DELETE") ? 204 : 200);
      if (method.equals("DELETE")) {
        assertThat(clerk.get(there).status()).isEqualTo(404);
      } else {
        assertThat(done.header("ETag")).isNotEmpty().isNotEqualTo(etag);
        assertThat(clerk.send(method, there, body, GEO_JSON).status()).isEqualTo(200);
      }
    }
  }

  /** /conf/features/endpoints */
  @Test
  void endpoints() {
    assertThat(town.collections()).anyMatch(one -> StandardsTown.items(one).equals(ITEMS));
    assertThat(read(ITEMS).path("features")).anyMatch(f -> f.path("id").asLong() == 1);
  }

  /** /conf/features/crs */
  @Test
  void crs() {
    for (int epsg : new int[] {6668, 3857, 6680, 2454}) {
      String uri = "http://www.opengis.net/def/crs/EPSG/0/" + epsg;
      Crs same = new Crs(epsg == 2454 ? 6680 : epsg);
      Coordinate there = CrsConversion.between(Crs.JGD2011, same).apply(141.9, 42.7);
      String point =
          "{\"type\":\"Point\",\"coordinates\":[%s,%s]}"
              .formatted(epsg == 3857 ? there.x : there.y, epsg == 3857 ? there.y : there.x);

      Answer made =
          clerk
              .with("Content-Crs", "<" + uri + ">")
              .send("POST", ITEMS, feature(point, "\"name\":\"x\""), GEO_JSON);

      assertThat(made.status()).as(made.text()).isEqualTo(201);
      assertThat(made.header("Content-Crs")).contains("CRS84");
      JsonNode degrees = read(made.header("Location")).path("geometry").path("coordinates");
      assertThat(degrees.path(0).asDouble()).isCloseTo(141.9, Offset.offset(1e-9));
      assertThat(degrees.path(1).asDouble()).isCloseTo(42.7, Offset.offset(1e-9));
      JsonNode back = read(made.header("Location") + "?crs=" + encoded(uri));
      assertThat(back.path("geometry").path("coordinates").path(0).asDouble())
          .isCloseTo(epsg == 3857 ? there.x : there.y, Offset.offset(1e-4));
      Answer moved =
          clerk
              .with("Content-Crs", "<" + uri + ">")
              .send("PATCH", made.header("Location"), "{\"geometry\":" + point + "}", MERGE_PATCH);
      assertThat(ok(moved).json().path("geometry").path("coordinates").path(0).asDouble())
          .isCloseTo(141.9, Offset.offset(1e-9));
    }
    Answer refused =
        clerk
            .with("Content-Crs", "<http://www.opengis.net/def/crs/EPSG/0/9999>")
            .send("POST", ITEMS, NEW, GEO_JSON);
    assertThat(refused.code()).isEqualTo("unknown-crs");
    Answer outside =
        clerk
            .with("Content-Crs", "<http://www.opengis.net/def/crs/EPSG/0/6680>")
            .send("POST", ITEMS, NEW.replace("141.9", "1e30"), GEO_JSON);
    assertThat(outside.status()).as(outside.text()).isEqualTo(400);
  }

  /** /conf/features/schema */
  @Test
  void schema() {
    JsonNode schema = read("/ogc/collections/halls/schema");

    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    Answer more = clerk.send("POST", ITEMS, NEW.replace("\"seats\"", "\"chairs\""), GEO_JSON);
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.code()).isEqualTo("unknown-attribute");
  }

  @Test
  void severalFeaturesAtOnceAreRefusedAndNotTakenForOne() {
    Answer refused = clerk.send("POST", ITEMS, RunningTown.collection(NEW, NEW), GEO_JSON);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("bad-member");
  }
}
