package org.machizu.geo.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression.Literal;
import org.machizu.geo.filter.Expression.Property;
import org.machizu.geo.filter.Predicate.And;
import org.machizu.geo.filter.Predicate.Between;
import org.machizu.geo.filter.Predicate.Comparison;
import org.machizu.geo.filter.Predicate.Everything;
import org.machizu.geo.filter.Predicate.In;
import org.machizu.geo.filter.Predicate.Intersects;
import org.machizu.geo.filter.Predicate.IntersectsBox;
import org.machizu.geo.filter.Predicate.IsNull;
import org.machizu.geo.filter.Predicate.Like;
import org.machizu.geo.filter.Predicate.Not;
import org.machizu.geo.filter.Predicate.Nothing;
import org.machizu.geo.filter.Predicate.Operator;
import org.machizu.geo.filter.Predicate.Or;

class PredicateTest {
  private static final Schema SCHEMA =
      new Schema(
          GeometryType.POINT,
          List.of(
              Attribute.open("名称", AttributeType.TEXT),
              Attribute.open("count", AttributeType.INTEGER),
              Attribute.open("width", AttributeType.REAL),
              Attribute.open("open", AttributeType.BOOLEAN),
              Attribute.open("day", AttributeType.DATE),
              Attribute.open("moment", AttributeType.DATETIME)));

  private static final Instant NOON = Instant.parse("2026-01-15T03:00:00Z");

  private static final Feature FEATURE =
      feature("POINT(141.8 42.76)", "早来駅", 7L, 4.5, true, LocalDate.of(2026, 1, 15), NOON);

  private static final Feature EMPTY = feature(null, null, null, null, null, null, null);

  private static Feature feature(@Nullable String wkt, @Nullable Object... values) {
    return new Feature(
        11, Revision.NONE, wkt == null ? null : geometry(wkt), Attributes.of(SCHEMA, values));
  }

  private static Geometry geometry(String wkt) {
    try {
      return new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Comparison compare(String name, Operator operator, Object value) {
    return new Comparison(new Property(name), operator, new Literal(value));
  }

  /** "T", "F" or "U", which shows by what the condition and its opposite match. */
  private static String truth(Predicate predicate, Feature feature) {
    boolean yes = predicate.matches(feature);
    boolean no = new Not(predicate).matches(feature);
    assertThat(yes && no).isFalse();
    return yes ? "T" : no ? "F" : "U";
  }

  private static Predicate constant(String truth) {
    return switch (truth) {
      case "T" -> new Everything();
      case "F" -> new Nothing();
      default -> compare("no such attribute", Operator.EQUAL, 1L);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "T,T,T,T", "T,F,F,T", "T,U,U,T",
    "F,T,F,T", "F,F,F,F", "F,U,F,U",
    "U,T,U,T", "U,F,F,U", "U,U,U,U"
  })
  void andAndOrHaveTheTablesOfSql(String left, String right, String and, String or) {
    List<Predicate> operands = List.of(constant(left), constant(right));
    assertThat(truth(new And(operands), FEATURE)).isEqualTo(and);
    assertThat(truth(new Or(operands), FEATURE)).isEqualTo(or);
  }

  @Test
  void withoutOperandsAndIsEverythingAndOrNothing() {
    assertThat(truth(new And(List.of()), FEATURE)).isEqualTo("T");
    assertThat(truth(new Or(List.of()), FEATURE)).isEqualTo("F");
  }

  @Test
  void notUnknownIsUnknown() {
    assertThat(truth(new Not(constant("U")), FEATURE)).isEqualTo("U");
  }

  @Test
  void aComparisonWithAnEmptyValueIsUnknownEvenWithItself() {
    for (String name : new String[] {"名称", "count", "width", "open", "day", "moment", "nothing"}) {
      Predicate itself = new Comparison(new Property(name), Operator.EQUAL, new Property(name));
      assertThat(truth(itself, EMPTY)).as(name).isEqualTo("U");
      assertThat(truth(new IsNull(new Property(name)), EMPTY)).isEqualTo("T");
    }
    assertThat(truth(new IsNull(new Property("count")), FEATURE)).isEqualTo("F");
    assertThat(truth(compare("count", Operator.NOT_EQUAL, 8L), EMPTY)).isEqualTo("U");
  }

  @ParameterizedTest
  @CsvSource({
    "EQUAL,F,T,F", "NOT_EQUAL,T,F,T", "LESS,F,F,T",
    "LESS_OR_EQUAL,F,T,T", "GREATER,T,F,F", "GREATER_OR_EQUAL,T,T,F"
  })
  void everyOperatorHoldsForEveryKind(Operator operator, String below, String same, String above) {
    Object[][] cases = {
      {"名称", "早来", "早来駅", "早来駅前"},
      {"count", 6L, 7L, 8L},
      {"width", 4.4, 4.5, 4.6},
      {"open", false, true, null},
      {"day", LocalDate.of(2026, 1, 14), LocalDate.of(2026, 1, 15), LocalDate.of(2026, 1, 16)},
      {"moment", NOON.minusNanos(1), NOON, NOON.plusNanos(1)}
    };
    for (Object[] row : cases) {
      String name = (String) row[0];
      assertThat(truth(compare(name, operator, row[1]), FEATURE)).as(name).isEqualTo(below);
      assertThat(truth(compare(name, operator, row[2]), FEATURE)).as(name).isEqualTo(same);
      if (row[3] != null) {
        assertThat(truth(compare(name, operator, row[3]), FEATURE)).as(name).isEqualTo(above);
      }
    }
  }

  @Test
  void valuesOfDifferentKindsAreNeverEqualNorDifferent() {
    assertThat(truth(compare("count", Operator.EQUAL, "7"), FEATURE)).isEqualTo("U");
    assertThat(truth(compare("名称", Operator.NOT_EQUAL, 7L), FEATURE)).isEqualTo("U");
    assertThat(truth(compare("open", Operator.EQUAL, 1L), FEATURE)).isEqualTo("U");
    assertThat(truth(compare("day", Operator.LESS, NOON), FEATURE)).isEqualTo("U");
  }

  @Test
  void wholeAndOtherNumbersAreComparedByTheirExactValue() {
    assertThat(truth(compare("count", Operator.EQUAL, 7.0), FEATURE)).isEqualTo("T");
    assertThat(truth(compare("width", Operator.GREATER, 4L), FEATURE)).isEqualTo("T");
    Feature large = feature(null, null, (1L << 53) + 1, -0.0, null, null, null);
    double rounded = 1L << 53;
    assertThat(truth(compare("count", Operator.EQUAL, rounded), large)).isEqualTo("F");
    assertThat(truth(compare("count", Operator.GREATER, rounded), large)).isEqualTo("T");
    assertThat(truth(compare("width", Operator.EQUAL, 0.0), large)).isEqualTo("T");
    assertThat(truth(compare("width", Operator.EQUAL, 0L), large)).isEqualTo("T");
    Feature odd = feature(null, null, null, Double.POSITIVE_INFINITY, null, null, null);
    assertThat(truth(compare("width", Operator.GREATER, Long.MAX_VALUE), odd)).isEqualTo("T");
    Feature nan = feature(null, null, null, Double.NaN, null, null, null);
    assertThat(truth(compare("width", Operator.EQUAL, 1.0), nan)).isEqualTo("U");
  }

  @Test
  void textsAreOrderedByCodePointNotByUtf16() {
    // U+FF21 (full-width A) comes before U+20BB7 (𠮷), but after its surrogates
    Feature name = feature(null, "Ａ", null, null, null, null, null);
    assertThat(truth(compare("名称", Operator.LESS, "𠮷"), name)).isEqualTo("T");
    Feature prefix = feature(null, "𠮷", null, null, null, null, null);
    assertThat(truth(compare("名称", Operator.LESS, "𠮷野"), prefix)).isEqualTo("T");
    assertThat(truth(compare("名称", Operator.GREATER, ""), prefix)).isEqualTo("T");
  }

  @Test
  void theIdIsAWholeNumber() {
    assertThat(
            truth(new Comparison(new Expression.Id(), Operator.EQUAL, new Literal(11L)), FEATURE))
        .isEqualTo("T");
    assertThat(truth(new IsNull(new Expression.Id()), FEATURE)).isEqualTo("F");
  }

  @Test
  void inIsEqualToOneOfThem() {
    assertThat(truth(in("count", 1L, 7L), FEATURE)).isEqualTo("T");
    assertThat(truth(in("count", 1L, 2L), FEATURE)).isEqualTo("F");
    assertThat(truth(in("count", 1L, "x"), FEATURE)).as("one cannot be told").isEqualTo("U");
    assertThat(truth(in("count", "x", 7L), FEATURE)).isEqualTo("T");
    assertThat(truth(in("count", 1L), EMPTY)).isEqualTo("U");
    assertThat(truth(in("count"), EMPTY)).as("none of none").isEqualTo("F");
  }

  private static In in(String name, Object... values) {
    return new In(new Property(name), Arrays.stream(values).map(Literal::new).toList());
  }

  @Test
  void betweenHasBothEndsAndMayBeFalseThoughOneEndIsEmpty() {
    assertThat(truth(between(7L, 9L), FEATURE)).isEqualTo("T");
    assertThat(truth(between(5L, 7L), FEATURE)).isEqualTo("T");
    assertThat(truth(between(8L, 9L), FEATURE)).isEqualTo("F");
    assertThat(truth(between(9L, 5L), FEATURE)).isEqualTo("F");
    assertThat(truth(between(5L, 9L), EMPTY)).isEqualTo("U");
    Predicate openEnd =
        new Between(new Property("count"), new Literal(8L), new Property("nothing"));
    assertThat(truth(openEnd, FEATURE)).isEqualTo("F");
    Predicate unknownEnd =
        new Between(new Property("count"), new Literal(5L), new Property("nothing"));
    assertThat(truth(unknownEnd, FEATURE)).isEqualTo("U");
  }

  private static Between between(long low, long high) {
    return new Between(new Property("count"), new Literal(low), new Literal(high));
  }

  @Test
  void likeIsUnknownForWhatIsNoText() {
    assertThat(truth(new Like(new Property("count"), "%", false), FEATURE)).isEqualTo("U");
    assertThat(truth(new Like(new Property("名称"), "%", false), EMPTY)).isEqualTo("U");
    assertThat(truth(new Like(new Property("名称"), "早%", false), FEATURE)).isEqualTo("T");
    assertThat(truth(new Like(new Property("名称"), "安平%", false), FEATURE)).isEqualTo("F");
  }

  @Test
  void boxesTouchAtTheirBorders() {
    assertThat(truth(new IntersectsBox(new Envelope(141, 42, 141.8, 42.76)), FEATURE))
        .isEqualTo("T");
    assertThat(truth(new IntersectsBox(new Envelope(141, 42, 141.79, 43)), FEATURE)).isEqualTo("F");
    assertThat(truth(new IntersectsBox(new Envelope(-180, -90, 180, 90)), EMPTY)).isEqualTo("F");
    Feature nowhere = feature("POINT EMPTY", null, null, null, null, null, null);
    assertThat(truth(new IntersectsBox(new Envelope(-180, -90, 180, 90)), nowhere)).isEqualTo("F");
  }

  @Test
  void aBoxLooksAtTheBoxAndIntersectsAtTheShape() {
    Feature diagonal = feature("LINESTRING(0 0, 10 10)", null, null, null, null, null, null);
    Geometry corner = geometry("POLYGON((8 0, 10 0, 10 2, 8 2, 8 0))");
    assertThat(truth(new IntersectsBox(new Envelope(8, 0, 10, 2)), diagonal)).isEqualTo("T");
    assertThat(truth(new Intersects(corner), diagonal)).isEqualTo("F");
    assertThat(truth(new Intersects(geometry("POINT(5 5)")), diagonal)).isEqualTo("T");
    assertThat(truth(new Intersects(corner), EMPTY)).isEqualTo("F");
    assertThat(
            truth(new Intersects(geometry("GEOMETRYCOLLECTION(POINT(9 9), POINT(1 0))")), diagonal))
        .isEqualTo("T");
  }

  @Test
  void everythingVanishesInAnd() {
    Predicate some = compare("count", Operator.EQUAL, 7L);
    assertThat(new Everything().and(some)).isEqualTo(some);
    assertThat(some.and(new Everything())).isEqualTo(some);
    assertThat(some.and(new Nothing()).matches(FEATURE)).isFalse();
    assertThat(some.and(some).matches(FEATURE)).isTrue();
  }

  @Test
  void literalsHaveOneOfTheKinds() {
    assertThatThrownBy(() -> new Literal(7)).hasMessageContaining("Integer");
    assertThatThrownBy(() -> new Literal(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Literal(Double.NEGATIVE_INFINITY)).hasMessageContaining("finite");
  }
}
