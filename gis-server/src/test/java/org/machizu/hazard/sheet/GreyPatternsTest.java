package org.machizu.hazard.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.http.Json;

class GreyPatternsTest {
  private static final String DEPTHS =
      """
      [{"id":"fill","type":"fill","metadata":{"machizu:order":30},"layout":{"visibility":"none"},
        "paint":{"fill-color":["match",["get","浸水深"],"0.5m未満","#f7f5a9","0.5m以上3.0m未満","#ffd8c0",
          "3.0m以上5.0m未満","#ffb7b7","5.0m以上10.0m未満","#ff9191","#f285c9"],"fill-opacity":0.72}},
       {"id":"outline","type":"line","paint":{"line-color":"#cf5656"}}]
      """;

  private static JsonNode dressed(String style) throws Exception {
    return Json.mapper().readTree(GreyPatterns.dressed(style));
  }

  @Test
  void eachClassOfDepthsGetsAPatternOfItsOwnOverItsColour() throws Exception {
    JsonNode style = dressed(DEPTHS);
    assertThat(style).hasSize(3);
    assertThat(style.get(0)).isEqualTo(Json.mapper().readTree(DEPTHS).get(0));
    JsonNode pattern = style.get(1);
    assertThat(pattern.path("type").asText()).isEqualTo("fill");
    assertThat(pattern.path("metadata")).isEqualTo(style.get(0).path("metadata"));
    JsonNode match = pattern.path("paint").path("fill-pattern");
    assertThat(match.get(1).get(1).asText()).isEqualTo("浸水深");
    List<String> patterns = new ArrayList<>();
    for (int i = 3; i < match.size(); i += 2) {
      patterns.add(match.get(i).asText());
    }
    patterns.add(match.get(match.size() - 1).asText());
    assertThat(patterns).allMatch(name -> name.startsWith("machizu:")).hasSize(5);
    assertThat(new HashSet<>(patterns)).hasSize(5);
  }

  @Test
  void aStyleThatTellsItsClassesOtherwiseStaysAsItIs() throws Exception {
    for (String style :
        List.of(
            "[]",
            "[{\"type\":\"fill\",\"paint\":{\"fill-color\":\"#ff0000\"}}]",
            "[{\"type\":\"fill\",\"paint\":{\"fill-color\":[\"match\",[\"zoom\"],1,\"#fff\",\"#000\"]}}]",
            "[{\"type\":\"line\",\"paint\":{\"line-color\":[\"match\",[\"get\",\"a\"],1,\"#fff\",\"#000\"]}}]")) {
      assertThat(dressed(style)).isEqualTo(Json.mapper().readTree(style));
    }
  }
}
