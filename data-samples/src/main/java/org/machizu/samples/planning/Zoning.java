package org.machizu.samples.planning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Polygon;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.district.District;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.CentreFrame;
import org.machizu.samples.table.Table;
import org.machizu.samples.table.Values;

/** Layers {@code zoning}, {@code fire_prevention} and {@code district_plans}. */
public final class Zoning {
  private static final String LOW = "第一種低層住居専用地域";
  private static final String LOW2 = "第二種低層住居専用地域";
  private static final String MID = "第一種中高層住居専用地域";
  private static final String MID2 = "第二種中高層住居専用地域";
  private static final String RES = "第一種住居地域";
  private static final String RES2 = "第二種住居地域";
  private static final String ROAD = "準住居地域";
  private static final String NEAR = "近隣商業地域";
  private static final String SHOP = "商業地域";
  private static final String MIXED = "準工業地域";
  private static final String WORKS = "工業地域";

  private static final String[][] PLAN = {
    {MIXED, MIXED, ROAD, ROAD, ROAD, RES2},
    {WORKS, WORKS, MIXED, MIXED, MIXED, MIXED},
    {RES, NEAR, SHOP, SHOP, NEAR, RES2},
    {RES, RES, NEAR, NEAR, RES, MID2},
    {LOW2, MID, MID, MID, MID, MID},
    {LOW, LOW, LOW, LOW, LOW, LOW2}
  };

  /** 建蔽率 and 容積率 in per cent. */
  private static final Map<String, int[]> RATIOS = new LinkedHashMap<>();

  static {
    RATIOS.put(LOW, new int[] {40, 60});
    RATIOS.put(LOW2, new int[] {50, 80});
    RATIOS.put(MID, new int[] {60, 200});
    RATIOS.put(MID2, new int[] {60, 200});
    RATIOS.put(RES, new int[] {60, 200});
    RATIOS.put(RES2, new int[] {60, 200});
    RATIOS.put(ROAD, new int[] {60, 200});
    RATIOS.put(NEAR, new int[] {80, 200});
    RATIOS.put(SHOP, new int[] {80, 400});
    RATIOS.put(MIXED, new int[] {60, 200});
    RATIOS.put(WORKS, new int[] {60, 200});
  }

  private Zoning() {}

  public static Table zoning(District district) {
    Table table = Table.of(GeometryType.POLYGON, "区域番号", "用途地域", "建蔽率:i", "容積率:i", "告示日:d");
    Dice dice = district.dice("zoning");
    RATIOS.forEach((name, ratios) -> {
      for (Polygon area : Cells.areas(PLAN, name)) {
        table.add(
            district.tile().onPlane(area),
            district.tile().id("Z%02d".formatted(table.size() + 1)),
            name,
            ratios[0],
            ratios[1],
            Values.dayOf(dice.whole(1996, 2019), dice));
      }
    });
    return table;
  }

  public static Table firePrevention(District district) {
    Table table = Table.of(GeometryType.POLYGON, "区域番号", "区分", "告示日:d");
    Polygon strict =
        Shapes.area(
            List.of(
                CentreFrame.straight(-95, 42),
                CentreFrame.straight(100, 42),
                CentreFrame.straight(100, 165),
                CentreFrame.straight(-95, 165)));
    Dice dice = district.dice("fire prevention");
    table.add(
        district.tile().onPlane(strict),
        district.tile().id("V01"),
        "防火地域",
        Values.dayOf(1971, dice));
    for (String zone : new String[] {SHOP, NEAR}) {
      for (Polygon area : Cells.areas(PLAN, zone)) {
        for (Polygon part : Shapes.polygons(Shapes.difference(area, strict), 1)) {
          table.add(
              district.tile().onPlane(part),
              district.tile().id("V%02d".formatted(table.size() + 1)),
              "準防火地域",
              Values.dayOf(1971, dice));
        }
      }
    }
    return table;
  }

  public static Table districtPlans(District district) {
    Table table =
        Table.of(
            GeometryType.POLYGON,
            "計画番号",
            "名称",
            "目標",
            "最高高さ_m:r",
            "壁面後退_m:r",
            "敷地最低面積_m2:i",
            "告示日:d");
    Dice dice = district.dice("district plans");
    plan(
        district,
        table,
        "緑ヶ丘地区地区計画",
        "ゆとりある戸建住宅地の環境を守る",
        10,
        1.0,
        180,
        2,
        4,
        3,
        4,
        Values.dayOf(2008, dice));
    plan(
        district,
        table,
        "駅前本町地区地区計画",
        "通りに面した商店街のにぎわいを保つ",
        15,
        0.5,
        0,
        2,
        2,
        3,
        2,
        Values.dayOf(2014, dice));
    plan(
        district,
        table,
        "西町工業地区地区計画",
        "操業環境と周辺の住環境の調和を図る",
        20,
        2.0,
        500,
        0,
        1,
        1,
        1,
        Values.dayOf(1999, dice));
    return table;
  }

  private static void plan(
      District district,
      Table table,
      String name,
      String aim,
      double heightM,
      double setbackM,
      int leastM2,
      int fromColumn,
      int fromRow,
      int toColumn,
      int toRow,
      LocalDate day) {
    List<Polygon> cells = new ArrayList<>();
    for (int row = fromRow; row <= toRow; row++) {
      for (int column = fromColumn; column <= toColumn; column++) {
        cells.add(Cells.cell(column, row));
      }
    }
    table.add(
        district.tile().onPlane(Shapes.union(cells)),
        district.tile().id("Q0" + (table.size() + 1)),
        district.tile().name(name),
        aim,
        heightM,
        setbackM,
        leastM2 == 0 ? null : leastM2,
        day);
  }
}
