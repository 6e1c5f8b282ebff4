package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.StandardsTown.ok;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;

/** The standards' answers as pages: /conf/html of OGC API – Features Part 1, and more. */
class OgcPagesTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
  private static final String HALLS = "/ogc/collections/halls";
  private static final List<String> LANGUAGES = List.of("ja", "easy", "en");

  /** Every kind of page. */
  private static final List<String> PAGES =
      List.of(
          "/ogc",
          "/ogc/api",
          "/ogc/conformance",
          "/ogc/collections",
          HALLS,
          HALLS + "/items",
          HALLS + "/items/1",
          HALLS + "/schema",
          HALLS + "/queryables",
          HALLS + "/sortables",
          "/ogc/collections/fees/items/1",
          "/ogc/collections/road_states",
          "/ogc/collections/road_states/items");

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

  private static Answer page(String address) {
    Answer answer = ok(town.visitor().with("Accept", BROWSER).get(address));
    assertThat(answer.header("Content-Type")).startsWith("text/html");
    return answer;
  }

  /** /conf/html/definition, /conf/html/content */
  @Test
  void everyAnswerIsAPageInThreeLanguagesToABrowserAndJsonToAProgram() {
    for (String address : PAGES) {
      for (String language : LANGUAGES) {
        Answer page = page(address + "?lang=" + language);
        assertThat(page.text())
            .contains("<html lang=\"%s\">".formatted(language.equals("en") ? "en" : "ja"))
            .contains("f&#61;json")
            .doesNotContain("{{", "null")
            .endsWith("</html>\n");
        assertThat(page.header("Content-Language")).isEqualTo(language.equals("en") ? "en" : "ja");
        assertThat(page.header("Vary")).contains("Accept");
      }
      assertThat(ok(town.visitor().get(address)).header("Content-Type")).contains("json");
      assertThat(
              ok(town.visitor().with("Accept", BROWSER).get(address + "?f=json"))
                  .header("Content-Type"))
          .contains("json");
      Answer forced = ok(town.visitor().get(address + "?f=html"));
      assertThat(forced.header("Content-Type")).startsWith("text/html");
      assertThat(
              town.visitor()
                  .with("If-None-Match", forced.header("ETag"))
                  .get(address + "?f=html")
                  .status())
          .isEqualTo(304);
      assertThat(town.visitor().get(address + "?f=gml").code()).isEqualTo("bad-parameter");
    }
  }

  @Test
  void everyLinkOfEveryPageLeadsSomewhere() {
    Pattern link = Pattern.compile("href=\"([^\"]*)\"");
    for (String address : PAGES) {
      String html = page(address).text();
      List<String> links =
          link.matcher(html)
              .results()
              .map(found -> unescaped(found.group(1)))
              .filter(href -> href.contains("/ogc"))
              .distinct()
              .toList();
      assertThat(links).as(address).hasSizeGreaterThan(2);
      for (String href : links) {
        assertThat(town.visitor().get(href).status()).as(href).isEqualTo(200);
      }
    }
  }

  private static String unescaped(String attribute) {
    return attribute.replace("&#61;", "=").replace("&amp;", "&").replace("&#43;", "+");
  }

  @Test
  void theTableSaysWhatTheFeaturesHoldAndLeadsToTheNextPage() {
    String first = page(HALLS + "/items?limit=10&sortby=seats&lang=ja").text();

    assertThat(first).contains("会館25").contains("席数 (席)").contains("全件数： 25");
    assertThat(first).doesNotContain("会館15");
    var next = Pattern.compile("rel=\"next\" href=\"([^\"]*)\"").matcher(first);
    assertThat(next.find()).isTrue();
    String second = page(unescaped(next.group(1))).text();
    assertThat(second).contains("会館15").doesNotContain("会館25").contains("最初のページ");
    assertThat(page(HALLS + "/items?seats=1&lang=en").text()).contains("No feature fits.");
  }

  @Test
  void aFeatureLeadsToItsPlaceOnTheMapUnlessItIsInAnotherSystem() {
    String degrees = page(HALLS + "/items/1").text();
    String plane = page(HALLS + "/items/1?crs=" + StandardsTown.encoded("[EPSG:6680]")).text();

    assertThat(unescaped(degrees)).contains("/#map=18/42.76000/141.80100&on=halls&f=halls/1");
    assertThat(plane).doesNotContain("/#map");
    assertThat(page("/ogc/collections/fees/items/1").text()).contains("位置の情報はありません");
  }

  @Test
  void aHiddenLayerHasNoPage() throws Exception {
    town.running()
        .importGeoJson(
            "plans", RunningTown.collection(StandardsTown.feature("null", "\"name\":\"案\"")));
    for (String below : List.of("", "/items", "/items/1", "/schema")) {
      Answer refused = town.visitor().with("Accept", BROWSER).get("/ogc/collections/plans" + below);
      assertThat(refused.status()).isEqualTo(404);
    }
    assertThat(page("/ogc/collections").text()).doesNotContain("plans");
  }

  @Test
  void theThreeLanguagesHaveTheSameWords() throws Exception {
    Properties japanese = words("ja");
    assertThat(japanese).isNotEmpty();
    for (String language : LANGUAGES) {
      assertThat(words(language).keySet()).isEqualTo(japanese.keySet());
    }
  }

  @Test
  void everyKindOfLayerAndAttributeHasAWord() throws Exception {
    Stream<String> kinds =
        Stream.concat(
            Arrays.stream(GeometryType.values()).map(Enum::name),
            Stream.of("IMAGE", "GRID", "COMPUTED"));
    Stream<String> keys =
        Stream.concat(
            kinds.map(name -> "kind" + capitalised(name)),
            Arrays.stream(AttributeType.values()).map(type -> "type" + capitalised(type.name())));

    assertThat(words("ja").stringPropertyNames()).containsAll(keys.toList());
  }

  private static String capitalised(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static Properties words(String language) throws IOException {
    Properties words = new Properties();
    String file = "/org/machizu/ogc/pages/words_" + language + ".properties";
    try (InputStream in = OgcPagesTest.class.getResourceAsStream(file)) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return words;
  }
}
