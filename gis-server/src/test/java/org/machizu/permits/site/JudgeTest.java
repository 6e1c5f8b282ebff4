package org.machizu.permits.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
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
import org.machizu.geo.feature.ZoomRange;
import org.machizu.layers.ground.Ground;
import org.machizu.layers.ground.PlaneFeature;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.checklist.ChecklistException;
import org.machizu.permits.checklist.ChecklistReader;

/** Hand-made ground: a lot of 20 × 20 m, and what lies around it. */
class JudgeTest {
  private static final String HEAD =
      """
      site: {layer: parcels, number: no, address: [no]}
      toleranceM: 2.5
      departments: {desk: {name: 窓口}}
      texts: {in: i, out: o, near: n, unknown: u}
      groups:
        - id: all
          title: すべて
          lines:
            - id: line
              title: 項目
              basis: 法
              department: desk
              layer: ground
      """;

  private static final String LOT = "POLYGON((0 0,20 0,20 20,0 20,0 0))";
  private static final Revision REVISION = new Revision(7);

  private final List<PlaneFeature> features = new ArrayList<>();
  private double accuracyM = 1;
  private double siteAccuracyM;

  /** One feature of the layer: its name, a number, and where it lies. */
  private JudgeTest put(String name, @Nullable Double number, String wkt) {
    Schema schema =
        new Schema(
            GeometryType.MIXED,
            List.of(
                Attribute.open("name", AttributeType.TEXT),
                Attribute.open("number", AttributeType.REAL)));
    Feature feature =
        new Feature(features.size() + 1L, REVISION, null, Attributes.of(schema, name, number));
    features.add(new PlaneFeature(feature, geometry(wkt)));
    return this;
  }

  private static Geometry geometry(String wkt) {
    try {
      return new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private Finding judge(String rule) {
    try {
      Checklist list = ChecklistReader.read(HEAD + rule.indent(8));
      Site site =
          new Site(
              List.of(
                  new Feature(
                      1,
                      REVISION,
                      null,
                      Attributes.of(new Schema(GeometryType.POLYGON, List.of())))),
              Optional.of(geometry(LOT)),
              siteAccuracyM);
      return new Judge(
              list, name -> name.equals("ground") ? Optional.of(new Hand()) : Optional.empty())
          .judge(site)
          .getFirst();
    } catch (ChecklistException e) {
      throw new AssertionError(e.faults().toString(), e);
    }
  }

  /** The features that were put. */
  private final class Hand implements Ground {
    @Override
    public Layer layer() {
      return new Layer(
          new LayerId("01999", "ground"),
          LocalizedText.same("地"),
          "land",
          features.isEmpty()
              ? new Schema(
                  GeometryType.MIXED,
                  List.of(
                      Attribute.open("name", AttributeType.TEXT),
                      Attribute.open("number", AttributeType.REAL)))
              : features.getFirst().feature().attributes().schema(),
          ZoomRange.DEFAULT,
          new Provenance("", "", LocalDate.of(2026, 4, 1), accuracyM),
          null);
    }

    @Override
    public Revision revision() {
      return REVISION;
    }

    @Override
    public List<PlaneFeature> near(Envelope box) {
      return features.stream()
          .filter(feature -> feature.plane().getEnvelopeInternal().intersects(box))
          .toList();
    }

    @Override
    public List<PlaneFeature> with(String attribute, String value) {
      return features.stream()
          .filter(feature -> value.equals(String.valueOf(feature.feature().get(attribute))))
          .toList();
    }
  }

  private static String box(double x0, double y0, double x1, double y1) {
    return "POLYGON((%s %s,%s %s,%s %s,%s %s,%s %s))"
        .formatted(x0, y0, x1, y0, x1, y1, x0, y1, x0, y0);
  }

  private static List<String> labels(Finding finding) {
    return finding.named().stream().map(Named::label).toList();
  }

  @Test
  void anAreaCountsOnlyWhereItReachesDeeperThanTheMapIsExact() {
    // Its border may be 1 m off: 0.9 m of overlap may be none, 1.1 m is some.
    assertThat(
            new JudgeTest().put("a", null, box(-50, -50, 0.9, 70)).judge("kind: inside").result())
        .isEqualTo(Result.NEAR);
    assertThat(
            new JudgeTest().put("a", null, box(-50, -50, 1.1, 70)).judge("kind: inside").result())
        .isEqualTo(Result.IN);
    assertThat(
            new JudgeTest().put("a", null, box(-50, -50, -0.9, 70)).judge("kind: inside").result())
        .isEqualTo(Result.NEAR);
    assertThat(
            new JudgeTest().put("a", null, box(-50, -50, -1.1, 70)).judge("kind: inside").result())
        .isEqualTo(Result.OUT);
  }

  @Test
  void mapAndSurveyErrTogetherBySquares() {
    put("a", null, box(-50, -50, -4.9, 70));
    accuracyM = 3;
    assertThat(judge("kind: inside").result()).isEqualTo(Result.OUT);
    siteAccuracyM = 4;
    Finding finding = judge("kind: inside");
    assertThat(finding.toleranceM()).isCloseTo(5, within(1e-9));
    assertThat(finding.result()).isEqualTo(Result.NEAR);
    assertThat(judge("kind: inside\ntoleranceM: 0.5").result()).isEqualTo(Result.OUT);
  }

  @Test
  void aHoleIsNoPartOfAnArea() {
    put(
        "ring",
        null,
        "POLYGON((-50 -50,70 -50,70 70,-50 70,-50 -50),(-2 -2,22 -2,22 22,-2 22,-2 -2))");
    assertThat(judge("kind: inside").result()).isEqualTo(Result.OUT);
    accuracyM = 2.5;
    assertThat(judge("kind: inside").result()).isEqualTo(Result.NEAR);
  }

  @Test
  void aLargeAreaWithManyPointsIsMeasuredAsASmallOne() {
    StringBuilder wiggly = new StringBuilder("POLYGON((-500 -500,5 -500");
    for (int i = 0; i < 300; i++) {
      wiggly.append(",%s %s".formatted(5 + (i % 2) * 0.001, -400 + 3 * i));
    }
    put("a", null, wiggly.append(",5 600,-500 600,-500 -500))").toString());
    Finding finding = judge("kind: inside");
    assertThat(finding.result()).isEqualTo(Result.IN);
    assertThat((double) finding.values().get("areaM2")).isCloseTo(100, within(0.1));
  }

  @Test
  void theStrictestAreaCountsAndADoubtfulStricterOneIsTold() {
    put("準防火地域", null, box(-50, -50, 70, 70)).put("防火地域", null, box(20.5, -50, 70, 70));
    String rule =
        "kind: inside\nshow: [name]\nstrictest: {attribute: name, order: [防火地域, 準防火地域]%s}";

    Finding near = judge(rule.formatted(""));
    assertThat(near.result()).isEqualTo(Result.NEAR);
    assertThat(near.remark()).contains(Remark.MAY_BE_STRICTER);
    assertThat(labels(near)).containsExactly("準防火地域", "防火地域");
    assertThat(near.named()).extracting(Named::certain).containsExactly(true, false);

    Finding told = judge(rule.formatted(", near: false"));
    assertThat(told.result()).isEqualTo(Result.IN);
    assertThat(told.values()).containsEntry("name", "準防火地域");

    features.remove(1);
    put("防火地域", null, box(15, -50, 70, 70));
    assertThat(judge(rule.formatted("")).values()).containsEntry("name", "防火地域");
  }

  @Test
  void theLargerShareDecidesAndNumbersAreWeighted() {
    put("A", 60.0, box(-50, -50, 14, 70)).put("B", 80.0, box(14, -50, 70, 70));
    Finding finding = judge("kind: share\nmajority: name\nweighted: [number]\nshow: [name]");
    assertThat(finding.result()).isEqualTo(Result.IN);
    assertThat(finding.values()).containsEntry("name", "A").containsEntry("number", 66.0);
  }

  @Test
  void anEvenDivisionIsNotDecidedOnAMapThatIsNotExactEnough() {
    put("A", 60.0, box(-50, -50, 10.5, 70)).put("B", 80.0, box(10.5, -50, 70, 70));
    Finding finding = judge("kind: share\nmajority: name\nweighted: [number]");
    assertThat(finding.result()).isEqualTo(Result.NEAR);
    assertThat(finding.remark()).contains(Remark.MAJORITY_UNSURE);
    accuracyM = 0.1;
    assertThat(judge("kind: share\nmajority: name").result()).isEqualTo(Result.IN);
  }

  @Test
  void twoAreasOfOneUseNeedNoMajority() {
    put("A", 60.0, box(-50, -50, 10.5, 70)).put("A", 80.0, box(10.5, -50, 70, 70));
    assertThat(judge("kind: share\nmajority: name").result()).isEqualTo(Result.IN);
  }

  @Test
  void aSitePartlyInNoAreaIsNotWeighted() {
    put("A", 60.0, box(-50, -50, 14, 70));
    Finding finding = judge("kind: share\nmajority: name\nweighted: [number]");
    assertThat(finding.result()).isEqualTo(Result.NEAR);
    assertThat(finding.remark()).contains(Remark.PARTLY_OUTSIDE);
    assertThat(finding.values()).doesNotContainKey("number");
  }

  @Test
  void aFrontIsWhatRunsAlongTheRoadNotWhatComesUpToIt() {
    // 6 m wide, along the whole southern side.
    put("road", 6.0, "LINESTRING(-100 -3,100 -3)");
    accuracyM = 0.5;
    Finding finding = judge("kind: adjoining\nwidth: number\nleastFrontageM: 2");
    assertThat(finding.result()).isEqualTo(Result.IN);
    assertThat(finding.values()).containsEntry("frontageM", 20.0);
  }

  @Test
  void aRoadThatEndsAtTheLotHasOnlySoMuchFront() {
    put("road", 4.0, "LINESTRING(-100 -2,1.5 -2)");
    accuracyM = 0.5;
    Finding finding = judge("kind: adjoining\nwidth: number\nleastFrontageM: 2");
    assertThat(finding.result()).isEqualTo(Result.NEAR);
    assertThat(finding.remark()).contains(Remark.FRONT_UNSURE);
    assertThat(judge("kind: adjoining\nwidth: number\nleastFrontageM: 1").result())
        .isEqualTo(Result.IN);
  }

  @Test
  void aFrontThatTheSurveyMayHaveTooLongIsNotSure() {
    put("road", 4.0, "LINESTRING(-100 -2,2.2 -2)");
    accuracyM = 0.5;
    siteAccuracyM = 0.1; // 2.2 m, each end good to 0.1 m: at least 2.06 m
    String rule = "kind: adjoining\nwidth: number\nleastFrontageM: 2";
    assertThat(judge(rule).result()).isEqualTo(Result.IN);
    siteAccuracyM = 0.2; // at least 1.92 m
    Finding finding = judge(rule);
    assertThat(finding.result()).isEqualTo(Result.NEAR);
    assertThat(finding.remark()).contains(Remark.FRONT_UNSURE);
  }

  @Test
  void aRoadFartherThanTheMapIsExactIsNoFront() {
    put("road", 6.0, "LINESTRING(-100 -3.8,100 -3.8)");
    accuracyM = 0.5; // 0.8 m between road and lot
    assertThat(judge("kind: adjoining\nwidth: number\nleastFrontageM: 2").result())
        .isEqualTo(Result.NEAR);
    features.clear();
    put("road", 6.0, "LINESTRING(-100 -4.1,100 -4.1)");
    assertThat(judge("kind: adjoining\nwidth: number\nleastFrontageM: 2").result())
        .isEqualTo(Result.OUT);
  }

  @Test
  void aNarrowRoadTakesAStripOfTheLot() {
    put("narrow", 3.0, "LINESTRING(-100 -1.5,100 -1.5)")
        .put("wide", 6.0, "LINESTRING(23 -100,23 100)");
    accuracyM = 0.3;
    Finding finding =
        judge(
            "kind: adjoining\nwidth: number\nonly: {attribute: name, values: [narrow]}\nbuildingLineM: 2");
    assertThat(finding.result()).isEqualTo(Result.IN);
    assertThat((double) finding.values().get("setbackM2")).isCloseTo(10, within(0.01));
    assertThat(finding.drawn().orElseThrow().getLength()).isCloseTo(20, within(0.01));
    assertThat(
            judge(
                    "kind: adjoining\nwidth: number\nonly: {attribute: name, values: [wide]}\nbuildingLineM: 2")
                .result())
        .isEqualTo(Result.OUT);
  }

  @Test
  void theWidestFrontRoadCapsTheRatioOfEachZone() {
    put("商業", 400.0, box(-50, -50, 70, 70)).put("road", 5.0, "LINESTRING(-100 -2.5,100 -2.5)");
    accuracyM = 0.5;
    String rule =
        """
        kind: share
        majority: name
        weighted: [number]
        roadCap: {attribute: number, roads: ground, width: number, belowM: 12, factor: 0.6%s}
        """;
    // Both stand in one layer here; of the zone's 400 "m" no road is made, as it is no width.
    Finding capped = judge(rule.formatted(""));
    assertThat(capped.values())
        .containsEntry("number", 300.0)
        .containsEntry("frontRoadWidthM", 5.0);
    assertThat(capped.remark()).contains(Remark.CAPPED_BY_ROAD);
    assertThat(judge(rule.formatted(", factors: {商業: 0.4}")).values())
        .containsEntry("number", 200.0);
    assertThat(
            judge(rule.formatted(", narrow: {attribute: name, values: [road]}, narrowCountsM: 10"))
                .values())
        .containsEntry("number", 400.0);
    assertThat(judge(rule.formatted("").replace("belowM: 12", "belowM: 5")).values())
        .containsEntry("number", 400.0);
  }

  @Test
  void pipesAreToldByDistance() {
    put("far", null, "LINESTRING(-100 -9,100 -9)").put("close", null, "LINESTRING(-100 -3,100 -3)");
    Finding finding = judge("kind: network\nwithinM: 10\nmost: 5\nshow: [name]");
    assertThat(finding.result()).isEqualTo(Result.IN);
    assertThat(labels(finding)).containsExactly("close", "far");
    assertThat(judge("kind: network\nwithinM: 3\nshow: [name]").result()).isEqualTo(Result.NEAR);
    Finding none = judge("kind: network\nwithinM: 1\nshow: [name]");
    assertThat(none.result()).isEqualTo(Result.OUT);
    assertThat(labels(none)).containsExactly("close");
  }

  @Test
  void whatIsWithinADistanceIsToldAndWhatMayBeIsNear() {
    put("river", null, box(30, -50, 40, 70));
    assertThat(judge("kind: within\ndistanceM: 20").result()).isEqualTo(Result.IN);
    assertThat(judge("kind: within\ndistanceM: 10.5").result()).isEqualTo(Result.NEAR);
    assertThat(judge("kind: within\ndistanceM: 5").result()).isEqualTo(Result.OUT);
  }

  @Test
  void anAttributeThatTheAskerDoesNotSeeMakesItUnknown() {
    put("a", 1.0, box(-50, -50, 70, 70));
    Finding finding = judge("kind: share\nmajority: hidden");
    assertThat(finding.result()).isEqualTo(Result.UNKNOWN);
    assertThat(finding.remark()).contains(Remark.NO_ATTRIBUTE);
    assertThat(finding.named()).isEmpty();
  }

  @Test
  void ratiosAreCutNotRounded() {
    assertThat(Rounded.cut(65.269)).isEqualTo(65.26);
    assertThat(Rounded.cut(0.737 * 60 + 0.263 * 80)).isEqualTo(65.26);
    assertThat(Rounded.cut(200)).isEqualTo(200);
    assertThat(Map.of("a", Rounded.cut(66.0))).containsEntry("a", 66.0);
  }
}
