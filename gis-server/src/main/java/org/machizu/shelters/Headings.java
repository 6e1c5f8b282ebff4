package org.machizu.shelters;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.config.ShelterColumns;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Schema;
import org.machizu.hazard.kind.Hazard;

/**
 * Which column of a layer of shelters holds what: by the town's own word, else by the headings of
 * 自治体標準オープンデータセット (指定緊急避難場所一覧, デジタル庁), of 国土地理院 指定緊急避難場所・指定避難所データ, and of lists that towns and
 * prefectures publish (東京都 避難所一覧 for what is barrier-free). Of those the first that is there
 * counts.
 */
final class Headings {
  private static final String HAZARD_PREFIX = "災害種別_";

  private static final Map<String, List<String>> USUAL = usual();

  private static final Map<Facility, List<String>> FACILITIES =
      Map.of(
          Facility.TOILET, List.of("トイレ", "便所"),
          Facility.WATER, List.of("給水", "水", "飲料水", "井戸", "受水槽"),
          Facility.POWER, List.of("非常用電源", "電源", "発電機", "非常用発電機", "蓄電池", "電気"),
          Facility.HEATING, List.of("暖房", "冷暖房", "暖房設備"),
          Facility.WIFI, List.of("Wi-Fi", "WiFi", "無線LAN", "公衆無線LAN"),
          Facility.KITCHEN, List.of("調理室", "調理", "炊事場", "炊き出し", "給食室"),
          Facility.STOCK, List.of("備蓄", "備蓄倉庫", "備蓄品"),
          Facility.MEDICAL, List.of("救護所", "医療", "救護"),
          Facility.PARKING, List.of("駐車場", "駐車"));

  private static final Map<Aid, List<String>> AIDS =
      Map.of(
          Aid.RAMP, List.of("スロープ等", "スロープ"),
          Aid.TOILET,
              List.of(
                  "車椅子使用者対応トイレ",
                  "車いす使用者対応トイレ",
                  "車椅子対応トイレ",
                  "車いす対応トイレ",
                  "車椅子使用者用トイレ有無",
                  "バリアフリートイレ",
                  "多目的トイレ",
                  "多機能トイレ"),
          Aid.ELEVATOR, List.of("エレベーター有/避難スペースが1階", "エレベーター", "エレベータ"),
          Aid.PARKING, List.of("障害者用駐車場", "障がい者用駐車場", "車椅子使用者用駐車場", "車いす用駐車場"),
          Aid.BED, List.of("簡易ベッド", "段ボールベッド", "ベッド"));

  private final Map<String, String> byRole;
  private final Map<Facility, String> facilities;
  private final Map<Aid, String> aids;

  private Headings(
      Map<String, String> byRole, Map<Facility, String> facilities, Map<Aid, String> aids) {
    this.byRole = byRole;
    this.facilities = facilities;
    this.aids = aids;
  }

  private static Map<String, List<String>> usual() {
    Map<String, List<String>> usual = new HashMap<>();
    usual.put("id", List.of("共通ID", "ID", "避難所ID", "施設ID", "避難所番号", "NO", "番号"));
    usual.put("name", List.of("名称", "施設・場所名", "施設名", "施設名称", "避難所名", "避難所名称", "場所名"));
    usual.put("kana", List.of("名称_カナ", "名称(カナ)", "施設名_カナ", "フリガナ", "ふりがな"));
    usual.put("address", List.of("所在地_連結表記", "住所", "所在地", "所在地住所"));
    usual.put("phone", List.of("電話番号", "連絡先電話番号", "電話"));
    usual.put("capacity", List.of("想定収容人数", "収容人数", "収容可能人数", "定員", "最大収容人数"));
    usual.put("alsoShelter", List.of("指定避難所との重複", "指定避難所との住所同一", "指定避難所との同一"));
    usual.put("alsoSite", List.of("指定緊急避難場所との住所同一", "指定緊急避難場所との重複", "指定緊急避難場所との同一"));
    usual.put(Hazard.FLOOD.word(), List.of("洪水"));
    usual.put(Hazard.INLAND_FLOOD.word(), List.of("内水氾濫", "内水"));
    usual.put(
        Hazard.LANDSLIDE.word(),
        List.of("崖崩れ、土石流及び地滑り", "崖崩れ等", "がけ崩れ、土石流及び地滑り", "がけ崩れ等", "崖崩、土石流及び地滑", "土砂災害"));
    usual.put(Hazard.EARTHQUAKE.word(), List.of("地震"));
    usual.put(Hazard.TSUNAMI.word(), List.of("津波"));
    usual.put(Hazard.STORM_SURGE.word(), List.of("高潮"));
    usual.put(Hazard.FIRE.word(), List.of("大規模な火事", "大規模火災", "大規模火事", "大火事", "大火"));
    usual.put(Hazard.VOLCANO.word(), List.of("火山現象", "火山"));
    usual.put("facilities", List.of("設備", "設備等", "避難所設備"));
    usual.put("pets", List.of("ペット同行避難", "ペット同行", "ペットの受入", "ペット受入", "ペット"));
    usual.put("barrierFree", List.of("バリアフリー情報", "バリアフリー", "バリアフリー設備"));
    return usual;
  }

  static Headings of(Schema schema, ShelterColumns columns) {
    Map<String, String> there = new LinkedHashMap<>();
    for (Attribute attribute : schema.attributes()) {
      there.putIfAbsent(plain(attribute.name()), attribute.name());
    }
    Map<String, String> byRole = new HashMap<>();
    USUAL.forEach((role, headings) ->
        columns
            .find(role)
            .filter(name -> schema.indexOf(name) >= 0)
            .or(() -> first(there, headings))
            .ifPresent(name -> byRole.put(role, name)));
    Map<Facility, String> facilities = new HashMap<>();
    FACILITIES.forEach(
        (what, headings) -> first(there, headings).ifPresent(name -> facilities.put(what, name)));
    Map<Aid, String> aids = new HashMap<>();
    AIDS.forEach(
        (what, headings) -> first(there, headings).ifPresent(name -> aids.put(what, name)));
    return new Headings(byRole, facilities, aids);
  }

  private static Optional<String> first(Map<String, String> there, List<String> headings) {
    return headings.stream()
        .map(heading -> there.get(plain(heading)))
        .filter(name -> name != null)
        .findFirst();
  }

  /** A heading in one form of letters, without blanks and without what stands before hazards. */
  private static String plain(String heading) {
    String text = Normalizer.normalize(heading, Normalizer.Form.NFKC).replaceAll("\\s", "");
    return text.startsWith(HAZARD_PREFIX) ? text.substring(HAZARD_PREFIX.length()) : text;
  }

  /** The column of a role, as {@link ShelterColumns} names them; empty when there is none. */
  Optional<String> find(String role) {
    return Optional.ofNullable(byRole.get(role));
  }

  /** Whether the layer tells hazards at all. */
  boolean hasHazards() {
    for (Hazard hazard : Hazard.values()) {
      if (byRole.containsKey(hazard.word())) {
        return true;
      }
    }
    return false;
  }

  /** Columns that tell of one thing each. */
  Map<Facility, String> facilities() {
    return facilities;
  }

  /** As {@link #facilities}. */
  Map<Aid, String> aids() {
    return aids;
  }

  /** What a word in a list of things means. */
  static Optional<Facility> facility(String word) {
    return named(FACILITIES, word);
  }

  /** As {@link #facility}. */
  static Optional<Aid> aid(String word) {
    return named(AIDS, word);
  }

  private static <T> Optional<T> named(Map<T, List<String>> words, String word) {
    String wanted = plain(word);
    return words.entrySet().stream()
        .filter(
            entry -> entry.getValue().stream().anyMatch(one -> plain(one).equalsIgnoreCase(wanted)))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
