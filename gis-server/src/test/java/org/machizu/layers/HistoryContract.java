package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;

/** History, the state at a moment, and undo; every store passes it. */
public abstract class HistoryContract extends StoreTesting {

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

    List<FeatureVersion> history = store.features().history(view("shelters"), a, null, 10);

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

    assertThat(store.features().history(view("shelters"), a, null, 10)).hasSize(1);
    assertThat(get("shelters", a).version()).isEqualTo(version);
  }

  @Test
  void historyOfALayerIsPagedByRevision() {
    create("shelters", SHELTERS);
    for (int i = 0; i < 7; i++) {
      add("shelters", null, shelter("capacity", (long) i));
    }
    var features = store.features();
    List<FeatureVersion> first = features.history(view("shelters"), null, null, 3);
    List<FeatureVersion> second =
        features.history(view("shelters"), null, first.getLast().revision(), 10);

    assertThat(first).hasSize(3);
    assertThat(second).hasSize(4);
    assertThat(first.getFirst().revision())
        .isEqualTo(store.catalog().find(id("shelters")).orElseThrow().revision());
    assertThatThrownBy(() -> features.history(view("shelters"), null, null, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void undoTakesBackEverythingOfOneRevision() {
    create("shelters", SHELTERS);
    long a = add("shelters", point(144, 44), shelter("施設名", "A"));
    long b = add("shelters", point(144.1, 44), shelter("施設名", "B", "note", "x"));
    EditResult edit =
        apply(
            "shelters",
            new Change.Update(a, null, point(145, 44), values("施設名", "A2")),
            new Change.Delete(b, null),
            new Change.Create(null, shelter("施設名", "C")));

    EditResult undone = store.features().undo(right("shelters"), edit.revision());

    assertThat(column(all("shelters"), "施設名")).containsExactly("A", "B");
    assertThat(get("shelters", a).geometry()).isEqualTo(point(144, 44));
    assertThat(get("shelters", b).attributes()).isEqualTo(shelter("施設名", "B", "note", "x"));
    assertThat(get("shelters", a).version())
        .isEqualTo(undone.revision())
        .isGreaterThan(edit.revision());
    assertThat(store.features().history(view("shelters"), b, null, 10)).hasSize(3);

    store.features().undo(right("shelters"), undone.revision());
    assertThat(column(all("shelters"), "施設名")).containsExactly("A2", "C");
  }

  @Test
  void undoIsRefusedWhenSomebodyHasBuiltUponTheChange() {
    create("shelters", SHELTERS);
    long a = add("shelters", point(144, 44), shelter("施設名", "A"));
    EditResult edit = apply("shelters", new Change.Update(a, null, null, values("施設名", "A2")));
    apply("shelters", new Change.Update(a, null, null, values("capacity", 3L)));

    assertThatThrownBy(() -> store.features().undo(right("shelters"), edit.revision()))
        .isInstanceOf(LayerConflictException.class)
        .hasMessageContaining("feature " + a);
    assertThat(get("shelters", a).attributes()).isEqualTo(shelter("施設名", "A2", "capacity", 3L));
  }

  @Test
  void undoOfWhatIsNoChangeOfFeaturesIsRefused() {
    CataloguedLayer created = create("shelters", SHELTERS);
    create("ponds", SHELTERS);
    long pond = add("ponds", null, shelter());
    Revision other = get("ponds", pond).version();

    for (Revision revision : List.of(created.revision(), other, new Revision(999_999))) {
      assertThatThrownBy(() -> store.features().undo(right("shelters"), revision))
          .isInstanceOf(LayerConflictException.class);
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
