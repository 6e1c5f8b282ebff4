package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch over what the server itself knows of the roads. */
class SnowAtDoorsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void aSnowfallThatTheDeskEntersBringsTheListAndTheHints() throws Exception {
    try (WatchedTown town = WatchedTown.startWithItsOwnSnow(folder)) {
      Caller welfare = town.as("welfare");
      assertThat(welfare.get("/api/snow/watch").json().path("households")).isEmpty();
      Answer entered =
          town.as("duty")
              .post(
                  "/api/snow/events",
                  "{\"name\":\"大雪\",\"begin\":\"%s\"}"
                      .formatted(Instant.now().minusSeconds(13 * 3600)));
      assertThat(entered.status()).as(entered.text()).isEqualTo(201);

      JsonNode list = awaited(welfare);

      List<Long> households = new ArrayList<>();
      list.path("households").forEach(line -> households.add(line.path("household").asLong()));
      assertThat(households).containsExactly(town.household(3), town.household(8));
      assertThat(list.at("/snowfall/event").asText()).isEqualTo("1");
      assertThat(list.at("/households/0/state").asText()).isEqualTo("not-yet");
      assertThat(list.at("/households/0/score").asDouble()).isEqualTo(35);
      assertThat(town.as("crew").get("/api/snow/hints").json().path("stretches")).isNotEmpty();
    }
  }

  /** States of roads are kept by a thread of their own. */
  private static JsonNode awaited(Caller welfare) {
    Instant until = Instant.now().plus(PATIENCE);
    while (true) {
      JsonNode list = welfare.get("/api/snow/watch").json();
      if (!list.path("households").isEmpty() || Instant.now().isAfter(until)) {
        return list;
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
