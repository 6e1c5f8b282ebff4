package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Actor CLERK = new Actor("clerk", Role.PLANNER);

  private Instant now = Instant.parse("2026-01-31T00:00:00Z");
  private final Sessions sessions = new Sessions(() -> now);

  @Test
  void aTokenNamesItsActorUntilTheSessionIsClosed() {
    String token = sessions.open(CLERK);
    assertThat(sessions.find(token)).contains(CLERK);

    sessions.close(token);

    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void aForgedTokenNamesNobody() {
    assertThat(sessions.find(sessions.open(CLERK) + "x")).isEmpty();
  }

  @Test
  void aSessionEndsEightHoursAfterItsLastUse() {
    String token = sessions.open(CLERK);

    now = now.plus(Duration.ofHours(7));
    assertThat(sessions.find(token)).isPresent();
    now = now.plus(Duration.ofHours(4));
    assertThat(sessions.find(token)).isPresent();
    now = now.plus(Duration.ofMinutes(61));

    assertThat(sessions.find(token)).as("twelve hours after its beginning").isEmpty();
  }

  @Test
  void aSessionThatNobodyUsesEnds() {
    String token = sessions.open(CLERK);

    now = now.plus(Duration.ofHours(8)).plusSeconds(1);

    assertThat(sessions.find(token)).isEmpty();
  }
}
