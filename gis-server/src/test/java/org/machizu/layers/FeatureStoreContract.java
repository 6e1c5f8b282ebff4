package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;

/** Reading and editing features; every store passes it. */
public abstract class FeatureStoreContract extends StoreTesting {

  @Test
  void whatIsWrittenIsReadBack() {
    create("shelters", SHELTERS);
    Attributes values =
        shelter(
            "施設名",
            "網走小学校 '体育館'; \"A\"",
            "capacity",
            Long.MAX_VALUE,
            "height",
            12.25,
            "open",
            true,
            "built",
            LocalDate.of(1978, 3, 31),
            "checked",
            Instant.parse("2026-03-31T15:00:00.125Z"),
            "note",
            "𠮷野家前");
    long id = add("shelters", point(144.25, 44.02), values);

    Feature read = get("shelters", id);

    assertThat(read.attributes()).isEqualTo(values);
    assertThat(read.geometry()).isEqualTo(point(144.25, 44.02));
    assertThat(read.version())
        .isEqualTo(store.catalog().find(id("shelters")).orElseThrow().revision());
  }

  @Test
  void emptyValuesAndAFeatureWithoutAPlaceAreKept() {
    create("shelters", SHELTERS);
    long id = add("shelters", null, shelter());

    Feature read = get("shelters", id);

    assertThat(read.geometry()).isNull();
    assertThat(read.attributes().asMap().values()).containsOnlyNulls();
    assertThat(ids(all("shelters"))).containsExactly(id);
  }

  @Test
  void aTableWithoutGeometryWorksAlike() {
    Schema table =
        new Schema(GeometryType.NONE, List.of(Attribute.open("name", AttributeType.TEXT)));
    create("stock", table);
    long id = add("stock", null, Attributes.of(table, "blankets"));
    apply("stock", new Change.Update(id, null, null, values("name", "water")));

    assertThat(get("stock", id).get("name")).isEqualTo("water");
    assertThat(
            all("stock", new Predicate.IntersectsBox(new Envelope(0, 0, 180, 90)), List.of(), 10))
        .isEmpty();
    assertThat(store.features().extent(view("stock"))).isEmpty();
    assertThatThrownBy(() -> add("stock", point(144, 44), Attributes.of(table, "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void attributesMayBeNamedLikeTheStoresOwnColumns() {
    Schema odd =
        new Schema(
            GeometryType.POINT,
            List.of(
                Attribute.open("fid", AttributeType.TEXT),
                Attribute.open("geom", AttributeType.TEXT),
                Attribute.open("Name", AttributeType.TEXT),
                Attribute.open("NAME", AttributeType.TEXT),
                Attribute.open("na\"me", AttributeType.TEXT),
                Attribute.open("select", AttributeType.TEXT)));
    create("odd", odd);
    long id = add("odd", point(144, 44), Attributes.of(odd, "a", "b", "c", "d", "e", "f"));
    apply("odd", new Change.Update(id, null, null, values("NAME", "D")));

    assertThat(get("odd", id).attributes())
        .isEqualTo(Attributes.of(odd, "a", "b", "c", "D", "e", "f"));
    assertThat(
            ids(
                all(
                    "odd",
                    new Predicate.Comparison(
                        new Expression.Property("NAME"),
                        Predicate.Operator.EQUAL,
                        new Expression.Literal("D")),
                    List.of(new SortKey("na\"me", true)),
                    10)))
        .containsExactly(id);
  }

  @Test
  void replaceEmptiesWhatItDoesNotNameAndUpdateLeavesIt() {
    create("shelters", SHELTERS);
    long id = add("shelters", point(144, 44), shelter("施設名", "A", "capacity", 5L));

    apply("shelters", new Change.Update(id, null, null, values("capacity", 6L)));
    assertThat(get("shelters", id).attributes()).isEqualTo(shelter("施設名", "A", "capacity", 6L));
    assertThat(get("shelters", id).geometry()).isEqualTo(point(144, 44));

    apply("shelters", new Change.Replace(id, null, null, shelter("施設名", "B")));
    assertThat(get("shelters", id).attributes()).isEqualTo(shelter("施設名", "B"));
    assertThat(get("shelters", id).geometry()).isNull();
  }

  @Test
  void aReplacementLeavesAloneWhatItsWriterCannotSee() {
    create("shelters", SHELTERS);
    long id = add("shelters", point(144, 44), shelter("施設名", "A", "note", "for staff"));
    Schema seen =
        new Schema(GeometryType.POINT, List.of(Attribute.open("施設名", AttributeType.TEXT)));

    apply("shelters", new Change.Replace(id, null, point(144, 44), Attributes.of(seen, "B")));

    assertThat(get("shelters", id).attributes())
        .isEqualTo(shelter("施設名", "B", "note", "for staff"));
  }

  @Test
  void anEditOfAnotherVersionIsRefused() {
    create("shelters", SHELTERS);
    long id = add("shelters", point(144, 44), shelter("施設名", "A"));
    Revision seen = get("shelters", id).version();
    apply("shelters", new Change.Update(id, seen, null, values("施設名", "B")));

    assertThatThrownBy(
            () -> apply("shelters", new Change.Update(id, seen, null, values("施設名", "C"))))
        .isInstanceOf(StaleVersionException.class);
    assertThatThrownBy(() -> apply("shelters", new Change.Delete(id, seen)))
        .isInstanceOf(StaleVersionException.class);
    assertThat(get("shelters", id).get("施設名")).isEqualTo("B");
    assertThat(get("shelters", id).version()).isGreaterThan(seen);
  }

  @Test
  void severalChangesAreMadeTogetherOrNotAtAll() {
    create("shelters", SHELTERS);
    long a = add("shelters", point(144, 44), shelter("施設名", "A"));

    assertThatThrownBy(() ->
            apply(
                "shelters",
                new Change.Update(a, null, null, values("施設名", "B")),
                new Change.Create(point(144.1, 44), shelter("施設名", "C")),
                new Change.Delete(999, null)))
        .isInstanceOf(UnknownFeatureException.class);
    assertThat(column(all("shelters"), "施設名")).containsExactly("A");

    EditResult result =
        apply(
            "shelters",
            new Change.Update(a, null, null, values("施設名", "B")),
            new Change.Create(point(144.1, 44), shelter("施設名", "C")));
    assertThat(result.ids()).hasSize(2).startsWith(a);
    assertThat(all("shelters")).extracting(Feature::version).containsOnly(result.revision());
  }

  @Test
  void aFeatureCannotBeChangedTwiceInOneEdit() {
    create("shelters", SHELTERS);
    long a = add("shelters", null, shelter("施設名", "A"));

    assertThatThrownBy(() ->
            apply(
                "shelters",
                new Change.Update(a, null, null, values("施設名", "B")),
                new Change.Delete(a, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void idsAreNeverUsedAgain() {
    create("shelters", SHELTERS);
    long a = add("shelters", null, shelter());
    apply("shelters", new Change.Delete(a, null));
    long b = add("shelters", null, shelter());

    assertThat(b).isGreaterThan(a);
  }

  @Test
  void geometryOfAnotherKindOrOffTheGlobeIsRefused() {
    create("shelters", SHELTERS);
    Geometry line =
        GEOMETRY.createLineString(
            new Coordinate[] {new Coordinate(144, 44), new Coordinate(145, 44)});

    assertThatThrownBy(() -> add("shelters", line, shelter()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LineString");
    assertThatThrownBy(() -> add("shelters", point(-24000, 12000), shelter()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(all("shelters")).isEmpty();
  }

  @Test
  void heightsOfVerticesAreLeftOut() {
    create("shelters", SHELTERS);
    Geometry high = GEOMETRY.createPoint(new Coordinate(144, 44, 12.5));
    long id = add("shelters", high, shelter());

    assertThat(get("shelters", id).geometry()).isEqualTo(point(144, 44));
    assertThat(get("shelters", id).geometry().getCoordinate().getZ()).isNaN();
  }

  @Test
  void unknownAttributesAndWrongTypesAreRefusedByName() {
    create("shelters", SHELTERS);
    long id = add("shelters", null, shelter());

    assertThatThrownBy(
            () -> apply("shelters", new Change.Update(id, null, null, values("nom", "x"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nom");
    assertThatThrownBy(
            () -> apply("shelters", new Change.Update(id, null, null, values("capacity", "many"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("capacity");
  }

  @Test
  void thePublicSeesNoStaffAttributeAndCannotAskForIt() {
    create("shelters", SHELTERS);
    long id = add("shelters", point(144, 44), shelter("施設名", "A", "note", "key at the office"));
    store.catalog().publish(right("shelters"), true, "open data");
    var open = viewAs(Actor.PUBLIC, "shelters");

    Feature seen = store.features().find(open, id, null).orElseThrow();
    assertThat(seen.attributes().schema().find("note")).isEmpty();
    assertThat(seen.attributes().asMap()).doesNotContainValue("key at the office");

    Predicate guess = new Predicate.Like(new Expression.Property("note"), "key%", false);
    assertThatThrownBy(() -> store.features().query(open, FeatureQuery.where(guess, 10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("note");
    assertThatThrownBy(() -> store.features().count(open, new Predicate.Not(guess), null, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            store
                .features()
                .query(
                    open,
                    new FeatureQuery(ALL, List.of(new SortKey("note", true)), null, 10, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("note");
  }

  @Test
  void theBoxTestIsExactAtItsBorders() {
    create("shelters", SHELTERS);
    double lon = 144.10000000000002;
    long id = add("shelters", point(lon, 44), shelter());

    assertThat(ids(all("shelters", box(144, 43, lon, 45), List.of(), 10))).containsExactly(id);
    assertThat(all("shelters", box(144, 43, Math.nextDown(lon), 45), List.of(), 10)).isEmpty();
    assertThat(all("shelters", box(Math.nextUp(lon), 43, 145, 45), List.of(), 10)).isEmpty();
    assertThat(
            store.features().count(view("shelters"), box(Math.nextUp(lon), 43, 145, 45), null, 10))
        .hasValue(0);
  }

  @Test
  void theExtentIsExact() {
    create("shelters", SHELTERS);
    assertThat(store.features().extent(view("shelters"))).isEmpty();
    add("shelters", point(144.10000000000002, 43.9), shelter());
    add("shelters", point(143.3, 44.123456789), shelter());
    add("shelters", null, shelter());

    assertThat(store.features().extent(view("shelters")))
        .contains(new Envelope(143.3, 43.9, 144.10000000000002, 44.123456789));
  }

  @Test
  void countingStopsAtItsBound() {
    create("shelters", SHELTERS);
    for (int i = 0; i < 5; i++) {
      add("shelters", point(144, 44), shelter("capacity", (long) i));
    }
    var features = store.features();

    assertThat(features.count(view("shelters"), ALL, null, 5)).hasValue(5);
    assertThat(features.count(view("shelters"), ALL, null, 4)).isEmpty();
    assertThat(features.count(view("shelters"), box(143, 43, 145, 45), null, 5)).hasValue(5);
    assertThat(features.count(view("shelters"), box(143, 43, 145, 45), null, 4)).isEmpty();
  }

  @Test
  void anUnknownLayerIsNamed() {
    create("shelters", SHELTERS);
    var right = right("shelters");
    var view = view("shelters");
    try (StoreFixture other = openAnother()) {
      assertThatThrownBy(() -> other.features().apply(right, List.of(new Change.Delete(1, null))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("shelters");
      assertThatThrownBy(() -> other.features().find(view, 1, null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private StoreFixture openAnother() {
    try {
      return openStore();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everythingIsThereAfterOpeningAgain() {
    create("shelters", SHELTERS);
    long id = add("shelters", point(144, 44), shelter("施設名", "A"));
    Feature before = get("shelters", id);
    store.reopen();

    assertThat(get("shelters", id)).isEqualTo(before);
    long next = add("shelters", null, shelter());
    assertThat(next).isGreaterThan(id);
    assertThat(get("shelters", next).version()).isGreaterThan(before.version());
  }

  static Predicate box(double west, double south, double east, double north) {
    return new Predicate.IntersectsBox(new Envelope(west, south, east, north));
  }
}
