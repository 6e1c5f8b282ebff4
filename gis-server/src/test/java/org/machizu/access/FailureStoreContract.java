package org.machizu.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.FailureStore.Count;
import org.machizu.access.FailureStore.Counted;

/** Counts of failed sign-ins; every store passes it. */
public abstract class FailureStoreContract {
  private static final Instant T = Instant.parse("2026-04-01T00:00:00.123Z");
  private static final Counted A = new Counted("a", Duration.ofHours(1));
  private static final Counted B = new Counted("b", Duration.ofHours(1));

  protected abstract FailureStore failures();

  protected abstract List<String> audited();

  protected abstract void reopen();

  private List<Count> count(Instant now, Counted... keys) {
    List<Count> seen = new ArrayList<>();
    failures()
        .attempt(
            List.of(),
            List.of(keys),
            now,
            counts -> {
              seen.addAll(counts);
              return Optional.of(now);
            });
    return seen;
  }

  @Test
  void attemptsAreCountedForAllServersUntilTheyAreForgotten() {
    for (int i = 0; i < 3; i++) {
      assertThat(failures().attempt(List.of(A), List.of(), T, c -> Optional.empty())).isEmpty();
    }
    reopen();

    assertThat(count(T, A, B)).containsExactly(new Count(3, T), Count.NONE);
    assertThat(count(T.plus(A.keep()).plusMillis(1), A)).containsExactly(Count.NONE);
  }

  @Test
  void whoHasToWaitIsNotCounted() {
    assertThat(failures().attempt(List.of(A), List.of(B), T, c -> Optional.of(T))).contains(T);
    assertThat(count(T, A)).containsExactly(Count.NONE);
  }

  @Test
  void successForgetsTakesBackAndRemembers() {
    failures().attempt(List.of(A, B), List.of(), T, c -> Optional.empty());
    failures().attempt(List.of(A, B), List.of(), T, c -> Optional.empty());
    Counted place = new Counted("place", Duration.ofDays(90));

    failures().succeeded(List.of(A), List.of(B), List.of(place), T);

    assertThat(count(T, A, B, place)).containsExactly(Count.NONE, new Count(1, T), new Count(1, T));
  }

  @Test
  void attemptsAtTheSameMomentAreJudgedOneAfterTheOther() throws Exception {
    Callable<Boolean> attempt =
        () ->
            failures()
                .attempt(
                    List.of(A),
                    List.of(),
                    T,
                    c -> c.getFirst().times() < 5 ? Optional.empty() : Optional.of(T))
                .isEmpty();
    int let = 0;
    try (var many = Executors.newFixedThreadPool(8)) {
      for (var done : many.invokeAll(java.util.Collections.nCopies(20, attempt))) {
        let += done.get() ? 1 : 0;
      }
    }
    assertThat(let).isEqualTo(5);
  }

  @Test
  void aFailureIsLogged() {
    failures().failed(AuditEntry.of(T, Actor.PUBLIC, Action.SIGN_IN_REFUSED, "clerk"));
    assertThat(audited()).containsExactly("SIGN_IN_REFUSED");
  }
}
