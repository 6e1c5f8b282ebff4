package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server tells a page of the town, and whose tiles the page may load. */
class TownRoutesTest {
  private static final String GSI = "https://cyberjapandata.gsi.go.jp";

  @TempDir Path folder;

  @Test
  void theTownTellsItsNameZoneAndBackgrounds() throws Exception {
    Map<String, String> settings =
        Map.of(
            "municipality.name.ja", "安平町",
            "municipality.name.en", "Abira",
            "municipality.crs", "EPSG:6680");
    try (RunningTown town = RunningTown.start(folder, settings)) {
      JsonNode json = town.visitor().get("/api/town").json();
      assertThat(json.path("code").asText()).isEqualTo("01585");
      assertThat(json.at("/name/ja").asText()).isEqualTo("安平町");
      assertThat(json.at("/name/en").asText()).isEqualTo("Abira");
      assertThat(json.path("crs").asText()).isEqualTo("EPSG:6680");
      assertThat(json.path("baseMaps").findValuesAsText("id"))
          .containsExactly("std", "pale", "photo");
      assertThat(json.at("/gauges/layer").asText()).isEqualTo("gauges");
      assertThat(json.at("/shelters/layer").asText()).isEqualTo("shelters");
      assertThat(json.at("/baseMaps/1/credit/ja").asText()).isEqualTo("出典: 国土地理院");
    }
  }

  @Test
  void aTownThatSaysNoZoneHasNone() throws Exception {
    try (RunningTown town = RunningTown.start(folder)) {
      assertThat(town.visitor().get("/api/town").json().path("crs").isNull()).isTrue();
    }
  }

  @Test
  void pagesMayLoadTheTilesOfTheBackgroundsTheyOfferAndOfNobodyElse() throws Exception {
    try (RunningTown town = RunningTown.start(folder)) {
      assertThat(policy(town)).contains("connect-src 'self' " + GSI + ";").contains("blob: " + GSI);
    }
    try (RunningTown town = RunningTown.start(folder, Map.of("baseMaps.gsi", "false"))) {
      assertThat(town.visitor().get("/api/town").json().path("baseMaps")).isEmpty();
      assertThat(policy(town)).contains("connect-src 'self';").doesNotContain("https:");
    }
  }

  private static String policy(RunningTown town) {
    return town.visitor().get("/health").header("Content-Security-Policy");
  }
}
