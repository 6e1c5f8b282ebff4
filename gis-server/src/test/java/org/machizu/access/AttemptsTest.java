package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.store.gpkg.TownFolder;

/** Who has to wait, with a clock that the test moves, on a real store. */
class AttemptsTest {
  private static final String OFFICE = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.7";

  @TempDir Path folder;
  private TownFolder town;
  private Instant now = Instant.parse("2026-01-31T00:00:00Z");
  private Attempts attempts;

  @BeforeEach
  void open() {
    town = TownFolder.open(folder, "01585");
    attempts = new Attempts(town.access().failures(), () -> now);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private void fail(String name, String network, int times) {
    for (int i = 0; i < times; i++) {
      now = attempts.begin(name, network).orElse(now);
    }
  }

  @Test
  void afterFiveFailuresOneWaitsTwiceAsLongEachTimeUpToAQuarterOfAnHour() {
    fail("clerk", ELSEWHERE, 5);
    assertThat(attempts.begin("clerk", ELSEWHERE)).contains(now.plusSeconds(1));
    now = now.plusSeconds(1);
    assertThat(attempts.begin("clerk", ELSEWHERE)).isEmpty();
    assertThat(attempts.begin("clerk", ELSEWHERE)).contains(now.plusSeconds(2));

    fail("clerk", ELSEWHERE, 40);
    Instant last = now;
    attempts.begin("clerk", ELSEWHERE);
    assertThat(Duration.between(last, attempts.begin("clerk", ELSEWHERE).orElseThrow()))
        .isLessThanOrEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void nobodyLocksAClerkOutOfTheirOwnOfficeFromElsewhere() {
    attempts.begin("clerk", OFFICE);
    attempts.succeeded("clerk", OFFICE);

    for (int network = 0; network < 60; network++) {
      fail("clerk", "198.51.100." + network, 2);
    }

    assertThat(attempts.begin("clerk", OFFICE)).as("the clerk in the office").isEmpty();
    assertThat(attempts.begin("clerk", "203.0.113.1")).as("one more network").isPresent();
  }

  @Test
  void aNameUnderAttackWaitsAMinuteAtMost() {
    for (int network = 0; network < 80; network++) {
      fail("clerk", "198.51.100." + network, 1);
    }
    Optional<Instant> until = attempts.begin("clerk", "203.0.113.1");
    assertThat(until.orElse(now)).isBeforeOrEqualTo(now.plusSeconds(60));
  }

  @Test
  void whoTriesManyNamesFromOneNetworkWaits() {
    for (int name = 0; name < Attempts.FREE_OF_NETWORK; name++) {
      fail("name" + name, ELSEWHERE, 1);
    }
    assertThat(attempts.begin("another", ELSEWHERE)).isPresent();
  }

  @Test
  void aSuccessForgetsTheFailuresBeforeAndASecondServerKnowsThem() {
    fail("clerk", OFFICE, 4);
    attempts.begin("clerk", OFFICE);
    attempts.succeeded("clerk", OFFICE);
    fail("clerk", OFFICE, 5);

    Attempts other = new Attempts(town.access().failures(), () -> now);
    assertThat(other.begin("clerk", OFFICE)).isPresent();
  }
}
