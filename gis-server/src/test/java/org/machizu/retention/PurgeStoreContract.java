package org.machizu.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.Rights;
import org.machizu.audit.AuditFilter;
import org.machizu.audit.AuditLine;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.Change;
import org.machizu.layers.LayerChanged;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.ParcelTesting;
import org.machizu.layers.StagedImport;

/** What is purged is gone from everything that a store keeps of a layer; every store passes it. */
public abstract class PurgeStoreContract extends ParcelTesting {
  private static final String CANARY = "canary-4711";
  private static final AdminRight ADMIN = new Rights().administer(Actor.OPERATOR).orElseThrow();
  private static final RetentionRule TEN_DAYS = new RetentionRule("p", "b", null, 10, List.of());

  private PurgePlan plan(@Nullable Set<Long> ids) {
    return store.retention().plan(id("parcels"), ids, clock.instant());
  }

  private Revision purge(PurgePlan plan) {
    try {
      return store.retention().purge(ADMIN, plan, "as asked", Progress.SILENT);
    } catch (CancelledException e) {
      throw new AssertionError("nobody has cancelled it", e);
    }
  }

  private void purgeWholly(PurgePlan plan) {
    Revision revision = purge(plan);
    store.retention().shred(id("parcels"));
    store.retention().finish(id("parcels"), revision);
  }

  private List<AuditLine> lines(Action action) {
    return store
        .auditRecords()
        .find(
            new AuditFilter(null, null, null, EnumSet.of(action), "parcels", null, null), null, 100)
        .lines();
  }

  /** A parcel with a canary in the present, in the past, and in a content that was replaced. */
  private long spread() {
    create("parcels", PARCELS);
    long id = addLot(0, CANARY);
    addLot(1, "other");
    rename(id, CANARY + "-second");
    try (StagedImport staged =
        stage(byKey(false))) { // many, so that new tables take the old's place
      for (int n = 1; n < MANY; n++) {
        staged.add(lot(n), parcel("lot" + n, (long) n));
      }
      staged.publish();
    }
    rename(id, CANARY + "-third");
    rename(id, CANARY + "-fourth");
    return id;
  }

  @Test
  void noByteOfAPurgedFeatureIsLeft() {
    long id = spread();
    assertThat(store.traces(CANARY)).as("before").isNotEmpty();
    PurgePlan plan = plan(Set.of(id));
    assertThat(plan.features()).containsExactly(id);
    assertThat(plan.rows()).containsEntry("current", 1L);
    assertThat(plan.rows().values().stream().mapToLong(n -> n).sum()).isGreaterThanOrEqualTo(4);

    purge(plan);
    Cleared cleared = store.retention().shred(id("parcels"));

    assertThat(store.traces(CANARY)).as(cleared.told()).isEmpty();
    assertThat(cleared.complete()).as(cleared.told()).isTrue();
    assertThat(all("parcels", ALL, List.of(), 1_000)).hasSize(MANY);
    store.reopen();
    assertThat(store.traces(CANARY)).as("after a restart").isEmpty();
  }

  @Test
  void aPurgedFeatureIsGoneNowAndInThePastAndCannotBeBroughtBack() {
    stopTime();
    create("parcels", PARCELS);
    long id = addLot(0, CANARY);
    long other = addLot(1, "other");
    clock.advanceSeconds(60);
    rename(id, "second");
    Revision edit = history("parcels", id).getFirst().revision();
    Instant then = clock.instant();
    clock.advanceSeconds(60);

    purgeWholly(plan(Set.of(id)));

    assertThat(store.features().find(view("parcels"), id, null)).isEmpty();
    assertThat(store.features().find(view("parcels"), id, then)).isEmpty();
    assertThat(ids(all("parcels", ALL, List.of(), 10, then))).containsExactly(other);
    assertThat(scan("parcels", around(0), then)).isEmpty();
    assertThat(store.features().wasPurged(view("parcels"), id)).isTrue();
    assertThat(store.features().wasPurged(view("parcels"), other)).isFalse();
    assertThat(history("parcels", id))
        .allSatisfy(
            change -> assertThat(change.before() == null && change.after() == null).isTrue());
    assertThatThrownBy(() -> undo("parcels", edit))
        .isInstanceOfSatisfying(
            LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("feature-purged"));
    rename(other, "changed since");
    assertThat(history("parcels", other)).hasSize(2);
    assertThat(addLot(0, "new")).as("an id is never given again").isNotEqualTo(id);
    store.reopen();
    assertThat(store.features().wasPurged(view("parcels"), id)).isTrue();
  }

  @Test
  void whatIsThereOnlyInThePastIsPurgedToo() {
    create("parcels", PARCELS);
    long id = addLot(0, CANARY);
    apply("parcels", new Change.Delete(id, null));
    assertThat(plan(Set.of(id + 1_000)).isEmpty()).as("never was one").isTrue();

    purgeWholly(plan(Set.of(id)));

    assertThat(store.traces(CANARY)).isEmpty();
    assertThat(plan(Set.of(id)).isEmpty()).as("nothing is left to do").isTrue();
  }

  @Test
  void aRuleStandsInTheLogAndOutlivesARestart() {
    create("parcels", PARCELS);
    assertThat(store.retention().listRuled()).isEmpty();
    RetentionRule rule =
        new RetentionRule(
            "見守り",
            "条例12条",
            null,
            400,
            List.of(new RetentionRule.KeptPaper("訪問記録", "規程", LocalDate.of(2031, 3, 31))));
    store.retention().setRule(ADMIN, id("parcels"), rule, "条例の改正");
    store.reopen();
    assertThat(store.retention().findRule(id("parcels"))).contains(rule);
    assertThat(store.retention().listRuled()).containsExactly(id("parcels"));
    AuditLine line = lines(Action.RETENTION_CHANGED).getFirst();
    assertThat(line.reason()).isEqualTo("条例の改正");
    assertThat(line.details()).containsEntry("historyDays", "400");
    store.retention().setRule(ADMIN, id("parcels"), null, "no longer");
    assertThat(store.retention().findRule(id("parcels"))).isEmpty();
    assertThat(store.retention().listRuled()).isEmpty();
    assertThatThrownBy(() ->
            store
                .retention()
                .setRule(
                    ADMIN,
                    id("parcels"),
                    new RetentionRule(
                        "p",
                        "b",
                        new RetentionRule.OfFeatures("lot", Period.ofYears(5)),
                        null,
                        List.of()),
                    "r"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("that holds days or moments");
  }

  @Test
  void withoutARuleNothingIsDueAndTooMuchAtOnceIsRefused() {
    create("parcels", PARCELS);
    assertThatThrownBy(() -> plan(null))
        .isInstanceOfSatisfying(
            LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("no-retention-rule"));
    Set<Long> tooMany =
        LongStream.rangeClosed(0, PurgePlan.MAX_FEATURES).boxed().collect(Collectors.toSet());
    assertThatThrownBy(() -> plan(tooMany))
        .isInstanceOfSatisfying(
            LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("purge-too-large"));
  }

  /** The town's day begins at 15:00 UTC of the day before. */
  @Test
  void aFeatureIsDueOnTheTownsDayAfterItsPeriod() {
    create("shelters", SHELTERS);
    LocalDate today = LocalDate.of(2026, 4, 1);
    Instant now = Instant.parse("2026-03-31T15:30:00Z"); // half past midnight
    List<Long> of = new ArrayList<>();
    for (@Nullable LocalDate built :
        new LocalDate[] {today.minusYears(5).minusDays(1), today.minusYears(5), today, null}) {
      of.add(add("shelters", null, shelter("built", built)));
    }
    List<Long> checked = new ArrayList<>();
    for (String moment : List.of("2021-03-31T14:59:59Z", "2021-03-31T15:00:00Z")) {
      checked.add(add("shelters", null, shelter("checked", Instant.parse(moment))));
    }

    assertThat(due("built", now)).containsExactly(of.getFirst());
    assertThat(due("built", now.minus(Duration.ofHours(1)))).as("an hour before").isEmpty();
    assertThat(due("checked", now)).containsExactly(checked.getFirst());
  }

  private List<Long> due(String attribute, Instant now) {
    store
        .retention()
        .setRule(
            ADMIN,
            id("shelters"),
            new RetentionRule(
                "p",
                "b",
                new RetentionRule.OfFeatures(attribute, Period.ofYears(5)),
                null,
                List.of()),
            "r");
    return store.retention().plan(id("shelters"), null, now).features();
  }

  @Test
  void thePastGoesAsFarAsTheRuleSaysReplacedContentsToo() {
    stopTime();
    create("parcels", PARCELS);
    long id = addLot(0, CANARY + "-replaced");
    load(MANY, REPLACE);
    long stays = ids(scan("parcels", around(5), null)).getFirst();
    rename(stays, CANARY + "-edited");
    Instant old = clock.instant();
    clock.advanceSeconds(60);
    rename(stays, "fine");
    Revision before = history("parcels", stays).getFirst().revision();
    clock.advanceSeconds(Duration.ofDays(30).toSeconds());
    rename(stays, "finer");
    store.retention().setRule(ADMIN, id("parcels"), TEN_DAYS, "r");
    PurgePlan plan = plan(null);
    assertThat(plan.features()).isEmpty();
    assertThat(plan.horizon()).isGreaterThanOrEqualTo(before.number());

    purgeWholly(plan);

    assertThat(store.traces(CANARY)).isEmpty();
    assertThat(get("parcels", stays).get("lot")).isEqualTo("finer");
    assertThat(history("parcels", stays)).hasSize(1);
    assertThatThrownBy(() -> all("parcels", ALL, List.of(), 10, old))
        .isInstanceOfSatisfying(
            LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("history-purged"));
    assertThatThrownBy(() -> undo("parcels", before))
        .isInstanceOfSatisfying(
            LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("history-purged"));
    assertThat(store.features().find(view("parcels"), id, null)).isEmpty();
    assertThat(plan(null).isEmpty()).as("nothing is left to do").isTrue();
  }

  @Test
  void manyGoInPartsAndNewsOfThemComes() throws Exception {
    create("parcels", PARCELS);
    load(5_000, REPLACE);
    List<Long> all = ids(scan("parcels", ALL, null));
    BlockingQueue<LayerChanged> news = new LinkedBlockingQueue<>();
    store.changes().start(news::add);

    Revision last = purge(plan(Set.copyOf(all.subList(0, 4_500))));

    assertThat(ids(scan("parcels", ALL, null))).isEqualTo(all.subList(4_500, 5_000));
    assertThat(lines(Action.PURGED)).as("2,000 at once").hasSize(3);
    LayerChanged change;
    do {
      change = news.poll(30, TimeUnit.SECONDS);
      assertThat(change).as("news within 30 seconds").isNotNull();
      assertThat(change.everything()).isTrue();
    } while (!change.revision().equals(last));
  }

  @Test
  void whatWasTakenOutBeforeACancelStaysOutAndIsNoted() {
    create("parcels", PARCELS);
    load(5_000, REPLACE);
    List<Long> all = ids(scan("parcels", ALL, null));
    Progress afterOne =
        new Progress() {
          private boolean begun;

          @Override
          public void report(double fraction) {
            begun = true;
          }

          @Override
          public boolean isCancelled() {
            return begun;
          }
        };
    PurgePlan plan = plan(Set.copyOf(all));

    assertThatThrownBy(() -> store.retention().purge(ADMIN, plan, "r", afterOne))
        .isInstanceOf(CancelledException.class);

    assertThat(ids(scan("parcels", ALL, null))).isEqualTo(all.subList(2_000, 5_000));
    assertThat(store.retention().listUnfinished()).hasSize(1);
  }

  @Test
  void aPurgeIsNotedUntilItIsFinished() {
    create("parcels", PARCELS);
    create("shelters", SHELTERS);
    long first = addLot(0, CANARY);
    long second = addLot(1, "b");
    assertThat(store.retention().listUnfinished()).isEmpty();
    Revision one = purge(plan(Set.of(first)));
    assertThat(store.retention().listUnfinished())
        .containsExactly(new UnfinishedPurge(id("parcels"), one, "as asked"));
    Revision two = purge(plan(Set.of(second)));

    store.reopen(); // as if the server had ended here

    assertThat(store.retention().listUnfinished())
        .containsExactly(new UnfinishedPurge(id("parcels"), two, "as asked"));
    store.retention().finish(id("parcels"), one);
    assertThat(store.retention().listUnfinished())
        .containsExactly(new UnfinishedPurge(id("parcels"), two, "as asked"));
    store.retention().finish(id("parcels"), two);
    assertThat(store.retention().listUnfinished()).isEmpty();
    assertThat(lines(Action.PURGED))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.details()).containsEntry("step", "removed"))
        .allSatisfy(line -> assertThat(line.toString()).doesNotContain(CANARY));
  }

  /** A place that cannot be reached at first; what the server did before has happened. */
  private static PurgePlace failing(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return new PurgePlace() {
      @Override
      public String name() {
        return "elsewhere";
      }

      @Override
      public Cleared purge(LayerId layer, Revision revision) {
        if (left.getAndDecrement() > 0) {
          throw new IllegalStateException("the server ends here");
        }
        return new Cleared("cleared", true);
      }
    };
  }

  private List<AuditLine> proofs() {
    return lines(Action.PURGED).stream()
        .filter(line -> "proof".equals(line.details().get("step")))
        .toList();
  }

  @Test
  void whatAPurgeLeftWhenItsServerEndedIsDoneLater() {
    create("parcels", PARCELS);
    long id = addLot(0, CANARY);
    PurgePlace place = failing(1);
    Purge broken = new Purge(store.retention(), List.of(place), store.audit(), clock);
    assertThatThrownBy(
            () -> broken.run(ADMIN, id("parcels"), Set.of(id), null, "as asked", Progress.SILENT))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.features().find(view("parcels"), id, null)).isEmpty();
    assertThat(proofs()).isEmpty();

    store.reopen();
    Purge next = new Purge(store.retention(), List.of(place), store.audit(), clock);
    next.finishAll(ADMIN);
    next.finishAll(ADMIN);

    assertThat(store.traces(CANARY)).isEmpty();
    assertThat(store.retention().listUnfinished()).isEmpty();
    AuditLine proof = proofs().getFirst();
    assertThat(proofs()).as("once").hasSize(1);
    assertThat(proof.reason()).isEqualTo("as asked");
    assertThat(proof.details()).containsEntry("what", "rest").containsEntry("elsewhere", "cleared");
  }

  @Test
  void whatSomebodyElsePurgesAtTheMomentIsLeftToThem() throws Exception {
    create("parcels", PARCELS);
    long id = addLot(0, CANARY);
    Revision revision = purge(plan(Set.of(id)));
    Purge purge = new Purge(store.retention(), List.of(), store.audit(), clock);
    try (PurgeStore.Turn theirs = store.retention().tryTurn(id("parcels")).orElseThrow()) {
      assertThat(theirs).isNotNull();
      purge.finishAll(ADMIN);
      assertThat(store.retention().listUnfinished())
          .containsExactly(new UnfinishedPurge(id("parcels"), revision, "as asked"));
      assertThatThrownBy(
              () -> purge.run(ADMIN, id("parcels"), Set.of(id), null, "r", Progress.SILENT))
          .isInstanceOfSatisfying(
              LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("layer-busy"));
    }
    purge.finishAll(ADMIN);
    assertThat(store.retention().listUnfinished()).isEmpty();
  }

  @Test
  void oneAtATimePurgesALayer() {
    create("parcels", PARCELS);
    PurgeStore retention = store.retention();
    try (PurgeStore.Turn mine = retention.tryTurn(id("parcels")).orElseThrow()) {
      assertThat(mine).isNotNull();
      assertThat(retention.tryTurn(id("parcels"))).isEmpty();
      try (PurgeStore.Turn other = retention.tryTurn(id("shelters")).orElseThrow()) {
        assertThat(other).as("of another layer").isNotNull();
      }
    }
    retention.tryTurn(id("parcels")).orElseThrow().close();
  }

  @Test
  void anImportUnderWayCannotBringBackWhatIsPurged() {
    create("parcels", PARCELS);
    long id = addLot(0, CANARY);
    PurgePlan plan = plan(Set.of(id));
    try (StagedImport staged = stage(REPLACE)) {
      staged.add(lot(0), parcel(CANARY, 1L));
      assertThatThrownBy(() -> purge(plan))
          .isInstanceOfSatisfying(
              LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("layer-busy"));
    } // given up: what it had staged goes too
    assertThat(get("parcels", id).get("lot")).isEqualTo(CANARY);

    purgeWholly(plan);

    assertThat(store.traces(CANARY)).isEmpty();
    assertThat(load(3, REPLACE).created()).as("imports work again").isEqualTo(3);
  }

  @Test
  void otherLayersKeepWhatTheyHave() {
    create("parcels", PARCELS);
    create("shelters", SHELTERS);
    long purged = addLot(0, "a");
    List<Long> others = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      others.add(add("shelters", point(144, 44), shelter("施設名", CANARY)));
    }

    purgeWholly(plan(Set.of(purged)));

    assertThat(ids(all("shelters"))).isEqualTo(others);
    assertThat(store.traces(CANARY)).isNotEmpty();
  }
}
