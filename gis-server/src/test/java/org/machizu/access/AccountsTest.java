package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.machizu.access.Accounts.Outcome;

class AccountsTest {
  private static final Account CLERK =
      new Account("clerk", Accounts.hash("correct horse"), Set.of(Role.PLANNER));

  private Instant now = Instant.parse("2026-01-31T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final Accounts accounts = new Accounts(List.of(CLERK), clock);

  @Test
  void theRightPasswordSignsIn() {
    assertThat(accounts.signIn("clerk", "correct horse"))
        .isEqualTo(new Outcome.SignedIn(new Actor("clerk", Role.PLANNER)));
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreRefusedAlike() {
    assertThat(accounts.signIn("clerk", "wrong")).isEqualTo(new Outcome.Refused());
    assertThat(accounts.signIn("nobody", "wrong")).isEqualTo(new Outcome.Refused());
  }

  @Test
  void afterFiveFailuresEvenTheRightPasswordHasToWait() {
    for (int i = 0; i < 5; i++) {
      accounts.signIn("clerk", "wrong");
    }

    assertThat(accounts.signIn("clerk", "correct horse")).isInstanceOf(Outcome.Wait.class);

    now = now.plusSeconds(2);
    assertThat(accounts.signIn("clerk", "correct horse")).isInstanceOf(Outcome.SignedIn.class);
  }

  @Test
  void theWaitDoublesAndNeverExceedsAQuarterOfAnHour() {
    for (int i = 0; i < 30; i++) {
      now = now.plus(Duration.ofMinutes(16));
      accounts.signIn("clerk", "wrong");
    }

    Outcome outcome = accounts.signIn("clerk", "correct horse");

    assertThat(outcome).isEqualTo(new Outcome.Wait(now.plus(Duration.ofMinutes(15))));
  }

  @Test
  void anAccountNeverPrintsItsHash() {
    assertThat(CLERK.toString()).doesNotContain(CLERK.passwordHash());
  }

  @Test
  void aPasswordThatBcryptWouldCutIsRefused() {
    assertThatThrownBy(() -> Accounts.hash("あ".repeat(25)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("75 bytes");
  }
}
