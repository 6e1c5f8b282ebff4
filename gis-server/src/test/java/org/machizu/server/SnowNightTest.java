package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plow's positions, from its tracker's request to the state of the road and to open maps, over
 * the whole server.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SnowNightTest {
  /** An hour ago: what is to come has no state. */
  private static final Instant BEGIN =
      Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);

  @TempDir static Path folder;
  private static RunningTown town;

  @BeforeAll
  static void start() throws Exception {
    town = RunningTown.start(folder, Map.of("municipality.crs", "EPSG:6680"));
    town.importGeoJson("roads", PlowedStreet.roads());
    town.publish("roads");
    town.importGeoJson("snow_routes", PlowedStreet.roads());
    town.setRule(
        "snow_routes",
        "{\"grants\":{\"planner\":[\"read\",\"edit\"],\"crew\":[\"read\"],\"duty\":[\"read\",\"edit\"]}}");
    Answer snow =
        town.as("duty").post("/api/snow/events", "{\"name\":\"雪\",\"begin\":\"" + BEGIN + "\"}");
    assertThat(snow.status()).as(snow.text()).isEqualTo(201);
  }

  @AfterAll
  static void stop() throws Exception {
    town.close();
  }

  private static void awaitState(String section, String state) {
    while (!PlowedStreet.state(town.visitor(), section).equals(state)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  @Test
  void whatAPlowHasClearedEverybodySeesAndAfterARestartToo() throws Exception {
    awaitState("R0", "not-yet");
    Caller plow = town.tracker("canary-plow");
    try (EventStream stream = town.visitor().events()) {
      Answer sent =
          plow.post(
              "/api/positions", PlowedStreet.drive(0, 520, BEGIN.plus(Duration.ofMinutes(30))));
      assertThat(sent.status()).as(sent.text()).isEqualTo(200);

      EventStream.Event told = stream.next();
      while (!told.name().equals("road")) {
        told = stream.next();
      }
      assertThat(told.data().path("layer").asText()).isEqualTo("roads");
      assertThat(told.data().toString()).doesNotContain("canary");
    }
    awaitState("R0", "cleared");
    awaitState("R1", "cleared");
    awaitState("R2", "partly");
    String compact = town.visitor().get("/api/snow/roads?f=compact").header("ETag");

    plow.post("/api/positions", PlowedStreet.drive(495, 615, BEGIN.plus(Duration.ofMinutes(50))));
    awaitState("R2", "cleared");

    assertThat(
            town.visitor().with("If-None-Match", compact).get("/api/snow/roads?f=compact").status())
        .isEqualTo(200);
    JsonNode before =
        town.visitor()
            .get("/api/snow/roads?at=" + BEGIN.plus(Duration.ofMinutes(45)))
            .json()
            .path("features");
    assertThat(before)
        .extracting(feature -> feature.at("/properties/state").asText())
        .containsExactly("cleared", "cleared", "partly");
    JsonNode progress = town.as("duty").get("/api/snow/progress").json();
    assertThat(progress.at("/total/share").asDouble()).isEqualTo(1);
    assertThat(town.visitor().get("/api/snow/roads").text()).doesNotContain("canary");
    assertThat(town.as("crew").get("/api/snow/roads").text()).contains("canary-plow");

    String after = town.visitor().get("/api/snow/roads?f=compact").header("ETag");
    town.restart();
    assertThat(
            town.visitor().with("If-None-Match", after).get("/api/snow/roads?f=compact").status())
        .as("a server that starts again tells the same states by the same tag")
        .isEqualTo(304);
  }
}
