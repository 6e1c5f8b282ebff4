package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.samples.SampleFiles;
import org.machizu.samples.description.SampleLayer;
import org.machizu.samples.district.District;
import org.machizu.samples.files.LayerMakers;

/** The sample town as the demo makes it, by the import that everybody uses. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class DemoTownTest {
  private static final Pattern MADE =
      Pattern.compile("making the sample town: (\\w+), imported (\\d+), rejected (\\d+)");

  @TempDir static Path folder;
  private static DemoTown demo;
  private static Caller visitor;
  private static Caller planner;

  @BeforeAll
  static void start() throws Exception {
    demo = DemoTown.make(DemoTownFiles.samples(), folder.resolve("data"));
    visitor = demo.visitor();
    planner = demo.planner();
  }

  @AfterAll
  static void stop() throws Exception {
    demo.close();
  }

  @Test
  void everyRowOfEveryFileIsTaken() throws Exception {
    District town = District.of(SampleFiles.SEED, 0);
    Map<String, Integer> imported = new HashMap<>();
    Matcher made = MADE.matcher(demo.said());
    while (made.find()) {
      assertThat(made.group(3)).as("rejected of " + made.group(1)).isEqualTo("0");
      imported.put(made.group(1), Integer.parseInt(made.group(2)));
    }
    Map<String, Integer> generated = new HashMap<>();
    for (String layer : LayerMakers.layers()) {
      generated.put(layer, LayerMakers.get(layer).rows(town).size());
    }
    assertThat(imported).containsAllEntriesOf(generated);
  }

  @Test
  void sheltersAreReadFromTheTownsOwnListAndNoneIsOpen() {
    JsonNode all = planner.get("/api/shelters").json();
    JsonNode school = visitor.get("/api/shelters/S02").json();

    assertThat(all.path("shelters")).hasSize(29);
    assertThat(all.path("keeps").asBoolean()).as("planners edit the layer").isTrue();
    assertThat(all.path("faults")).as("every cell is understood").isEmpty();
    assertThat(visitor.get("/api/shelters?status=open").json().path("shelters")).isEmpty();
    assertThat(school.path("name").asText()).isEqualTo("みどり野小学校");
    assertThat(school.path("capacity").asInt()).isEqualTo(640);
    assertThat(school.path("kinds")).hasSize(2);
    assertThat(school.at("/hazards/inland_flood").asText()).isEqualTo("upper_floor");
    assertThat(school.at("/hazards/tsunami").asText()).isEqualTo("unknown");
    assertThat(school.path("barrierFree").toString()).isEqualTo("[\"ramp\",\"toilet\"]");
    assertThat(school.path("facilities").toString())
        .isEqualTo(
            "[\"toilet\",\"water\",\"power\",\"heating\",\"wifi\",\"kitchen\",\"stock\",\"parking\"]");
    assertThat(school.path("pets").asText()).isEqualTo("outside");
    assertThat(all.path("shelters").toString()).contains("\"upper_floor\"", "\"elevator\"");
  }

  @Test
  void thePublicReadsTheOpenLayersAndStaffTheOthersToo() throws Exception {
    for (SampleLayer layer : SampleFiles.layers()) {
      if (layer.isRaster()) {
        String tile = "/tiles/" + layer.id() + "/14/14646/6035.png";
        assertThat(visitor.get(tile).status()).as(tile).isEqualTo(200);
        continue;
      }
      String items = "/ogc/collections/" + layer.id() + "/items?limit=1";
      assertThat(visitor.get(items).status())
          .as(layer.id())
          .isEqualTo(layer.published() ? 200 : 404);
      if (!layer.personal()) {
        JsonNode first = planner.get(items).json().path("features").path(0);
        assertThat(first.path("properties").has(layer.key())).as(layer.id()).isTrue();
      }
    }
  }

  @Test
  void personalLayersAnswerAsMissingToEverybody() {
    String missing = "no_such_layer";
    for (String personal : List.of("households", "residents")) {
      for (Caller caller : List.of(visitor, planner)) {
        for (String path :
            List.of(
                "/ogc/collections/%s",
                "/ogc/collections/%s/items",
                "/ogc/collections/%s/items/1",
                "/tiles/%s/14/14644/6050.mvt",
                "/tiles/%s.json",
                "/api/layers/%s/history")) {
          Answer answer = caller.get(path.formatted(personal));
          Answer none = caller.get(path.formatted(missing));
          // What only staff may ask for is refused to others before any layer is looked for.
          int refusal = caller == visitor && path.startsWith("/api/layers") ? 401 : 404;
          assertThat(answer.status()).as(path.formatted(personal)).isEqualTo(refusal);
          assertThat(none.status()).isEqualTo(refusal);
          assertThat(answer.text().replace(personal, missing)).isEqualTo(none.text());
        }
        assertThat(caller.get("/ogc/collections").text()).doesNotContain(personal);
        assertThat(caller.get("/styles/default.json").text()).doesNotContain(personal);
      }
    }
  }

  @Test
  void parcelsWithoutAPlaceAreInTheTableButNotOnTheMap() {
    JsonNode somewhere =
        planner
            .get("/ogc/collections/parcels/items?limit=1&座標系=任意座標系")
            .json()
            .path("features")
            .path(0);
    assertThat(somewhere.path("properties").path("地番").asText()).isNotEmpty();
    assertThat(somewhere.path("geometry").isNull()).isTrue();
  }

  @Test
  void layersHaveTheirTitlesUnitsAndStyles() {
    String style = visitor.get("/styles/default.json?lang=ja").text();
    assertThat(style).contains("第一種低層住居専用地域", "\"roads-0\"", "\"visibility\":\"none\"");
    String roads = visitor.get("/ogc/collections/roads").text();
    assertThat(roads).contains("道路");
  }
}
