package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.jobs.Job;
import org.machizu.jobs.JobStore;
import org.machizu.jobs.JobStoreContract;
import org.machizu.jobs.JobWork;
import org.machizu.layers.StoreFixture;
import org.machizu.store.sql.Sql;

class DatabaseJobStoreTest extends JobStoreContract {
  private TestTown town;

  @BeforeEach
  void open() {
    town = new TestTown();
  }

  @AfterEach
  void close() {
    town.close();
  }

  /** Neither the row's lock nor anybody's write keeps a server from work. */
  @Test
  void aJobThatAnotherIsJustTakingIsPassedOver() throws Exception {
    JobStore other = town.open().jobs();
    Instant time = Instant.parse("2026-04-01T00:00:00Z");
    for (String id : List.of("a", "b")) {
      jobs()
          .queue(
              new Job(id, "import", "planner", Job.State.QUEUED, 0, null, time, time),
              work(JobWork.Lane.STAFF),
              "a",
              10);
    }
    try (Connection taking = town.connect()) {
      taking.setAutoCommit(false);
      Sql.execute(taking, "SELECT 1 FROM job WHERE id = 'a' FOR UPDATE");
      Locks.operations(taking, StoreFixture.MUNICIPALITY);

      assertThat(other.claim("s", JobWork.Lane.STAFF, Set.of("import"), Duration.ofMinutes(1)))
          .map(c -> c.job().id())
          .contains("b");
      assertThat(other.claim("s", JobWork.Lane.STAFF, Set.of("import"), Duration.ofMinutes(1)))
          .isEmpty();
      taking.rollback();
    }
    assertThat(jobs().claim("s", JobWork.Lane.STAFF, Set.of("import"), Duration.ofMinutes(1)))
        .map(c -> c.job().id())
        .contains("a");
  }

  @Test
  void anotherTownsJobsAreNotClaimed() {
    Instant time = Instant.parse("2026-04-01T00:00:00Z");
    jobs()
        .queue(
            new Job("a", "import", "planner", Job.State.QUEUED, 0, null, time, time),
            work(JobWork.Lane.STAFF),
            "a",
            10);
    try (TownDatabase other = TownDatabase.open(town.address(), "01202", Clock.systemUTC())) {
      JobStore theirs = other.jobs();
      assertThat(theirs.claim("s", JobWork.Lane.STAFF, Set.of("import"), Duration.ofMinutes(1)))
          .isEmpty();
      assertThat(theirs.find("a")).isEmpty();
    }
  }

  @Override
  protected JobStore jobs() {
    return town.operations().jobs();
  }

  @Override
  protected void reopen() {
    town.reopen();
  }
}
