package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;

/** Taking a revision back, small or large; every store passes it. */
public abstract class UndoContract extends ParcelTesting {

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

    UndoResult undone = undo("shelters", edit.revision());

    assertThat(column(all("shelters"), "施設名")).containsExactly("A", "B");
    assertThat(get("shelters", a).geometry()).isEqualTo(point(144, 44));
    assertThat(get("shelters", b).attributes()).isEqualTo(shelter("施設名", "B", "note", "x"));
    assertThat(get("shelters", a).version())
        .isEqualTo(undone.revision())
        .isGreaterThan(edit.revision());
    assertThat(history("shelters", b)).hasSize(3);

    undo("shelters", undone.revision());
    assertThat(column(all("shelters"), "施設名")).containsExactly("A2", "C");
  }

  /** An attribute may be called as anything, also as what the stores' own statements speak of. */
  @Test
  void namesThatTheStoresUseThemselvesAreNamesLikeOthers() {
    create("odd", ODD_NAMES);
    long id = add("odd", point(144, 44), odd("A"));
    long gone = add("odd", point(145, 44), odd("B"));
    Map<String, Object> all = new LinkedHashMap<>();
    ODD_NAMES.attributes().forEach(attribute -> all.put(attribute.name(), "C"));

    EditResult edit =
        apply("odd", new Change.Update(id, null, null, all), new Change.Delete(gone, null));
    assertThat(get("odd", id).attributes()).isEqualTo(odd("C"));
    assertThat(history("odd", id).getFirst().before().attributes()).isEqualTo(odd("A"));
    undo("odd", edit.revision());

    assertThat(get("odd", id).attributes()).isEqualTo(odd("A"));
    assertThat(get("odd", gone).attributes()).isEqualTo(odd("B"));
    for (Attribute attribute : ODD_NAMES.attributes()) {
      List<SortKey> down = List.of(new SortKey(attribute.name(), false));
      assertThat(ids(all("odd", ALL, down, 1))).as(attribute.name()).containsExactly(gone, id);
    }
  }

  @Test
  void undoIsRefusedWhenSomebodyHasBuiltUponTheChange() {
    create("shelters", SHELTERS);
    long a = add("shelters", point(144, 44), shelter("施設名", "A"));
    EditResult edit = apply("shelters", new Change.Update(a, null, null, values("施設名", "A2")));
    apply("shelters", new Change.Update(a, null, null, values("capacity", 3L)));

    assertThatThrownBy(() -> undo("shelters", edit.revision()))
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
      assertThatThrownBy(() -> undo("shelters", revision))
          .isInstanceOf(LayerConflictException.class);
    }
  }

  /**
   * One import by key that moves a third of the parcels, gives a third another area, and puts new
   * ones in the place of a third.
   *
   * @param count of parcels 0 to count - 1 that are there
   */
  private Revision alter(int count) {
    try (StagedImport staged = stage(byKey(true))) {
      for (int n = 0; n < count; n++) {
        if (n % 3 == 0) {
          staged.add(lot(n + 100_000), parcel("lot" + n, (long) n));
        } else if (n % 3 == 1) {
          staged.add(lot(n), parcel("lot" + n, -1L));
        } else {
          staged.add(lot(n + 200_000), parcel("new" + n, (long) n));
        }
      }
      return staged.publish().revision();
    }
  }

  private List<Feature> parcels() {
    return parcels(null);
  }

  private List<Feature> parcels(Instant asOf) {
    return all("parcels", ALL, List.of(), 10_000, asOf);
  }

  /** What was there, whichever revision wrote it. */
  private static List<Object> contents(List<Feature> features) {
    return features.stream()
        .map(f -> (Object) List.of(f.id(), String.valueOf(f.geometry()), f.attributes()))
        .toList();
  }

  private static List<FeatureVersion.Kind> kinds(List<FeatureVersion> life) {
    return life.stream().map(FeatureVersion::kind).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, MANY})
  void everythingThatARevisionDidIsTakenBackHoweverMuch(int count) {
    create("parcels", PARCELS);
    load(count, REPLACE);
    long untouched = add("parcels", lot(150_000), parcel(null, 7L));
    List<Feature> before = parcels();
    Revision wrong = alter(count);
    List<Feature> altered = parcels();

    long counted = store.features().countUndo(right("parcels"), wrong);
    UndoResult undone = undo("parcels", wrong);

    assertThat(undone.count()).isEqualTo(count + count / 3).isEqualTo(counted);
    assertThat(undone.ids())
        .hasSize((int) Math.min(undone.count(), UndoResult.LISTED))
        .isSorted()
        .doesNotContain(untouched);
    List<Feature> after = parcels();
    assertThat(contents(after)).isEqualTo(contents(before));
    for (Feature feature : after) {
      assertThat(feature.version())
          .isEqualTo(feature.id() == untouched ? before.getLast().version() : undone.revision());
    }
    assertThat(ids(all("parcels", around(3), List.of(), 10))).containsExactly(before.get(3).id());
    assertThat(ids(all("parcels", around(5), List.of(), 10))).containsExactly(before.get(5).id());
    assertThat(all("parcels", around(100_003), List.of(), 10)).isEmpty();
    assertThat(all("parcels", around(200_005), List.of(), 10)).isEmpty();
    assertThat(add("parcels", null, parcel("later", 1L))).isGreaterThan(altered.getLast().id());
  }

  @ParameterizedTest
  @ValueSource(ints = {60, MANY})
  void historyAndFormerStatesTellTheWrongRevisionAndItsUndo(int count) {
    stopTime();
    create("parcels", PARCELS);
    load(count, REPLACE);
    List<Feature> before = parcels();
    Instant atFirst = clock.instant();
    clock.advanceSeconds(60);
    Revision wrong = alter(count);
    List<Feature> altered = parcels();
    Instant wronged = clock.instant();
    clock.advanceSeconds(60);
    Revision undone = undo("parcels", wrong).revision();

    assertThat(parcels(atFirst)).isEqualTo(before);
    assertThat(parcels(wronged)).isEqualTo(altered);
    assertThat(all("parcels", around(100_003), List.of(), 10, wronged)).hasSize(1);
    List<FeatureVersion> moved = history("parcels", before.get(3).id());
    assertThat(kinds(moved))
        .containsExactly(
            FeatureVersion.Kind.UPDATE, FeatureVersion.Kind.UPDATE, FeatureVersion.Kind.CREATE);
    assertThat(moved.get(0).before().geometry()).isEqualTo(lot(100_003));
    assertThat(moved.get(0).after().geometry()).isEqualTo(lot(3));
    assertThat(moved.get(0).revision()).isEqualTo(undone);
    assertThat(kinds(history("parcels", before.get(5).id())))
        .containsExactly(
            FeatureVersion.Kind.CREATE, FeatureVersion.Kind.DELETE, FeatureVersion.Kind.CREATE);
    assertThat(kinds(history("parcels", altered.getLast().id())))
        .containsExactly(FeatureVersion.Kind.DELETE, FeatureVersion.Kind.CREATE);

    undo("parcels", undone);
    assertThat(contents(parcels())).isEqualTo(contents(altered));
  }

  @Test
  void aLargeEditAmongOthersIsTakenBackAlone() {
    create("parcels", PARCELS);
    load(4_000, REPLACE);
    List<Feature> first = parcels();
    apply("parcels", new Change.Update(first.get(1).id(), null, null, values("area", 100L)));
    Change[] changes = new Change[2_500];
    for (int n = 0; n < changes.length; n++) {
      long id = first.get(n).id();
      changes[n] =
          n % 5 == 0
              ? new Change.Delete(id, null)
              : new Change.Update(id, null, null, values("area", -1L));
    }
    List<Feature> before = parcels();
    Revision large = apply("parcels", changes).revision();
    long since = add("parcels", lot(8_000), parcel("since", 1L));
    apply("parcels", new Change.Update(first.get(3_000).id(), null, null, values("area", 5L)));

    assertThat(undo("parcels", large).count()).isEqualTo(2_500);

    List<Feature> after = new ArrayList<>(parcels());
    assertThat(after.removeLast().id()).isEqualTo(since);
    assertThat(after.get(3_000).get("area")).isEqualTo(5L);
    assertThat(contents(after.subList(0, 3_000))).isEqualTo(contents(before.subList(0, 3_000)));
    assertThat(after).hasSize(4_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, MANY})
  void undoneImportsBringTheFormerAttributesBack(int count) {
    create("parcels", PARCELS);
    load(count, REPLACE);
    List<Feature> before = parcels();
    Schema other =
        new Schema(
            GeometryType.POINT,
            List.of(
                Attribute.open("area", AttributeType.TEXT),
                Attribute.open("owner", AttributeType.TEXT)));
    Revision wrong;
    try (StagedImport staged = store.features().stage(right("parcels"), other, REPLACE)) {
      for (int n = 0; n < count; n++) {
        staged.add(point(144, 44), Attributes.of(other, "large", "town"));
      }
      wrong = staged.publish().revision();
    }

    undo("parcels", wrong);

    assertThat(store.catalog().find(id("parcels")).orElseThrow().layer().schema())
        .isEqualTo(PARCELS);
    assertThat(contents(parcels())).isEqualTo(contents(before));
    assertThat(ids(all("parcels", around(7), List.of(), 10))).containsExactly(before.get(7).id());
    long edited = before.getFirst().id();
    apply("parcels", new Change.Update(edited, null, null, values("lot", "edited")));
    assertThat(kinds(history("parcels", edited)))
        .containsExactly(
            FeatureVersion.Kind.UPDATE,
            FeatureVersion.Kind.CREATE,
            FeatureVersion.Kind.DELETE,
            FeatureVersion.Kind.CREATE);
  }

  @Test
  void whatOthersHaveAddedToAWrongImportStaysWithItsAttributes() {
    create("parcels", PARCELS);
    load(60, REPLACE);
    List<Feature> before = parcels();
    Schema other =
        new Schema(
            GeometryType.POLYGON,
            List.of(
                Attribute.open("lot", AttributeType.TEXT),
                Attribute.open("owner", AttributeType.TEXT)));
    Revision wrong;
    try (StagedImport staged = store.features().stage(right("parcels"), other, REPLACE)) {
      staged.add(lot(1), Attributes.of(other, "wrong", "town"));
      wrong = staged.publish().revision();
    }
    long added = add("parcels", lot(500), Attributes.of(other, "added", "somebody"));

    undo("parcels", wrong);

    assertThat(get("parcels", added).attributes())
        .isEqualTo(Attributes.of(other, "added", "somebody"));
    List<Feature> after = parcels();
    assertThat(ids(after)).startsWith(ids(before).toArray(Long[]::new)).hasSize(61);
    assertThat(after.getFirst().attributes()).isEqualTo(Attributes.of(other, "lot0", null));
  }

  @Test
  void formerFeaturesOfAnotherKindDoNotComeBesideNewOnes() {
    create("parcels", PARCELS);
    load(3, REPLACE);
    Schema points =
        new Schema(GeometryType.POINT, List.of(Attribute.open("lot", AttributeType.TEXT)));
    Revision wrong;
    try (StagedImport staged = store.features().stage(right("parcels"), points, REPLACE)) {
      wrong = staged.publish().revision();
    }
    add("parcels", point(144, 44), Attributes.of(points, "added"));

    assertThat(conflict(wrong, Progress.SILENT).code()).isEqualTo("kind-changed");
    assertThat(column(parcels(), "lot")).containsExactly("added");
  }

  private LayerConflictException conflict(Revision revision, Progress progress) {
    LayerConflictException conflict =
        catchThrowableOfType(
            LayerConflictException.class,
            () -> store.features().undo(right("parcels"), revision, progress));
    assertThat(conflict).as("the undo was not refused").isNotNull();
    return conflict;
  }

  /** Does something once, in the middle of the work. */
  private static Progress inTheMiddle(Runnable what) {
    return new Progress() {
      private boolean done;

      @Override
      public void report(double fraction) {
        if (!done && fraction > 0.4) {
          done = true;
          what.run();
        }
      }

      @Override
      public boolean isCancelled() {
        return false;
      }
    };
  }

  @Test
  void whatOthersDoMeanwhileIsKept() throws Exception {
    create("parcels", PARCELS);
    load(MANY, REPLACE);
    for (int n = 0; n < 4; n++) {
      add("parcels", lot(150_000 + n), parcel(null, (long) n));
    }
    List<Feature> before = parcels();
    List<Feature> others = before.subList(MANY, MANY + 4);
    Revision wrong = alter(MANY);
    List<Long> fresh = new ArrayList<>();
    Progress progress =
        inTheMiddle(() -> {
          apply("parcels", new Change.Update(others.get(0).id(), null, null, values("area", 9L)));
          apply("parcels", new Change.Update(others.get(1).id(), null, lot(160_000), values()));
          apply("parcels", new Change.Delete(others.get(2).id(), null));
          fresh.add(add("parcels", lot(160_001), parcel(null, 10L)));
        });

    UndoResult undone = store.features().undo(right("parcels"), wrong, progress);

    assertThat(fresh).hasSize(1);
    assertThat(contents(parcels().subList(0, MANY))).isEqualTo(contents(before.subList(0, MANY)));
    assertThat(parcels()).hasSize(MANY + 4);
    assertThat(get("parcels", others.get(0).id()).get("area")).isEqualTo(9L);
    assertThat(get("parcels", others.get(0).id()).version()).isLessThan(undone.revision());
    assertThat(ids(all("parcels", around(160_000), List.of(), 10)))
        .containsExactly(others.get(1).id());
    assertThat(all("parcels", around(150_001), List.of(), 10)).isEmpty();
    assertThat(store.features().find(view("parcels"), others.get(2).id(), null)).isEmpty();
    assertThat(get("parcels", others.get(3).id())).isEqualTo(others.get(3));
    assertThat(ids(all("parcels", around(160_001), List.of(), 10))).isEqualTo(fresh);
  }

  @Test
  void somebodyWhoBuildsUponTheRevisionMeanwhileEndsTheUndo() {
    create("parcels", PARCELS);
    load(MANY, REPLACE);
    Revision wrong = alter(MANY);
    List<Feature> altered = parcels();
    long edited = altered.get(1).id();
    Progress progress =
        inTheMiddle(
            () -> apply("parcels", new Change.Update(edited, null, null, values("area", 77L))));

    LayerConflictException conflict = conflict(wrong, progress);

    assertThat(conflict.code()).isEqualTo("changed-since");
    assertThat(conflict).hasMessageContaining("feature " + edited);
    assertThat(get("parcels", edited).get("area")).isEqualTo(77L);
    assertThat(parcels()).hasSize(altered.size());
    apply("parcels", new Change.Update(edited, null, null, values("area", 78L)));
    assertThat(conflict(wrong, Progress.SILENT).code()).isEqualTo("changed-since");
  }

  @Test
  void anEditBesideFormerAttributesThatComeBackEndsTheUndo() {
    create("parcels", PARCELS);
    load(3, REPLACE);
    Schema other =
        new Schema(GeometryType.POLYGON, List.of(Attribute.open("owner", AttributeType.TEXT)));
    Revision wrong;
    try (StagedImport staged = store.features().stage(right("parcels"), other, REPLACE)) {
      staged.add(lot(1), Attributes.of(other, "town"));
      wrong = staged.publish().revision();
    }
    Progress progress = inTheMiddle(() -> add("parcels", lot(9), Attributes.of(other, "somebody")));

    assertThat(conflict(wrong, progress).code()).isEqualTo("layer-changed");
    assertThat(column(parcels(), "owner")).containsExactly("town", "somebody");

    undo("parcels", wrong); // now it stays as it is
    assertThat(column(parcels(), "owner")).containsExactly(null, null, null, "somebody");
  }

  @Test
  void anUndoThatIsCancelledLeavesTheLayerAsItWas() {
    create("parcels", PARCELS);
    load(MANY, REPLACE);
    Revision wrong = alter(MANY);
    List<Feature> altered = parcels();
    CataloguedLayer entry = store.catalog().find(id("parcels")).orElseThrow();

    assertThatThrownBy(() -> store.features().undo(right("parcels"), wrong, cancelledAfter(0.5)))
        .isInstanceOf(CancelledException.class);

    assertThat(parcels()).isEqualTo(altered);
    assertThat(store.catalog().find(id("parcels"))).contains(entry);
    undo("parcels", wrong); // the place for it is free again
    assertThat(parcels()).hasSize(MANY);
  }

  /** Somebody who gives up when this much is done. */
  protected static Progress cancelledAfter(double share) {
    return new Progress() {
      private boolean cancelled;

      @Override
      public void report(double fraction) {
        cancelled |= fraction > share;
      }

      @Override
      public boolean isCancelled() {
        return cancelled;
      }
    };
  }

  @Test
  void aLargeUndoAndAnImportDoNotRunBesideEachOther() throws Exception {
    create("parcels", PARCELS);
    load(MANY, REPLACE);
    Revision wrong = alter(MANY);
    try (StagedImport staged = stage(REPLACE)) {
      assertThat(conflict(wrong, Progress.SILENT).code()).isEqualTo("layer-busy");
      staged.add(lot(0), parcel("a", 1L));
    }
    List<String> refused = new ArrayList<>();
    Progress progress =
        inTheMiddle(() ->
            refused.add(
                catchThrowableOfType(LayerConflictException.class, () -> stage(REPLACE)).code()));
    assertThat(store.features().undo(right("parcels"), wrong, progress).count())
        .isEqualTo(MANY + MANY / 3);
    assertThat(refused).containsExactly("layer-busy");
  }

  @Test
  void progressOnlyGrowsAndOtherWritersAreServedMeanwhile() throws Exception {
    create("parcels", PARCELS);
    load(MANY, REPLACE);
    create("shelters", SHELTERS);
    Revision wrong = alter(MANY);
    List<Double> reported = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void report(double fraction) {
            reported.add(fraction);
            add("shelters", null, shelter("capacity", 1L)); // a writer of another layer
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        };

    store.features().undo(right("parcels"), wrong, progress);

    assertThat(reported).hasSizeGreaterThan(5).isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(reported.getLast()).isLessThanOrEqualTo(1);
    assertThat(all("shelters")).hasSameSizeAs(reported);
  }

  @Test
  void aLargeUndoIsToldAsEverything() throws Exception {
    create("parcels", PARCELS);
    load(MANY, REPLACE);
    Revision wrong = alter(MANY);
    var news = new LinkedBlockingQueue<LayerChanged>();
    store.changes().start(news::add);

    Revision undone = undo("parcels", wrong).revision();

    assertThat(news.poll(30, TimeUnit.SECONDS))
        .isEqualTo(new LayerChanged(id("parcels"), undone, List.of(), true));
  }
}
