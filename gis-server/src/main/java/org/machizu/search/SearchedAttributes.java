package org.machizu.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;

/**
 * Which attributes of a layer are searched, told from their names as towns and the data items of
 * 自治体標準オープンデータセット write them. Names of people are never among them.
 *
 * @param place the parts of a parcel's place in order: 大字, 丁目, 小字
 * @param lot 地番; null when the layer has no parcels
 * @param names names and their readings; the first is what a hit is called
 * @param addresses addresses in one piece
 */
record SearchedAttributes(
    List<String> place, @Nullable String lot, List<String> names, List<String> addresses) {
  private static final Set<String> QUARTER =
      Set.of("大字", "大字名", "町名", "町字", "町字名", "大字町名", "町大字", "oaza", "quarter");
  private static final Set<String> BLOCK = Set.of("丁目", "丁目名", "chome");
  private static final Set<String> PART = Set.of("小字", "小字名", "字", "字名", "koaza");
  private static final Set<String> LOT =
      Set.of("地番", "chiban", "lot", "lotnumber", "lotno", "parcelnumber");
  private static final Set<String> NAME =
      Set.of(
          "名称",
          "施設名",
          "施設場所名",
          "施設名称",
          "路線名",
          "道路名",
          "河川名",
          "橋名",
          "橋梁名",
          "学校名",
          "公園名",
          "駅名",
          "停留所名",
          "避難所名",
          "建物名",
          "建物名称",
          "箇所名",
          "地区名",
          "処理区名",
          "遺跡名",
          "文化財名",
          "観測所名",
          "名前",
          "題名",
          "name",
          "facility",
          "facilityname",
          "title");
  private static final Set<String> READING =
      Set.of(
          "名称カナ",
          "名称かな",
          "名称通称",
          "名称英語",
          "通称",
          "カナ",
          "かな",
          "フリガナ",
          "ふりがな",
          "よみ",
          "読み",
          "施設名カナ",
          "施設名フリガナ",
          "namekana",
          "nameen",
          "namekanji");
  private static final Set<String> ADDRESS =
      Set.of("所在地連結表記", "所在地", "住所", "所在", "設置場所", "address", "addr");

  private static final Set<String> ROUTE = Set.of("路線番号", "routeno", "ref");

  /** Asked for every candidate of every suggestion, and dear to find out. */
  private static final Cache<Schema, SearchedAttributes> KNOWN =
      Caffeine.newBuilder().maximumSize(1_000).build();

  private static final Pattern MARKS = Pattern.compile("[\\s_\\-()\\[\\]「」・:.、,]");

  SearchedAttributes {
    place = List.copyOf(place);
    names = List.copyOf(names);
    addresses = List.copyOf(addresses);
  }

  /** What there is to search in the attributes that a View shows. */
  static SearchedAttributes of(Schema schema) {
    return KNOWN.get(schema, SearchedAttributes::find);
  }

  private static SearchedAttributes find(Schema schema) {
    List<String> names = new ArrayList<>(named(schema, NAME));
    names.addAll(named(schema, ROUTE));
    names.addAll(named(schema, READING));
    List<String> place = new ArrayList<>(named(schema, QUARTER));
    place.addAll(named(schema, BLOCK));
    place.addAll(named(schema, PART));
    List<String> lots = named(schema, LOT);
    List<String> addresses = named(schema, ADDRESS);
    if (place.isEmpty() && !lots.isEmpty()) {
      place.addAll(addresses); // 所在 and 地番, as the land register has them
      addresses = List.of();
    }
    return new SearchedAttributes(place, lots.isEmpty() ? null : lots.getFirst(), names, addresses);
  }

  private static List<String> named(Schema schema, Set<String> headings) {
    return schema.attributes().stream()
        .filter(a -> a.type() == AttributeType.TEXT && headings.contains(heading(a)))
        .map(Attribute::name)
        .toList();
  }

  private static String heading(Attribute attribute) {
    String folded =
        Normalizer.normalize(attribute.name(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return MARKS.matcher(folded).replaceAll("");
  }

  boolean isEmpty() {
    return lot == null && names.isEmpty() && addresses.isEmpty();
  }

  /** 本町一丁目: the parts of a parcel's place as they are written; empty when there are none. */
  String placeOf(Feature feature) {
    StringBuilder text = new StringBuilder();
    for (String part : place) {
      text.append(text(feature, part));
    }
    return text.toString();
  }

  /** The lot number; empty when there is none. */
  String lotOf(Feature feature) {
    return lot == null ? "" : text(feature, lot);
  }

  /** What a feature is called: its name, else its place and lot, else its address; or empty. */
  String titleOf(Feature feature) {
    String name = first(feature, names);
    if (!name.isEmpty()) {
      return name;
    }
    String lotNumber = lotOf(feature);
    return lotNumber.isEmpty() ? addressOf(feature) : placeOf(feature) + lotNumber;
  }

  String addressOf(Feature feature) {
    return first(feature, addresses);
  }

  private static String first(Feature feature, List<String> attributes) {
    for (String attribute : attributes) {
      String value = text(feature, attribute);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  static String text(Feature feature, String attribute) {
    return feature.get(attribute) instanceof String text ? text.strip() : "";
  }
}
