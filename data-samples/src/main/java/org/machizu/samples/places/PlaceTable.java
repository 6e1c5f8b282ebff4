package org.machizu.samples.places;

import java.util.List;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.buildings.Institution;
import org.machizu.samples.district.District;
import org.machizu.samples.parcels.Parcel;
import org.machizu.samples.table.Table;

/**
 * Layers {@code facilities} and {@code shelters}, with the headings of 自治体標準オープンデータセット. That list
 * has none for what a shelter has; those are called as in 東京都 避難所一覧. Telephone numbers are of the
 * kind that nobody can have.
 */
public final class PlaceTable {
  /** No municipality has this code; the last digit is its check digit. */
  private static final String TOWN_CODE = "019992";

  private static final String PREFECTURE = "北海道";
  private static final String TOWN = "みどり野町";

  private PlaceTable() {}

  public static Table facilities(District district) {
    Table table =
        Table.of(
            GeometryType.POINT,
            "全国地方公共団体コード",
            "ID",
            "地方公共団体名",
            "名称",
            "名称_カナ",
            "種別",
            "所在地_連結表記",
            "所在地_都道府県",
            "所在地_市区町村",
            "所在地_町字",
            "所在地_番地以下",
            "電話番号",
            "開始時間",
            "終了時間",
            "利用可能日時特記事項",
            "備考");
    for (Institution institution : district.institutions()) {
      Parcel parcel = institution.parcel();
      int number = table.size() + 1;
      table.add(
          district.tile().onPlane(parcel.shape().getInteriorPoint()),
          TOWN_CODE,
          district.tile().id("F%03d".formatted(number)),
          PREFECTURE + TOWN,
          district.tile().name(institution.name()),
          institution.kana(),
          institution.kind(),
          PREFECTURE + TOWN + district.address(parcel),
          PREFECTURE,
          TOWN,
          district.tile().name(parcel.quarter().name()) + parcel.quarter().chome(),
          parcel.lotNumber(),
          "0000-00-%04d".formatted(number),
          institution.opens(),
          institution.closes(),
          saysWhen(institution.remark()) ? institution.remark() : "",
          saysWhen(institution.remark()) ? "" : institution.remark());
    }
    return table;
  }

  private static boolean saysWhen(String remark) {
    return List.of("休", "のみ", "時間", "月～").stream().anyMatch(remark::contains);
  }

  public static Table shelters(District district) {
    Table table =
        Table.of(
            GeometryType.POINT,
            "全国地方公共団体コード",
            "ID",
            "地方公共団体名",
            "名称",
            "名称_カナ",
            "所在地_連結表記",
            "所在地_町字",
            "所在地_番地以下",
            "電話番号",
            "災害種別_洪水",
            "災害種別_崖崩れ、土石流及び地滑り",
            "災害種別_地震",
            "災害種別_大規模な火事",
            "災害種別_内水氾濫",
            "指定避難所との重複",
            "想定収容人数:i",
            "対象となる町会・自治会",
            "備考",
            "スロープ等",
            "車椅子使用者対応トイレ",
            "エレベーター",
            "設備",
            "ペット");
    Fitness fitness = new Fitness(district);
    for (Institution institution : district.institutions()) {
      if (!institution.hazards().isEmpty()) {
        shelter(district, table, fitness, institution);
      }
    }
    return table;
  }

  private static void shelter(
      District district, Table table, Fitness fitness, Institution institution) {
    Parcel parcel = institution.parcel();
    String hazards = institution.hazards();
    Amenities amenities = Amenities.of(institution);
    int number = table.size() + 1;
    table.add(
        district.tile().onPlane(parcel.shape().getInteriorPoint()),
        TOWN_CODE,
        district.tile().id("S%02d".formatted(number)),
        PREFECTURE + TOWN,
        district.tile().name(institution.name()),
        institution.kana(),
        PREFECTURE + TOWN + district.address(parcel),
        district.tile().name(parcel.quarter().name()) + parcel.quarter().chome(),
        parcel.lotNumber(),
        "0000-00-%04d".formatted(500 + number),
        fitness.inFlood(parcel),
        fitness.inLandslide(parcel),
        hazards.substring(0, 1),
        hazards.substring(1, 2),
        hazards.substring(2, 3),
        institution.kind().equals("公園") ? "" : "1",
        institution.capacity(),
        district.tile().name(parcel.quarter().name()).replace("字", "") + "自治会",
        institution.kind().equals("公園") || institution.capacity() >= 150
            ? institution.remark()
            : "",
        amenities.ramp(),
        amenities.toilet(),
        amenities.elevator(),
        amenities.equipment(),
        amenities.pets());
  }
}
