package org.machizu.permits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.permits.ChecklistStore.Version;

/** What every store of checklists does. */
public abstract class ChecklistStoreContract {
  private static final Instant AT = Instant.parse("2026-11-20T01:02:03Z");

  /** The store under test. */
  protected abstract ChecklistStore store();

  /** As after a restart. */
  protected abstract void reopen();

  private Optional<Long> save(long expected, String yaml) {
    return store()
        .save(
            expected,
            yaml,
            "permit",
            "理由 " + yaml,
            AT,
            AuditEntry.of(AT, Actor.OPERATOR, AuditEntry.Action.CHECKLIST_CHANGED, "checklist"));
  }

  @Test
  void eachVersionIsKeptAndTheNewestIsInForce() {
    assertThat(store().newest()).isEmpty();
    assertThat(store().newestNumber()).isZero();
    assertThat(save(0, "a: 項目")).contains(1L);
    assertThat(save(1, "b")).contains(2L);
    reopen();

    assertThat(store().newest()).contains(new Version(2, AT, "permit", "理由 b", "b"));
    assertThat(store().newestNumber()).isEqualTo(2);
    assertThat(store().find(1)).contains(new Version(1, AT, "permit", "理由 a: 項目", "a: 項目"));
    assertThat(store().find(3)).isEmpty();
    assertThat(store().list()).extracting(Version::number).containsExactly(2L, 1L);
    assertThat(store().list()).extracting(Version::yaml).containsOnly("");
  }

  @Test
  void whoeverReadAnOlderOneReplacesNothing() {
    assertThat(save(0, "a")).contains(1L);
    assertThat(save(0, "b")).isEmpty();
    assertThat(save(7, "b")).isEmpty();
    assertThat(store().newest().map(Version::yaml)).contains("a");
  }

  @Test
  void ofManyAtOnceOneIsSaved() throws Exception {
    assertThat(store().newestNumber()).isZero();
    try (ExecutorService people = Executors.newFixedThreadPool(8)) {
      List<Callable<Optional<Long>>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String yaml = "of " + i;
        all.add(() -> save(0, yaml));
      }
      int saved = 0;
      for (Future<Optional<Long>> one : people.invokeAll(all)) {
        saved += one.get().isPresent() ? 1 : 0;
      }
      assertThat(saved).isEqualTo(1);
      assertThat(store().newestNumber()).isEqualTo(1);
    }
  }
}
