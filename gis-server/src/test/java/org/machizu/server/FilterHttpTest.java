package org.machizu.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;

/** Filters in CQL2 over HTTP: what they find, and what they must not tell. */
class FilterHttpTest {
  private static final String ITEMS = "/ogc/collections/" + RuledTown.OPEN + "/items";
  private static final String PERSONS = "/ogc/collections/" + RuledTown.PERSONAL + "/items";

  @TempDir static Path folder;
  private static RuledTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RuledTown.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static String filter(String filter) {
    return "?filter=" + URLEncoder.encode(filter, UTF_8);
  }

  private static List<Integer> numbers(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<Integer> numbers = new ArrayList<>();
    answer
        .json()
        .path("features")
        .forEach(f -> numbers.add(f.path("properties").path("no").asInt()));
    return numbers;
  }

  @Test
  void aFilterFindsTheSameAsTextAndAsJson() {
    Caller visitor = town.as("public");

    assertThat(
            numbers(
                visitor.get(
                    ITEMS
                        + filter(
                            "no>=3 AND CASEI(title)=CASEI('THING') AND S_INTERSECTS(geometry,BBOX(141.8,42.7,141.80045,42.8))"))))
        .containsExactly(3, 4);
    assertThat(
            numbers(
                visitor.get(
                    ITEMS
                        + filter(
                            "{\"op\":\"between\",\"args\":[{\"property\":\"no\"},3,{\"op\":\"+\",\"args\":[2,2]}]}")
                        + "&filter-lang=cql2-json")))
        .containsExactly(3, 4);
    assertThat(numbers(visitor.get(ITEMS + filter("no<10") + "&bbox=141.8,42,141.80015,43&no=1")))
        .containsExactly(1);
  }

  @Test
  void pagesOfAFilterFollowOneAnotherAndAreCounted() {
    List<Integer> seen = new ArrayList<>();
    String page = ITEMS + filter("no % 2 = 0") + "&limit=7&sortby=-no";
    while (page != null) {
      Answer answer = town.as("public").get(page);
      seen.addAll(numbers(answer));
      assertThat(answer.json().path("numberMatched").asInt()).isEqualTo(30);
      page = null;
      for (JsonNode link : answer.json().path("links")) {
        page = link.path("rel").asText().equals("next") ? link.path("href").asText() : page;
      }
    }
    assertThat(seen).hasSize(30).doesNotHaveDuplicates().contains(0, 58);
  }

  @Test
  void theFiltersGeometriesMayStandInTheSystemsOfJapan() {
    String box = "S_INTERSECTS(geometry,BBOX(%s,%s,%s,%s))";
    for (int epsg : new int[] {3857, 6680, 6681}) {
      Coordinate third = CrsConversion.between(Crs.JGD2011, new Crs(epsg)).apply(141.8003, 42.76);
      String metres = box.formatted(third.x - 3, third.y - 3, third.x + 3, third.y + 3);
      assertThat(
              numbers(town.as("public").get(ITEMS + filter(metres) + "&filter-crs=EPSG:" + epsg)))
          .as("EPSG:" + epsg)
          .containsExactly(3);
    }
    // The addresses of EPSG's systems have north first.
    String crs =
        "&filter-crs=" + URLEncoder.encode("http://www.opengis.net/def/crs/EPSG/0/", UTF_8);
    String northFirst = box.formatted(42.75, 141.80025, 42.77, 141.80035);
    assertThat(numbers(town.as("public").get(ITEMS + filter(northFirst) + crs + "6668")))
        .containsExactly(3);
    assertThat(
            numbers(
                town.as("public")
                    .get(
                        ITEMS
                            + filter(
                                "S_INTERSECTS(geometry,POLYGON((42.75 141.80025,42.77 141.80025,42.77 141.80035,42.75 141.80035,42.75 141.80025)))")
                            + crs
                            + "4326")))
        .containsExactly(3);
    refused(ITEMS + filter("no=1") + "&filter-crs=EPSG:9999", "unknown-crs");
    refused(ITEMS + filter("no=1") + "&filter-crs=EPSG:4301", "bad-parameter");
    refused(ITEMS + filter("no=1") + "&filter-lang=sql", "bad-parameter");
  }

  private static String refused(String path, String code) {
    Answer answer = town.as("public").get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).as(answer.text()).isEqualTo(code);
    return answer.json().path("detail").asText();
  }

  @Test
  void whatIsNoFilterIsRefusedWithItsPlace() {
    assertThat(refused(ITEMS + filter("no=="), "bad-filter"))
        .isEqualTo(
            "at character 4 stands '=', but there should be a value, a name, a function or (");
    assertThat(refused(ITEMS + filter("no='1'"), "bad-filter")).contains("at character 4");
    assertThat(refused(ITEMS + filter("{}") + "&filter-lang=cql2-json", "bad-filter"))
        .contains("at the root");
    refused(ITEMS + filter("NOT ".repeat(1500) + "no=1"), "bad-filter");
  }

  /** A name that is not shown is as unknown as one that nobody ever had. */
  @Test
  void anAttributeThatIsNotShownIsUnknownInTheSameWords() {
    for (String form :
        List.of(
            "%s='x'",
            "%s IS NULL",
            "CASEI(%s) LIKE 'x%%'",
            "no=1 OR ACCENTI(%s)='x'",
            "'x' IN (%s)",
            "A_OVERLAPS((%s),('x'))")) {
      assertThat(refused(ITEMS + filter(form.formatted("note")), "bad-filter"))
          .isEqualTo(
              refused(ITEMS + filter(form.formatted("nope")), "bad-filter").replace("nope", "note"))
          .doesNotContain(", note");
    }
    assertThat(numbers(town.as("planner").get(ITEMS + filter("note='" + RuledTown.NOTE + "'"))))
        .hasSize(RuledTown.FEATURES);
  }

  @Test
  void maskedAndHiddenValuesCannotBeFoundOutByAsking() {
    for (String actor : List.of("welfare", "duty")) {
      Caller caller = town.as(actor);
      for (String name : List.of("phone", "nope")) {
        Answer answer = caller.get(PERSONS + filter(name + " LIKE 'Z%'"));
        assertThat(answer.status()).as(actor + " " + name).isEqualTo(400);
        assertThat(answer.json().path("detail").asText())
            .startsWith("at character 1 stands '" + name + "', which is no attribute; there are [")
            .doesNotContain("phone,", ", phone");
      }
      assertThat(numbers(caller.get(PERSONS + filter("TRUE") + "&limit=1000")))
          .as(actor)
          .hasSize(RuledTown.FEATURES)
          .doesNotContain(RuledTown.FEATURES);
      assertThat(numbers(caller.get(PERSONS + filter("no=" + RuledTown.FEATURES)))).isEmpty();
      assertThat(numbers(caller.get(PERSONS + filter("NOT no<" + RuledTown.FEATURES)))).isEmpty();
    }
    assertThat(town.as("duty").get(PERSONS + filter("care='x'")).status()).isEqualTo(400);
  }

  /** The duty desk sees places to 500 m; a fine box must not tell more. */
  @Test
  void aFilterAsksAboutThePlacesThatAreShown() {
    String fine = "S_WITHIN(geometry,BBOX(141.80005,42.7595,141.80015,42.7605))";
    List<Integer> welfare = numbers(town.as("welfare").get(PERSONS + filter(fine)));
    assertThat(welfare).containsExactly(1);

    JsonNode shown = town.as("duty").get(PERSONS + "?limit=1000").json().path("features");
    for (JsonNode feature : shown) {
      JsonNode place = feature.path("geometry").path("coordinates");
      double lon = place.path(0).asDouble();
      double lat = place.path(1).asDouble();
      String around =
          "S_INTERSECTS(geometry,BBOX(%s,%s,%s,%s))"
              .formatted(lon - 1e-6, lat - 1e-6, lon + 1e-6, lat + 1e-6);
      assertThat(numbers(town.as("duty").get(PERSONS + filter(around) + "&limit=1000")))
          .contains(feature.path("properties").path("no").asInt());
    }
    assertThat(numbers(town.as("duty").get(PERSONS + filter(fine)))).isEmpty();
  }

  @Test
  void queryablesAndSortablesAreWhatTheAskerMayAskAbout() {
    JsonNode layer = town.as("public").get("/ogc/collections/" + RuledTown.OPEN).json();
    assertThat(layer.path("links").findValuesAsText("rel"))
        .contains(
            "http://www.opengis.net/def/rel/ogc/1.0/queryables",
            "http://www.opengis.net/def/rel/ogc/1.0/sortables");
    String base = "/ogc/collections/" + RuledTown.OPEN;
    Answer queryables = town.as("public").get(base + "/queryables");
    assertThat(queryables.header("Content-Type")).startsWith("application/schema+json");
    assertThat(names(queryables)).containsExactly("geometry", "no", "title");
    assertThat(queryables.json().path("properties").path("no").path("type").asText())
        .isEqualTo("integer");
    assertThat(names(town.as("public").get(base + "/sortables"))).containsExactly("no", "title");
    assertThat(names(town.as("planner").get(base + "/queryables"))).contains("note");

    String persons = "/ogc/collections/" + RuledTown.PERSONAL + "/queryables";
    assertThat(names(town.as("duty").get(persons)))
        .contains("no", "protected")
        .doesNotContain("phone", "care");
    assertThat(town.as("public").get(persons).status()).isEqualTo(404);
  }

  private static List<String> names(Answer schema) {
    assertThat(schema.status()).as(schema.text()).isEqualTo(200);
    List<String> names = new ArrayList<>();
    schema.json().path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void theInterfaceNamesTheClassesThatItKeepsTo() {
    String classes = town.as("public").get("/ogc/conformance").text();
    assertThat(classes)
        .contains(
            "ogcapi-features-3/1.0/conf/features-filter",
            "cql2/1.0/conf/cql2-text",
            "cql2/1.0/conf/cql2-json",
            "cql2/1.0/conf/temporal-functions");
  }
}
