package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.geo.crs.Crs;
import org.machizu.ingest.raster.GeoTiffWriter;
import org.machizu.ingest.raster.Placement;

/** Other catalogues find every open layer, with every way to get at it, and no other. */
class CatalogueTest {
  private static final String RECORDS = "/ogc/collections/records";
  private static final String DCAT = "/catalogue/dcat.jsonld";

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town =
        RunningTown.start(
            folder.resolve("town"),
            Map.of(
                "municipality.crs", "EPSG:6680",
                "municipality.name.ja", "みどり野町",
                "municipality.name.en", "Midorino"));
    town.importGeoJson("stops", collection(point("first", 141.8, 42.76)));
    town.importGeoJson("signs", collection(point("sign", 141.2, 43.3)));
    town.importGeoJson("plans", collection(point("secret", 141.8, 42.76)));
    Path photo = folder.resolve("aerial.tif");
    Placement place = new Placement(new Crs(6680), -35_400, -136_600, 4, 4, 100, 100);
    GeoTiffWriter.writeImage(photo, place, false, w -> new int[w.pixels()]);
    town.importFile("aerial", photo);
    town.describe(
        "stops",
        """
        {"title": {"ja": "バス停留所", "en": "Bus stops"}, "group": "交通", "source": "みどり野町 交通課",
         "licence": "CC0-1.0", "date": "2026-04-01",
         "attributes": {"name": {"ja": "停留所名", "en": "name of the stop"}}}
        """);
    town.describe("signs", "{\"licence\": \"町の利用規約\"}");
    for (String open : List.of("stops", "signs", "aerial")) {
      town.publish(open);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static JsonNode json(String path) {
    Answer answer = town.visitor().get(path);
    assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("features").forEach(record -> ids.add(record.path("id").asText()));
    return ids;
  }

  @Test
  void theCatalogueIsACollectionOfRecordsThatTheLandingPageLeadsTo() {
    JsonNode landing = json("/ogc");
    boolean isLinked = false;
    for (JsonNode link : landing.path("links")) {
      isLinked |=
          link.path("rel").asText().endsWith("/ogc-catalog")
              && json(link.path("href").asText()).path("itemType").asText().equals("record");
    }
    assertThat(isLinked).isTrue();
    JsonNode last = null;
    for (JsonNode one : json("/ogc/collections").path("collections")) {
      last = one;
    }
    assertThat(last).isEqualTo(json(RECORDS));
    for (JsonNode link : json(RECORDS).path("links")) {
      Answer linked = town.visitor().get(link.path("href").asText());
      assertThat(linked.header("Content-Type")).startsWith(link.path("type").asText());
    }
    assertThat(json("/ogc/conformance").toString())
        .contains("http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core");
  }

  @Test
  void aRecordHasWhatTheCoreAsksForAndLeadsToTheLayer() {
    JsonNode record = json(RECORDS + "/items/stops?lang=en");
    assertThat(record.path("type").asText()).isEqualTo("Feature");
    assertThat(record.path("conformsTo").toString()).contains("/conf/record-core");
    assertThat(record.path("time").path("date").asText()).isEqualTo("2026-04-01");
    assertThat(record.at("/geometry/type").asText()).isEqualTo("Point");
    assertThat(record.at("/geometry/coordinates/0").asDouble()).isEqualTo(141.8);
    JsonNode ring = json(RECORDS + "/items/aerial").at("/geometry/coordinates/0");
    assertThat(ring).hasSize(5);
    assertThat(ring.path(0)).isEqualTo(ring.path(4)).isNotEqualTo(ring.path(1));
    JsonNode properties = record.path("properties");
    assertThat(properties.path("type").asText()).isEqualTo("dataset");
    assertThat(properties.path("title").asText()).isEqualTo("Bus stops");
    assertThat(properties.path("description").asText()).contains("Midorino", "2026-04-01");
    assertThat(properties.path("keywords").toString()).contains("交通", "name of the stop");
    assertThat(properties.path("license").asText())
        .isEqualTo("https://creativecommons.org/publicdomain/zero/1.0/");
    assertThat(properties.at("/externalIds/0/value").asText()).isEqualTo("01585/stops");
    assertThat(properties.at("/contacts/0/organization").asText()).isEqualTo("Midorino");
    assertThat(properties.path("formats").findValuesAsText("name"))
        .contains("geojson", "csv", "shp", "gpkg")
        .doesNotContain("citygml");
    assertThat(json(RECORDS + "/items/signs").path("time").isNull()).isTrue();
    for (String layer : List.of("stops", "aerial")) {
      Set<String> relations = new HashSet<>();
      for (JsonNode link : json(RECORDS + "/items/" + layer).path("links")) {
        relations.add(link.path("rel").asText());
        check(link.path("href").asText(), link.path("type").asText());
      }
      assertThat(relations).contains("self", "collection", "preview");
    }
    assertThat(town.visitor().get(RECORDS + "/items/nothing").code()).isEqualTo("not-found");
  }

  /** What lies in this server answers as the link says: documents, pages and files. */
  private static void check(String href, String mediaType) {
    if (!href.startsWith(town.base())) {
      return;
    }
    Answer answer = town.visitor().get(href);
    assertThat(answer.status()).as(href).isEqualTo(200);
    assertThat(answer.header("Content-Type")).as(href).startsWith(mediaType);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "q=バス停 | stops",
        "q=ﾊﾞｽ | stops",
        "q=BUS STOPS | stops",
        "q=stops bus | ''",
        "q=nothing,停留所名 | stops",
        "q=交通課 | stops",
        "type=dataset | aerial signs stops",
        "type=service | ''",
        "bbox=141.7,42.7,141.9,42.8 | aerial stops",
        "bbox=141,43,141.5,43.5&type=dataset | signs",
        "datetime=2026-04-01T03:00:00Z | aerial signs stops",
        "datetime=2026-04-02T00:00:00%2B09:00/.. | aerial signs",
        "datetime=../2026-03-31T23:59:59%2B09:00 | aerial signs",
        "ids=signs,stops,plans | signs stops",
        "externalIds=01585/signs,01999/stops | signs",
        "q=sign&bbox=141.7,42.7,141.9,42.8 | ''",
      })
  void recordsAreFoundByWordsPlaceTimeAndKey(String question, String found) {
    int value = question.indexOf('=') + 1;
    String asked =
        question.startsWith("q=") && !question.contains("&")
            ? "q=" + URLEncoder.encode(question.substring(value), StandardCharsets.UTF_8)
            : question;
    JsonNode page = json(RECORDS + "/items?" + asked);
    assertThat(String.join(" ", ids(page))).isEqualTo(found);
    assertThat(page.path("numberMatched").asInt()).isEqualTo(page.path("features").size());
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    for (String wrong : List.of("limit=0", "bbox=1,2", "datetime=yesterday", "f=xml")) {
      assertThat(town.visitor().get(RECORDS + "/items?" + wrong).code()).isEqualTo("bad-parameter");
    }
    assertThat(town.visitor().get(RECORDS + "/items?words=x").code())
        .isEqualTo("unknown-parameter");
    assertThat(town.visitor().get(RECORDS + "/items?q=" + "x".repeat(201)).status()).isEqualTo(400);
  }

  @Test
  void pagesHoldEachRecordOnce() {
    assertThat(ids(json(RECORDS + "/items?limit=99999"))).hasSize(3);
    List<String> all = new ArrayList<>();
    String address = RECORDS + "/items?limit=2&type=dataset";
    while (!address.isEmpty()) {
      JsonNode page = json(address);
      assertThat(page.path("numberMatched").asInt()).isEqualTo(3);
      all.addAll(ids(page));
      address = "";
      for (JsonNode link : page.path("links")) {
        if (link.path("rel").asText().equals("next")) {
          address = link.path("href").asText();
        }
      }
    }
    assertThat(all).containsExactly("aerial", "signs", "stops");
  }

  @Test
  void everybodyGetsTheSameListAndItIsNotSentTwice() {
    for (String path : List.of(RECORDS + "/items?lang=ja", DCAT)) {
      Answer open = town.visitor().get(path);
      assertThat(open.text()).doesNotContain("plans");
      assertThat(town.as("planner").get(path).body()).isEqualTo(open.body());
      Answer again = town.visitor().with("If-None-Match", open.header("ETag")).get(path);
      assertThat(again.status()).isEqualTo(304);
    }
    assertThat(town.as("planner").get(RECORDS + "/items/plans").status()).isEqualTo(404);
  }

  @Test
  void aHarvesterOfDcatGetsTitlesLicencesAndEveryWayToGetAtALayer() {
    Answer answer = town.visitor().get(DCAT);
    assertThat(answer.header("Content-Type")).startsWith("application/ld+json");
    JsonNode catalogue = answer.json();
    Set<String> prefixes = new HashSet<>();
    catalogue.path("@context").fieldNames().forEachRemaining(prefixes::add);
    everyTermHasItsPrefix(catalogue, prefixes);
    assertThat(catalogue.path("@type").toString()).contains("dcat:Catalog");
    assertThat(catalogue.path("dct:publisher").path("foaf:name").findValuesAsText("@value"))
        .containsExactly("みどり野町", "Midorino");
    assertThat(catalogue.path("dcat:dataset").findValuesAsText("dct:identifier"))
        .containsExactly("01585/aerial", "01585/signs", "01585/stops");

    JsonNode stops = catalogue.path("dcat:dataset").get(2);
    assertThat(stops.path("dct:title").findValuesAsText("@value"))
        .containsExactly("バス停留所", "Bus stops");
    assertThat(stops.path("dct:title").findValuesAsText("@language")).containsExactly("ja", "en");
    assertThat(stops.at("/dct:license/@id").asText())
        .isEqualTo("https://creativecommons.org/publicdomain/zero/1.0/");
    assertThat(stops.at("/dct:issued/@value").asText()).isEqualTo("2026-04-01");
    assertThat(stops.at("/dct:modified/@value").asText()).endsWith("Z");
    assertThat(stops.at("/dct:spatial/dcat:bbox/@value").asText())
        .startsWith("POLYGON((141.8 42.7");
    assertThat(catalogue.at("/dcat:dataset/1/dct:license/rdfs:label").asText()).isEqualTo("町の利用規約");
    Set<String> services = new HashSet<>(catalogue.path("dcat:service").findValuesAsText("@id"));
    for (JsonNode dataset : catalogue.path("dcat:dataset")) {
      assertThat(json(dataset.path("@id").asText()).path("id").asText()).isNotEmpty();
      assertThat(dataset.path("dct:description")).isNotEmpty();
      for (JsonNode way : dataset.path("dcat:distribution")) {
        String media = way.at("/dcat:mediaType/@id").asText();
        check(way.at("/dcat:accessURL/@id").asText(), media.split("media-types/")[1]);
        if (way.has("dcat:accessService")) {
          assertThat(services).contains(way.at("/dcat:accessService/@id").asText());
        } else {
          assertThat(way.path("dcat:downloadURL")).isEqualTo(way.path("dcat:accessURL"));
        }
      }
    }
    assertThat(stops.path("dcat:distribution").toString())
        .contains("/download?f=geojson", "/download?f=gpkg", "/ogc/collections/stops/items");
    assertThat(catalogue.at("/dcat:dataset/0/dcat:distribution").toString())
        .contains("WMTSCapabilities.xml", "/download?f=pmtiles")
        .doesNotContain("/download?f=geojson");
  }

  private static void everyTermHasItsPrefix(JsonNode node, Set<String> prefixes) {
    node.properties()
        .forEach(member -> {
          String name = member.getKey();
          if (!name.startsWith("@")) {
            assertThat(prefixes).as(name).contains(name.substring(0, name.indexOf(':')));
          }
          if (!name.equals("@context")) {
            everyTermHasItsPrefix(member.getValue(), prefixes);
          }
        });
    if (node.isArray()) {
      node.forEach(one -> everyTermHasItsPrefix(one, prefixes));
    }
  }

  @Test
  void pagesOfDcatLeadToEachOther() {
    List<String> found = new ArrayList<>();
    String address = DCAT + "?limit=2";
    while (!address.isEmpty()) {
      JsonNode page = json(address);
      found.addAll(page.path("dcat:dataset").findValuesAsText("dct:identifier"));
      address = page.at("/hydra:view/hydra:next/@id").asText();
    }
    assertThat(found).containsExactly("01585/aerial", "01585/signs", "01585/stops");
  }
}
