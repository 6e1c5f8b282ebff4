package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.http.Route;

/** Reading through the OGC API, as a program does. */
class OgcApiTest {
  private static final int HALLS = 25;
  private static final String ITEMS = "/ogc/collections/halls/items";

  @TempDir static Path folder;
  private static RunningTown town;
  private static Instant beforeImport;

  @BeforeAll
  static void startWithHalls() throws Exception {
    beforeImport = Instant.now().minusSeconds(1);
    town = RunningTown.start(folder);
    List<String> halls = new ArrayList<>();
    for (int i = 1; i <= HALLS; i++) {
      halls.add(
          """
          {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,42.76]},
           "properties":{"name":"会館%02d","seats":%d,"opened":"20%02d-04-01"}}
          """
              .formatted(141.80 + i * 0.001, i, 100 - i, i));
    }
    town.importGeoJson("halls", collection(halls.toArray(new String[0])));
    town.publish("halls");
    town.importGeoJson("plans", collection(point("secret", 141.82, 42.76)));
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  @Test
  void theLandingPageLeadsToDescriptionConformanceAndData() {
    JsonNode links = town.visitor().get("/ogc?f=json").json().path("links");

    for (String rel : List.of("service-desc", "conformance", "data")) {
      String href = hrefOf(links, rel);
      assertThat(town.visitor().get(href).status()).as(rel + " " + href).isEqualTo(200);
    }
    assertThat(town.visitor().get("/ogc/conformance").json().path("conformsTo").toString())
        .contains("ogcapi-features-1/1.0/conf/core");
  }

  @Test
  void theDescriptionAndTheRouteTableAreTheSame() {
    JsonNode paths = town.visitor().get("/api").json().path("paths");
    TreeSet<String> described = new TreeSet<>();
    paths
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method -> described.add(method + " " + path.getKey())));

    TreeSet<String> served = new TreeSet<>();
    for (Route route : town.server().routes()) {
      served.add(route.method().name().toLowerCase(java.util.Locale.ROOT) + " " + route.path());
    }

    assertThat(described).isEqualTo(served);
  }

  @Test
  void thePublicSeesPublishedLayersOnly() {
    assertThat(idsOf(town.visitor().get("/ogc/collections"), "collections"))
        .containsExactly("halls", "records");
    assertThat(idsOf(town.clerk().get("/ogc/collections"), "collections"))
        .containsExactlyInAnyOrder("halls", "plans", "records");
  }

  @Test
  void aHiddenLayerAnswersExactlyAsOneThatDoesNotExist() {
    for (String path : List.of("", "/items", "/items/1", "/items?bbox=141,42,142,43")) {
      Answer hidden = town.visitor().get("/ogc/collections/plans" + path);
      Answer absent = town.visitor().get("/ogc/collections/plant" + path);
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(hidden.text().replace("plans", "X"))
          .isEqualTo(absent.text().replace("plant", "X"));
    }
  }

  @Test
  void aLayerTellsItsAttributesAndExtent() {
    JsonNode halls = town.visitor().get("/ogc/collections/halls").json();

    assertThat(halls.path("machizu").path("geometryType").asText()).isEqualTo("point");
    assertThat(halls.path("machizu").path("attributes").findValuesAsText("name"))
        .containsExactly("name", "seats", "opened");
    JsonNode box = halls.path("extent").path("spatial").path("bbox").path(0);
    assertThat(box.path(0).asDouble()).isEqualTo(141.80 + 0.001);
    assertThat(box.path(2).asDouble()).isEqualTo(141.80 + HALLS * 0.001);
  }

  @Test
  void pagesFollowOneAnotherToTheEndWithoutRepeating() {
    List<String> names = new ArrayList<>();
    String page = ITEMS + "?limit=7&sortby=-seats";
    while (page != null) {
      JsonNode json = town.visitor().get(page).json();
      json.path("features").forEach(f -> names.add(f.path("properties").path("name").asText()));
      assertThat(json.path("numberMatched").asLong()).isEqualTo(HALLS);
      page = hrefOf(json.path("links"), "next");
    }

    assertThat(names).hasSize(HALLS).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aBoxFindsWhatLiesInIt() {
    JsonNode found = town.visitor().get(ITEMS + "?bbox=141.8015,42.7,141.8045,42.8").json();

    assertThat(found.path("numberReturned").asInt()).isEqualTo(3);
  }

  @Test
  void anAttributeIsAFilter() {
    assertThat(namesOf(town.visitor().get(ITEMS + "?seats=97"))).containsExactly("会館03");
    assertThat(namesOf(town.visitor().get(ITEMS + "?name=%E4%BC%9A%E9%A4%A804")))
        .containsExactly("会館04");
    assertThat(namesOf(town.visitor().get(ITEMS + "?opened=2005-04-01"))).containsExactly("会館05");
  }

  @Test
  void asOfShowsWhatStoodThen() {
    assertThat(namesOf(town.visitor().get(ITEMS + "?asOf=" + beforeImport))).isEmpty();
    assertThat(namesOf(town.visitor().get(ITEMS + "?limit=100&asOf=" + Instant.now())))
        .hasSize(HALLS);
  }

  @Test
  void anUnchangedAnswerIsNotSentAgain() {
    for (String path : List.of("/ogc/collections", ITEMS, ITEMS + "/1", "/ogc/collections/halls")) {
      Answer first = town.visitor().get(path);
      assertThat(first.status()).as(path).isEqualTo(200);
      assertThat(first.header("ETag")).as(path).isNotEmpty();
      Answer again = town.visitor().with("If-None-Match", first.header("ETag")).get(path);
      assertThat(again.status()).as(path).isEqualTo(304);
      assertThat(again.body()).as(path).isEmpty();
    }
  }

  @Test
  void noAnswerForStaffMayBeKeptByASharedCache() {
    assertThat(town.clerk().get(ITEMS).header("Cache-Control")).startsWith("private");
    assertThat(town.visitor().get(ITEMS).header("Vary")).contains("Cookie");
  }

  @Test
  void titlesComeInTheAskedLanguage() {
    assertThat(town.visitor().get("/ogc/collections/halls?lang=en").status()).isEqualTo(200);
    assertThat(town.visitor().get("/health").json().path("status").asText()).isEqualTo("ok");
  }

  private static List<String> namesOf(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return StreamSupport.stream(answer.json().path("features").spliterator(), false)
        .map(f -> f.path("properties").path("name").asText())
        .toList();
  }

  private static List<String> idsOf(Answer answer, String member) {
    return StreamSupport.stream(answer.json().path(member).spliterator(), false)
        .map(node -> node.path("id").asText())
        .toList();
  }

  private static String hrefOf(JsonNode links, String rel) {
    for (JsonNode link : links) {
      if (link.path("rel").asText().equals(rel)) {
        return link.path("href").asText();
      }
    }
    return null;
  }
}
