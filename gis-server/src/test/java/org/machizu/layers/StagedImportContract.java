package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.AttributeVisibility;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;

/** Imports: all or none, in one moment; every store passes it. */
public abstract class StagedImportContract extends ParcelTesting {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 60, MANY})
  void aReplacingImportIsTheWholeNewContent(int count) {
    create("parcels", PARCELS);
    long old = add("parcels", lot(5), parcel("old", 1L));
    StagedImport.Outcome outcome = load(count, REPLACE);

    assertThat(outcome.created()).isEqualTo(count);
    assertThat(outcome.removed()).isEqualTo(1);
    assertThat(store.features().count(view("parcels"), ALL, null, 100_000)).hasValue(count);
    assertThat(store.features().find(view("parcels"), old, null)).isEmpty();
    for (int n : new int[] {0, 7, count - 1}) {
      if (n >= 0 && n < count) {
        List<Feature> found = all("parcels", around(n), List.of(), 10);
        assertThat(column(found, "lot")).containsExactly("lot" + n);
        assertThat(found.getFirst().version()).isEqualTo(outcome.revision());
        assertThat(found.getFirst().id()).isGreaterThan(old);
        assertThat(found.getFirst().geometry()).isEqualTo(lot(n));
      }
    }
    assertThat(store.features().extent(view("parcels")).isPresent()).isEqualTo(count > 0);
  }

  @Test
  void theStateBeforeAnImportIsStillThereAndEditsGoOnAfterIt() {
    stopTime();
    create("parcels", PARCELS);
    long old = add("parcels", lot(5), parcel("old", 1L));
    Instant before = clock.instant();
    clock.advanceSeconds(60);
    apply("parcels", new Change.Update(old, null, null, values("area", 2L)));
    clock.advanceSeconds(60);
    load(50, REPLACE);
    Instant loaded = clock.instant();
    clock.advanceSeconds(60);
    Feature third = all("parcels", around(3), List.of(), 10).getFirst();
    apply("parcels", new Change.Update(third.id(), third.version(), lot(300), values("area", 99L)));
    long added = add("parcels", lot(400), parcel("new", 1L));
    apply(
        "parcels",
        new Change.Delete(all("parcels", around(4), List.of(), 10).getFirst().id(), null));

    assertThat(column(all("parcels", ALL, List.of(), 10, before), "area")).containsExactly(1L);
    assertThat(ids(all("parcels", around(5), List.of(), 10, before))).containsExactly(old);
    assertThat(all("parcels", ALL, List.of(), 100, loaded)).hasSize(50);
    assertThat(column(all("parcels", around(3), List.of(), 10, loaded), "area"))
        .containsExactly(3L);
    assertThat(all("parcels", around(3), List.of(), 10)).isEmpty();
    assertThat(column(all("parcels", around(300), List.of(), 10), "area")).containsExactly(99L);
    assertThat(all("parcels")).hasSize(50);
    assertThat(added).isGreaterThan(third.id());

    List<FeatureVersion> life = history("parcels", old);
    assertThat(life)
        .extracting(FeatureVersion::kind)
        .containsExactly(
            FeatureVersion.Kind.DELETE, FeatureVersion.Kind.UPDATE, FeatureVersion.Kind.CREATE);
    assertThat(life.getFirst().before().get("area")).isEqualTo(2L);
    assertThat(history("parcels", third.id()))
        .extracting(FeatureVersion::kind)
        .containsExactly(FeatureVersion.Kind.UPDATE, FeatureVersion.Kind.CREATE);
    assertThat(store.features().history(view("parcels"), HistoryQuery.newest(1000)).changes())
        .hasSize(2 + 51 + 3);
  }

  @Test
  void aReplacingImportMayBringOtherAttributes() {
    create("parcels", PARCELS);
    add("parcels", lot(1), parcel("old", 1L));
    Instant before = Instant.now();
    Schema other =
        new Schema(
            GeometryType.POINT,
            List.of(
                Attribute.open("area", AttributeType.TEXT),
                Attribute.open("owner", AttributeType.TEXT)));
    try (StagedImport staged = store.features().stage(right("parcels"), other, REPLACE)) {
      staged.add(point(144, 44), Attributes.of(other, "large", "town"));
      staged.publish();
    }

    assertThat(store.catalog().find(id("parcels")).orElseThrow().layer().schema()).isEqualTo(other);
    assertThat(all("parcels").getFirst().attributes())
        .isEqualTo(Attributes.of(other, "large", "town"));
    Feature then = scan("parcels", ALL, before).getFirst();
    assertThat(then.attributes()).isEqualTo(Attributes.of(other, null, null));
    assertThat(then.geometry()).isEqualTo(lot(1));
  }

  @Test
  void anImportNeverOpensAnAttributeThatIsForStaff() {
    create("shelters", SHELTERS);
    Schema open =
        new Schema(GeometryType.POINT, List.of(Attribute.open("note", AttributeType.TEXT)));
    try (StagedImport staged = store.features().stage(right("shelters"), open, REPLACE)) {
      staged.add(point(144, 44), Attributes.of(open, "secret"));
      staged.publish();
    }
    store.catalog().publish(right("shelters"), true, "open data");

    assertThat(view("shelters").schema().find("note").orElseThrow().visibility())
        .isEqualTo(AttributeVisibility.STAFF);
    assertThat(viewAs(Actor.PUBLIC, "shelters").schema().size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, MANY})
  void byKeyUpdatesAddsAndKeepsWhatIsTheSame(int count) {
    create("parcels", PARCELS);
    load(count, REPLACE);
    List<Feature> before = all("parcels", ALL, List.of(), 10_000);
    StagedImport.Outcome outcome;
    try (StagedImport staged = stage(byKey(false))) {
      // Every third moves, the others stay as they are; some are new.
      for (int n = 0; n < count; n++) {
        staged.add(n % 3 == 0 ? lot(n + 100_000) : lot(n), parcel("lot" + n, (long) n));
      }
      staged.add(lot(count), parcel("extra", 1L));
      outcome = staged.publish();
    }

    assertThat(outcome.created()).isEqualTo(1);
    assertThat(outcome.updated()).isEqualTo((count + 2) / 3);
    assertThat(outcome.unchanged()).isEqualTo(count - (count + 2) / 3);
    assertThat(outcome.removed()).isZero();
    List<Feature> after = all("parcels", ALL, List.of(), 10_000);
    assertThat(after).hasSize(count + 1);
    assertThat(ids(after)).startsWith(ids(before).toArray(Long[]::new));
    for (int n = 0; n < count; n++) {
      Feature feature = after.get(n);
      Revision expected = n % 3 == 0 ? outcome.revision() : before.get(n).version();
      assertThat(feature.version()).isEqualTo(expected);
    }
    assertThat(all("parcels", around(3), List.of(), 10)).isEmpty();
    assertThat(ids(all("parcels", around(100_003), List.of(), 10)))
        .containsExactly(before.get(3).id());
    assertThat(ids(all("parcels", around(4), List.of(), 10))).containsExactly(before.get(4).id());
    assertThat(history("parcels", before.get(4).id())).hasSize(1);
    List<FeatureVersion> moved = history("parcels", before.get(3).id());
    assertThat(moved).hasSize(2);
    assertThat(moved.getFirst().before()).isEqualTo(before.get(3));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, MANY})
  void byKeyRemovesWhatIsMissingOnRequest(int count) {
    create("parcels", PARCELS);
    load(count, REPLACE);
    long keyless = add("parcels", null, parcel(null, 5L));
    StagedImport.Outcome outcome;
    try (StagedImport staged = stage(byKey(true))) {
      staged.add(lot(1), parcel("lot1", 1L));
      outcome = staged.publish();
    }

    assertThat(outcome.removed()).isEqualTo(count - 1);
    assertThat(outcome.unchanged()).isEqualTo(1);
    assertThat(column(all("parcels"), "lot")).containsExactly("lot1", null);
    assertThat(get("parcels", keyless).get("area")).isEqualTo(5L);
  }

  @Test
  void aKeyThatIsEmptyOrRepeatedIsNotTaken() {
    create("parcels", PARCELS);
    try (StagedImport staged = stage(byKey(false))) {
      assertThat(staged.add(lot(0), parcel("a", 1L))).isTrue();
      assertThat(staged.add(lot(1), parcel("a", 2L))).isFalse();
      assertThat(staged.add(lot(2), parcel(null, 3L))).isFalse();
      assertThat(staged.publish().created()).isEqualTo(1);
    }
    assertThat(column(all("parcels"), "area")).containsExactly(1L);
  }

  @Test
  void byKeyLeavesAttributesThatTheImportLacksAndAddsItsOwn() {
    create("parcels", PARCELS);
    add("parcels", lot(1), parcel("a", 1L));
    Schema table =
        new Schema(
            GeometryType.NONE,
            List.of(
                Attribute.open("lot", AttributeType.TEXT),
                Attribute.open("用途", AttributeType.TEXT)));
    try (StagedImport staged = store.features().stage(right("parcels"), table, byKey(false))) {
      staged.add(null, Attributes.of(table, "a", "住宅"));
      staged.add(null, Attributes.of(table, "b", "田"));
      staged.publish();
    }

    List<Feature> all = all("parcels");
    assertThat(column(all, "用途")).containsExactly("住宅", "田");
    assertThat(column(all, "area")).containsExactly(1L, null);
    assertThat(all.getFirst().geometry()).isEqualTo(lot(1));
    apply("parcels", new Change.Update(all.getFirst().id(), null, null, values("用途", "畑")));
    assertThat(history("parcels", all.getFirst().id())).hasSize(3);
  }

  @Test
  void aKeyThatIsNoAttributeAndATypeThatDiffersAreRefused() {
    create("parcels", PARCELS);
    Schema wrong =
        new Schema(
            GeometryType.POLYGON,
            List.of(
                Attribute.open("lot", AttributeType.TEXT),
                Attribute.open("area", AttributeType.TEXT)));
    assertThatThrownBy(() -> stage(new StagedImport.Mode.ByKey("id", false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'id'");
    assertThatThrownBy(() -> store.features().stage(right("parcels"), wrong, byKey(false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("area");
    load(1, REPLACE); // the place for an import is free again
  }

  @Test
  void anImportThatIsGivenUpLeavesNothing() {
    create("parcels", PARCELS);
    long old = add("parcels", lot(5), parcel("old", 1L));
    Feature before = get("parcels", old);
    try (StagedImport staged = stage(REPLACE)) {
      for (int n = 0; n < MANY; n++) {
        staged.add(lot(n), parcel("lot" + n, (long) n));
      }
    }

    assertThat(all("parcels")).containsExactly(before);
    assertThat(load(3, REPLACE).removed()).isEqualTo(1);
  }

  @Test
  void oneImportAtATimeGoesIntoALayer() {
    create("parcels", PARCELS);
    try (StagedImport first = stage(REPLACE)) {
      assertThatThrownBy(() -> stage(byKey(false)))
          .isInstanceOf(LayerConflictException.class)
          .hasMessageContaining("parcels");
      first.publish();
    }
    load(2, byKey(false));
    assertThat(all("parcels")).hasSize(2);
  }

  @Test
  void aRowThatDoesNotFitIsRefusedAndTheImportGoesOn() {
    create("parcels", PARCELS);
    try (StagedImport staged = stage(REPLACE)) {
      assertThatThrownBy(() -> staged.add(point(144, 44), parcel("p", 1L)))
          .isInstanceOf(IllegalArgumentException.class);
      staged.add(lot(1), parcel("a", 1L));
      assertThat(staged.publish().created()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {60, MANY})
  void whatOthersDoDuringAnImportByKeyIsKept(int count) {
    create("parcels", PARCELS);
    load(count, REPLACE);
    List<Feature> before = all("parcels", ALL, List.of(), 10_000);
    long added;
    try (StagedImport staged = stage(byKey(false))) {
      for (int n = 0; n < count; n++) {
        staged.add(n % 2 == 0 ? lot(n + 100_000) : lot(n), parcel("lot" + n, (long) n));
      }
      staged.add(lot(200_000), parcel("both", 1L));
      apply("parcels", new Change.Update(before.get(1).id(), null, null, values("area", -1L)));
      apply("parcels", new Change.Delete(before.get(3).id(), null));
      apply("parcels", new Change.Delete(before.get(4).id(), null));
      apply("parcels", new Change.Update(before.get(6).id(), null, lot(300_000), values()));
      added = add("parcels", lot(200_001), parcel("theirs", 1L));
      add("parcels", lot(200_002), parcel("both", 2L));
      staged.publish();
    }

    assertThat(get("parcels", before.get(1).id()).get("area")).isEqualTo(-1L);
    assertThat(store.features().find(view("parcels"), before.get(3).id(), null)).isEmpty();
    assertThat(get("parcels", before.get(4).id()).geometry()).isEqualTo(lot(100_004));
    assertThat(get("parcels", before.get(6).id()).geometry()).isEqualTo(lot(100_006));
    assertThat(all("parcels", around(300_000), List.of(), 10)).isEmpty();
    assertThat(ids(all("parcels", around(200_001), List.of(), 10))).containsExactly(added);
    assertThat(column(all("parcels", around(200_000), List.of(), 10), "lot"))
        .containsExactly("both");
    assertThat(all("parcels", around(200_002), List.of(), 10)).isEmpty();
    assertThat(store.features().count(view("parcels"), ALL, null, 100_000)).hasValue(count + 1);
  }

  @Test
  void whatOthersDoDuringAReplacingImportStandsInTheHistory() {
    create("parcels", PARCELS);
    long old = add("parcels", lot(5), parcel("old", 1L));
    long fresh;
    StagedImport.Outcome outcome;
    try (StagedImport staged = stage(REPLACE)) {
      staged.add(lot(0), parcel("a", 1L));
      apply("parcels", new Change.Update(old, null, null, values("area", 2L)));
      fresh = add("parcels", lot(6), parcel("fresh", 1L));
      outcome = staged.publish();
    }

    assertThat(outcome.removed()).isEqualTo(2);
    assertThat(column(all("parcels"), "lot")).containsExactly("a");
    assertThat(history("parcels", old)).hasSize(3);
    assertThat(history("parcels", fresh))
        .extracting(FeatureVersion::kind)
        .containsExactly(FeatureVersion.Kind.DELETE, FeatureVersion.Kind.CREATE);
  }

  @Test
  void readersNeverSeeHalfAnImport() throws Exception {
    create("parcels", PARCELS);
    load(6_000, REPLACE);
    AtomicBoolean stop = new AtomicBoolean();
    List<String> wrong = new ArrayList<>();
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(() -> {
          int reads = 0;
          while (!stop.get()) {
            List<Feature> seen = scan("parcels", ALL, null);
            long versions = seen.stream().map(Feature::version).distinct().count();
            if (seen.size() != 6_000 || versions != 1) {
              wrong.add(seen.size() + " features of " + versions + " versions");
            }
            reads++;
          }
          return reads;
        });
    for (int i = 0; i < 4; i++) {
      load(6_000, REPLACE);
    }
    stop.set(true);

    assertThat(reader.get()).isPositive();
    assertThat(wrong).isEmpty();
  }

  @Test
  void anImportCanBeTakenBack() {
    create("parcels", PARCELS);
    load(50, REPLACE);
    List<Feature> first = all("parcels");
    try (StagedImport staged = stage(REPLACE)) {
      staged.add(lot(900), parcel("wrong file", 1L));
      Revision wrong = staged.publish().revision();
      undo("parcels", wrong);
    }

    List<Feature> restored = all("parcels");
    assertThat(ids(restored)).isEqualTo(ids(first));
    assertThat(column(restored, "lot")).isEqualTo(column(first, "lot"));
    assertThat(ids(all("parcels", around(7), List.of(), 10))).containsExactly(first.get(7).id());
  }
}
