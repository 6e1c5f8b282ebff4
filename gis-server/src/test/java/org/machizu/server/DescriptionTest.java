package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Staff change a layer's words, look and time. */
@Timeout(120)
class DescriptionTest {
  private static final String SHOPS = "/api/layers/shops";
  private static final String ITEMS = "/ogc/collections/shops/items";
  private static final String FEATURES =
      """
      {"type":"FeatureCollection","features":[
       {"type":"Feature","properties":{"name":"駅前","tel":"0145","opened":"2020-04-01","closed":"2024-04-01"},
        "geometry":{"type":"Point","coordinates":[141.82,42.76]}},
       {"type":"Feature","properties":{"name":"公園","tel":"0146","opened":"2023-04-01","closed":null},
        "geometry":{"type":"Point","coordinates":[141.83,42.77]}}]}
      """;

  @TempDir static Path folder;
  private static RunningTown town;
  private static Caller clerk;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder);
    clerk = town.clerk();
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  /** Each test begins with the layer as an import makes it. */
  @BeforeEach
  void aLayerAsItWasImported() throws Exception {
    town.importGeoJson("shops", FEATURES);
    Answer reset =
        clerk.patch(
            SHOPS,
            """
            {"title":{"ja":"shops","en":"shops"},"group":"imported","style":null,"source":null,"licence":null,
             "date":null,"accuracyM":null,"zoomRange":null,"validTime":null,"reason":"reset",
             "attributes":{"tel":{"unit":null,"visibility":"open"}}}
            """);
    assertThat(reset.status()).as(reset.text()).isEqualTo(200);
    if (town.visitor().get(ITEMS).status() == 200) {
      town.unpublish("shops");
    }
  }

  @Test
  void whatAClerkWritesIsWhatEverybodyReads() {
    Answer answer =
        clerk.patch(
            SHOPS,
            """
            {"title":{"ja":"商店","en":"Shops"},"group":"facilities","source":"安平町","licence":"CC-BY-4.0",
             "date":"2026-04-01","accuracyM":2.5,"zoomRange":{"min":3,"max":15},
             "style":[{"type":"circle","paint":{"circle-color":"#0072b2"}}],
             "attributes":{"tel":{"ja":"電話","en":"Phone"}}}
            """);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(clerk.get(SHOPS).json());
    JsonNode seen = clerk.get("/ogc/collections/shops?lang=ja").json();
    assertThat(seen.path("title").asText()).isEqualTo("商店");
    JsonNode own = seen.path("machizu");
    assertThat(own.path("titles").path("en").asText()).isEqualTo("Shops");
    assertThat(own.path("group").asText()).isEqualTo("facilities");
    assertThat(own.path("source").asText()).isEqualTo("安平町");
    assertThat(own.path("date").asText()).isEqualTo("2026-04-01");
    assertThat(own.path("accuracyM").asDouble()).isEqualTo(2.5);
    assertThat(own.path("minZoom").asInt()).isEqualTo(3);
    assertThat(own.path("maxZoom").asInt()).isEqualTo(15);
    assertThat(own.path("attributes").findValuesAsText("title")).contains("電話");
    String style = clerk.get("/styles/default.json").text();
    assertThat(style).contains("\"circle-color\":\"#0072b2\"");
  }

  @Test
  void whatIsNotNamedStaysAndNullTakesAway() {
    clerk.patch(SHOPS, "{\"title\":{\"ja\":\"商店\",\"en\":\"Shops\"},\"date\":\"2026-04-01\"}");

    JsonNode after =
        clerk.patch(SHOPS, "{\"title\":{\"ja\":\"店\"},\"date\":null,\"accuracyM\":1}").json();

    assertThat(after.path("title").path("ja").asText()).isEqualTo("店");
    assertThat(after.path("title").path("en").asText()).isEqualTo("Shops");
    assertThat(after.path("date").isNull()).isTrue();
    assertThat(after.path("accuracyM").asDouble()).isEqualTo(1);
  }

  @Test
  void aTitleThatNobodyHasTranslatedStandsForBothLanguages() {
    JsonNode after = clerk.patch(SHOPS, "{\"title\":{\"ja\":\"商店\"}}").json();

    assertThat(after.path("title").path("en").asText()).isEqualTo("商店");
  }

  @Test
  void whatIsReadChangedAndWrittenBackChangesOnlyThat() {
    clerk.patch(
        SHOPS,
        """
        {"style":[{"id":"a","type":"circle","metadata":{"machizu:order":2}}],
         "validTime":{"from":"opened","to":"closed"},"licence":"CC0-1.0"}
        """);
    Answer read = clerk.get(SHOPS);
    ObjectNode document = (ObjectNode) read.json();
    document.withObject("/title").put("ja", "商店街");

    Answer written = clerk.with("If-Match", read.header("ETag")).patch(SHOPS, document.toString());

    assertThat(written.status()).as(written.text()).isEqualTo(200);
    assertThat(written.json()).isEqualTo(document);
    assertThat(written.header("ETag")).isEqualTo(clerk.get(SHOPS).header("ETag"));
  }

  @Test
  void aStaleDescriptionIsRefusedButAnEditOfAFeatureMakesNoneStale() {
    String etag = clerk.get(SHOPS).header("ETag");
    clerk.post(ITEMS, point("new", 141.84, 42.77));
    Caller careful = clerk.with("If-Match", etag);

    assertThat(careful.patch(SHOPS, "{\"group\":\"first\"}").status()).isEqualTo(200);
    Answer stale = careful.patch(SHOPS, "{\"group\":\"second\"}");

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.code()).isEqualTo("stale-version");
    assertThat(clerk.get(SHOPS).json().path("group").asText()).isEqualTo("first");
    assertThat(clerk.with("If-None-Match", etag).get(SHOPS).status()).isEqualTo(200);
    String now = clerk.get(SHOPS).header("ETag");
    assertThat(clerk.with("If-None-Match", now).get(SHOPS).status()).isEqualTo(304);
  }

  @Test
  void twoClerksWhoChangeDifferentThingsAtOnceLoseNothing() throws Exception {
    CountDownLatch together = new CountDownLatch(1);
    ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
    List<Thread> clerks =
        IntStream.range(0, 20)
            .mapToObj(i ->
                Thread.ofVirtual()
                    .start(() -> {
                      String attribute = i % 2 == 0 ? "name" : "tel";
                      try {
                        together.await();
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                      String change =
                          "{\"attributes\":{\"%s\":{\"unit\":\"u%d\"}}}".formatted(attribute, i);
                      answers.add(clerk.patch(SHOPS, change).status());
                    }))
            .toList();
    clerk.patch(SHOPS, "{\"attributes\":{\"name\":{\"unit\":null},\"tel\":{\"unit\":null}}}");
    together.countDown();
    for (Thread one : clerks) {
      one.join();
    }

    assertThat(answers).hasSize(20).containsOnly(200);
    JsonNode after = clerk.get(SHOPS).json().path("attributes");
    assertThat(after.path("name").path("unit").asText()).startsWith("u");
    assertThat(after.path("tel").path("unit").asText()).startsWith("u");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"colour":"red"}                                     | unknown-member    | colour
          {"title":"商店"}                                      | bad-member        | title
          {"title":null}                                       | bad-member        | title
          {"title":{"ja":""}}                                  | bad-member        | title.ja
          {"title":{"ja":7}}                                   | bad-member        | title.ja
          {"title":{"fr":"x"}}                                 | unknown-member    | title.fr
          {"title":{"x.ja":"x"}}                               | unknown-member    | title.x.ja
          {"group":5}                                          | bad-member        | group
          {"date":"1.4.2026"}                                  | bad-member        | date
          {"date":20260401}                                    | bad-member        | date
          {"accuracyM":-1}                                     | bad-member        | accuracyM
          {"accuracyM":"2"}                                    | bad-member        | accuracyM
          {"accuracyM":1e9}                                    | bad-member        | accuracyM
          {"zoomRange":{"min":23}}                             | bad-member        | zoomRange.min
          {"zoomRange":{"min":1.5}}                            | bad-member        | zoomRange.min
          {"zoomRange":{"min":9,"max":8}}                      | bad-member        | zoomRange
          {"zoomRange":{"min":17}}                             | bad-member        | zoomRange
          {"zoomRange":[0,16]}                                 | bad-member        | zoomRange
          {"attributes":[]}                                    | bad-member        | attributes
          {"attributes":{"fax":{"ja":"x"}}}                    | unknown-attribute | fax
          {"attributes":{"tel":null}}                          | bad-member        | attributes.tel
          {"attributes":{"tel":{"visibility":"secret"}}}       | bad-member        | attributes.tel.visibility
          {"attributes":{"tel":{"type":"text"}}}               | unknown-member    | attributes.tel.type
          {"attributes":{"tel":{"unit":"123456789012345678901"}}} | bad-member     | attributes.tel.unit
          {"validTime":"opened"}                               | bad-member        | validTime
          {"validTime":{"from":"begin"}}                       | unknown-attribute | begin
          {"validTime":{"from":"name"}}                        | bad-member        | validTime.from
          {"validTime":{"to":"closed"}}                        | bad-member        | validTime
          {"validTime":{"from":"opened","to":"opened"}}        | bad-member        | validTime
          {"validTime":{"from":7}}                             | bad-member        | validTime.from
          {"style":{"type":"fill"}}                            | bad-member        | style
          {"style":["fill"]}                                   | bad-member        | style[0]
          {"style":[{"paint":{}}]}                             | bad-member        | style[0].type
          {"style":[{"type":"background"}]}                    | bad-member        | style[0].type
          {"style":[{"type":"fill","source":"x"}]}             | unknown-member    | style[0].source
          {"style":[{"type":"fill","source-layer":"x"}]}       | unknown-member    | style[0].source-layer
          {"style":[{"type":"fill","paint":{"line-color":"red"}}]}  | unknown-member | style[0].paint.line-color
          {"style":[{"type":"fill","paint":{"fill-color":"#12"}}]}  | bad-member   | style[0].paint.fill-color
          {"style":[{"type":"fill","paint":{"fill-color":["paint","x"]}}]} | bad-member | style[0].paint.fill-color
          {"style":[{"type":"fill","paint":{"fill-opacity":"half"}}]} | bad-member | style[0].paint.fill-opacity
          {"style":[{"type":"fill","layout":{"visibility":"maybe"}}]} | bad-member | style[0].layout.visibility
          {"style":[{"type":"fill","filter":"name"}]}          | bad-member        | style[0].filter
          {"style":[{"type":"fill","metadata":{"machizu:dark":{"paint":{"fill-colour":"#000"}}}}]} | unknown-member | style[0].metadata.machizu:dark.paint.fill-colour
          {"style":[{"type":"fill","minzoom":99}]}             | bad-member        | style[0].minzoom
          {"style":[{"type":"fill","paint":{"fill-pattern":"https://elsewhere.example/a.png"}}]} | bad-member | style[0].paint
          {"style":[{"type":"symbol","layout":{"icon-image":["concat","//elsewhere.example/",["get","name"]]}}]} | bad-member | style[0].layout
          {"style":[{"type":"fill","metadata":{"a":["data:text/html,x"]}}]} | bad-member | style[0].metadata
          """)
  void aMemberThatCannotBeUsedIsNamedAndNothingChanges(String body, String code, String named) {
    String before = clerk.get(SHOPS).text();

    Answer answer = clerk.patch(SHOPS, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().path("detail").asText()).contains("'" + named + "'");
    assertThat(clerk.get(SHOPS).text()).isEqualTo(before);
  }

  @Test
  void aStyleIsBounded() {
    String layer = "{\"type\":\"line\"}";
    String many = "{\"style\":[" + layer + ("," + layer).repeat(40) + "]}";
    String long_ =
        "{\"style\":[{\"type\":\"line\",\"metadata\":{\"a\":\"" + "x".repeat(66_000) + "\"}}]}";

    assertThat(clerk.patch(SHOPS, many).code()).isEqualTo("bad-member");
    assertThat(clerk.patch(SHOPS, long_).code()).isEqualTo("bad-member");
  }

  @Test
  void whoMayNotChangeALayerIsToldNothingOfIt() throws Exception {
    town.publish("shops");

    assertThat(town.visitor().get(SHOPS).code()).isEqualTo("sign-in-needed");
    assertThat(town.visitor().patch(SHOPS, "{\"group\":\"x\"}").code()).isEqualTo("sign-in-needed");
    town.importGeoJson(
        "watch_list", collection(point("somebody", 141.82, 42.76)), "personal", "true");
    assertThat(clerk.get("/api/layers/watch_list").text())
        .isEqualTo(clerk.get("/api/layers/nowhere").text().replace("nowhere", "watch_list"));
    assertThat(clerk.patch("/api/layers/watch_list", "{\"group\":\"x\"}").status()).isEqualTo(404);
    assertThat(clerk.get("/api/layers/No%20Name").status()).isEqualTo(404);
  }

  @Test
  void openMapsAreToldOfTheChange() {
    town.publish("shops");
    try (EventStream visitor = town.visitor().events()) {
      clerk.patch(SHOPS, "{\"title\":{\"ja\":\"商店\"}}");

      EventStream.Event event = visitor.next();

      assertThat(event.name()).isEqualTo("layer");
      assertThat(event.data().path("layer").asText()).isEqualTo("shops");
      assertThat(event.data().path("boxes")).isEmpty();
    }
    assertThat(town.visitor().get("/ogc/collections/shops?lang=ja").json().path("title").asText())
        .isEqualTo("商店");
  }

  @Test
  void mapsThatDoNotSeeTheLayerAreToldThatTheListChangedAndNoName() {
    try (EventStream visitor = town.visitor().events()) {
      clerk.patch(SHOPS, "{\"title\":{\"ja\":\"開店前\"}}");

      EventStream.Event event = visitor.next();

      assertThat(event.name()).isEqualTo("layers");
      assertThat(event.data().toString()).isEqualTo("{\"changed\":true}");
    }
  }

  @Test
  void openingAnAttributeOfAPublishedLayerNeedsAReasonThatStaysOnRecord() throws Exception {
    String close = "{\"attributes\":{\"tel\":{\"visibility\":\"staff\"}}}";
    String open = "{\"attributes\":{\"tel\":{\"visibility\":\"open\"}}}";
    assertThat(clerk.patch(SHOPS, close).status()).isEqualTo(200);
    town.publish("shops");
    assertThat(town.visitor().get(ITEMS).text()).doesNotContain("0145");

    Answer silent = clerk.patch(SHOPS, open);
    assertThat(silent.status()).isEqualTo(400);
    assertThat(silent.code()).isEqualTo("reason-needed");
    assertThat(silent.json().path("detail").asText()).contains("tel");
    assertThat(town.visitor().get(ITEMS).text()).doesNotContain("0145");

    Answer told = clerk.patch(SHOPS, open.replaceFirst("\\{", "{\"reason\":\"案内のため\","));
    assertThat(told.status()).as(told.text()).isEqualTo(200);
    assertThat(town.visitor().get(ITEMS).text()).contains("0145");
    assertThat(lastLogEntry()).isEqualTo("publish by clerk: open: tel: 案内のため");

    assertThat(clerk.patch(SHOPS, close).status()).as("closing needs none").isEqualTo(200);
    assertThat(lastLogEntry()).isEqualTo("describe by clerk: null");
  }

  @Test
  void aTileDoesNotHoldAnAttributeThatWasClosed() {
    String tile = "/tiles/shops/14/14646/6035.mvt";
    town.publish("shops");
    Answer before = town.visitor().get(tile);
    assertThat(new String(before.body(), StandardCharsets.ISO_8859_1))
        .as("a tile with the shop at the station")
        .contains("0145");

    clerk.patch(SHOPS, "{\"attributes\":{\"tel\":{\"visibility\":\"staff\"}}}");
    clerk.patch(SHOPS, "{\"attributes\":{\"name\":{\"visibility\":\"staff\"}}}");

    Answer after = town.visitor().with("If-None-Match", before.header("ETag")).get(tile);
    assertThat(after.status()).isEqualTo(200);
    assertThat(new String(after.body(), StandardCharsets.UTF_8)).doesNotContain("0145", "駅前");
    assertThat(town.visitor().get("/tiles/shops.json").text()).doesNotContain("tel");
    clerk.patch(
        SHOPS, "{\"reason\":\"again\",\"attributes\":{\"name\":{\"visibility\":\"open\"}}}");
  }

  @Test
  void anAttributeOfAnOrdinaryLayerCannotBecomeMaskedWhereEveryDepartmentReadsTheFile() {
    Answer answer = clerk.patch(SHOPS, "{\"attributes\":{\"tel\":{\"visibility\":\"masked\"}}}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("layer-lies-in-the-town-file");
  }

  @Test
  void withItsTimeDescribedTheLayerCanBeAskedForADay() {
    String in2022 = ITEMS + "?datetime=2022-01-01T00:00:00%2B09:00";
    assertThat(names(in2022)).containsExactlyInAnyOrder("駅前", "公園");

    JsonNode described =
        clerk.patch(SHOPS, "{\"validTime\":{\"from\":\"opened\",\"to\":\"closed\"}}").json();

    assertThat(described.path("validTime").toString())
        .isEqualTo("{\"from\":\"opened\",\"to\":\"closed\"}");
    assertThat(names(in2022)).containsExactly("駅前");
    assertThat(names(ITEMS + "?datetime=2023-06-01T00:00:00Z"))
        .containsExactlyInAnyOrder("駅前", "公園");
    assertThat(names(ITEMS + "?datetime=2024-06-01T00:00:00Z/..")).containsExactly("公園");
    JsonNode collection = clerk.get("/ogc/collections/shops").json();
    assertThat(collection.path("machizu").path("validTime").path("to").asText())
        .isEqualTo("closed");
    clerk.patch(SHOPS, "{\"validTime\":null}");
    assertThat(names(in2022)).containsExactlyInAnyOrder("駅前", "公園");
  }

  private static List<String> names(String address) {
    Answer answer = clerk.get(address);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().findValuesAsText("name");
  }

  /** Kind, actor and note of the newest change in the town's file. */
  private static String lastLogEntry() throws Exception {
    try (var file =
            DriverManager.getConnection("jdbc:sqlite:" + town.folder().resolve("town.gpkg"));
        var rows =
            file.createStatement()
                .executeQuery(
                    "SELECT kind, actor, note FROM machizu_revision ORDER BY revision DESC LIMIT 1")) {
      return rows.getString(1) + " by " + rows.getString(2) + ": " + rows.getString(3);
    }
  }
}
