package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.AdminRight;
import org.machizu.access.Rights;
import org.machizu.access.View;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.retention.PurgePlan;
import org.machizu.retention.RetentionRule;

/**
 * Where changes wait for a publish step, outsiders see what the last one left, however a store is
 * asked; every store passes it.
 */
public abstract class ReviewedLayerContract extends ParcelTesting {
  private static final AdminRight ADMIN = new Rights().administer(Actor.OPERATOR).orElseThrow();

  private View outside() {
    return viewAs(Actor.PUBLIC, "parcels");
  }

  private CataloguedLayer open(boolean waits) {
    return store.catalog().publish(right("parcels"), new PublishStep(true, waits, null), "open");
  }

  private CataloguedLayer publishAgain() {
    return store.catalog().publish(right("parcels"), PublishStep.of(true), "as reviewed");
  }

  private List<Feature> seen() {
    List<Feature> found = new ArrayList<>();
    try (FeatureCursor cursor = store.features().scan(outside(), ALL, null)) {
      for (Feature f = cursor.next(); f != null; f = cursor.next()) {
        found.add(f);
      }
    }
    return found;
  }

  private static Predicate named(String lot) {
    return new Predicate.Comparison(
        new Expression.Property("lot"), Predicate.Operator.EQUAL, new Expression.Literal(lot));
  }

  @Test
  void outsidersSeeTheContentAsThePublishStepLeftIt() {
    create("parcels", PARCELS);
    long stays = addLot(1, "stays");
    long goes = addLot(2, "goes");
    open(true);
    List<Feature> published = seen();

    rename(stays, "renamed");
    apply("parcels", new Change.Delete(goes, null));
    long comes = addLot(500, "comes");

    assertThat(all("parcels")).extracting(Feature::id).containsExactly(stays, comes);
    assertThat(seen()).isEqualTo(published).extracting(Feature::id).containsExactly(stays, goes);
    FeatureStore features = store.features();
    assertThat(features.find(outside(), stays, null).orElseThrow().get("lot")).isEqualTo("stays");
    assertThat(features.find(outside(), goes, null)).isPresent();
    assertThat(features.find(outside(), comes, null)).isEmpty();
    assertThat(features.count(outside(), ALL, null, 10)).hasValue(2);
    assertThat(features.count(outside(), named("renamed"), null, 10)).hasValue(0);
    assertThat(features.count(outside(), named("stays"), null, 10)).hasValue(1);
    FeaturePage page = features.query(outside(), FeatureQuery.where(ALL, 1));
    assertThat(page.features()).containsExactly(published.getFirst());
    assertThat(
            features
                .query(outside(), new FeatureQuery(ALL, List.of(), page.next(), 1, null))
                .features())
        .containsExactly(published.getLast());
    assertThat(features.extent(outside()))
        .isEqualTo(
            published.stream()
                .flatMap(f -> Envelope.of(f.geometry()).stream())
                .reduce(Envelope::union));
    assertThat(features.history(outside(), HistoryQuery.newest(100)).changes())
        .extracting(FeatureVersion::featureId)
        .doesNotContain(comes);
  }

  @Test
  void theNextStepShowsEverythingAtOnce() {
    create("parcels", PARCELS);
    long id = addLot(1, "before");
    Revision first = open(true).revision();
    assertThat(outside().fixedAt()).isEqualTo(first);
    rename(id, "after");
    String earlier = outside().entitlement();

    CataloguedLayer stepped = publishAgain();

    assertThat(outside().fixedAt()).isEqualTo(stepped.revision());
    assertThat(outside().entitlement()).as("caches keep the states apart").isNotEqualTo(earlier);
    assertThat(column(seen(), "lot")).containsExactly("after");
    store.reopen();
    rename(id, "later");
    assertThat(column(seen(), "lot")).containsExactly("after");
    open(false);
    assertThat(outside().fixedAt()).isNull();
    assertThat(column(seen(), "lot")).containsExactly("later");
  }

  @Test
  void anImportThatReplacesEverythingWaitsToo() {
    create("parcels", PARCELS);
    load(3, REPLACE);
    open(true);
    List<Feature> published = seen();

    load(60, REPLACE);
    assertThat(all("parcels")).hasSize(60);
    assertThat(seen()).isEqualTo(published);

    publishAgain();
    assertThat(seen()).hasSize(60);
  }

  @Test
  void thePastOfOutsidersEndsWhereTheirPresentDoes() {
    stopTime();
    create("parcels", PARCELS);
    long id = addLot(1, "first");
    clock.advanceSeconds(60);
    Instant atFirst = clock.instant();
    clock.advanceSeconds(60);
    rename(id, "second");
    open(true);
    clock.advanceSeconds(60);
    rename(id, "secret");
    clock.advanceSeconds(60);

    FeatureStore features = store.features();
    assertThat(features.find(outside(), id, atFirst).orElseThrow().get("lot")).isEqualTo("first");
    assertThat(features.find(outside(), id, clock.instant()).orElseThrow().get("lot"))
        .isEqualTo("second");
  }

  @Test
  void aStepIsRefusedWhenTheLayerIsNotWhatWasReviewed() {
    create("parcels", PARCELS);
    long id = addLot(1, "seen");
    Revision seen = store.catalog().find(id("parcels")).orElseThrow().revision();
    rename(id, "not seen");

    assertThatThrownBy(() ->
            store
                .catalog()
                .publish(right("parcels"), new PublishStep(true, true, seen), "as reviewed"))
        .isInstanceOfSatisfying(
            LayerConflictException.class,
            e -> assertThat(e.code()).isEqualTo("changed-since-review"));
    assertThat(store.catalog().find(id("parcels")).orElseThrow().access().published()).isFalse();
  }

  @Test
  void whatOutsidersSeeStaysWhenThePastIsPurged() throws CancelledException {
    stopTime();
    create("parcels", PARCELS);
    load(3, REPLACE);
    open(true);
    List<Feature> published = seen();
    clock.advanceSeconds(Duration.ofDays(20).toSeconds());
    load(5, REPLACE);
    clock.advanceSeconds(Duration.ofDays(20).toSeconds());
    addLot(500, "comes");
    RetentionRule tenDays = new RetentionRule("p", "b", null, 10, List.of());
    store.retention().setRule(ADMIN, id("parcels"), tenDays, "r");
    PurgePlan plan = store.retention().plan(id("parcels"), null, clock.instant());

    if (!plan.isEmpty()) {
      Revision revision = store.retention().purge(ADMIN, plan, "as asked", Progress.SILENT);
      store.retention().shred(id("parcels"));
      store.retention().finish(id("parcels"), revision);
    }

    assertThat(seen()).isEqualTo(published);
  }

  @Test
  void aLayerThatIsClosedForAWhileWaitsAgainWhenItIsOpened() {
    create("parcels", PARCELS);
    long id = addLot(1, "first");
    open(true);
    store.catalog().publish(right("parcels"), PublishStep.of(false), "a mistake");
    rename(id, "second");
    publishAgain();

    assertThat(column(seen(), "lot")).containsExactly("second");
    rename(id, "third");
    assertThat(column(seen(), "lot")).containsExactly("second");
  }
}
