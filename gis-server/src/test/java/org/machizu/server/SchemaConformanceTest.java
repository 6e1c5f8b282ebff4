package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.StandardsTown.items;
import static org.machizu.server.StandardsTown.link;
import static org.machizu.server.StandardsTown.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas of collections (OGC 23-058r1) and which parts of features are returned. */
class SchemaConformanceTest {
  private static final String RELATIONS = "http://www.opengis.net/def/rel/ogc/1.0/";
  private static final String HALLS = "/ogc/collections/halls";

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

  private static JsonNode schema(JsonNode collection, String name) {
    String href = link(collection.path("links"), RELATIONS + name, "application/schema+json");
    assertThat(href).as(collection.path("id") + " " + name).isNotEmpty();
    Answer answer = ok(town.visitor().get(href));
    assertThat(answer.header("Content-Type")).startsWith("application/schema+json");
    assertThat(answer.json().path("$id").asText()).isEqualTo(href);
    assertThat(answer.json().path("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(answer.json().path("type").asText()).isEqualTo("object");
    return answer.json().path("properties");
  }

  /** /conf/schemas, /conf/returnables-and-receivables */
  @Test
  void everyMemberOfAFeatureStandsInTheSchemaAndNothingElse() {
    for (JsonNode collection : layers()) {
      JsonNode schema = schema(collection, "schema");
      TreeSet<String> told = new TreeSet<>();
      schema
          .properties()
          .forEach(one -> {
            String role = one.getValue().path("x-ogc-role").asText();
            if (!role.equals("id") && !role.equals("primary-geometry")) {
              told.add(one.getKey());
            }
          });
      TreeSet<String> sent = new TreeSet<>();
      ok(town.visitor().get(items(collection)))
          .json()
          .path("features")
          .path(0)
          .path("properties")
          .fieldNames()
          .forEachRemaining(sent::add);
      assertThat(told).isEqualTo(sent).isNotEmpty();
      assertThat(schema.findValues("x-ogc-propertySeq")).hasSize(schema.size());
    }
  }

  /** /conf/core-roles-features */
  @Test
  void idGeometryAndTimeHaveTheirRolesOnce() {
    for (JsonNode collection : layers()) {
      JsonNode schema = schema(collection, "schema");
      List<String> roles = schema.findValuesAsText("x-ogc-role");
      assertThat(roles).doesNotHaveDuplicates().contains("id");
      assertThat(roles.contains("primary-geometry")).isEqualTo(collection.has("extent"));
    }
    JsonNode halls = schema(collection("halls"), "schema");
    assertThat(halls.path("geometry").path("format").asText())
        .isEqualTo("geometry-point-or-multipoint");
    assertThat(halls.path("opened").path("x-ogc-role").asText())
        .isEqualTo("primary-interval-start");
    assertThat(halls.path("closed").path("x-ogc-role").asText()).isEqualTo("primary-interval-end");
    assertThat(halls.path("opened").path("format").asText()).isEqualTo("date");
    assertThat(halls.path("seats").path("type").asText()).isEqualTo("integer");
    assertThat(halls.path("seats").path("x-ogc-unit").asText()).isEqualTo("席");
    assertThat(halls.path("id").path("readOnly").asBoolean()).isTrue();
  }

  /** /conf/queryables, /conf/sortables: each that is told works. */
  @Test
  void everyQueryableMayBeAskedForAndEverySortableSortedBy() {
    for (JsonNode collection : layers()) {
      schema(collection, "queryables")
          .properties()
          .forEach(one -> {
            String condition =
                one.getValue().has("x-ogc-role")
                    ? "S_INTERSECTS(%s,BBOX(140,40,143,44))".formatted(one.getKey())
                    : one.getKey() + " IS NOT NULL";
            ok(
                town.visitor()
                    .get(items(collection) + "?filter=" + StandardsTown.encoded(condition)));
          });
      JsonNode sortables = schema(collection, "sortables");
      assertThat(sortables).isNotEmpty();
      sortables
          .fieldNames()
          .forEachRemaining(name ->
              ok(
                  town.visitor()
                      .get(items(collection) + "?sortby=-" + StandardsTown.encoded(name))));
    }
  }

  @Test
  void onlyTheWishedAttributesAreSentInTheLayersOrder() {
    String wished = HALLS + "/items%s?properties=seats,name";

    JsonNode list = ok(town.visitor().get(wished.formatted(""))).json();
    JsonNode one = ok(town.visitor().get(wished.formatted("/3"))).json();
    JsonNode others = ok(town.visitor().get(HALLS + "/items?exclude-properties=seats,name")).json();

    assertThat(names(list.path("features").path(0))).containsExactly("name", "seats");
    assertThat(names(one)).containsExactly("name", "seats");
    assertThat(names(others.path("features").path(0))).containsExactly("opened", "closed");
    assertThat(list.path("features").path(0).path("geometry").path("type").asText())
        .isEqualTo("Point");
  }

  @Test
  void aFilterMayNameWhatIsNotReturned() {
    JsonNode found =
        ok(town.visitor().get(HALLS + "/items?properties=name&filter=seats=97")).json();

    assertThat(found.path("features")).hasSize(1);
    assertThat(names(found.path("features").path(0))).containsExactly("name");
  }

  @Test
  void withoutGeometryTheMemberStaysAndIsNull() {
    JsonNode list = ok(town.visitor().get(HALLS + "/items?skipGeometry=true&limit=3")).json();

    assertThat(list.path("features")).hasSize(3).allMatch(f -> f.path("geometry").isNull());
    assertThat(link(list.path("links"), "next", "application/geo+json"))
        .contains("skipGeometry=true");
    assertThat(
            ok(town.visitor().get(HALLS + "/items/1?skipGeometry=false"))
                .json()
                .path("geometry")
                .isNull())
        .isFalse();
  }

  @Test
  void anAttributeThatIsNotThereIsRefusedByName() {
    for (String parameter : List.of("properties", "exclude-properties")) {
      Answer refused = town.visitor().get(HALLS + "/items?" + parameter + "=name,chairs");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("unknown-attribute");
      assertThat(refused.text()).contains("chairs", "seats");
    }
    assertThat(town.visitor().get(HALLS + "/items?skipGeometry=yes").code())
        .isEqualTo("bad-parameter");
  }

  /** The collections that lie in layers. */
  private static List<JsonNode> layers() {
    return town.collections().stream()
        .filter(one -> !one.path("id").asText().equals(StandardsTown.COMPUTED))
        .toList();
  }

  private static JsonNode collection(String id) {
    return ok(town.visitor().get("/ogc/collections/" + id)).json();
  }

  private static List<String> names(JsonNode feature) {
    List<String> names = new ArrayList<>();
    feature.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
