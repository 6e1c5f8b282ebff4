package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.residents.EntranceStates.State;

/** A crew is told to take care, and never of whom. */
class HintsTest {
  private static final String HINTS = "/api/snow/hints";

  @TempDir Path folder;
  private WatchedTown town;

  @BeforeEach
  void start() throws Exception {
    town = WatchedTown.start(folder);
  }

  @AfterEach
  void stop() throws Exception {
    town.close();
  }

  private Answer hints() {
    Answer answer = town.as("crew").get(HINTS);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void aHintNamesAStretchAndNothingInIt() {
    town.snows("2026-12-01", 3);

    JsonNode hints = hints().json();

    // Of the twelve on the main road the first five hold one flagged household, the others one.
    Set<Long> roads = new HashSet<>();
    for (JsonNode stretch : hints.path("stretches")) {
      assertThat(names(stretch)).containsExactly("number", "roads", "geometry");
      assertThat(stretch.at("/geometry/type").asText()).isEqualTo("MultiLineString");
      stretch.path("roads").forEach(road -> roads.add(road.asLong()));
      for (JsonNode line : stretch.at("/geometry/coordinates")) {
        for (JsonNode point : line) {
          double lat = point.get(1).asDouble();
          assertThat(lat).as("on a road, not at a door").isIn(42.76, 42.77, 42.7701, 42.78);
        }
      }
    }
    assertThat(roads).contains(1L).doesNotContain(4L);
    assertThat(hints.path("stretches").size()).isBetween(2, 3); // roads 2 and 3 only by chance
  }

  @Test
  void nothingThatAnybodyDoesChangesTheAnswer() throws Exception {
    town.snows("2026-12-01", 3);
    Answer before = hints();
    Caller welfare = town.as("welfare");
    String household = "/ogc/collections/households/items/";

    for (int number : new int[] {3, 8}) {
      assertThat(
              welfare
                  .patch(
                      household + town.household(number),
                      "{\"properties\":{\"独居\":null,\"高齢者のみ\":null}}")
                  .status())
          .isEqualTo(200);
    }
    assertThat(
            welfare
                .patch(household + town.household(14), "{\"properties\":{\"独居\":\"○\"}}")
                .status())
        .isEqualTo(200);
    town.as("crew").post("/api/snow/watch/reports", "{\"lon\":141.8024,\"lat\":42.7601}");
    welfare.post("/api/snow/watch/cases", "{\"household\":" + town.household(14) + "}");
    town.mainRoad(State.CLEARED, Instant.now());
    town.snows("2026-12-09", 1);
    town.running().restart();

    Answer after = hints();
    assertThat(after.body()).isEqualTo(before.body());
    assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
    for (String role : new String[] {"duty", "welfare"}) {
      assertThat(town.as(role).get(HINTS).body()).isEqualTo(before.body());
    }
  }

  @Test
  void hintsAreForThoseWhoDriveAndSend() {
    town.snows("2026-12-01", 3);
    for (String role : new String[] {"planner", "permit", "admin"}) {
      assertThat(town.as(role).get(HINTS).status()).as(role).isEqualTo(403);
    }
    assertThat(town.running().visitor().get(HINTS).status()).isEqualTo(401);
    String token =
        town.as("admin")
            .post("/api/tokens", "{\"kind\":\"device\",\"device\":\"plow-3\"}")
            .json()
            .path("token")
            .asText();
    Caller plow = town.running().visitor().with("Authorization", "Bearer " + token);
    assertThat(plow.get(HINTS).status()).isEqualTo(200);
    assertThat(plow.get("/api/snow/watch").status()).isEqualTo(403);
  }

  @Test
  void withoutSnowThereIsNoHintYet() {
    assertThat(hints().json().path("stretches")).isEmpty();
    town.snows("2026-12-01", 3);
    assertThat(hints().json().path("stretches")).isNotEmpty();
  }
}
