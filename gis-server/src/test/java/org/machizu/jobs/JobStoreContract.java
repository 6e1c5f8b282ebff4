package org.machizu.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.access.Asker;
import org.machizu.access.Credential;
import org.machizu.jobs.JobWork.Lane;

/** Jobs outlive a restart; every store passes it. */
public abstract class JobStoreContract {
  private static final Duration LEASE = Duration.ofMinutes(1);
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

  /** Work of somebody's who, among other things, calls themselves like a lane. */
  public static JobWork work(Lane lane) {
    return new JobWork(
        lane,
        new Asker("{\"lane\":\"OPEN\"", Credential.SESSION, Set.of("planner"), "192.0.2.7"),
        Map.of("layer", "parcels", "rows", 3, "lane", "OPEN"));
  }

  private void queue(String id, int seconds) {
    assertThat(queue(id, seconds, Lane.STAFF, "a", 1000)).isTrue();
  }

  private boolean queue(String id, int seconds, Lane lane, String server, int atMost) {
    return jobs()
        .queue(job(id, Job.State.QUEUED, null, T.plusSeconds(seconds)), work(lane), server, atMost);
  }

  private @Nullable String claim(String server, Duration lease) {
    return claim(server, Lane.STAFF, lease);
  }

  private @Nullable String claim(String server, Lane lane, Duration lease) {
    return jobs()
        .claim(server, lane, Set.of("import", "undo"), lease)
        .map(c -> c.job().id())
        .orElse(null);
  }

  @Test
  void waitingJobsAreClaimedInTheirOrderWithTheirWork() {
    queue("second", 2);
    queue("first", 1);
    jobs().save(job("a server's own", Job.State.QUEUED, null, T));

    ClaimedJob claimed = jobs().claim("a", Lane.STAFF, Set.of("import"), LEASE).orElseThrow();

    assertThat(claimed.job().id()).isEqualTo("first");
    assertThat(claimed.job().state()).isEqualTo(Job.State.RUNNING);
    assertThat(claimed.work()).isEqualTo(work(Lane.STAFF));
    assertThat(jobs().claim("b", Lane.STAFF, Set.of("export"), LEASE)).isEmpty();
    assertThat(claim("b", LEASE)).isEqualTo("second");
    assertThat(claim("a", LEASE)).isNull();
    assertThat(jobs().listAbandoned()).extracting(Job::id).containsExactly("a server's own");
  }

  @Test
  void aJobWhoseServerIsNotHeardOfIsTakenOver() {
    queue("j", 0);
    assertThat(claim("dead", Duration.ZERO)).isEqualTo("j");
    assertThat(claim("b", LEASE)).isEqualTo("j");
    Job done = job("j", Job.State.DONE, Map.of("imported", 3), T.plusSeconds(9));

    assertThat(jobs().saveHeld(done, "dead")).isFalse();
    assertThat(jobs().renew("dead", LEASE)).isEmpty();
    assertThat(jobs().release("dead", "j")).isFalse();
    assertThat(jobs().find("j").orElseThrow().state()).isEqualTo(Job.State.RUNNING);
    assertThat(jobs().renew("b", LEASE)).containsExactly("j");
    assertThat(jobs().saveHeld(done, "b")).isTrue();

    assertThat(jobs().find("j").orElseThrow().result()).containsEntry("imported", 3);
    assertThat(jobs().renew("b", LEASE)).isEmpty();
    assertThat(jobs().saveHeld(job("j", Job.State.FAILED, null, T), "b")).isFalse();
    assertThat(claim("c", LEASE)).isNull();
  }

  @Test
  void eachLaneHasItsOwnJobs() {
    queue("staff's", 0);
    assertThat(queue("public's", 1, Lane.OPEN, "a", 1)).isTrue();

    assertThat(claim("a", Lane.OPEN, LEASE)).isEqualTo("public's");
    assertThat(claim("a", Lane.OPEN, LEASE)).isNull();
    assertThat(claim("a", Lane.STAFF, LEASE)).isEqualTo("staff's");
  }

  @Test
  void theWholeTownsWaitingJobsAreBoundedAndEachServersOwn() {
    assertThat(queue("1", 0, Lane.STAFF, "a", 2)).isTrue();
    assertThat(claim("a", LEASE)).isEqualTo("1");
    assertThat(queue("2", 1, Lane.STAFF, "a", 2)).isTrue();
    assertThat(queue("3", 2, Lane.STAFF, "a", 2)).isFalse();
    assertThat(jobs().find("3")).isEmpty();
    assertThat(queue("4", 3, Lane.STAFF, "b", 2)).isTrue(); // runs nothing itself
    assertThat(queue("5", 4, Lane.STAFF, "b", 2)).isFalse();
    assertThat(queue("6", 5, Lane.OPEN, "a", 1)).isTrue();
    assertThat(queue("7", 6, Lane.OPEN, "b", 1)).isFalse();
  }

  @Test
  void whoeverTakesAJobOverHasWhatWasNotedOfItsResultAndNoProgress() {
    queue("j", 0);
    assertThat(claim("a", Duration.ZERO)).isEqualTo("j");
    assertThat(jobs().saveHeld(job("j", Job.State.RUNNING, Map.of("rejected", 2), T), "a"))
        .isTrue();

    Job taken = jobs().claim("b", Lane.STAFF, Set.of("import"), LEASE).orElseThrow().job();

    assertThat(taken.result()).isEqualTo(Map.of("rejected", 2));
    assertThat(taken.progress()).isZero();
  }

  @Test
  void aJobThatNobodyHasBegunIsCancelledByAnybody() {
    queue("waits", 0);
    queue("given back", 1);
    queue("runs", 2);
    assertThat(claim("a", LEASE)).isEqualTo("waits");
    assertThat(claim("a", LEASE)).isEqualTo("given back");
    assertThat(claim("a", LEASE)).isEqualTo("runs");
    assertThat(jobs().release("a", "waits")).isTrue();
    assertThat(jobs().release("a", "given back")).isTrue();

    assertThat(jobs().cancelWaiting("waits", T.plusSeconds(9))).isTrue();
    assertThat(jobs().cancelWaiting("waits", T.plusSeconds(9))).isFalse();
    assertThat(jobs().cancelWaiting("runs", T.plusSeconds(9))).isFalse();
    assertThat(jobs().cancelWaiting("none", T.plusSeconds(9))).isFalse();

    assertThat(jobs().find("waits").orElseThrow().state()).isEqualTo(Job.State.CANCELLED);
    assertThat(jobs().find("runs").orElseThrow().state()).isEqualTo(Job.State.RUNNING);
    assertThat(claim("b", LEASE)).isEqualTo("given back");
    assertThat(claim("b", LEASE)).isNull();
  }

  @Test
  void aServerThatIsHeardOfKeepsItsJob() {
    queue("j", 0);
    assertThat(claim("a", Duration.ZERO)).isEqualTo("j");
    assertThat(jobs().renew("a", LEASE)).containsExactly("j");

    assertThat(claim("b", LEASE)).isNull();
  }

  @Test
  void aJobThatEndsEveryServerIsNotBegunForever() {
    queue("j", 0);
    for (int i = 0; i < JobStore.MOST_TRIES; i++) {
      assertThat(jobs().listAbandoned()).isEmpty();
      assertThat(claim("s" + i, Duration.ZERO)).isEqualTo("j");
    }

    assertThat(claim("last", LEASE)).isNull();
    assertThat(jobs().listAbandoned()).extracting(Job::id).containsExactly("j");
  }

  @Test
  void aJobThatIsGivenBackWaitsAgain() {
    queue("j", 0);
    for (int i = 0; i < 2 * JobStore.MOST_TRIES; i++) { // giving back is no failed try
      assertThat(claim("a", LEASE)).isEqualTo("j");
      assertThat(jobs().release("a", "j")).isTrue();
      assertThat(jobs().find("j").orElseThrow().state()).isEqualTo(Job.State.QUEUED);
    }
    assertThat(claim("b", LEASE)).isEqualTo("j");
  }

  @Test
  void aJobThatOnlyOneServerCanDoIsAbandonedWithIt() {
    jobs().hold(job("alive", Job.State.RUNNING, null, T), "a", LEASE);
    jobs().hold(job("dead", Job.State.RUNNING, null, T), "b", Duration.ZERO);
    jobs().save(job("alive", Job.State.RUNNING, null, T.plusSeconds(1)));

    assertThat(claim("c", LEASE)).isNull();
    assertThat(jobs().listAbandoned()).extracting(Job::id).containsExactly("dead");
    assertThat(jobs().renew("a", LEASE)).containsExactly("alive");
  }

  @Test
  void whoeverHoldsAJobHearsThatItIsToStop() {
    queue("j", 0);
    jobs().hold(job("k", Job.State.RUNNING, null, T), "a", LEASE);
    assertThat(claim("b", LEASE)).isEqualTo("j");
    assertThat(jobs().listToStop("a")).isEmpty();

    jobs().askToStop("k");
    jobs().askToStop("none");

    assertThat(jobs().listToStop("a")).containsExactly("k");
    assertThat(jobs().listToStop("b")).isEmpty();
    jobs().save(job("k", Job.State.CANCELLED, null, T));
    assertThat(jobs().listToStop("a")).isEmpty();
  }

  @Test
  void manyWhoClaimAtOnceAreGivenEachJobOnce() throws Exception {
    for (int i = 0; i < 40; i++) {
      queue("j" + i, i);
    }
    List<Callable<List<String>>> servers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String server = "s" + i;
      servers.add(() -> {
        List<String> mine = new ArrayList<>();
        for (String id = claim(server, LEASE); id != null; id = claim(server, LEASE)) {
          mine.add(id);
        }
        return mine;
      });
    }
    List<String> claimed = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (var mine : threads.invokeAll(servers)) {
        claimed.addAll(mine.get());
      }
    }
    assertThat(claimed).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void unfinishedOnesAreFoundAndOldFinishedOnesForgotten() {
    jobs().save(job("queued", Job.State.QUEUED, null, T));
    jobs().save(job("running", Job.State.RUNNING, null, T));
    jobs().save(job("old", Job.State.FAILED, Map.of("code", "x"), T));
    jobs().save(job("new", Job.State.DONE, Map.of(), T.plusSeconds(3600)));

    assertThat(jobs().listAbandoned()).extracting(Job::id).containsExactly("queued", "running");
    jobs().forget(Duration.ofMinutes(30), T.plusSeconds(3601));
    assertThat(jobs().list(10))
        .extracting(Job::id)
        .containsExactlyInAnyOrder("queued", "running", "new");
  }
}
