package org.machizu.hazard.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.hazard.kind.Hazard;

class ProfilesTest {
  private static final Profiles PROFILES = Profiles.standard();

  /** Names and values by turns; a null is an empty text. */
  static Attributes attributes(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    List<Attribute> attributes =
        values.entrySet().stream()
            .map(entry -> Attribute.open(entry.getKey(), type(entry.getValue())))
            .toList();
    return Attributes.ofMap(new Schema(GeometryType.POLYGON, attributes), values);
  }

  private static AttributeType type(@Nullable Object value) {
    return switch (value) {
      case Long whole -> AttributeType.INTEGER;
      case Double real -> AttributeType.REAL;
      case null, default -> AttributeType.TEXT;
    };
  }

  private static Profile profile(Attributes attributes) {
    return PROFILES.recognise(attributes.schema()).orElseThrow();
  }

  private static Attributes townFlood(String scale, @Nullable Object from, @Nullable Object to) {
    return attributes(
        "区域番号",
        "FL001",
        "河川名",
        "緑川",
        "想定規模",
        scale,
        "浸水深ランク",
        2L,
        "浸水深",
        "0.5m以上3.0m未満",
        "深さ下限_m",
        from,
        "深さ上限_m",
        to,
        "継続時間",
        "12時間以上1日未満");
  }

  @Test
  void theTownsFloodMapTellsScaleDepthDurationAndRiver() {
    Attributes zone = townFlood("想定最大規模", 0.5, 3.0);
    Profile profile = profile(zone);
    assertThat(profile.id()).isEqualTo("town_flood");
    assertThat(profile.extent()).isEqualTo(Extent.ZONE);
    ZoneReading reading = profile.read(zone);
    assertThat(reading.hazard()).isEqualTo(Hazard.FLOOD);
    assertThat(reading.scale()).isEqualTo(Scale.LARGEST);
    assertThat(reading.depth()).isEqualTo(new Depth(0.5, 3.0, "0.5m以上3.0m未満"));
    assertThat(reading.lasting()).isEqualTo(new Lasting(12, 24.0, "12時間以上1日未満"));
    assertThat(reading.cause()).isEqualTo("緑川");
    assertThat(reading.number()).isEqualTo("FL001");
    assertThat(reading.basis().basis()).isEqualTo("水防法 第14条");
    assertThat(reading.basis().status()).isEqualTo(LegalBasis.Status.STATUTORY);
    assertThat(reading.unread()).isEmpty();
  }

  @Test
  void thePlannedScaleStandsBesideTheZonesOfTheLaw() {
    ZoneReading reading =
        profile(townFlood("計画規模（1/100）", 0.0, 0.5)).read(townFlood("計画規模（1/100）", 0.0, 0.5));
    assertThat(reading.scale()).isEqualTo(Scale.PLANNED);
    assertThat(reading.basis().id()).isEqualTo("flood_planned");
    assertThat(reading.basis().status()).isEqualTo(LegalBasis.Status.REFERENCE);
  }

  @Test
  void aDepthWithoutUpperBoundIsOpenAbove() {
    Attributes zone = townFlood("想定最大規模", 20.0, null);
    assertThat(profile(zone).read(zone).depth()).isEqualTo(new Depth(20, null, "0.5m以上3.0m未満"));
  }

  @Test
  void aDepthWithoutNumbersIsReadFromItsWords() {
    Attributes zone = townFlood("想定最大規模", null, null);
    assertThat(profile(zone).read(zone).depth()).isEqualTo(new Depth(0.5, 3.0, "0.5m以上3.0m未満"));
  }

  @Test
  void anUnknownScaleIsToldAndTheDepthStands() {
    Attributes zone = townFlood("想定外", 0.5, 3.0);
    ZoneReading reading = profile(zone).read(zone);
    assertThat(reading.scale()).isNull();
    assertThat(reading.depth()).isNotNull();
    assertThat(reading.unread()).containsExactly(new Unread("想定規模", "想定外"));
  }

  @Test
  void theTownsLandslidesAreYellowOrRedEachByItsOwnArticle() {
    Attributes red =
        attributes("区域番号", "L002", "現象", "土石流", "区域区分", "土砂災害特別警戒区域", "通称", "レッド", "箇所名", "鈴沢1");
    ZoneReading reading = profile(red).read(red);
    assertThat(reading.hazard()).isEqualTo(Hazard.LANDSLIDE);
    assertThat(reading.zone()).isEqualTo(Zone.RED);
    assertThat(reading.phenomenon()).isEqualTo(Phenomenon.DEBRIS_FLOW);
    assertThat(reading.basis().basis()).isEqualTo("土砂災害防止法 第9条");
    Attributes yellow =
        attributes("区域番号", "L001", "現象", "急傾斜地の崩壊", "区域区分", "土砂災害警戒区域", "通称", "イエロー", "箇所名", "鈴沢1");
    reading = profile(yellow).read(yellow);
    assertThat(reading.zone()).isEqualTo(Zone.YELLOW);
    assertThat(reading.phenomenon()).isEqualTo(Phenomenon.STEEP_SLOPE);
    assertThat(reading.basis().basis()).isEqualTo("土砂災害防止法 第7条");
  }

  @Test
  void aPondIsWhereWaterComesFromNotHowFarItReaches() {
    Attributes pond = attributes("ため池番号", "P01", "名称", "上池", "満水面積_m2", 5200.0);
    assertThat(profile(pond).extent()).isEqualTo(Extent.ORIGIN);
    ZoneReading reading = profile(pond).read(pond);
    assertThat(reading.hazard()).isEqualTo(Hazard.FLOOD);
    assertThat(reading.cause()).isEqualTo("上池");
    assertThat(reading.depth()).isNull();
    assertThat(reading.unread()).isEmpty();
  }

  @Test
  void otherLayersAreOfNoProfile() {
    assertThat(PROFILES.recognise(attributes("区域番号", "1", "用途地域", "商業地域").schema())).isEmpty();
    assertThat(PROFILES.recognise(attributes("名称", "上池").schema())).isEmpty();
  }

  @Test
  void everyBasisSaysThatItIsAReference() {
    for (Profile profile : PROFILES.list()) {
      LegalBasis basis = profile.basis();
      assertThat(basis.text().ja()).contains("参考です").contains("重要事項説明");
      assertThat(basis.text().easy()).contains("参考です");
      assertThat(basis.text().en()).contains("重要事項説明");
    }
  }

  @Test
  void aProfileThatCannotBeReadNamesTheFault() {
    assertThatThrownBy(() ->
            ProfileReader.read(
                """
                reference: {ja: 参考です。, easy: 参考です。, en: For reference.}
                bases: {}
                lists: {}
                profiles:
                  - id: x
                    dataset: {ja: 図, easy: 図, en: map}
                    marks: [a]
                    hazard: flood
                    basis: nothing
                """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'nothing' is no basis");
  }
}
