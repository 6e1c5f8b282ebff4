package org.machizu.samples.buildings;

import java.util.Locale;
import org.locationtech.jts.geom.Polygon;
import org.machizu.samples.parcels.Parcel;

/**
 * A building on its parcel.
 *
 * @param index from 0
 * @param name empty for most
 * @param use 用途 as the tax register has it: 住宅, 共同住宅, 店舗, 店舗併用住宅, 農家住宅, 納屋, 倉庫, 工場, 学校 …
 * @param frame 構造: 木造, 鉄骨造, 鉄筋コンクリート造
 * @param dwellings how many households have room in it
 */
public record Building(
    int index,
    Parcel parcel,
    Polygon shape,
    String name,
    String use,
    String frame,
    int floors,
    int year,
    int dwellings) {

  /** 建物番号 within its town. */
  public String number() {
    return String.format(Locale.ROOT, "B%05d", index + 1);
  }

  /** 床面積, m². */
  public double floorAreaM2() {
    return Math.round(shape.getArea() * floors * 100) / 100.0;
  }

  public double heightM() {
    boolean wide = use.equals("倉庫") || use.equals("工場") || use.equals("体育館");
    return Math.round((floors * (wide ? 4.5 : 3.1) + 1.2) * 10) / 10.0;
  }
}
