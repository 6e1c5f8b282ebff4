package org.machizu.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.Words;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Collapse;
import org.machizu.hazard.profile.Depth;
import org.machizu.hazard.profile.Extent;
import org.machizu.hazard.profile.Lasting;
import org.machizu.hazard.profile.LegalBasis;
import org.machizu.hazard.profile.LegalBasis.Status;
import org.machizu.hazard.profile.Phenomenon;
import org.machizu.hazard.profile.Scale;
import org.machizu.hazard.profile.Unread;
import org.machizu.hazard.profile.Zone;

class SummariesTest {
  private static final LegalBasis BASIS =
      new LegalBasis("x", "法", Words.same("ため池"), Status.REFERENCE, Words.same("参考です。"));

  /** Words by which a mayor orders people to flee, and requests that sound like it. */
  private static final List<String> ORDERS =
      List.of(
          "ください",
          "しましょう",
          "避難指示",
          "避難せよ",
          "逃げろ",
          "逃げて",
          "命令",
          "高齢者等避難",
          "緊急安全確保",
          "evacuat",
          "you must",
          "please",
          "leave now",
          "get out");

  private final Summaries summaries = new Summaries(Sentences.shipped());

  @Test
  void theDeepestWaterIsToldFirstAndWhatComesOftenerBesideIt() {
    HazardFinding flood =
        summaries.of(
            Hazard.FLOOD,
            List.of(
                water("planned", Scale.PLANNED, new Depth(0, 0.5, ""), new Lasting(0, 12.0, "")),
                water(
                    "largest", Scale.LARGEST, new Depth(5, 10.0, ""), new Lasting(72, 168.0, ""))),
            false);
    assertThat(flood.summary().ja())
        .isEqualTo(
            "ここは、川の水があふれると、10 mくらいまで水につかることがあります。2階建ての家の屋根より高くなることがある深さです。もっと起こりやすい大雨でも、50cmくらいまで水につかることがあります。水がひくまで、3日から1週間くらいかかることがあります。");
    assertThat(flood.picture()).contains(new Picture(5, 10.0, Scene.ROOF));
    assertThat(flood.advice().ja()).startsWith("2階にいても助からないことがある深さです。");
  }

  @Test
  void aDepthThatIsOpenAboveIsNotGivenATop() {
    HazardFinding flood =
        summaries.of(
            Hazard.FLOOD,
            List.of(water("a", Scale.LARGEST, new Depth(20, null, ""), new Lasting(672, null, ""))),
            false);
    assertThat(flood.summary().ja()).contains("20 mより深く").contains("4週間より長く");
    assertThat(flood.summary().en()).contains("more than 20 m deep").contains("more than 4 weeks");
  }

  @Test
  void whereNobodyTellsADepthItIsSaidSo() {
    HazardFinding flood =
        summaries.of(Hazard.FLOOD, List.of(water("a", Scale.LARGEST, null, null)), false);
    assertThat(flood.summary().ja()).contains("深さは、この地図からは分かりません");
    assertThat(flood.picture()).isEmpty();
  }

  @Test
  void aHouseThatMayFallMakesTheUpperFloorNoHelp() {
    MapFinding shallow = water("a", Scale.LARGEST, new Depth(0, 0.5, ""), null);
    MapFinding falls = collapse("b", Collapse.FLOW);
    HazardFinding flood = summaries.of(Hazard.FLOOD, List.of(shallow, falls), false);
    assertThat(flood.summary().ja()).contains("家が流されるおそれ");
    assertThat(flood.advice().ja()).contains("上の階にいても助からない");
  }

  @Test
  void aPondNearbyIsToldBesideTheFloodAndMakesADryPlaceUnknown() {
    MapFinding dry = MapFinding.plain(map("a", Hazard.FLOOD, Extent.ZONE), Result.OUT, rev());
    MapFinding pond = pond(Result.UNKNOWN);
    HazardFinding flood = summaries.of(Hazard.FLOOD, List.of(dry, pond), false);
    assertThat(flood.result()).isEqualTo(Result.UNKNOWN);
    assertThat(flood.summary().ja())
        .isEqualTo("近くに沼ノ沢溜池があります。こわれたときに水がどこまで来るかの地図は、ここにはありません。安全という意味ではありません。");

    MapFinding wet = water("b", Scale.LARGEST, new Depth(0, 0.5, ""), null);
    HazardFinding both = summaries.of(Hazard.FLOOD, List.of(wet, pond), false);
    assertThat(both.result()).isEqualTo(Result.IN);
    assertThat(both.summary().ja()).contains("50cm").contains("近くに沼ノ沢溜池があります");
  }

  @Test
  void aGridThatDoesNotReachSoFarLeavesItToTheZones() {
    MapFinding dry = MapFinding.plain(map("a", Hazard.FLOOD, Extent.ZONE), Result.OUT, rev());
    MapFinding grid = MapFinding.plain(map("g", Hazard.FLOOD, Extent.ZONE), Result.UNKNOWN, rev());
    assertThat(summaries.of(Hazard.FLOOD, List.of(dry, grid), false).result())
        .isEqualTo(Result.OUT);
    assertThat(summaries.of(Hazard.FLOOD, List.of(grid), false).result()).isEqualTo(Result.UNKNOWN);
  }

  @Test
  void noMapAndNoReachAreToldApartAndNeitherIsCalledSafe() {
    HazardFinding none = summaries.of(Hazard.TSUNAMI, List.of(), false);
    assertThat(none.result()).isEqualTo(Result.UNKNOWN);
    assertThat(none.summary().ja()).contains("「津波」の地図は、ここにはありません").contains("安全という意味ではありません");
    HazardFinding beyond =
        summaries.of(
            Hazard.FLOOD,
            List.of(MapFinding.plain(map("a", Hazard.FLOOD, Extent.ZONE), Result.UNKNOWN, rev())),
            true);
    assertThat(beyond.summary().ja()).contains("地図にのっていない").contains("安全という意味ではありません");
    MapFinding out = MapFinding.plain(map("a", Hazard.FLOOD, Extent.ZONE), Result.OUT, rev());
    assertThat(summaries.of(Hazard.FLOOD, List.of(out), false).summary().ja())
        .contains("ぜったいに安全という意味ではありません");
  }

  /** Every kind of hazard, result, depth, zone and cause that there is. */
  @Test
  void everyAnswerIsWholeInEveryLanguageAndNoneSoundsLikeAnOrder() {
    List<HazardFinding> all = everything();
    assertThat(all).hasSizeGreaterThan(200);
    for (HazardFinding finding : all) {
      for (Words words : List.of(finding.summary(), finding.advice())) {
        for (String text : List.of(words.ja(), words.easy(), words.en())) {
          assertThat(text).as(finding.toString()).isNotBlank().doesNotContain("{", "}", "null");
          assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain(ORDERS);
        }
        assertThat(words.en()).matches("[A-Z0-9\"沼].*[.]");
        assertThat(words.easy()).isNotEqualTo(words.ja());
      }
    }
  }

  @Test
  void noSentenceSoundsLikeAnOrderAndEachHasThreeLanguages() {
    Sentences sentences = Sentences.shipped();
    for (String name : sentences.names()) {
      Words words = sentences.get(name);
      for (String text : List.of(words.ja(), words.easy(), words.en())) {
        assertThat(text.toLowerCase(Locale.ROOT)).as(name).doesNotContain(ORDERS);
      }
    }
  }

  private List<HazardFinding> everything() {
    List<HazardFinding> all = new ArrayList<>();
    List<Depth> depths =
        Stream.of(0.2, 0.5, 1.0, 3.0, 5.0, 10.0, 20.0)
            .map(to -> new Depth(0, to, ""))
            .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    depths.add(new Depth(20, null, ""));
    depths.add(null);
    List<Lasting> times = new ArrayList<>();
    times.add(new Lasting(0, 12.0, ""));
    times.add(new Lasting(12, 24.0, ""));
    times.add(new Lasting(672, null, ""));
    times.add(null);
    for (Hazard hazard : Hazard.values()) {
      all.add(summaries.of(hazard, List.of(), false));
      for (Result result : Result.values()) {
        for (Extent extent : Extent.values()) {
          MapFinding plain = MapFinding.plain(map("a", hazard, extent), result, rev());
          if (extent == Extent.ZONE || result == Result.OUT) { // an origin is never without one
            all.add(summaries.of(hazard, List.of(plain), false));
            all.add(summaries.of(hazard, List.of(plain), true));
          }
        }
      }
      for (Depth depth : depths) {
        for (Lasting time : times) {
          all.add(
              summaries.of(
                  hazard,
                  List.of(
                      finding("a", hazard, Scale.LARGEST, depth, time, null, null, null),
                      finding("b", hazard, Scale.PLANNED, depth, null, null, null, null)),
                  false));
        }
      }
    }
    for (Collapse collapse : Collapse.values()) {
      all.add(summaries.of(Hazard.FLOOD, List.of(collapse("a", collapse)), false));
    }
    for (Result result : List.of(Result.IN, Result.NEAR, Result.UNKNOWN)) {
      all.add(summaries.of(Hazard.FLOOD, List.of(pond(result)), false));
    }
    for (Zone zone : Zone.values()) {
      for (Phenomenon phenomenon : Phenomenon.values()) {
        all.add(
            summaries.of(
                Hazard.LANDSLIDE,
                List.of(finding("a", Hazard.LANDSLIDE, null, null, null, zone, phenomenon, null)),
                false));
      }
    }
    return all;
  }

  private static MapFinding water(
      String name, Scale scale, @Nullable Depth depth, @Nullable Lasting lasting) {
    return finding(name, Hazard.FLOOD, scale, depth, lasting, null, null, null);
  }

  private static MapFinding collapse(String name, Collapse collapse) {
    return finding(name, Hazard.FLOOD, Scale.LARGEST, null, null, null, null, collapse);
  }

  private static MapFinding pond(Result result) {
    MapFinding pond = MapFinding.plain(map("ponds", Hazard.FLOOD, Extent.ORIGIN), result, rev());
    return new MapFinding(
        pond.map(),
        null,
        result,
        null,
        null,
        null,
        null,
        null,
        null,
        "沼ノ沢溜池",
        List.of(7L),
        BASIS,
        rev(),
        List.of());
  }

  private static MapFinding finding(
      String name,
      Hazard hazard,
      @Nullable Scale scale,
      @Nullable Depth depth,
      @Nullable Lasting lasting,
      @Nullable Zone zone,
      @Nullable Phenomenon phenomenon,
      @Nullable Collapse collapse) {
    List<Unread> unread = depth == null ? List.of(new Unread("浸水深", "?")) : List.of();
    return new MapFinding(
        map(name, hazard, Extent.ZONE),
        scale,
        Result.IN,
        depth,
        null,
        lasting,
        zone,
        phenomenon,
        collapse,
        "緑川",
        List.of(1L),
        BASIS,
        rev(),
        unread);
  }

  private static HazardMap map(String name, Hazard hazard, Extent extent) {
    Layer layer =
        new Layer(
            new LayerId("01999", name),
            LayerKind.FEATURES,
            LocalizedText.same(name),
            "disaster",
            new Schema(GeometryType.POLYGON, List.of()),
            ZoomRange.DEFAULT,
            Provenance.UNKNOWN,
            null);
    return new HazardMap(
        hazard, null, Words.same(name), BASIS, extent, Optional.empty(), layer, rev());
  }

  private static Revision rev() {
    return new Revision(1);
  }
}
