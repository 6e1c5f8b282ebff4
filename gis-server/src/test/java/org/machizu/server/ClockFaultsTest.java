package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clock of a running server jumps, back and forth. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ClockFaultsTest {
  private static final String ITEMS = "/ogc/collections/places/items";
  private static final List<Integer> DAYS = List.of(0, -1, 1, 0);

  @TempDir Path folder;

  @Test
  void aClockThatJumpsBackADayLosesNothingAndKeepsTheOrder() throws Exception {
    JumpingClock clock = new JumpingClock();
    List<String> added = new ArrayList<>(List.of("first"));
    List<Instant> afterEach = new ArrayList<>();
    try (RunningTown town = RunningTown.start(folder, Map.of(), clock)) {
      town.importGeoJson(
          "places", RunningTown.collection(RunningTown.point("first", 141.82, 42.76)));
      for (int days : DAYS) {
        clock.off = Duration.ofDays(days);
        String name = "at " + days + "-" + added.size();
        // Who signed in before the clock jumped a day ahead may have to again; nothing else.
        Answer answer = town.clerk().post(ITEMS, RunningTown.point(name, 141.82, 42.76));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        added.add(name);
        assertThat(town.visitor().get("/health").status()).isEqualTo(200);
        JsonNode newest =
            town.clerk().get("/api/layers/places/history?limit=1").json().path("changes").path(0);
        afterEach.add(Instant.parse(newest.path("time").asText()));
      }

      assertThat(names(town.clerk().get(ITEMS))).isEqualTo(added);
      assertThat(afterEach).as("no change is older than the one before it").isSorted();
      assertThat(afterEach.getLast()).as("the clock had jumped").isAfter(Instant.now());
      // The past is what it was: at the moment of the last change all are there.
      assertThat(names(town.clerk().get(ITEMS + "?asOf=" + afterEach.getLast()))).isEqualTo(added);

      town.restart();
      assertThat(names(town.clerk().get(ITEMS))).isEqualTo(added);
    }
    Call.Outcome audit =
        new Call(
                Map.of("MACHIZU_MUNICIPALITY_CODE", "01585"),
                "",
                "audit",
                "verify",
                "--data",
                folder.toString())
            .end();
    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
  }

  private static List<String> names(Answer items) {
    return items.json().path("features").findValuesAsText("name");
  }

  private static final class JumpingClock extends Clock {
    private volatile Duration off = Duration.ZERO;

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(off);
    }

    @Override
    public ZoneId getZone() {
      return Clock.systemUTC().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("moments only");
    }
  }
}
