package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.geo.filter.Reckoning;
import org.machizu.geo.filter.Shape;
import org.machizu.geo.filter.SpatialRelation;

/** Conditions, order and paging; every store passes it. */
public abstract class QueryContract extends StoreTesting {
  private static final List<String> NAMES =
      List.of("施設名", "capacity", "height", "open", "built", "checked", "note");
  private static final List<String> TEXTS =
      List.of(
          "", "A", "a", "Ä", "ä", "網走", "網走市", "𠮷野家", "ｱﾊﾞｼﾘ", "100%", "a_b", "it's", "\uFF5E");
  private static final List<Object> NUMBERS =
      List.of(-1L, 0L, 1L, 2L, 7L, (1L << 53) + 1, -0.5, 0.0, 1.0, 2.5, 9.007199254740992E15);

  @Test
  void answersAreThoseOfTheEvaluationInMemory() {
    long seed = 20260401;
    Random random = new Random(seed);
    create("shelters", SHELTERS);
    fill(random, 300);
    List<Feature> everything = scan("shelters", ALL, null);
    int matching = 0;

    for (int round = 0; round < 1500; round++) {
      Predicate predicate = predicate(random, 3);
      List<Long> expected = ids(everything.stream().filter(predicate::matches).toList());
      matching += expected.isEmpty() ? 0 : 1;

      assertThat(ids(scan("shelters", predicate, null)))
          .as("seed %d round %d: %s", seed, round, predicate)
          .isEqualTo(expected);
      assertThat(store.features().count(view("shelters"), predicate, null, 1000))
          .as("seed %d round %d: %s", seed, round, predicate)
          .hasValue(expected.size());
      if (round % 10 == 0) {
        SortKey key = new SortKey(NAMES.get(random.nextInt(NAMES.size())), random.nextBoolean());
        assertThat(ids(all("shelters", predicate, List.of(key), 7)))
            .as("seed %d round %d: %s by %s", seed, round, predicate, key)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
    assertThat(matching).as("questions with an answer").isGreaterThan(300);
  }

  private void fill(Random random, int count) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      changes.add(
          new Change.Create(
              random.nextInt(10) == 0 ? null : place(random),
              shelter(
                  "施設名", maybe(random, text(random)),
                  "capacity", maybe(random, wholeNumber(random)),
                  "height", maybe(random, ((Number) number(random)).doubleValue()),
                  "open", maybe(random, random.nextBoolean()),
                  "built", maybe(random, day(random)),
                  "checked", maybe(random, moment(random)),
                  "note", maybe(random, text(random)))));
    }
    store.features().apply(right("shelters"), changes);
  }

  private static @Nullable Object maybe(Random random, Object value) {
    return random.nextInt(5) == 0 ? null : value;
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static Object number(Random random) {
    return NUMBERS.get(random.nextInt(NUMBERS.size()));
  }

  private static Long wholeNumber(Random random) {
    return ((Number) number(random)).longValue();
  }

  private static LocalDate day(Random random) {
    return LocalDate.of(2026, 3, 30).plusDays(random.nextInt(4));
  }

  private static Instant moment(Random random) {
    return Instant.parse("2026-03-31T15:00:00Z").plusMillis(500L * random.nextInt(5));
  }

  private static Geometry place(Random random) {
    return point(144 + random.nextInt(10) / 10.0, 44 + random.nextInt(10) / 10.0);
  }

  private static Predicate predicate(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 7 : 10);
    return switch (kind) {
      case 0, 1, 2 ->
          new Predicate.Comparison(
              expression(random),
              Predicate.Operator.values()[random.nextInt(6)],
              expression(random));
      case 3 -> new Predicate.IsNull(expression(random));
      case 4 -> {
        List<Expression.Literal> values = new ArrayList<>();
        boolean mixed = random.nextBoolean();
        for (int i = random.nextInt(4); i > 0; i--) {
          values.add(mixed ? literal(random) : new Expression.Literal(text(random)));
        }
        yield new Predicate.In(expression(random), values);
      }
      case 5 ->
          random.nextBoolean()
              ? new Predicate.Between(expression(random), expression(random), expression(random))
              : new Predicate.Like(
                  expression(random),
                  List.of("%", "a%", "網走%", "_", "100\\%", "%\\_%", "Ä", "%市")
                      .get(random.nextInt(8)),
                  random.nextBoolean());
      case 6 -> spatial(random);
      case 7 -> new Predicate.Not(predicate(random, depth - 1));
      case 8 -> new Predicate.And(several(random, depth));
      default -> new Predicate.Or(several(random, depth));
    };
  }

  private static Predicate spatial(Random random) {
    double lon = 144 + random.nextInt(10) / 10.0;
    double lat = 44 + random.nextInt(10) / 10.0;
    return switch (random.nextInt(4)) {
      case 0 -> new Predicate.IntersectsBox(new Envelope(lon, lat, lon + 0.3, lat + 0.2));
      case 1 -> new Predicate.Intersects(square(lon, lat, 0.25));
      default ->
          new Predicate.Relates(
              SpatialRelation.values()[random.nextInt(SpatialRelation.values().length)],
              new Shape(random.nextInt(3) == 0 ? point(lon, lat) : square(lon, lat, 0.25)));
    };
  }

  private static List<Predicate> several(Random random, int depth) {
    List<Predicate> operands = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      operands.add(predicate(random, depth - 1));
    }
    return operands;
  }

  private static Expression expression(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> new Expression.Id();
      case 1, 2, 3 -> literal(random);
      case 4 -> new Expression.Place();
      case 5 ->
          random.nextBoolean()
              ? new Expression.CaseFolded(expression(random))
              : new Expression.Unaccented(expression(random));
      case 6 ->
          new Expression.Arithmetic(
              expression(random),
              Reckoning.Operator.values()[random.nextInt(Reckoning.Operator.values().length)],
              expression(random));
      default -> new Expression.Property(NAMES.get(random.nextInt(NAMES.size())));
    };
  }

  private static Expression.Literal literal(Random random) {
    return new Expression.Literal(
        switch (random.nextInt(6)) {
          case 0 -> text(random);
          case 1, 2 -> number(random);
          case 3 -> random.nextBoolean();
          case 4 -> day(random);
          default -> moment(random);
        });
  }

  @Test
  void emptyValuesComeLastGoingUpAndFirstGoingDown() {
    create("shelters", SHELTERS);
    for (Long capacity : new Long[] {5L, null, 1L, 5L, null}) {
      add("shelters", null, shelter("capacity", capacity));
    }
    for (int pageSize = 1; pageSize <= 6; pageSize++) {
      assertThat(ids(all("shelters", ALL, List.of(new SortKey("capacity", true)), pageSize)))
          .containsExactly(3L, 1L, 4L, 2L, 5L);
      assertThat(ids(all("shelters", ALL, List.of(new SortKey("capacity", false)), pageSize)))
          .containsExactly(2L, 5L, 1L, 4L, 3L);
    }
  }

  @Test
  void textIsOrderedByCodePoint() {
    create("shelters", SHELTERS);
    for (String name : List.of("𠮷", "\uFF5E", "網", "a", "B", "")) {
      add("shelters", null, shelter("施設名", name));
    }
    assertThat(column(all("shelters", ALL, List.of(new SortKey("施設名", true)), 2), "施設名"))
        .containsExactly("", "B", "a", "網", "\uFF5E", "𠮷");
  }

  @Test
  void severalKeysAndEveryPageSizeGiveTheSameOrder() {
    Random random = new Random(7);
    create("shelters", SHELTERS);
    fill(random, 120);
    List<SortKey> sort =
        List.of(new SortKey("open", false), new SortKey("施設名", true), new SortKey("height", false));
    List<Long> whole = ids(all("shelters", ALL, sort, 1000));

    assertThat(whole).hasSize(120).doesNotHaveDuplicates();
    for (int pageSize : new int[] {1, 7, 50, 119, 120}) {
      assertThat(ids(all("shelters", ALL, sort, pageSize))).isEqualTo(whole);
    }
  }

  @Test
  void pagesNeitherRepeatNorSkipWhatStaysWhileOthersEdit() {
    create("shelters", SHELTERS);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      changes.add(new Change.Create(null, shelter("capacity", (long) (i * 7 % 60))));
    }
    List<Long> ids = store.features().apply(right("shelters"), changes).ids();
    for (List<SortKey> sort : List.of(List.<SortKey>of(), List.of(new SortKey("capacity", true)))) {
      List<Long> seen = new ArrayList<>();
      String token = null;
      int page = 0;
      do {
        FeaturePage answer =
            store.features().query(view("shelters"), new FeatureQuery(ALL, sort, token, 10, null));
        seen.addAll(ids(answer.features()));
        token = answer.next();
        // The last one seen is deleted and another comes in; none of the others may suffer.
        apply("shelters", new Change.Delete(seen.getLast(), null));
        add("shelters", null, shelter("capacity", (long) page++));
      } while (token != null);
      List<Long> stayed = new ArrayList<>(ids);
      stayed.retainAll(ids(all("shelters")));
      assertThat(seen).containsAll(stayed).doesNotHaveDuplicates();
      ids = ids(all("shelters"));
    }
  }

  @Test
  void aTokenOfAnotherQueryIsRefused() {
    create("shelters", SHELTERS);
    add("shelters", null, shelter("capacity", 1L));
    add("shelters", null, shelter("capacity", 2L));
    FeatureQuery byCapacity =
        new FeatureQuery(ALL, List.of(new SortKey("capacity", true)), null, 1, null);
    String token = store.features().query(view("shelters"), byCapacity).next();
    assertThat(token).isNotNull();

    for (FeatureQuery other :
        List.of(
            new FeatureQuery(ALL, List.of(), token, 1, null),
            new FeatureQuery(ALL, List.of(new SortKey("capacity", false)), token, 1, null),
            new FeatureQuery(
                new Predicate.Nothing(), List.of(new SortKey("capacity", true)), token, 1, null),
            new FeatureQuery(ALL, List.of(), "nonsense", 1, null),
            new FeatureQuery(ALL, List.of(), "", 1, null),
            new FeatureQuery(ALL, List.of(), "e30", 1, null))) {
      assertThatThrownBy(() -> store.features().query(view("shelters"), other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("token");
    }
  }

  @Test
  void valuesAreNeverReadAsSql() {
    create("shelters", SHELTERS);
    String nasty = "x' OR 1=1; DROP TABLE shelters; --\"";
    long id = add("shelters", null, shelter("施設名", nasty));
    add("shelters", null, shelter("施設名", "other"));
    Predicate equal =
        new Predicate.Comparison(
            new Expression.Property("施設名"),
            Predicate.Operator.EQUAL,
            new Expression.Literal(nasty));

    assertThat(ids(all("shelters", equal, List.of(new SortKey("施設名", true)), 10)))
        .containsExactly(id);
    assertThat(
            ids(
                all(
                    "shelters",
                    new Predicate.In(
                        new Expression.Property("施設名"), List.of(new Expression.Literal(nasty))),
                    List.of(),
                    10)))
        .containsExactly(id);
  }

  @Test
  void manyAlternativesAreAnsweredAndTooManyRefused() {
    create("shelters", SHELTERS);
    long id = add("shelters", null, shelter("capacity", 4999L));
    List<Predicate> many = new ArrayList<>();
    for (long i = 0; i < 5000; i++) {
      many.add(
          new Predicate.Comparison(
              new Expression.Property("capacity"),
              Predicate.Operator.EQUAL,
              new Expression.Literal(i)));
    }
    assertThat(ids(all("shelters", new Predicate.Or(many), List.of(), 10))).containsExactly(id);

    Predicate deep = ALL;
    for (int i = 0; i < 1000; i++) {
      deep = new Predicate.Not(deep);
    }
    Predicate tooDeep = deep;
    assertThatThrownBy(() -> all("shelters", tooDeep, List.of(), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested");
  }

  @Test
  void aPageOfVeryLargeShapesEndsEarlyAndTheNextGoesOn() {
    Schema contours =
        new Schema(GeometryType.LINE, List.of(Attribute.open("height", AttributeType.INTEGER)));
    create("contours", contours);
    Coordinate[] wave = new Coordinate[900_000];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = new Coordinate(141 + i * 1e-6, 42 + (i % 2) * 1e-4);
    }
    Geometry large = GEOMETRY.createLineString(wave);
    for (long height = 1; height <= 4; height++) {
      add("contours", large, Attributes.of(contours, height));
    }

    for (List<SortKey> sort : List.of(List.<SortKey>of(), List.of(new SortKey("height", true)))) {
      FeatureQuery ten = new FeatureQuery(ALL, sort, null, 10, null);
      FeaturePage first = store.features().query(view("contours"), ten);
      assertThat(first.features()).hasSize(3);
      FeatureQuery next = new FeatureQuery(ALL, sort, first.next(), 10, null);
      FeaturePage second = store.features().query(view("contours"), next);
      assertThat(column(second.features(), "height")).containsExactly(4L);
      assertThat(second.next()).isNull();
    }
  }
}
