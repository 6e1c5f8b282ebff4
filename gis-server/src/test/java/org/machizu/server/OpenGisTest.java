package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The open GIS page, as a browser without script, a feed reader and a nosy clerk get it. */
class OpenGisTest {
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder, java.util.Map.of("municipality.name", "みどり野町"));
    layer("halls", "公民館", "Halls", "life", "教育委員会");
    layer("wells", "<b>井戸</b>", "Wells & pumps", "water", "\"水道課\"");
    town.describe(
        "halls",
        "{\"attributes\":{\"name\":{\"ja\":\"名称\",\"en\":\"Name\"},\"memo\":{\"visibility\":\"staff\"}}}");
    layer("drafts", "下書きの層", "Drafts", "life", "企画課");
    town.publish("halls");
    town.publish("wells");
  }

  private static void layer(String id, String ja, String en, String group, String source)
      throws Exception {
    String[] features =
        IntStream.range(0, 12)
            .mapToObj(i ->
                "{\"type\":\"Feature\",\"properties\":{\"name\":\"%s %d\",\"memo\":\"鍵は3番\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%s,%s]}}"
                    .formatted("<i>会館", i + 1, 141.2 + i * 0.002, 42.7 + i * 0.001))
            .toArray(String[]::new);
    town.importGeoJson(id, RunningTown.collection(features));
    town.describe(
        id,
        "{\"title\":{\"ja\":\"%s\",\"en\":\"%s\"},\"group\":\"%s\",\"source\":\"%s\",\"licence\":\"https://creativecommons.org/licenses/by/4.0/\",\"date\":\"2026-04-01\"}"
            .formatted(ja, en, group, source.replace("\"", "\\\"")));
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static String page(String path) {
    Answer answer = town.visitor().get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    return answer.text();
  }

  @Test
  void theStartPageHasWhatIsOpenAndNothingElseWhoeverAsks() {
    String page = page("/open");

    assertThat(page)
        .contains("<html lang=\"ja\">", "公民館", "くらしの施設", "教育委員会", "/open/layers/halls?lang&#61;ja")
        .doesNotContain("下書きの層", "drafts");
    assertThat(town.clerk().get("/open").text()).doesNotContain("下書きの層", "drafts");
    assertThat(town.clerk().get("/open/layers/drafts").status()).isEqualTo(404);
    assertThat(town.clerk().get("/open/layers/drafts/preview.png").status()).isEqualTo(404);
    assertThat(town.clerk().get("/open/layers/halls").text()).doesNotContain("鍵は3番", "memo");
  }

  @Test
  void whatADescriptionOrAFeatureSaysIsTextAndNeverMarkup() {
    assertThat(page("/open")).contains("&lt;b&gt;井戸&lt;/b&gt;").doesNotContain("<b>井戸");
    assertThat(page("/open/layers/wells")).contains("&lt;i&gt;会館 1").doesNotContain("<i>会館");
    // The code for other sites is text in a page that holds markup in a text.
    assertThat(page("/open/layers/wells?lang=en"))
        .contains("title&#61;&quot;Wells &amp;amp; pumps&quot;");
  }

  @Test
  void aSearchFindsTitlesGroupsAttributesAndSourcesHoweverTheyAreWritten() {
    for (String question : List.of("公民館", "ｈａｌｌｓ", "HALL", "くらし", "名称", "教育", "こうみんかん 公民館")) {
      String page = page("/open?q=" + question.replace(" ", "%20"));
      if (question.startsWith("こう")) {
        assertThat(page).as(question).contains("あてはまるデータはありません");
      } else {
        assertThat(page).as(question).contains("/open/layers/halls?").doesNotContain("wells");
      }
    }
    assertThat(page("/open?group=water")).contains("layers/wells?").doesNotContain("layers/halls?");
    assertThat(page("/open?q=%3Cscript%3E")).contains("value=\"&lt;script&gt;\"");
    Answer long_ = town.visitor().get("/open?q=" + "a".repeat(101));
    assertThat(long_.status()).isEqualTo(400);
    assertThat(long_.code()).isEqualTo("bad-parameter");
  }

  @Test
  void thePageOfALayerTellsWhatItIsAndWhereItIsHad() {
    String page = page("/open/layers/halls?lang=en");

    assertThat(page)
        .contains("<html lang=\"en\">", "<dt>Features</dt><dd>12</dd>", "1 April 2026")
        .contains("<a href=\"https://creativecommons.org/licenses/by/4.0/\" rel=\"license\">")
        .contains("/api/layers/halls/download?f&#61;geojson", "f&#61;gpkg")
        .contains("f&#61;csv&amp;encoding&#61;CP932")
        .contains("/ogc/collections/halls/items", "/tiles/halls.json")
        .contains(town.base() + "/open/embed/~halls")
        .contains("<th scope=\"row\">10</th>")
        .doesNotContain("<th scope=\"row\">11</th>")
        .contains("<code>name</code>");
    assertThat(page("/open/layers/halls?lang=easy")).contains("まちがいを おしえる");
  }

  @Test
  void anUnchangedPageIsNotSentAgain() {
    for (String path : List.of("/open", "/open/layers/halls", "/open/news.atom")) {
      String tag = town.visitor().get(path).header("ETag");
      assertThat(town.visitor().with("If-None-Match", tag).get(path).status())
          .as(path)
          .isEqualTo(304);
    }
  }

  @Test
  void aPictureShowsTheLayerAndStandsForGoodUnderItsRevision() throws Exception {
    String page = page("/open/layers/halls");
    int at = page.indexOf("/open/layers/halls/preview.png");
    String address = page.substring(at, page.indexOf('"', at)).replace("&#61;", "=");
    Answer picture = town.visitor().get(address);

    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.header("Content-Type")).isEqualTo("image/png");
    assertThat(picture.header("Cache-Control")).contains("public", "immutable");
    var image = ImageIO.read(new ByteArrayInputStream(picture.body()));
    assertThat(image.getWidth()).isEqualTo(480);
    assertThat(image.getHeight()).isEqualTo(300);
    long drawn =
        IntStream.range(0, 480 * 300)
            .filter(i -> image.getRGB(i % 480, i / 480) != image.getRGB(0, 0))
            .count();
    assertThat(drawn).as("pixels of twelve points").isBetween(200L, 20_000L);
    assertThat(town.visitor().get("/open/layers/halls/preview.png").header("Cache-Control"))
        .doesNotContain("immutable");
  }

  @Test
  void theFeedIsAtomWithTheNewestFirst() throws Exception {
    Answer answer = town.visitor().get("/open/news.atom?lang=en");
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document feed = factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.body()));

    assertThat(answer.header("Content-Type")).startsWith("application/atom+xml");
    assertThat(feed.getDocumentElement().getLocalName()).isEqualTo("feed");
    NodeList entries = feed.getElementsByTagNameNS(ATOM, "entry");
    assertThat(texts(entries, "title")).containsExactly("Wells & pumps", "Halls");
    assertThat(texts(entries, "updated")).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(texts(entries, "id"))
        .containsExactly("urn:machizu:01585:layer:wells", "urn:machizu:01585:layer:halls");
  }

  private static List<String> texts(NodeList entries, String child) {
    return IntStream.range(0, entries.getLength())
        .mapToObj(i ->
            ((Element) entries.item(i))
                .getElementsByTagNameNS(ATOM, child)
                .item(0)
                .getTextContent())
        .toList();
  }
}
