package org.machizu.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jobs outlive a restart; every store passes it. */
public abstract class JobStoreContract {
  private static final Instant T = Instant.parse("2026-04-01T00:00:00.123Z");

  protected abstract JobStore jobs();

  protected abstract void reopen();

  private static Job job(
      String id, Job.State state, @Nullable Map<String, Object> result, Instant time) {
    return new Job(id, "import", "planner", state, 0.25, result, time, time);
  }

  @Test
  void aJobIsReadBackAfterARestart() {
    Map<String, Object> result =
        Map.of("imported", 3, "problems", List.of(Map.of("row", 1, "reason", "座標がない")));
    Job job = job("a", Job.State.DONE, result, T);
    jobs().save(job("a", Job.State.RUNNING, null, T));
    jobs().save(job);
    reopen();

    assertThat(jobs().find("a")).contains(job);
    assertThat(jobs().find("b")).isEmpty();
  }

  @Test
  void theNewestComeFirstAndTheListIsBounded() {
    for (int i = 0; i < 5; i++) {
      jobs().save(job("j" + i, Job.State.QUEUED, null, T.plusSeconds(i)));
    }
    assertThat(jobs().list(3)).extracting(Job::id).containsExactly("j4", "j3", "j2");
    assertThatThrownBy(() -> jobs().list(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> jobs().list(1001)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unfinishedOnesAreFoundAndOldFinishedOnesForgotten() {
    jobs().save(job("queued", Job.State.QUEUED, null, T));
    jobs().save(job("running", Job.State.RUNNING, null, T));
    jobs().save(job("old", Job.State.FAILED, Map.of("code", "x"), T));
    jobs().save(job("new", Job.State.DONE, Map.of(), T.plusSeconds(3600)));

    assertThat(jobs().listUnfinished()).extracting(Job::id).containsExactly("queued", "running");
    jobs().forget(Duration.ofMinutes(30), T.plusSeconds(3601));
    assertThat(jobs().list(10))
        .extracting(Job::id)
        .containsExactlyInAnyOrder("queued", "running", "new");
  }
}
