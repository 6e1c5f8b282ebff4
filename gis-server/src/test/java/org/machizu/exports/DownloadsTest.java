package org.machizu.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.machizu.jobs.Job;

/** Which kept files go when there is no room for all. */
class DownloadsTest {
  private static Job made(String id, int second, long bytes) {
    Instant when = Instant.ofEpochSecond(second);
    return new Job(id, "export", "public", Job.State.DONE, 1, Map.of("bytes", bytes), when, when);
  }

  private static List<String> going(long mostBytes, Job... kept) {
    return Downloads.oldestBeyond(List.of(kept), mostBytes).stream().map(Job::id).toList();
  }

  @Test
  void theOldestGoUntilTheOthersHaveRoom() {
    Job old = made("old", 1, 60);
    Job middle = made("middle", 2, 30);
    Job fresh = made("fresh", 3, 50);

    assertThat(going(140, fresh, old, middle)).isEmpty();
    assertThat(going(139, fresh, old, middle)).containsExactly("old");
    assertThat(going(79, fresh, old, middle)).containsExactly("old", "middle");
    assertThat(going(0, fresh, old, middle)).containsExactly("old", "middle", "fresh");
  }
}
