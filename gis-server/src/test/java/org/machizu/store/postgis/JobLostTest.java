package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.machizu.access.EditRight;
import org.machizu.access.JobMark;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.ClaimedJob;
import org.machizu.jobs.Job;
import org.machizu.jobs.JobLostException;
import org.machizu.jobs.JobStoreContract;
import org.machizu.jobs.JobWork.Lane;
import org.machizu.layers.DoneByJob.Step;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.ParcelTesting;
import org.machizu.layers.StagedImport;
import org.machizu.layers.StoreFixture;

/** A server that has lost its job to another can publish nothing in its name. */
class JobLostTest extends ParcelTesting {
  private static final StagedImport.Mode REPLACE = new StagedImport.Mode.ReplaceAll();
  private static final Instant ASKED = Instant.now();

  private final PostgisFixture fixture = new PostgisFixture();

  @Override
  protected StoreFixture openStore() {
    return fixture;
  }

  private EditRight rightIn(String server) {
    return rightOf(PLANNER.inJob(new JobMark("ab", server, ASKED)), "parcels");
  }

  private Optional<ClaimedJob> claim(String server) {
    return fixture.jobs().claim(server, Lane.STAFF, Set.of("import"), Duration.ZERO);
  }

  private StagedImport staged(String server, int rows) {
    StagedImport staged = store.features().stage(rightIn(server), PARCELS, REPLACE);
    for (int n = 0; n < rows; n++) {
      assertThat(staged.add(lot(n), parcel("lot" + n, (long) n))).isTrue();
    }
    return staged;
  }

  private Optional<Revision> done(Step step) {
    return store
        .catalog()
        .findDone(id("parcels"), new JobMark("ab", "anybody", ASKED), step)
        .map(d -> d.revision());
  }

  @Test
  void whatAServerHasPreparedIsNotPublishedWhenAnotherHasTheJob() {
    create("parcels", PARCELS);
    Job job = new Job("ab", "import", "planner", Job.State.QUEUED, 0, null, ASKED, ASKED);
    assertThat(fixture.jobs().queue(job, JobStoreContract.work(Lane.STAFF), "a", 9)).isTrue();
    assertThat(claim("a")).isPresent();
    try (StagedImport asleep = staged("a", 3)) {
      assertThat(claim("b")).isPresent();
      assertThatThrownBy(asleep::publish).isInstanceOf(JobLostException.class);
    }
    assertThat(all("parcels")).isEmpty();
    assertThat(done(Step.IMPORTED)).isEmpty();

    StagedImport.Outcome outcome;
    try (StagedImport awake = staged("b", 5)) {
      outcome = awake.publish();
    }
    assertThat(done(Step.IMPORTED)).contains(outcome.revision());
    assertThat(done(Step.UNDONE)).isEmpty();
    assertThat(
            store.catalog().findDone(id("parcels"), new JobMark("ac", "b", ASKED), Step.IMPORTED))
        .isEmpty();
    assertThat(all("parcels")).hasSize(5);
  }

  /** It may be asleep: its connection lives, and with it the right to build the layer anew. */
  @Test
  void whoeverTakesAJobOverTakesTheLayerToo() {
    create("parcels", PARCELS);
    Job job = new Job("ab", "import", "planner", Job.State.QUEUED, 0, null, ASKED, ASKED);
    assertThat(fixture.jobs().queue(job, JobStoreContract.work(Lane.STAFF), "a", 9)).isTrue();
    assertThat(claim("a")).isPresent();
    try (StagedImport asleep = staged("a", 3)) {
      assertThat(claim("b")).isPresent();
      try (StagedImport awake = staged("b", 5)) {
        assertThat(awake.publish().created()).isEqualTo(5);
      }
      // What it was built upon has gone too, whichever is noticed first.
      assertThatThrownBy(asleep::publish)
          .isInstanceOfAny(JobLostException.class, LayerConflictException.class);
    }
    assertThat(all("parcels")).hasSize(5);
  }
}
