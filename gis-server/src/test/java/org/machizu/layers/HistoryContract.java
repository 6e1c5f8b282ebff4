package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;

/** History, and the state at a moment; every store passes it. */
public abstract class HistoryContract extends ParcelTesting {

  private Instant now() {
    return clock.instant();
  }

  @Test
  void theStateAtAMomentIsWhatStoodThen() {
    stopTime();
    create("shelters", SHELTERS);
    Instant empty = now();
    clock.advanceSeconds(60);
    long a = add("shelters", point(144, 44), shelter("施設名", "A", "capacity", 1L));
    long b = add("shelters", point(144.5, 44), shelter("施設名", "B", "capacity", 2L));
    Instant created = now();
    clock.advanceSeconds(60);
    apply("shelters", new Change.Update(a, null, point(144.2, 44), values("施設名", "A2")));
    Instant moved = now();
    clock.advanceSeconds(60);
    apply("shelters", new Change.Delete(b, null));
    clock.advanceSeconds(60);

    assertThat(all("shelters", ALL, List.of(), 10, empty.minusSeconds(1))).isEmpty();
    assertThat(all("shelters", ALL, List.of(), 10, empty)).isEmpty();
    assertThat(column(all("shelters", ALL, List.of(), 1, created), "施設名"))
        .containsExactly("A", "B");
    assertThat(column(all("shelters", ALL, List.of(), 1, created.plusSeconds(59)), "施設名"))
        .containsExactly("A", "B");
    assertThat(column(scan("shelters", ALL, moved), "施設名")).containsExactly("A2", "B");
    assertThat(column(all("shelters", ALL, List.of(), 10, now()), "施設名")).containsExactly("A2");

    Predicate west = new Predicate.IntersectsBox(new Envelope(143.9, 43, 144.1, 45));
    assertThat(ids(all("shelters", west, List.of(), 10, created))).containsExactly(a);
    assertThat(all("shelters", west, List.of(), 10, moved)).isEmpty();
    assertThat(store.features().count(view("shelters"), west, created, 10)).hasValue(1);
    assertThat(store.features().find(view("shelters"), b, moved)).isPresent();
    assertThat(store.features().find(view("shelters"), b, now())).isEmpty();
    assertThat(
            column(all("shelters", ALL, List.of(new SortKey("capacity", false)), 1, moved), "施設名"))
        .containsExactly("B", "A2");
  }

  @Test
  void historyTellsWhoWhenBeforeAndAfter() {
    stopTime();
    create("shelters", SHELTERS);
    long a = add("shelters", point(144, 44), shelter("施設名", "A"));
    Feature first = get("shelters", a);
    clock.advanceSeconds(60);
    store
        .features()
        .apply(
            rightOf(Actor.OPERATOR, "shelters"),
            List.of(new Change.Update(a, null, null, values("施設名", "A2"))));
    Feature second = get("shelters", a);
    clock.advanceSeconds(60);
    apply("shelters", new Change.Delete(a, null));

    List<FeatureVersion> history = history("shelters", a);

    assertThat(history)
        .extracting(FeatureVersion::kind)
        .containsExactly(
            FeatureVersion.Kind.DELETE, FeatureVersion.Kind.UPDATE, FeatureVersion.Kind.CREATE);
    assertThat(history)
        .extracting(FeatureVersion::actor)
        .containsExactly("planner", "operator", "planner");
    assertThat(history)
        .extracting(FeatureVersion::time)
        .containsExactly(now(), now().minusSeconds(60), now().minusSeconds(120));
    assertThat(history.get(0).before()).isEqualTo(second);
    assertThat(history.get(0).after()).isNull();
    assertThat(history.get(1).before()).isEqualTo(first);
    assertThat(history.get(1).after()).isEqualTo(second);
    assertThat(history.get(2).before()).isNull();
  }

  @Test
  void anEditThatChangesNothingMakesNoHistory() {
    create("shelters", SHELTERS);
    long a = add("shelters", point(144, 44), shelter("施設名", "A"));
    Revision version = get("shelters", a).version();
    apply("shelters", new Change.Update(a, null, point(144, 44), values("施設名", "A")));

    assertThat(history("shelters", a)).hasSize(1);
    assertThat(get("shelters", a).version()).isEqualTo(version);
  }

  @Test
  void historyOfALayerIsPagedByRevision() {
    create("shelters", SHELTERS);
    for (int i = 0; i < 7; i++) {
      add("shelters", null, shelter("capacity", (long) i));
    }
    var features = store.features();
    List<FeatureVersion> first =
        features.history(view("shelters"), HistoryQuery.newest(3)).changes();
    HistoryPage second =
        features.history(
            view("shelters"), new HistoryQuery(null, first.getLast().revision(), null, 10));

    assertThat(first).hasSize(3);
    assertThat(second.changes()).hasSize(4);
    assertThat(second.next()).isNull();
    assertThat(first.getFirst().revision())
        .isEqualTo(store.catalog().find(id("shelters")).orElseThrow().revision());
    assertThatThrownBy(() -> HistoryQuery.newest(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HistoryQuery.newest(10_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A change, by what is one time only in a layer's history. */
  private record Told(Revision revision, long feature) {
    static Told of(FeatureVersion version) {
      return new Told(version.revision(), version.featureId());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRevisionLargerThanAPageIsReadWholeAlsoWhileEditsComeIn(boolean replacing) {
    create("parcels", PARCELS);
    long old = add("parcels", lot(5_000), parcel("old", 1L));
    apply("parcels", new Change.Update(old, null, null, values("area", 2L)));
    Revision large = load(2_500, replacing ? REPLACE : byKey(false)).revision();
    List<Feature> parcels = all("parcels");
    apply("parcels", new Change.Update(parcels.getLast().id(), null, null, values("area", -1L)));

    List<FeatureVersion> read = new ArrayList<>();
    HistoryQuery query = HistoryQuery.newest(1_000);
    int pages = 0;
    while (query != null) {
      HistoryPage page = store.features().history(view("parcels"), query);
      assertThat(page.changes()).hasSizeLessThanOrEqualTo(1_000);
      read.addAll(page.changes());
      apply("parcels", new Change.Update(parcels.get(pages).id(), null, null, values("area", -2L)));
      add("parcels", lot(6_000 + pages), parcel("new" + pages, 1L));
      query = page.next() == null ? null : query.after(page.next());
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(read).extracting(Told::of).doesNotHaveDuplicates();
    assertThat(read.stream().filter(v -> v.revision().equals(large)))
        .hasSize(replacing ? 2_501 : 2_500)
        .extracting(FeatureVersion::featureId)
        .isSorted();
    assertThat(read).hasSize(replacing ? 2_504 : 2_503);
    assertThat(read)
        .extracting(FeatureVersion::revision)
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void theHistoryOfAFeatureIsPagedTooOverImports() {
    create("parcels", PARCELS);
    load(3, REPLACE);
    long id = all("parcels").get(1).id();
    for (long area = 10; area < 13; area++) {
      apply("parcels", new Change.Update(id, null, null, values("area", area)));
    }
    load(3, REPLACE);

    List<FeatureVersion> read = new ArrayList<>();
    HistoryQuery query = HistoryQuery.of(id, 2);
    while (query != null) {
      HistoryPage page = store.features().history(view("parcels"), query);
      read.addAll(page.changes());
      query = page.next() == null ? null : query.after(page.next());
    }

    assertThat(read).isEqualTo(history("parcels", id)).hasSize(5);
    assertThat(read.getLast().kind()).isEqualTo(FeatureVersion.Kind.CREATE);
  }

  @Test
  void aTokenOfAnotherHistoryIsRefused() {
    create("parcels", PARCELS);
    load(3, REPLACE);
    long id = all("parcels").getFirst().id();
    String token = store.features().history(view("parcels"), HistoryQuery.newest(1)).next();

    assertThat(token).isNotNull();
    for (HistoryQuery query :
        List.of(
            HistoryQuery.of(id, 1).after(token),
            HistoryQuery.newest(1).after("r1"),
            HistoryQuery.newest(1).after("r99999999999999999999f1"),
            HistoryQuery.newest(1).after(""))) {
      assertThatThrownBy(() -> store.features().history(view("parcels"), query))
          .as("%s", query)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("token");
    }
  }

  @Test
  void revisionsGrowOverAllLayers() {
    Revision a = create("shelters", SHELTERS).revision();
    Revision b = create("ponds", SHELTERS).revision();
    Revision c = apply("shelters", new Change.Create(null, shelter())).revision();
    Revision d = apply("ponds", new Change.Create(null, shelter())).revision();

    assertThat(List.of(a, b, c, d)).isSorted().doesNotHaveDuplicates();
  }
}
