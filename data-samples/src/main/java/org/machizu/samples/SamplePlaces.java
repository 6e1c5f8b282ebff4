package org.machizu.samples;

import static org.machizu.samples.SampleTown.attribute;

import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.SampleTown.Rows;

/**
 * Shelters and facilities of the sample town, with the headings of 自治体標準オープンデータセット. Names, codes
 * and addresses are made up.
 */
final class SamplePlaces {
  /** No municipality has this code; the last digit is its check digit. */
  private static final String TOWN_CODE = "019992";

  private static final String TOWN = "北海道みどり野町";

  private SamplePlaces() {}

  static Rows shelters() {
    Rows rows =
        new Rows(
            GeometryType.POINT,
            attribute("全国地方公共団体コード", AttributeType.TEXT),
            attribute("ID", AttributeType.TEXT),
            attribute("地方公共団体名", AttributeType.TEXT),
            attribute("名称", AttributeType.TEXT),
            attribute("名称_カナ", AttributeType.TEXT),
            attribute("所在地_連結表記", AttributeType.TEXT),
            attribute("災害種別_洪水", AttributeType.TEXT),
            attribute("災害種別_崖崩れ、土石流及び地滑り", AttributeType.TEXT),
            attribute("災害種別_地震", AttributeType.TEXT),
            attribute("災害種別_大規模な火事", AttributeType.TEXT),
            attribute("災害種別_内水氾濫", AttributeType.TEXT),
            attribute("想定収容人数", AttributeType.INTEGER),
            attribute("備考", AttributeType.TEXT));
    shelter(rows, "みどり野小学校", "ミドリノショウガッコウ", "川端町21-1", "○○○○△", 320, -180, 300, "体育館は2階へ");
    shelter(rows, "みどり野町役場", "ミドリノチョウヤクバ", "若葉町13-1", "○○○○○", 180, 60, 195, "非常用電源あり");
    shelter(rows, "川端公園", "カワバタコウエン", "川端町24-1", "×○○○×", 900, 180, 305, "屋外");
    shelter(rows, "本町会館", "ホンチョウカイカン", "本町2-3", "△○○○△", 60, -40, 75, "");
    shelter(rows, "高台体育館", "タカダイタイイクカン", "高台1", "○△○○○", 450, -330, -170, "駐車場120台");
    return rows;
  }

  private static void shelter(
      Rows rows,
      String name,
      String kana,
      String address,
      String hazards,
      long capacity,
      double u,
      double v,
      String remark) {
    rows.add(
        TownGrid.point(u, v),
        TOWN_CODE,
        "S%02d".formatted(rows.size() + 1),
        TOWN,
        name,
        kana,
        TOWN + address,
        hazards.substring(0, 1),
        hazards.substring(1, 2),
        hazards.substring(2, 3),
        hazards.substring(3, 4),
        hazards.substring(4, 5),
        capacity,
        remark.isEmpty() ? null : remark);
  }

  static Rows facilities() {
    Rows rows =
        new Rows(
            GeometryType.POINT,
            attribute("全国地方公共団体コード", AttributeType.TEXT),
            attribute("ID", AttributeType.TEXT),
            attribute("名称", AttributeType.TEXT),
            attribute("種別", AttributeType.TEXT),
            attribute("所在地_連結表記", AttributeType.TEXT),
            attribute("開始時間", AttributeType.TEXT),
            attribute("終了時間", AttributeType.TEXT),
            attribute("備考", AttributeType.TEXT));
    facility(rows, "みどり野駅", "交通", "本町1-1", "05:40", "22:10", 0, 5, "");
    facility(rows, "みどり野町役場", "行政", "若葉町13-1", "08:45", "17:30", 66, 200, "①番窓口～⑧番窓口");
    facility(rows, "町立図書館", "文化", "本町3-2", "10:00", "18:00", 30, 70, "月曜休館");
    facility(rows, "みどり野小学校", "教育", "川端町21-1", "", "", -188, 318, "");
    facility(rows, "若葉保育園", "子育て", "若葉町11-4", "07:30", "18:30", -150, 180, "");
    facility(rows, "髙橋内科医院", "医療", "本町4-1", "09:00", "17:00", 150, 80, "木曜午後休診");
    facility(rows, "みどり野消防署", "防災", "若葉町14-2", "", "", 170, 215, "24時間");
    facility(rows, "みどり野駐在所", "防災", "本町2-7", "", "", -20, 130, "");
    facility(rows, "町民温泉 鈴の湯", "観光", "川端町22-5", "10:00", "21:00", -70, 335, "");
    facility(rows, "除雪センター", "道路", "高台3", "", "", -60, -150, "冬期のみ");
    return rows;
  }

  private static void facility(
      Rows rows,
      String name,
      String kind,
      String address,
      String opens,
      String closes,
      double u,
      double v,
      String remark) {
    rows.add(
        TownGrid.point(u, v),
        TOWN_CODE,
        "F%02d".formatted(rows.size() + 1),
        name,
        kind,
        TOWN + address,
        opens.isEmpty() ? null : opens,
        closes.isEmpty() ? null : closes,
        remark.isEmpty() ? null : remark);
  }
}
