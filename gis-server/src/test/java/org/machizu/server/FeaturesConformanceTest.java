package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.StandardsTown.encoded;
import static org.machizu.server.StandardsTown.feature;
import static org.machizu.server.StandardsTown.ids;
import static org.machizu.server.StandardsTown.items;
import static org.machizu.server.StandardsTown.link;
import static org.machizu.server.StandardsTown.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The abstract tests of OGC API – Features Part 1 (17-069r4, annex A), each by its name there; at
 * the end what the town adds. The definitions of parameters are looked at by {@link
 * ApiDescriptionTest}.
 */
class FeaturesConformanceTest {
  private static final String JSON = "application/json";
  private static final String GEO_JSON = "application/geo+json";
  private static final String HALLS = "/ogc/collections/halls/items";

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

  private static JsonNode read(String address) {
    return ok(town.visitor().get(address)).json();
  }

  private static String of(JsonNode collection) {
    return "/ogc/collections/" + collection.path("id").asText();
  }

  /** Every link leads somewhere and has what the standard wants of it. */
  private static void checkLinks(JsonNode links) {
    assertThat(links).isNotEmpty();
    for (JsonNode link : links) {
      assertThat(link.path("rel").asText()).isNotEmpty();
      assertThat(link.path("type").asText()).isNotEmpty();
      assertThat(link.path("href").asText()).startsWith("http");
    }
  }

  /** /conf/core/root-op, …/root-success */
  @Test
  void root() {
    JsonNode landing = read("/ogc");

    checkLinks(landing.path("links"));
    for (String rel : List.of("service-desc", "service-doc", "conformance", "data", "self")) {
      String href = link(landing.path("links"), rel, "");
      assertThat(href).as(rel).isNotEmpty();
      ok(town.visitor().get(href));
    }
  }

  /** /conf/core/api-definition-op, …/api-definition-success */
  @Test
  void apiDefinition() {
    String href = link(read("/ogc").path("links"), "service-desc", "application/vnd.oai.openapi");

    Answer answer = ok(town.visitor().get(href));

    assertThat(answer.header("Content-Type"))
        .startsWith("application/vnd.oai.openapi+json;version=3.0");
    assertThat(answer.json().path("openapi").asText()).startsWith("3.0");
  }

  /** /conf/core/conformance-op, …/conformance-success */
  @Test
  void conformance() {
    List<String> classes = new ArrayList<>();
    read("/ogc/conformance").path("conformsTo").forEach(one -> classes.add(one.asText()));

    assertThat(classes).doesNotHaveDuplicates();
    for (String name : List.of("core", "oas30", "html", "geojson")) {
      assertThat(classes)
          .contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/" + name);
    }
  }

  /** /conf/core/fc-md-op, …/fc-md-success, …/fc-md-links, …/fc-md-items, …/fc-md-items-links */
  @Test
  void collections() {
    JsonNode all = read("/ogc/collections");

    assertThat(link(all.path("links"), "self", JSON)).endsWith("/ogc/collections");
    assertThat(link(all.path("links"), "alternate", "text/html")).isNotEmpty();
    for (JsonNode collection : town.collections()) {
      assertThat(collection.path("id").asText()).isNotEmpty();
      assertThat(collection.path("title").asText()).isNotEmpty();
      checkLinks(collection.path("links"));
      String features = link(collection.path("links"), "items", GEO_JSON);
      assertThat(features).endsWith(items(collection));
      ok(town.visitor().get(features));
    }
  }

  /** /conf/core/fc-md-extent */
  @Test
  void extent() {
    for (JsonNode collection : town.spatialCollections()) {
      for (JsonNode box : collection.path("extent").path("spatial").path("bbox")) {
        assertThat(box).hasSize(4);
        assertThat(box.path(0).asDouble()).isLessThanOrEqualTo(box.path(2).asDouble());
        assertThat(box.path(1).asDouble()).isLessThanOrEqualTo(box.path(3).asDouble());
      }
    }
    JsonNode temporal = read("/ogc/collections/halls").path("extent").path("temporal");
    JsonNode interval = temporal.path("interval").path(0);
    assertThat(interval.isArray()).isTrue();
    assertThat(interval).hasSize(2);
    assertThat(interval.path(0).isNull()).as("one hall has no begin").isTrue();
    assertThat(interval.path(1).isNull()).as("most halls have no end").isTrue();
    assertThat(read("/ogc/collections/lots").path("extent").has("temporal")).isFalse();
  }

  /** /conf/core/sfc-md-op, …/sfc-md-success */
  @Test
  void collection() {
    for (JsonNode collection : town.collections()) {
      assertThat(read(of(collection))).isEqualTo(collection);
    }
    assertThat(town.visitor().get("/ogc/collections/none").status()).isEqualTo(404);
  }

  /** /conf/core/fc-op, …/fc-response, …/fc-links, …/fc-rel-type, …/fc-timeStamp, …/fc-number… */
  @Test
  void features() {
    for (JsonNode collection : town.collections()) {
      Instant before = Instant.now().minusSeconds(120);
      Answer answer = ok(town.visitor().get(items(collection)));

      assertThat(answer.header("Content-Type")).startsWith(GEO_JSON);
      JsonNode json = answer.json();
      assertThat(json.path("type").asText()).isEqualTo("FeatureCollection");
      checkLinks(json.path("links"));
      assertThat(link(json.path("links"), "self", GEO_JSON)).endsWith(items(collection));
      assertThat(link(json.path("links"), "alternate", "text/html")).contains("f=html");
      if (json.has("timeStamp")) {
        assertThat(Instant.parse(json.path("timeStamp").asText())).isAfter(before);
      }
      assertThat(json.path("numberReturned").asInt()).isEqualTo(json.path("features").size());
      if (json.has("numberMatched")) {
        assertThat(json.path("numberMatched").asInt())
            .isEqualTo(town.visitor().all(items(collection)).size());
      }
      for (JsonNode feature : json.path("features")) {
        assertThat(feature.path("type").asText()).isEqualTo("Feature");
        assertThat(feature.has("id")).isTrue();
        assertThat(feature.has("geometry")).isTrue();
        assertThat(feature.path("properties").isObject()).isTrue();
      }
    }
  }

  /** /conf/core/fc-bbox-response */
  @Test
  void bbox() {
    for (JsonNode collection : town.spatialCollections()) {
      JsonNode box = collection.path("extent").path("spatial").path("bbox").path(0);
      String whole =
          "%s,%s,%s,%s"
              .formatted(
                  box.path(0).asDouble(),
                  box.path(1).asDouble(),
                  box.path(2).asDouble(),
                  box.path(3).asDouble());
      List<Long> all = ids(town.visitor().get(items(collection) + "?limit=1000"));
      String[] corners = whole.split(",", -1);
      String withHeights =
          "%s,%s,-10,%s,%s,9000".formatted(corners[0], corners[1], corners[2], corners[3]);

      assertThat(ids(town.visitor().get(items(collection) + "?limit=1000&bbox=" + whole)))
          .isEqualTo(all);
      assertThat(ids(town.visitor().get(items(collection) + "?limit=1000&bbox=" + withHeights)))
          .isEqualTo(all);
      assertThat(ids(town.visitor().get(items(collection) + "?bbox=10,10,11,11"))).isEmpty();
      assertThat(ids(town.visitor().get(items(collection) + "?limit=1000&bbox=170,10,-170,60")))
          .as("over the 180th meridian, beside the town")
          .isEmpty();
      assertThat(ids(town.visitor().get(items(collection) + "?limit=1000&bbox=130,10,-170,60")))
          .isEqualTo(all);
    }
    for (String bad : List.of("1,2,3", "a,b,c,d", "141,43,142,42", "0,0,0,91", "1,2,3,4,5")) {
      assertThat(town.visitor().get(HALLS + "?bbox=" + bad).status()).as(bad).isEqualTo(400);
    }
  }

  /** Features without a place lie in no box. */
  @Test
  void aTableHasNothingInABox() {
    assertThat(ids(town.visitor().get("/ogc/collections/fees/items"))).hasSize(1);
    assertThat(ids(town.visitor().get("/ogc/collections/fees/items?bbox=130,30,150,50"))).isEmpty();
  }

  /** /conf/core/fc-limit-response */
  @Test
  void limit() {
    for (JsonNode collection : town.collections()) {
      for (int limit : new int[] {1, 2, 1000}) {
        assertThat(ids(town.visitor().get(items(collection) + "?limit=" + limit)))
            .hasSizeLessThanOrEqualTo(limit);
      }
      assertThat(read(items(collection) + "?limit=99999").path("features").isArray()).isTrue();
      for (String bad : List.of("0", "-1", "x", "1.5")) {
        assertThat(town.visitor().get(items(collection) + "?limit=" + bad).status()).isEqualTo(400);
      }
    }
  }

  /** /conf/core/fc-time-response */
  @Test
  void datetime() {
    // Hall n was opened in 2000+n; every fifth was closed in April 2024; the last has no begin.
    assertThat(at("2003-06-01T00:00:00Z")).containsExactly(1L, 2L, 3L, 25L);
    assertThat(at("../2002-04-01T00:00:00Z")).containsExactly(1L, 2L, 25L);
    assertThat(at("/2002-04-01T00:00:00Z")).containsExactly(1L, 2L, 25L);
    assertThat(at("2024-06-01T00:00:00Z/..")).doesNotContain(5L, 10L, 15L, 20L).contains(1L, 24L);
    assertThat(at("2024-06-01T00:00:00Z/2030-01-01T00:00:00+09:00")).hasSize(21);
    for (JsonNode collection : town.collections()) {
      ok(town.visitor().get(items(collection) + "?datetime=2020-01-01T00:00:00Z"));
      for (String bad : List.of("yesterday", "2020-13-01T00:00:00Z", "2021-01-01T00:00:00Z/x")) {
        assertThat(town.visitor().get(items(collection) + "?datetime=" + bad).status())
            .as(bad)
            .isEqualTo(400);
      }
    }
  }

  private static List<Long> at(String datetime) {
    return ids(town.visitor().get(HALLS + "?datetime=" + encoded(datetime)));
  }

  /** /conf/core/query-param-unknown, …/query-param-invalid */
  @Test
  void parametersThatAreNotThereAreRefused() {
    for (JsonNode collection : town.collections()) {
      for (String path : List.of("", "/items")) {
        Answer refused = town.visitor().get(of(collection) + path + "?nothing=1");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("unknown-parameter");
      }
    }
    assertThat(town.visitor().get("/ogc?nothing=1").status()).isEqualTo(400);
    assertThat(town.visitor().get("/ogc/conformance?nothing=1").status()).isEqualTo(400);
  }

  /** /conf/core/f-op, …/f-success, …/f-links */
  @Test
  void oneFeature() {
    for (JsonNode collection : town.collections()) {
      JsonNode list = read(items(collection)).path("features");
      for (JsonNode inList : list) {
        String address = items(collection) + "/" + inList.path("id").asText();
        Answer answer = ok(town.visitor().get(address));
        assertThat(answer.header("Content-Type")).startsWith(GEO_JSON);
        JsonNode alone = answer.json();
        assertThat(alone.path("properties")).isEqualTo(inList.path("properties"));
        assertThat(alone.path("geometry")).isEqualTo(inList.path("geometry"));
        checkLinks(alone.path("links"));
        assertThat(link(alone.path("links"), "self", GEO_JSON)).endsWith(address);
        assertThat(link(alone.path("links"), "alternate", "text/html")).isNotEmpty();
        assertThat(link(alone.path("links"), "collection", JSON)).endsWith(of(collection));
      }
      for (String nobody : List.of("999999", "x")) {
        assertThat(town.visitor().get(items(collection) + "/" + nobody).status()).isEqualTo(404);
      }
    }
  }

  /** /conf/core/http: validators and methods. */
  @Test
  void http() {
    for (JsonNode collection : town.collections()) {
      for (String path : List.of("", "/items")) {
        Answer first = ok(town.visitor().get(of(collection) + path));
        assertThat(
                town.visitor()
                    .with("If-None-Match", first.header("ETag"))
                    .get(of(collection) + path)
                    .status())
            .isEqualTo(304);
      }
    }
  }

  /** /conf/oas30/exceptions-codes: each status that an answer has is told as a problem. */
  @Test
  void exceptions() {
    for (String address :
        List.of(HALLS + "?limit=0", "/ogc/collections/none", HALLS + "/0", HALLS + "?x=1")) {
      Answer refused = town.visitor().get(address);
      assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
      assertThat(refused.json().path("status").asInt()).isEqualTo(refused.status());
    }
  }

  /** Clients add their parameters to those that a next link has already. */
  @Test
  void parametersOfANextLinkMayComeTwice() {
    List<Long> all = new ArrayList<>();
    String page = HALLS + "?limit=10&sortby=-seats";
    while (!page.isEmpty()) {
      JsonNode json = read(page);
      json.path("features").forEach(f -> all.add(f.path("id").asLong()));
      String next = link(json.path("links"), "next", GEO_JSON);
      assertThat(next.indexOf("limit=")).isEqualTo(next.lastIndexOf("limit="));
      page = next.isEmpty() ? "" : next + "&limit=10&sortby=-seats";
    }

    assertThat(all)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, StandardsTown.HALLS).boxed().toList());
    assertThat(town.visitor().get(HALLS + "?limit=10&limit=11").status()).isEqualTo(400);
  }

  /** Between two pages somebody deletes, adds and changes features on either side. */
  @Test
  void pagesHoldEveryFeatureThatStaysOnceWhileSomebodyEdits() throws Exception {
    Caller clerk = town.running().clerk();
    for (String order : List.of("", "&sortby=-seats,name")) {
      List<String> rows = new ArrayList<>();
      for (int i = 1; i <= 12; i++) {
        rows.add(feature("null", "\"name\":\"行%02d\",\"seats\":%d".formatted(i, 100 - i)));
      }
      String layer = order.isEmpty() ? "edited" : "edited_sorted";
      town.running().importGeoJson(layer, RunningTown.collection(rows.toArray(new String[0])));
      String items = "/ogc/collections/" + layer + "/items";
      List<Long> seen = new ArrayList<>();
      JsonNode first = ok(clerk.get(items + "?limit=5" + order)).json();
      first.path("features").forEach(f -> seen.add(f.path("id").asLong()));

      assertThat(clerk.delete(items + "/2").status()).isEqualTo(204); // seen already
      assertThat(clerk.delete(items + "/5").status()).isEqualTo(204); // the last that was seen
      assertThat(clerk.delete(items + "/8").status()).isEqualTo(204); // not yet seen
      String behind = "{\"properties\":{\"name\":\"行09b\"}}";
      ok(clerk.send("PATCH", items + "/9", behind, "application/merge-patch+json"));
      String before = feature("null", "\"name\":\"前\",\"seats\":500");
      assertThat(clerk.send("POST", items, before, GEO_JSON).status()).isEqualTo(201);

      String next = link(first.path("links"), "next", GEO_JSON);
      while (!next.isEmpty()) {
        JsonNode json = ok(clerk.get(next)).json();
        json.path("features").forEach(f -> seen.add(f.path("id").asLong()));
        next = link(json.path("links"), "next", GEO_JSON);
      }
      assertThat(seen)
          .as(order)
          .doesNotHaveDuplicates()
          .contains(1L, 2L, 3L, 4L, 5L, 6L, 7L, 9L, 10L, 11L, 12L)
          .doesNotContain(8L);
    }
  }
}
