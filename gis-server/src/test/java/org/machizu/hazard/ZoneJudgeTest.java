package org.machizu.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.Words;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.hazard.profile.Collapse;
import org.machizu.hazard.profile.Profile;
import org.machizu.hazard.profile.Profiles;
import org.machizu.hazard.profile.Scale;
import org.machizu.hazard.profile.Zone;
import org.machizu.layers.ground.Ground;
import org.machizu.layers.ground.PlaneFeature;

class ZoneJudgeTest {
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final Revision REVISION = new Revision(7);

  private static final Schema FLOOD =
      schema("区域番号", "河川名", "想定規模", "浸水深ランク", "浸水深", "深さ下限_m:real", "深さ上限_m:real", "継続時間");
  private static final Schema SLIDES = schema("区域番号", "現象", "区域区分", "箇所名");
  private static final Schema PONDS = schema("ため池番号", "名称", "満水面積_m2:real");
  private static final Schema COLLAPSE = schema("A31a_401", "A31a_402", "A31a_405");

  private final List<Feature> features = new ArrayList<>();
  private final List<Geometry> planes = new ArrayList<>();

  @Test
  void ofZonesThatLieOverEachOtherTheWorstCounts() {
    flood("緑川", "想定最大規模", 0.5, 3.0, "1日以上3日未満", square(0, 0, 100));
    flood("緑川", "想定最大規模", 3.0, 5.0, "12時間以上1日未満", square(50, 0, 100));
    flood("鈴沢川", "想定最大規模", 0.0, 0.5, "12時間未満", square(50, 0, 100));

    MapFinding found = only(judge(FLOOD, 10, 75, 50));
    assertThat(found.result()).isEqualTo(Result.IN);
    assertThat(found.depth().fromM()).isEqualTo(3);
    assertThat(found.features()).containsExactly(2L, 1L, 3L);
    assertThat(found.lasting().label()).isEqualTo("1日以上3日未満"); // the longest of all three
    assertThat(found.cause()).isEqualTo("緑川・鈴沢川");
    assertThat(found.picture().orElseThrow().scene()).isEqualTo(Scene.UPPER_FLOOR);
  }

  @Test
  void whatIsNearDoesNotMakeAPlaceWorseThanTheZoneItLiesIn() {
    flood("緑川", "想定最大規模", 0.0, 0.5, "", square(0, 0, 100));
    flood("緑川", "想定最大規模", 5.0, 10.0, "", square(100, 0, 100));

    MapFinding found = only(judge(FLOOD, 10, 95, 50));
    assertThat(found.result()).isEqualTo(Result.IN);
    assertThat(found.features()).containsExactly(1L);
    assertThat(found.depth().toM()).isEqualTo(0.5);
  }

  @Test
  void aZoneIsNearAsFarAsItsMapMayBeOff() {
    flood("緑川", "想定最大規模", 0.0, 0.5, "", square(0, 0, 100));

    assertThat(only(judge(FLOOD, 10, 109.9, 50)).result()).isEqualTo(Result.NEAR);
    assertThat(only(judge(FLOOD, 10, 109.9, 50)).picture()).isEmpty();
    assertThat(only(judge(FLOOD, 10, 110.1, 50)).result()).isEqualTo(Result.OUT);
    assertThat(only(judge(FLOOD, 10, 110.1, 50)).features()).isEmpty();
    // Nobody has told how exact it is.
    assertThat(only(judge(FLOOD, null, 124.9, 50)).result()).isEqualTo(Result.NEAR);
    assertThat(only(judge(FLOOD, null, 125.1, 50)).result()).isEqualTo(Result.OUT);
  }

  @Test
  void aHoleIsOutsideAndItsRimIsNear() {
    LinearRing hole = ring(square(30, 30, 40));
    LinearRing shell = ring(square(0, 0, 100));
    flood("緑川", "想定最大規模", 0.0, 0.5, "", SHAPES.createPolygon(shell, new LinearRing[] {hole}));

    assertThat(only(judge(FLOOD, 10, 50, 50)).result()).isEqualTo(Result.OUT);
    assertThat(only(judge(FLOOD, 10, 35, 50)).result()).isEqualTo(Result.NEAR);
    assertThat(only(judge(FLOOD, 10, 15, 50)).result()).isEqualTo(Result.IN);
  }

  @Test
  void aLayerOfSeveralScalesHasAFindingForEach() {
    flood("緑川", "計画規模（1/100）", 0.0, 0.5, "", square(0, 0, 100));
    flood("緑川", "想定最大規模", 3.0, 5.0, "", square(0, 0, 100));
    flood("緑川", "だれも知らない規模", 0.5, 3.0, "", square(0, 0, 100));

    List<MapFinding> found = judge(FLOOD, 10, 50, 50);
    assertThat(found.stream().map(MapFinding::id))
        .containsExactlyInAnyOrder("town.planned", "town.largest", "town");
    MapFinding strange =
        found.stream().filter(one -> one.scale() == null).findFirst().orElseThrow();
    assertThat(strange.unread().toString()).contains("想定規模").contains("だれも知らない規模");
  }

  @Test
  void whatNobodyUnderstandsDoesNotMakeAPlaceDry() {
    flood("緑川", "想定最大規模", null, null, "ずっと", "とても深い", square(0, 0, 100));

    MapFinding found = only(judge(FLOOD, 10, 50, 50));
    assertThat(found.result()).isEqualTo(Result.IN);
    assertThat(found.depth()).isNull();
    assertThat(found.picture()).isEmpty();
    assertThat(found.unread()).isNotEmpty();
  }

  @Test
  void aRedZoneCountsBeforeTheYellowOneAroundIt() {
    slide("急傾斜地の崩壊", "土砂災害警戒区域", square(0, 0, 100));
    slide("土石流", "土砂災害特別警戒区域", square(20, 20, 40));

    MapFinding red = only(judge(SLIDES, 2.5, 30, 30));
    assertThat(red.zone()).isEqualTo(Zone.RED);
    assertThat(red.phenomenon().word()).isEqualTo("debris_flow");
    assertThat(red.features()).containsExactly(2L, 1L);
    assertThat(red.basis().basis()).contains("第9条");
    MapFinding yellow = only(judge(SLIDES, 2.5, 61, 30)); // the red one is 1 m away
    assertThat(yellow.zone()).isEqualTo(Zone.YELLOW);
    assertThat(yellow.basis().basis()).contains("第7条");
  }

  @Test
  void ofAZoneThatIsDrawnAsALineOneCanOnlyBeNear() {
    Geometry line =
        SHAPES.createLineString(new Coordinate[] {new Coordinate(0, 0), new Coordinate(100, 0)});
    slide("土石流", "土砂災害警戒区域", line);

    assertThat(only(judge(SLIDES, 2.5, 50, 2)).result()).isEqualTo(Result.NEAR);
    assertThat(only(judge(SLIDES, 2.5, 50, 0)).result()).isEqualTo(Result.NEAR);
    assertThat(only(judge(SLIDES, 2.5, 50, 3)).result()).isEqualTo(Result.OUT);
  }

  @Test
  void howFarAPondsWaterRunsNobodyKnows() {
    add(PONDS, square(0, 0, 100), "I01", "沼ノ沢溜池", 100.0);
    add(PONDS, square(300, 0, 100), "I02", "鈴沢溜池", 100.0);

    MapFinding in = only(judge(PONDS, 2.5, 50, 50));
    assertThat(in.result()).isEqualTo(Result.IN);
    assertThat(in.features()).containsExactly(1L);
    assertThat(only(judge(PONDS, 2.5, 102, 50)).result()).isEqualTo(Result.NEAR);
    MapFinding around = only(judge(PONDS, 2.5, 180, 50));
    assertThat(around.result()).isEqualTo(Result.UNKNOWN);
    assertThat(around.features()).containsExactly(1L, 2L); // the nearest first
    assertThat(around.cause()).isEqualTo("沼ノ沢溜池・鈴沢溜池");
    assertThat(only(judge(PONDS, 2.5, 901, 50)).result()).isEqualTo(Result.OUT);
  }

  @Test
  void whereAHouseMayFallIsToldWithoutADepth() {
    add(COLLAPSE, square(0, 0, 100), "1", "緑川", "2");
    add(COLLAPSE, square(0, 0, 100), "1", "緑川", "1");

    MapFinding found = only(judge(COLLAPSE, 10, 50, 50));
    assertThat(found.collapse()).isEqualTo(Collapse.FLOW);
    assertThat(found.picture()).isEmpty();
    assertThat(found.scale()).isEqualTo(Scale.LARGEST);
  }

  @Test
  void aFeatureWithoutAPlaceIsNowhere() {
    flood("緑川", "想定最大規模", 0.0, 0.5, "", SHAPES.createPolygon());
    assertThat(only(judge(FLOOD, 10, 0, 0)).result()).isEqualTo(Result.OUT);
  }

  /** Against what the geometry library says of each zone, one after the other, without an index. */
  @Test
  void everyAnswerIsThatOfReadingEachZoneByItself() {
    Random random = new Random(20260528);
    double[] bounds = {0, 0.5, 3, 5, 10, 20};
    for (int i = 0; i < 60; i++) {
      int depth = random.nextInt(5);
      flood("緑川", "想定最大規模", bounds[depth], bounds[depth + 1], "", blob(random));
    }
    int[] seen = new int[Result.values().length];
    for (int i = 0; i < 3_000; i++) {
      double x = 1_200 * random.nextDouble() - 100;
      double y = 1_200 * random.nextDouble() - 100;
      Point place = SHAPES.createPoint(new Coordinate(x, y));
      List<Integer> in = new ArrayList<>();
      List<Integer> near = new ArrayList<>();
      for (int k = 0; k < planes.size(); k++) {
        double distance = planes.get(k).distance(place);
        if (distance == 0) {
          in.add(k);
        } else if (distance <= 10) {
          near.add(k);
        }
      }
      List<Integer> told = in.isEmpty() ? near : in;
      MapFinding found = only(judge(FLOOD, 10, x, y));
      Result expected = !in.isEmpty() ? Result.IN : near.isEmpty() ? Result.OUT : Result.NEAR;
      assertThat(found.result()).as(x + " " + y).isEqualTo(expected);
      assertThat(found.features())
          .containsExactlyInAnyOrderElementsOf(told.stream().map(k -> k + 1L).toList());
      Optional<Double> worst = told.stream().map(this::mostM).max(Comparator.naturalOrder());
      assertThat(Optional.ofNullable(found.depth()).map(depth -> depth.toM()))
          .as(x + " " + y)
          .isEqualTo(worst);
      seen[found.result().ordinal()]++;
    }
    assertThat(seen[Result.IN.ordinal()]).isGreaterThan(300);
    assertThat(seen[Result.NEAR.ordinal()]).isGreaterThan(100);
    assertThat(seen[Result.OUT.ordinal()]).isGreaterThan(300);
  }

  private double mostM(int index) {
    return (Double) features.get(index).get("深さ上限_m");
  }

  /** A star with a hole now and then. */
  private static Polygon blob(Random random) {
    double x = 1_000 * random.nextDouble();
    double y = 1_000 * random.nextDouble();
    double size = 30 + 120 * random.nextDouble();
    LinearRing shell = star(random, x, y, size);
    return random.nextBoolean()
        ? SHAPES.createPolygon(shell)
        : SHAPES.createPolygon(shell, new LinearRing[] {star(random, x, y, size / 4)});
  }

  private static LinearRing star(Random random, double x, double y, double size) {
    Coordinate[] corners = new Coordinate[41];
    for (int i = 0; i < 40; i++) {
      double far = size * (0.5 + 0.5 * random.nextDouble());
      double angle = 2 * Math.PI * i / 40;
      corners[i] = new Coordinate(x + far * Math.cos(angle), y + far * Math.sin(angle));
    }
    corners[40] = corners[0].copy();
    return SHAPES.createLinearRing(corners);
  }

  // ---- what the tests are made of

  private static Polygon square(double x, double y, double side) {
    return (Polygon) SHAPES.toGeometry(new Envelope(x, x + side, y, y + side));
  }

  private static LinearRing ring(Polygon polygon) {
    return polygon.getExteriorRing();
  }

  private void flood(
      String river, String scale, double from, double to, String lasting, Geometry plane) {
    flood(river, scale, from, to, lasting, "", plane);
  }

  private void flood(
      String river,
      String scale,
      @Nullable Double from,
      @Nullable Double to,
      String lasting,
      String depth,
      Geometry plane) {
    add(FLOOD, plane, "FL", river, scale, "1", depth, from, to, lasting);
  }

  private void slide(String phenomenon, String zone, Geometry plane) {
    add(SLIDES, plane, "L", phenomenon, zone, "山1");
  }

  private void add(Schema schema, Geometry plane, @Nullable Object... values) {
    features.add(new Feature(features.size() + 1, REVISION, null, Attributes.of(schema, values)));
    planes.add(plane);
  }

  /** {@code name} is a text, {@code name:real} a number. */
  private static Schema schema(String... names) {
    return new Schema(
        GeometryType.MIXED,
        Arrays.stream(names)
            .map(name ->
                name.endsWith(":real")
                    ? Attribute.open(name.replace(":real", ""), AttributeType.REAL)
                    : Attribute.open(name, AttributeType.TEXT))
            .toList());
  }

  private List<MapFinding> judge(Schema schema, @Nullable Number accuracyM, double x, double y) {
    Layer layer =
        new Layer(
            new LayerId("01999", "town"),
            LocalizedText.same("地図"),
            "disaster",
            schema,
            ZoomRange.DEFAULT,
            new Provenance("", "", null, accuracyM == null ? null : accuracyM.doubleValue()),
            null);
    Profile profile = Profiles.standard().recognise(schema).orElseThrow();
    HazardMap map =
        new HazardMap(
            profile.hazard(),
            profile.scale().orElse(null),
            Words.same("地図"),
            profile.basis(),
            profile.extent(),
            Optional.of(profile),
            layer,
            REVISION);
    Point place = SHAPES.createPoint(new Coordinate(x, y));
    return ZoneJudge.judge(map, profile, new Hand(layer), place);
  }

  private static MapFinding only(List<MapFinding> found) {
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().revision()).isEqualTo(REVISION);
    return found.getFirst();
  }

  /** Every feature whose box meets the question's. */
  private final class Hand implements Ground {
    private final Layer layer;

    Hand(Layer layer) {
      this.layer = layer;
    }

    @Override
    public Layer layer() {
      return layer;
    }

    @Override
    public Revision revision() {
      return REVISION;
    }

    @Override
    public List<PlaneFeature> near(Envelope box) {
      List<PlaneFeature> near = new ArrayList<>();
      for (int i = 0; i < features.size(); i++) {
        if (planes.get(i).isEmpty() || planes.get(i).getEnvelopeInternal().intersects(box)) {
          near.add(new PlaneFeature(features.get(i), planes.get(i)));
        }
      }
      return near;
    }

    @Override
    public List<PlaneFeature> with(String attribute, String value) {
      throw new UnsupportedOperationException(Map.of(attribute, value).toString());
    }
  }
}
