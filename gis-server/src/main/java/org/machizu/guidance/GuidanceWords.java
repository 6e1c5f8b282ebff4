package org.machizu.guidance;

import java.util.Map;
import org.machizu.geo.feature.Words;

/** What answers say besides reasons and steps. */
final class GuidanceWords {
  /** Stands in every answer. */
  static final Words NOTICE =
      new Words(
          "公開された地図と観測値から作った参考の案内です。実際の様子と違うことがあります。町の避難情報を先に確かめてください。",
          "地図や 水の 高さから 作った 案内です。本当の ようすと ちがう ことが あります。町の お知らせを 先に 見て ください。",
          "For reference, made from published maps and readings; things on the spot may differ. Check the"
              + " town's evacuation information first.");

  private static final Map<String, Words> WARNINGS =
      Map.ofEntries(
          Map.entry(
              "flood_zone", new Words("川の水につかるおそれのある所", "川の 水が 来るかも しれない ところ", "River flood zone")),
          Map.entry(
              "inland_flood_zone",
              new Words("雨の水がたまるおそれのある所", "雨の 水が たまるかも しれない ところ", "Inland flood zone")),
          Map.entry(
              "landslide_zone",
              new Words("土砂災害の危険な区域", "山や がけが くずれるかも しれない ところ", "Landslide zone")),
          Map.entry(
              "tsunami_zone", new Words("津波が来るおそれのある所", "つなみが 来るかも しれない ところ", "Tsunami zone")),
          Map.entry(
              "storm_surge_zone",
              new Words("高潮の水につかるおそれのある所", "海の 水が 来るかも しれない ところ", "Storm surge zone")),
          Map.entry(
              "gauge_area",
              new Words(
                  "水位が危険な高さをこえた川の区域",
                  "川の 水が とても 高く なって いる ところ",
                  "Area of a river above its danger level")),
          Map.entry("closed", new Words("通行止め", "通れない 道", "Closed road")),
          Map.entry(
              "underpass",
              new Words("水がたまるおそれのある地下道", "水が たまる 下の 道", "Underpass that may fill with water")),
          Map.entry("uncleared", new Words("除雪が済んでいない道", "雪が のこって いる 道", "Snow not cleared")),
          Map.entry("steep", new Words("急な坂", "きゅうな 坂", "Steep slope")),
          Map.entry("steps", new Words("階段", "かいだん", "Steps")),
          Map.entry("narrow", new Words("せまい道", "せまい 道", "Narrow road")),
          Map.entry(
              "no_elevator",
              new Words(
                  "上の階を使う避難場所です。エレベーターがあるか分かりません",
                  "上の かいを つかう ひなん場所です。エレベーターが あるか わかりません",
                  "Only upper floors are of use here, and no lift is known")),
          Map.entry("unpaved", new Words("舗装されていない道", "じゃりの 道", "Unpaved road")),
          Map.entry("footway", new Words("歩行者の道", "歩く 人の 道", "Footpath")),
          Map.entry("motorway", new Words("自動車専用道", "車だけの 道", "Motorway")));

  private static final Map<String, Words> UNREACHABLE =
      Map.of(
          "every_way_forbidden",
          new Words(
              "%s: どの道も危険な所を通ります",
              "%s: どの 道も あぶない ところを 通ります", "%s: every way leads through danger"),
          "too_far",
          new Words("%s: 遠すぎます", "%s: 遠すぎます", "%s: too far"),
          "not_open",
          new Words("%s: 開いていません", "%s: あいて いません", "%s: not open"),
          "full",
          new Words("%s: 満員です", "%s: いっぱいです", "%s: full"),
          "unsuited",
          new Words("%s: この災害には使えません", "%s: この 災害には 使えません", "%s: not for this hazard"));

  private GuidanceWords() {}

  static Words advice(Advice advice) {
    return switch (advice) {
      case GO -> new Words("避難場所への道があります", "ひなん場所へ 行く 道が あります", "There is a way to a shelter");
      case STAY -> new Words("ここにとどまる方が安全と考えられます", "ここに いる ほうが 安全です", "Staying here seems safer");
      case GO_UP -> new Words("上の階へ上がる方が安全と考えられます", "上の かいが 安全です", "Going upstairs seems safer");
      case LEAVE_NOW_UNSAFE ->
          new Words("いま外へ出るのは危険です", "いま 外へ 出るのは あぶないです", "Going outside now is dangerous");
    };
  }

  static Words warning(String code) {
    return WARNINGS.getOrDefault(code, new Words("注意が必要な所", "気を つける ところ", "Take care"));
  }

  static Words unreachable(String code, String shelter) {
    Words form = UNREACHABLE.getOrDefault(code, new Words("%s", "%s", "%s"));
    return new Words(
        form.ja().formatted(shelter), form.easy().formatted(shelter), form.en().formatted(shelter));
  }
}
