package org.machizu.layers.ground;

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
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;

class PackedFeaturesTest {
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final Schema SCHEMA =
      new Schema(
          GeometryType.MIXED,
          List.of(
              Attribute.open("text", AttributeType.TEXT),
              Attribute.open("whole", AttributeType.INTEGER),
              Attribute.open("real", AttributeType.REAL),
              Attribute.open("truth", AttributeType.BOOLEAN),
              Attribute.open("day", AttributeType.DATE),
              Attribute.open("moment", AttributeType.DATETIME)));

  private static Feature feature(long id, Attributes attributes) {
    return new Feature(id, new Revision(id % 3 + 1), null, attributes);
  }

  /** So many that each attribute has more values than are kept once. */
  @Test
  void everyValueComesBackWhetherItIsKeptOrWrittenOut() {
    PackedFeatures.Builder builder = new PackedFeatures.Builder(SCHEMA);
    List<Feature> given = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      Attributes values =
          i % 7 == 0
              ? Attributes.of(SCHEMA, null, null, null, null, null, null)
              : Attributes.of(
                  SCHEMA,
                  "字" + i % 5_000,
                  (long) i * i - 5_000,
                  i / 7.0,
                  i % 2 == 0,
                  LocalDate.of(2026, 1, 1).minusDays(i),
                  Instant.ofEpochSecond(-1_000_000L + 3_600L * i, i));
      Feature feature = feature(2L * i + 1, values);
      given.add(feature);
      builder.add(feature, SHAPES.createPoint(new Coordinate(i, -i)));
    }
    PackedFeatures packed = builder.build();
    assertThat(packed.size()).isEqualTo(given.size());
    for (int i = 0; i < given.size(); i++) {
      assertThat(packed.position(2L * i + 1)).isEqualTo(i);
      assertThat(packed.position(2L * i + 2)).isNegative();
      assertThat(packed.feature(i)).isEqualTo(given.get(i));
      assertThat(packed.value(i, 4)).isEqualTo(given.get(i).get("day"));
    }
  }

  @Test
  void everyShapeComesBackToTheLastBit() throws ParseException {
    Random random = new Random(3);
    Coordinate[] many = new Coordinate[2_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = new Coordinate(random.nextDouble() * 1e5, random.nextDouble() * 1e5);
    }
    List<Geometry> shapes = new ArrayList<>(List.of(SHAPES.createLineString(many)));
    for (String wkt :
        List.of(
            "POINT EMPTY",
            "POINT(0.1 -0.3)",
            "MULTIPOINT((1 2),(3 4))",
            "LINESTRING(0 0,1 1,2 0.333333333333333)",
            "POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,2 1,2 2,1 1))",
            "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))",
            "GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))")) {
      shapes.add(new WKTReader().read(wkt));
    }
    PackedFeatures.Builder builder =
        new PackedFeatures.Builder(new Schema(GeometryType.MIXED, List.of()));
    Attributes none = Attributes.of(new Schema(GeometryType.MIXED, List.of()));
    for (int i = 0; i < shapes.size(); i++) {
      builder.add(feature(i + 1, none), shapes.get(i));
    }
    PackedFeatures packed = builder.build();
    for (int i = 0; i < shapes.size(); i++) {
      PlaneFeature read = packed.get(i);
      assertThat(read.plane().isEmpty()).isEqualTo(shapes.get(i).isEmpty());
      if (!shapes.get(i).isEmpty()) {
        assertThat(read.plane().equalsExact(shapes.get(i))).as(shapes.get(i).toText()).isTrue();
      }
    }
  }

  @Test
  void aTextOfAnyLengthIsHeldAndCounted() {
    Schema one = new Schema(GeometryType.NONE, List.of(Attribute.open("text", AttributeType.TEXT)));
    PackedFeatures.Builder builder = new PackedFeatures.Builder(one);
    for (int i = 0; i < 5_000; i++) { // until values are written out
      builder.add(feature(i + 1, Attributes.of(one, "v" + i)), SHAPES.createEmpty(2));
    }
    long before = builder.bytes();
    String longText = "長".repeat(1 << 20);
    builder.add(feature(5_001, Attributes.of(one, longText)), SHAPES.createEmpty(2));
    assertThat(builder.bytes() - before).isGreaterThan(3L << 20);
    assertThat(builder.build().feature(5_000).get("text")).isEqualTo(longText);
  }

  @Test
  void aLotTakesAsLittleAsIsSaid() {
    PackedFeatures.Builder builder = new PackedFeatures.Builder(SCHEMA);
    for (int i = 0; i < 20_000; i++) {
      builder.add(
          feature(
              i + 1, Attributes.of(SCHEMA, "P%06d".formatted(i), 3L, i / 3.0, true, null, null)),
          SHAPES.toGeometry(new Envelope(i, i + 1, 0, 1)));
    }
    PackedFeatures packed = builder.build();
    assertThat(packed.bytes() / packed.size()).isBetween(150L, 300L);
  }

  @Test
  void featuresThatDoNotComeByIdAreRefused() {
    PackedFeatures.Builder builder = new PackedFeatures.Builder(SCHEMA);
    Attributes none = Attributes.of(SCHEMA, null, null, null, null, null, null);
    builder.add(feature(5, none), SHAPES.createEmpty(2));
    assertThatThrownBy(() -> builder.add(feature(5, none), SHAPES.createEmpty(2)))
        .hasMessageContaining("by id");
  }

  @Test
  void everyBoxThatMeetsAnotherIsFound() {
    Random random = new Random(11);
    for (int count : new int[] {0, 1, 16, 17, 300, 5_000}) {
      List<Envelope> all = new ArrayList<>();
      float[] boxes = new float[4 * count];
      for (int i = 0; i < count; i++) {
        double x = random.nextDouble() * 1e5;
        double y = -random.nextDouble() * 1e5;
        Envelope box =
            i % 10 == 3
                ? new Envelope()
                : new Envelope(x, x + random.nextDouble() * 500, y, y + random.nextDouble() * 500);
        all.add(box);
        BoxIndex.round(box, boxes, i);
      }
      BoxIndex index = new BoxIndex(boxes);
      for (int round = 0; round < 50; round++) {
        double x = random.nextDouble() * 1e5;
        double y = -random.nextDouble() * 1e5;
        Envelope asked = new Envelope(x, x + 2_000, y, y + 2_000);
        List<Integer> found = new ArrayList<>();
        index.search(asked, found::add);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          if (all.get(i).intersects(asked)) {
            expected.add(i);
          }
        }
        assertThat(found).doesNotHaveDuplicates().containsAll(expected);
        assertThat(found.size() - expected.size()).isLessThan(5); // by rounding outwards
      }
    }
  }

  @Test
  void textsWithOneHashAreAllTold() {
    Schema one = new Schema(GeometryType.NONE, List.of(Attribute.open("text", AttributeType.TEXT)));
    PackedFeatures.Builder builder = new PackedFeatures.Builder(one);
    @Nullable String[] texts = {"Aa", "x", "BB", null, "Aa"};
    for (int i = 0; i < texts.length; i++) {
      builder.add(feature(i + 1, Attributes.of(one, texts[i])), SHAPES.createEmpty(2));
    }
    WordIndex index = new WordIndex(builder.build(), 0);
    List<Integer> found = new ArrayList<>();
    index.search("Aa", found::add);
    assertThat(found).containsExactly(0, 2, 4); // "BB" hashes as "Aa" does
    found.clear();
    index.search("none", found::add);
    assertThat(found).isEmpty();
  }
}
