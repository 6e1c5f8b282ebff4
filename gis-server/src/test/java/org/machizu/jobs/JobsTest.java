package org.machizu.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.access.Actor;
import org.machizu.access.Role;
import org.machizu.jobs.Job.State;
import org.machizu.store.gpkg.TownFolder;

@Timeout(60)
class JobsTest {
  private static final Actor SUZU = new Actor("suzu", Role.PLANNER);
  private static final Actor KEN = new Actor("ken", Role.PLANNER);
  private static final JobLimits SMALL =
      new JobLimits(
          1,
          1,
          1,
          0,
          Duration.ZERO,
          Duration.ofDays(1),
          Duration.ofMillis(300),
          Duration.ofMillis(400));

  @TempDir Path folder;
  private TownFolder town;
  private JobStore store;
  private final BlockingQueue<Job> told = new LinkedBlockingQueue<>();
  private final Map<String, Task> tasks = new ConcurrentHashMap<>();
  private final Map<String, Actor> standing = new ConcurrentHashMap<>(Map.of("suzu", SUZU));
  private final BlockingQueue<Actor> actors = new LinkedBlockingQueue<>();
  private Jobs jobs;

  @BeforeEach
  void start() throws Exception {
    town = TownFolder.open(folder, "01585");
    store = town.jobs();
    jobs = start(SMALL);
  }

  @AfterEach
  void stop() {
    jobs.close();
    town.close();
  }

  private Jobs start(JobLimits limits) throws Exception {
    return start(limits, store, "spool");
  }

  private Jobs start(JobLimits limits, JobStore ofServer, String disk) throws Exception {
    InstantSource clock = Clock.tickMillis(ZoneOffset.UTC); // what the store keeps of a moment
    Spool spool = new Spool(folder.resolve(disk), 1 << 20, Duration.ofHours(1), clock);
    WorkKind kind =
        (actor, parameters) -> {
          actors.add(actor);
          return (id, progress) -> tasks.getOrDefault(id, tasks.get("any")).run(id, progress);
        };
    return Jobs.start(
        ofServer,
        JobFiles.onDisk(spool),
        limits,
        clock,
        change -> told.add(change.job()),
        new Works(
            Map.of("import", kind), asker -> Optional.ofNullable(standing.get(asker.name()))));
  }

  /** Work that waits to be let go, and says what happened to it. */
  private static final class Gate implements Task {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    @Override
    public Map<String, Object> run(String jobId, Progress progress) throws Exception {
      begun.countDown();
      while (!mayEnd.await(1, TimeUnit.MILLISECONDS)) {
        progress.checkCancelled();
      }
      return Map.of("answer", 42);
    }

    @Override
    public void release() {
      assertThat(released.getCount()).as("released once").isEqualTo(1);
      released.countDown();
    }
  }

  private Job ended(Job job) throws InterruptedException {
    while (true) {
      Job news = told.take();
      if (news.id().equals(job.id()) && news.state().isFinal()) {
        return news;
      }
    }
  }

  @Test
  void aJobGoesFromQueuedToDoneAndKeepsItsResult() throws Exception {
    Gate gate = new Gate();
    Job job = jobs.submit(SUZU, "import", gate);
    assertThat(job.id()).matches("[0-9a-f]{32}");
    gate.begun.await();
    assertThat(jobs.find(SUZU, job.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
    gate.mayEnd.countDown();

    Job end = ended(job);
    assertThat(end.state()).isEqualTo(State.DONE);
    assertThat(end.progress()).isEqualTo(1);
    assertThat(end.result()).isEqualTo(Map.of("answer", 42));
    assertThat(gate.released.getCount()).as("released before it shows as done").isZero();
    assertThat(jobs.find(SUZU, job.id())).contains(end);
    assertThat(store.find(job.id())).contains(end);
  }

  @Test
  void progressNeverGoesBackAndIsTold() throws Exception {
    Job job =
        jobs.submit(
            SUZU,
            "import",
            (id, progress) -> {
              progress.report(0.5);
              progress.report(0.2);
              progress.report(7);
              return Map.of();
            });
    ended(job);
    jobs.submit(SUZU, "import", (id, progress) -> Map.of());
    assertThat(store.find(job.id()).orElseThrow().progress()).isEqualTo(1);
  }

  @Test
  void progressIsToldAtABoundedRate() throws Exception {
    jobs.close();
    jobs =
        start(
            new JobLimits(
                1,
                1,
                1,
                1,
                Duration.ofHours(1),
                Duration.ofDays(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1)));
    Job job =
        jobs.submit(
            SUZU,
            "import",
            (id, progress) -> {
              for (int i = 1; i <= 1000; i++) {
                progress.report(i / 1000.0);
              }
              return Map.of();
            });
    List<State> states = new java.util.ArrayList<>();
    Job news;
    do {
      news = told.take();
      states.add(news.state());
    } while (!news.state().isFinal());
    assertThat(news.id()).isEqualTo(job.id());
    assertThat(states).containsExactly(State.QUEUED, State.RUNNING, State.DONE);
  }

  @Test
  void aServerThatStartsLeavesTheJobsOfALivingOneAlone() throws Exception {
    Gate gate = new Gate();
    Job job = jobs.submit(SUZU, "import", gate);
    gate.begun.await();
    try (Jobs second = start(SMALL, store, "another disk")) {
      assertThat(second.find(SUZU, job.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
      // Longer than a lease: the first makes its own longer meanwhile.
      assertThat(told.stream().anyMatch(j -> j.state().isFinal())).isFalse();
      Job dead = held("dead", SMALL.heardWithin().multipliedBy(2));
      assertThat(ended(dead).result()).containsEntry("code", "server-stopped");
      assertThat(store.find(job.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
    }
    gate.mayEnd.countDown();
    assertThat(ended(job).state()).isEqualTo(State.DONE);
  }

  @Test
  void aJobIsCancelledOnAnotherServer() throws Exception {
    Gate gate = new Gate();
    Job job = jobs.submit(SUZU, "import", gate);
    gate.begun.await();
    try (Jobs second = start(SMALL, store, "another disk")) {
      assertThat(second.cancel(KEN, job.id())).isEmpty();
      assertThat(second.cancel(SUZU, job.id())).isPresent();

      assertThat(ended(job).state()).isEqualTo(State.CANCELLED);
      assertThat(gate.released.getCount()).isZero();
    }
  }

  /** A job of a server that is never heard of again. */
  private Job held(String id, Duration lease) {
    Instant now = Instant.parse("2026-04-01T00:00:00Z");
    Job job = new Job(id, "import", "suzu", State.RUNNING, 0.5, null, now, now);
    store.hold(job, "a server that was killed", lease);
    return job;
  }

  @Test
  void jobsOfAServerThatIsNotHeardOfEndAsFailed() throws Exception {
    Job end = ended(held("left", Duration.ofMillis(50)));

    assertThat(end.state()).isEqualTo(State.FAILED);
    assertThat(end.result()).containsEntry("code", "server-stopped");
    assertThat(store.find("left")).contains(end);
  }

  @Test
  void theUsersErrorIsToldAsItIs() throws Exception {
    Job end =
        ended(
            jobs.submit(
                SUZU,
                "import",
                (id, progress) -> {
                  throw new TaskFailedException(
                      "crs-unknown", "no .prj", "give crs", Map.of("rejected", 3));
                }));
    assertThat(end.state()).isEqualTo(State.FAILED);
    assertThat(end.result())
        .containsExactly(
            Map.entry("code", "crs-unknown"),
            Map.entry("detail", "no .prj"),
            Map.entry("advice", "give crs"),
            Map.entry("rejected", 3));
  }

  @Test
  void anErrorOfOursIsToldWithoutItsInnerText() throws Exception {
    Job end =
        ended(
            jobs.submit(
                SUZU,
                "import",
                (id, progress) -> {
                  throw new IllegalStateException("password=hunter2");
                }));
    assertThat(end.state()).isEqualTo(State.FAILED);
    assertThat(end.result()).containsEntry("code", "internal-error");
    assertThat(end.result().toString()).doesNotContain("hunter2");
  }

  @Test
  void aRunningJobLeavesWhenItIsCancelled() throws Exception {
    Gate gate = new Gate();
    Job job = jobs.submit(SUZU, "import", gate);
    gate.begun.await();
    assertThat(jobs.cancel(SUZU, job.id())).isPresent();
    assertThat(ended(job).state()).isEqualTo(State.CANCELLED);
    assertThat(gate.released.getCount()).isZero();
  }

  @Test
  void aWaitingJobEndsAtOnceWhenItIsCancelledAndNeverBegins() throws Exception {
    Gate first = new Gate();
    Gate second = new Gate();
    Job running = jobs.submit(SUZU, "import", first);
    first.begun.await();
    Job waiting = jobs.submit(SUZU, "import", second);
    assertThat(jobs.cancel(SUZU, waiting.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
    assertThat(second.released.getCount()).isZero();
    first.mayEnd.countDown();
    ended(running);
    ended(jobs.submit(SUZU, "import", (id, progress) -> Map.of())); // the thread came past it
    assertThat(second.begun.getCount()).isEqualTo(1);
  }

  @Test
  void cancellingWhatHasEndedChangesNothing() throws Exception {
    Job job = jobs.submit(SUZU, "import", (id, progress) -> Map.of("n", 1));
    Job end = ended(job);
    assertThat(jobs.cancel(SUZU, job.id())).contains(end);
  }

  @Test
  void moreJobsThanAllowedAreRefusedAndTheirTaskIsReleased() throws Exception {
    Gate running = new Gate();
    Gate waiting = new Gate();
    jobs.submit(SUZU, "import", running);
    running.begun.await();
    jobs.submit(SUZU, "import", waiting);
    Gate refused = new Gate();
    assertThatThrownBy(() -> jobs.submit(KEN, "import", refused))
        .isInstanceOf(TooManyJobsException.class)
        .hasMessageContaining("2 jobs");
    assertThat(refused.released.getCount()).isZero();
    assertThat(store.list(10)).hasSize(2);
  }

  @Test
  void jobsOfThePublicNeverKeepTheStaffWaiting() throws Exception {
    Gate ofPublic = new Gate();
    jobs.submit(Actor.PUBLIC, "export", ofPublic);
    ofPublic.begun.await();
    assertThatThrownBy(() -> jobs.submit(Actor.PUBLIC, "export", new Gate()))
        .isInstanceOf(TooManyJobsException.class);
    Job ofStaff = jobs.submit(SUZU, "export", (id, progress) -> Map.of());
    assertThat(ended(ofStaff).state()).isEqualTo(State.DONE);
  }

  @Test
  void aPlaceIsFreeAgainWhenAJobHasEnded() throws Exception {
    for (int i = 0; i < 5; i++) {
      ended(jobs.submit(Actor.PUBLIC, "export", (id, progress) -> Map.of()));
    }
  }

  @Test
  void aJobOfAnotherDoesNotExist() throws Exception {
    Job job = jobs.submit(SUZU, "import", (id, progress) -> Map.of());
    ended(job);
    assertThat(jobs.find(KEN, job.id())).isEmpty();
    assertThat(jobs.find(Actor.PUBLIC, job.id())).isEmpty();
    assertThat(jobs.cancel(KEN, job.id())).isEmpty();
    assertThat(jobs.list(KEN, 10)).isEmpty();
    assertThat(jobs.find(SUZU, job.id())).isPresent();
    assertThat(jobs.list(SUZU, 10)).extracting(Job::id).containsExactly(job.id());
    assertThat(jobs.find(Actor.OPERATOR, job.id())).isPresent();
  }

  @Test
  void aJobOfThePublicIsFoundByItsIdButNeverListed() throws Exception {
    Job job = jobs.submit(Actor.PUBLIC, "export", (id, progress) -> Map.of());
    ended(job);
    assertThat(jobs.find(Actor.PUBLIC, job.id())).isPresent();
    assertThat(jobs.list(Actor.PUBLIC, 10)).isEmpty();
    assertThat(Jobs.isToldTo(Actor.PUBLIC, job)).isFalse();
    assertThat(jobs.find(SUZU, job.id())).isEmpty();
  }

  @Test
  void aStoppingServerMarksRunningAndWaitingJobs() throws Exception {
    Gate running = new Gate();
    Gate waiting = new Gate();
    Job first = jobs.submit(SUZU, "import", running);
    running.begun.await();
    Job second = jobs.submit(SUZU, "import", waiting);
    jobs.close();
    for (Job job : List.of(first, second)) {
      Job stored = store.find(job.id()).orElseThrow();
      assertThat(stored.state()).isEqualTo(State.FAILED);
      assertThat(stored.result()).containsEntry("code", "server-stopped").containsKey("advice");
    }
    assertThat(running.released.getCount() + waiting.released.getCount()).isZero();
    assertThatThrownBy(() -> jobs.submit(SUZU, "import", new Gate()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void workThatDoesNotLeaveIsMarkedAllTheSame() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Job job =
        jobs.submit(
            SUZU,
            "import",
            (id, progress) -> {
              begun.countDown();
              mayEnd.await();
              return Map.of();
            });
    begun.await();
    jobs.close();
    assertThat(store.find(job.id()).orElseThrow().result()).containsEntry("code", "server-stopped");
    mayEnd.countDown();
  }

  @Test
  void jobsThatAServerLeftUnfinishedAreMarkedAtTheNextStart() throws Exception {
    Instant before = Instant.parse("2026-01-05T00:00:00Z");
    store.save(new Job("aa", "import", "suzu", State.RUNNING, 0.4, null, before, before));
    store.save(new Job("bb", "import", "suzu", State.QUEUED, 0, null, before, before));
    store.save(new Job("cc", "import", "suzu", State.DONE, 1, Map.of(), before, before));
    jobs.close();
    jobs = start(SMALL);
    for (String id : List.of("aa", "bb")) {
      Job job = jobs.find(SUZU, id).orElseThrow();
      assertThat(job.state()).isEqualTo(State.FAILED);
      assertThat(job.result()).containsEntry("code", "server-stopped");
    }
  }

  /** Submits work that any server can do. */
  private Job submitted(Task task) {
    tasks.put("any", task);
    return jobs.submit(jobs.newId(), SUZU, "import", Map.of("layer", "roads"));
  }

  @Test
  void workThatIsWrittenDownIsDoneWithTheRightsOfNow() throws Exception {
    Actor less = new Actor("suzu", Role.CREW);
    standing.put("suzu", less);
    Job end = ended(submitted((id, progress) -> Map.of("n", 1)));

    assertThat(end.state()).isEqualTo(State.DONE);
    assertThat(end.result()).isEqualTo(Map.of("n", 1));
    Actor did = actors.take();
    assertThat(did.roles()).isEqualTo(less.roles());
    assertThat(did.job()).isNotNull();
    assertThat(did.job().id()).isEqualTo(end.id());
    assertThat(store.find(end.id())).contains(end);
  }

  @Test
  void workOfSomebodyWhoMayNothingAnyMoreFails() throws Exception {
    standing.clear();
    Job end = ended(submitted((id, progress) -> Map.of()));

    assertThat(end.state()).isEqualTo(State.FAILED);
    assertThat(end.result()).containsEntry("code", "asker-gone");
    assertThat(actors).isEmpty();
  }

  @Test
  void aJobThatAnotherServerLeftIsGoneOnWith() throws Exception {
    Instant now = Instant.parse("2026-04-01T00:00:00Z");
    Job job = new Job("ab", "import", "suzu", State.QUEUED, 0, null, now, now);
    tasks.put(
        "ab",
        (id, progress) -> {
          progress.report(0.5);
          return Map.of("kept", progress.kept());
        });
    jobs.close();
    assertThat(store.queue(job, JobStoreContract.work(JobWork.Lane.STAFF), "dead", 9)).isTrue();
    ClaimedJob dead =
        store.claim("dead", JobWork.Lane.STAFF, Set.of("import"), Duration.ZERO).orElseThrow();
    store.saveHeld(
        new Job("ab", "import", "suzu", State.RUNNING, 0.9, Map.of("rejected", 2), now, now),
        "dead");
    standing.put(JobStoreContract.work(JobWork.Lane.STAFF).asker().name(), SUZU);

    jobs = start(SMALL);

    assertThat(dead.job().id()).isEqualTo("ab");
    Job begun = told.take();
    assertThat(begun.state()).isEqualTo(State.RUNNING);
    assertThat(begun.progress()).isZero();
    assertThat(ended(job).result()).isEqualTo(Map.of("kept", Map.of("rejected", 2)));
  }

  @Test
  void ofTwoServersTheOneWithAFreeThreadDoesIt() throws Exception {
    Gate first = new Gate();
    Job one = submitted(first);
    first.begun.await();
    Gate second = new Gate();
    try (Jobs other = start(SMALL, store, "another disk")) {
      Job two = submitted(second);
      second.begun.await(); // the first server's only thread is taken
      second.mayEnd.countDown();
      assertThat(ended(two).state()).isEqualTo(State.DONE);
      assertThat(other.find(SUZU, two.id()).orElseThrow().state()).isEqualTo(State.DONE);
    }
    first.mayEnd.countDown();
    assertThat(ended(one).state()).isEqualTo(State.DONE);
    assertThat(actors).hasSize(2);
  }

  @Test
  void aStoppingServerGivesBackWhatAnotherCanDo() throws Exception {
    Gate running = new Gate();
    Job first = submitted(running);
    running.begun.await();
    Job second = submitted(running);
    jobs.close();

    for (Job job : List.of(first, second)) {
      assertThat(store.find(job.id()).orElseThrow().state()).isEqualTo(State.QUEUED);
    }
    tasks.put("any", (id, progress) -> Map.of("n", 2));
    for (int i = 0; i < 3; i++) { // giving back is no failed try
      jobs = start(SMALL);
      if (i < 2) {
        jobs.close();
      }
    }
    assertThat(ended(second).result()).isEqualTo(Map.of("n", 2));
    assertThat(store.find(first.id()).orElseThrow().state()).isEqualTo(State.DONE);
  }

  @Test
  void aServerThatWasNotHeardOfStopsItsJobAndNeverTellsItsEnd() throws Exception {
    AtomicBoolean away = new AtomicBoolean();
    JobStore hers =
        (JobStore)
            Proxy.newProxyInstance(
                JobStore.class.getClassLoader(),
                new Class<?>[] {JobStore.class},
                (proxy, method, values) -> {
                  if (away.get() && method.getName().equals("renew")) {
                    throw new IllegalStateException("the database cannot be reached");
                  }
                  try {
                    return method.invoke(store, values);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    jobs.close();
    jobs = start(SMALL, hers, "spool");
    CountDownLatch left = new CountDownLatch(1);
    Gate lost = new Gate();
    Job job =
        submitted((id, progress) -> {
          try {
            return lost.run(id, progress);
          } finally {
            left.countDown();
          }
        });
    lost.begun.await();
    Gate taken = new Gate();
    tasks.put(job.id(), taken);
    away.set(true);
    try (Jobs other = start(SMALL, store, "another disk")) {
      taken.begun.await();
      away.set(false);
      left.await();
      assertThat(jobs.find(SUZU, job.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
      taken.mayEnd.countDown();
      assertThat(ended(job).state()).isEqualTo(State.DONE);
      assertThat(other.find(SUZU, job.id()).orElseThrow().result()).containsEntry("answer", 42);
    }
    assertThat(told.stream().filter(news -> news.state().isFinal())).isEmpty();
  }

  @Test
  void whatWaitsForAnyServerIsCancelledByAny() throws Exception {
    Gate running = new Gate();
    Job first = submitted(running);
    running.begun.await();
    Job waiting = submitted(running);
    assertThat(jobs.cancel(KEN, waiting.id())).isEmpty();
    assertThat(jobs.cancel(SUZU, waiting.id()).orElseThrow().state()).isEqualTo(State.CANCELLED);
    assertThat(jobs.cancel(SUZU, first.id())).isPresent();
    assertThat(ended(first).state()).isEqualTo(State.CANCELLED);
    assertThat(actors).hasSize(1);
  }

  @Test
  void moreWorkThanAllowedIsRefusedAndItsFileRemoved() throws Exception {
    Gate running = new Gate();
    submitted(running);
    running.begun.await();
    submitted(running);
    Spool spool =
        new Spool(folder.resolve("spool"), 1 << 20, Duration.ofHours(1), InstantSource.system());
    spool.receive("ab", "a.csv", new ByteArrayInputStream(new byte[10]), 10);

    assertThatThrownBy(() -> jobs.submit("ab", SUZU, "import", Map.of()))
        .isInstanceOf(TooManyJobsException.class);

    assertThat(spool.findInput("ab")).isEmpty();
    assertThat(store.find("ab")).isEmpty();
    running.mayEnd.countDown();
  }

  @Test
  void whatAJobBeganWithIsRemovedWhenItHasEnded() throws Exception {
    Spool spool =
        new Spool(folder.resolve("spool"), 1 << 20, Duration.ofHours(1), InstantSource.system());
    spool.receive("ab", "a.csv", new ByteArrayInputStream(new byte[10]), 10);
    AtomicBoolean there = new AtomicBoolean();
    tasks.put(
        "ab",
        (id, progress) -> {
          there.set(spool.findInput(id).isPresent());
          return Map.of();
        });
    ended(jobs.submit("ab", SUZU, "import", Map.of()));

    assertThat(there).isTrue();
    assertThat(spool.findInput("ab")).isEmpty();
  }

  @Test
  void aServerThatStartsAgainDoesNotWaitForItsFormerStart() throws Exception {
    JobLimits patient =
        new JobLimits(
            1,
            1,
            1,
            0,
            Duration.ZERO,
            Duration.ofDays(1),
            Duration.ofMillis(300),
            Duration.ofHours(1));
    jobs.close();
    jobs = start(patient);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Job job =
        submitted((id, progress) -> {
          begun.countDown();
          mayEnd.await(); // as if it were killed
          return Map.of("n", 1);
        });
    begun.await();
    jobs.close();
    assertThat(store.find(job.id()).orElseThrow().state()).isEqualTo(State.RUNNING);
    tasks.put("any", (id, progress) -> Map.of("n", 2));

    jobs = start(patient);

    assertThat(ended(job).result()).isEqualTo(Map.of("n", 2));
    mayEnd.countDown();
  }
}
