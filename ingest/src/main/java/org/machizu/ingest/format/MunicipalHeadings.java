package org.machizu.ingest.format;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.machizu.geo.feature.LocalizedText;

/**
 * Column headings of Japanese municipal tables: which hold the position, which hold codes, and what
 * they are called in English. After the data items of 自治体標準オープンデータセット (Digital Agency, formerly
 * 推奨データセット) and what towns write in practice.
 */
final class MunicipalHeadings {
  private static final Set<String> LATITUDE =
      Set.of("緯度", "北緯", "lat", "latitude", "緯度10進", "緯度10進数", "緯度世界測地系");
  private static final Set<String> LONGITUDE =
      Set.of("経度", "東経", "lon", "lng", "long", "longitude", "経度10進", "経度10進数", "経度世界測地系");
  private static final Set<String> EAST = Set.of("x", "east", "easting", "pointx");
  private static final Set<String> NORTH = Set.of("y", "north", "northing", "pointy");
  private static final Set<String> SURVEY = Set.of("x座標", "y座標", "公共座標x", "公共座標y");
  private static final Set<String> BOTH =
      Set.of("location", "latlon", "latlng", "latlong", "緯度経度", "位置情報", "位置", "座標", "position");
  private static final Set<String> WKT =
      Set.of("wkt", "ewkt", "geometry", "geom", "thegeom", "ジオメトリ", "形状");
  private static final Set<String> ROW_ID = Set.of("id", "共通id", "no", "番号");

  private static final Map<String, String> ENGLISH =
      Map.ofEntries(
          Map.entry("名称", "Name"),
          Map.entry("名称_カナ", "Name (kana)"),
          Map.entry("名称_通称", "Common name"),
          Map.entry("名称_英語", "Name (English)"),
          Map.entry("施設名", "Facility"),
          Map.entry("施設・場所名", "Facility or place"),
          Map.entry("所在地_連結表記", "Address"),
          Map.entry("所在地_都道府県", "Prefecture"),
          Map.entry("所在地_市区町村", "Municipality"),
          Map.entry("所在地_町字", "Town block"),
          Map.entry("所在地_番地以下", "Lot or house number"),
          Map.entry("住所", "Address"),
          Map.entry("建物名等(方書)", "Building"),
          Map.entry("全国地方公共団体コード", "Municipality code"),
          Map.entry("地方公共団体名", "Municipality"),
          Map.entry("電話番号", "Telephone"),
          Map.entry("内線番号", "Extension"),
          Map.entry("連絡先メールアドレス", "E-mail"),
          Map.entry("法人番号", "Corporate number"),
          Map.entry("団体名", "Organisation"),
          Map.entry("利用可能曜日", "Days of use"),
          Map.entry("開始時間", "Opens"),
          Map.entry("終了時間", "Closes"),
          Map.entry("災害種別_洪水", "Flood"),
          Map.entry("災害種別_崖崩れ、土石流及び地滑り", "Landslide"),
          Map.entry("災害種別_高潮", "Storm surge"),
          Map.entry("災害種別_地震", "Earthquake"),
          Map.entry("災害種別_津波", "Tsunami"),
          Map.entry("災害種別_大規模な火事", "Large fire"),
          Map.entry("災害種別_内水氾濫", "Inland flood"),
          Map.entry("災害種別_火山現象", "Volcano"),
          Map.entry("指定避難所との重複", "Also a shelter"),
          Map.entry("想定収容人数", "Capacity"),
          Map.entry("画像", "Picture"),
          Map.entry("URL", "Web page"),
          Map.entry("備考", "Remarks"));

  private MunicipalHeadings() {}

  /** What a column can be to the position of a row. */
  enum Role {
    LATITUDE,
    LONGITUDE,
    /** x of a map: eastward, metres or degrees. */
    EAST,
    /** y of a map: northward, metres or degrees. */
    NORTH,
    /** X座標, Y座標: northward or eastward, nobody can tell (surveyors' X runs north). */
    SURVEY,
    /** "lat,lon" in one cell. */
    BOTH,
    WKT,
    NONE
  }

  static Role roleOf(String heading) {
    String key = key(heading);
    if (LATITUDE.contains(key)) {
      return Role.LATITUDE;
    }
    if (LONGITUDE.contains(key)) {
      return Role.LONGITUDE;
    }
    if (EAST.contains(key)) {
      return Role.EAST;
    }
    if (NORTH.contains(key)) {
      return Role.NORTH;
    }
    if (SURVEY.contains(key)) {
      return Role.SURVEY;
    }
    if (BOTH.contains(key)) {
      return Role.BOTH;
    }
    return WKT.contains(key) ? Role.WKT : Role.NONE;
  }

  /** Whether the column names the row, as in reports of problems. */
  static boolean isRowId(String heading) {
    return ROW_ID.contains(key(heading));
  }

  /** Whether the column holds codes, which are text even when all of them look like numbers. */
  static boolean isCode(String heading) {
    String key = Normalizer.normalize(heading, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return key.endsWith("コード")
        || key.endsWith("code")
        || key.endsWith("電話番号")
        || key.endsWith("fax番号")
        || key.endsWith("郵便番号")
        || key.endsWith("法人番号")
        || key.endsWith("内線番号")
        || key.endsWith("地番")
        || key.equals("tel")
        || key.equals("phone")
        || key.equals("fax")
        || key.endsWith("telephonenumber");
  }

  static LocalizedText title(String name) {
    String english = ENGLISH.get(Normalizer.normalize(name, Normalizer.Form.NFKC));
    return english == null ? LocalizedText.same(name) : new LocalizedText(name, english);
  }

  /** Without width variants, capitals, spaces, underscores, hyphens and brackets. */
  private static String key(String heading) {
    return Normalizer.normalize(heading, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s_\\-()\\[\\]「」・:.]", "");
  }
}
