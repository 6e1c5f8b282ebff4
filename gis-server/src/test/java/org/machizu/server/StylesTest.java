package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.server.RunningTown.collection;
import static org.machizu.server.RunningTown.point;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OGC API – Styles: what each caller may see is listed, told of and drawn, and nothing else. */
class StylesTest {
  private static final String STYLE =
      """
      {"title": {"ja": "バス停", "en": "Bus stops"},
       "style": [{"type": "circle", "paint": {"circle-radius": 5, "circle-color":
         ["match", ["get", "name"], "first", "#e9483f", "#2f86d0"]}}]}
      """;

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder.resolve("town"));
    town.importGeoJson("stops", collection(point("first", 141.8, 42.76)));
    town.importGeoJson("plans", collection(point("secret", 141.8, 42.76)));
    town.describe("stops", STYLE);
    town.publish("stops");
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static JsonNode json(Caller caller, String path) {
    Answer answer = caller.get(path);
    assertThat(answer.status()).as(path + ": " + answer.text()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void theListLeadsToSheetsDescriptionsAndLegends() {
    JsonNode styles = json(town.visitor(), "/ogc/styles?lang=en");
    assertThat(styles.path("default").asText()).isEqualTo("default");
    assertThat(styles.path("styles").findValuesAsText("id"))
        .containsExactly("default", "dark", "stops");
    for (JsonNode style : styles.path("styles")) {
      for (JsonNode link : style.path("links")) {
        Answer linked = town.visitor().get(link.path("href").asText());
        assertThat(linked.status()).as(link.toString()).isEqualTo(200);
        assertThat(linked.header("Content-Type")).startsWith(link.path("type").asText());
      }
      JsonNode about =
          json(town.visitor(), "/ogc/styles/" + style.path("id").asText() + "/metadata?lang=en");
      assertThat(about.path("layers").findValuesAsText("id")).containsExactly("stops");
      assertThat(about.path("layers").path(0).path("type").asText()).isEqualTo("point");
      assertThat(town.visitor().get(about.at("/layers/0/sampleData/href").asText()).status())
          .isEqualTo(200);
    }
    assertThat(town.as("planner").get("/ogc/styles").json().path("styles")).hasSize(4);
  }

  @Test
  void theTownsSheetIsThatOfTheViewerAndALayersOwnHasNoGround() {
    JsonNode town = json(StylesTest.town.visitor(), "/ogc/styles/default?lang=ja");
    assertThat(town).isEqualTo(json(StylesTest.town.visitor(), "/styles/default.json?lang=ja"));
    JsonNode own = json(StylesTest.town.visitor(), "/ogc/styles/stops?lang=ja");
    assertThat(own.path("name").asText()).isEqualTo("バス停");
    assertThat(own.path("layers").findValuesAsText("type")).containsExactly("circle");
    String tileJson = own.at("/sources/stops/url").asText();
    assertThat(StylesTest.town.visitor().get(tileJson).status()).isEqualTo(200);
  }

  @Test
  void aLegendIsThereAsAPictureThatIsNotDrawnAnewAndAsJson() throws Exception {
    String address = "/ogc/styles/stops/legend.png?lang=ja";
    Answer legend = town.visitor().get(address);
    assertThat(legend.header("Content-Type")).isEqualTo("image/png");
    var picture = ImageIO.read(new ByteArrayInputStream(legend.body()));
    assertThat(picture.getRGB(0, 0)).isEqualTo(-1);
    Answer again = town.visitor().with("If-None-Match", legend.header("ETag")).get(address);
    assertThat(again.status()).isEqualTo(304);
    assertThat(town.visitor().get("/ogc/styles/stops/legend.png?lang=en").header("ETag"))
        .isNotEqualTo(legend.header("ETag"));

    JsonNode entries =
        json(town.visitor(), "/ogc/styles/default/legend.json?lang=en").path("entries");
    assertThat(entries.findValuesAsText("class")).containsExactly("first", "Other");
    assertThat(entries.findValuesAsText("title")).containsOnly("Bus stops");
    assertThat(entries.at("/0/drawn/0/color").asText()).isEqualTo("#e9483f");
    assertThat(town.visitor().get("/ogc/styles/dark/legend.png").status()).isEqualTo(404);
    assertThat(town.visitor().get("/ogc/styles/stops/legend.png?f=svg").status()).isEqualTo(400);
  }

  @Test
  void aLayerLeadsToItsStyleAndItsLegend() {
    JsonNode collection = json(town.visitor(), "/ogc/collections/stops");
    boolean hasStyles = false;
    boolean hasLegend = false;
    for (JsonNode link : collection.path("links")) {
      String href = link.path("href").asText();
      if (link.path("rel").asText().equals("http://www.opengis.net/def/rel/ogc/1.0/styles")) {
        hasStyles = json(town.visitor(), href).at("/styles/0/id").asText().equals("stops");
      }
      if (link.path("rel").asText().equals("preview")) {
        hasLegend = town.visitor().get(href).header("Content-Type").equals("image/png");
      }
    }
    assertThat(hasStyles).isTrue();
    assertThat(hasLegend).isTrue();
  }

  @Test
  void whatIsNotOpenHasNoStyleForThePublic() {
    for (String of : new String[] {"", "/metadata", "/legend.png", "/legend.json"}) {
      assertThat(town.visitor().get("/ogc/styles/plans" + of).status()).isEqualTo(404);
      assertThat(town.as("planner").get("/ogc/styles/plans" + of).status()).isEqualTo(200);
    }
    assertThat(town.visitor().get("/ogc/styles/default/legend.json").text())
        .doesNotContain("plans");
    assertThat(town.as("planner").get("/ogc/styles/default/legend.json").text()).contains("plans");
  }
}
