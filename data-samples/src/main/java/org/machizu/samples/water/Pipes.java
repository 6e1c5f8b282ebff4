package org.machizu.samples.water;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.buildings.Building;
import org.machizu.samples.district.District;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.CentreFrame;
import org.machizu.samples.streets.Manager;
import org.machizu.samples.streets.Purpose;
import org.machizu.samples.streets.Street;
import org.machizu.samples.table.Table;
import org.machizu.samples.table.Values;

/** Layers {@code water_pipes}, {@code sewer_pipes}, {@code sewer_area}, {@code pump_stations}. */
public final class Pipes {
  private static final List<String> PUMPED = List.of("西町", "川端町", "栄町", "高台");

  private Pipes() {}

  /** Along every road at which somebody lives, beside its middle. */
  public static Table water(District district) {
    Table table =
        Table.of(GeometryType.LINE, "管路番号", "区間番号", "口径_mm:i", "管種", "布設年:i", "深さ_m:r", "延長_m:r");
    Set<Integer> lived = new HashSet<>();
    for (Building building : district.buildings()) {
      Street front = building.parcel().front();
      if (front != null) {
        lived.add(front.index());
      }
    }
    Dice dice = district.dice("water pipes");
    for (Street street : district.streets()) {
      if (lived.contains(street.index()) || street.route().purpose() == Purpose.HIGHWAY) {
        int year = dice.whole(1962, 2024);
        int diameter = diameter(street, dice);
        String kind =
            diameter >= 200
                ? year < 1985 ? "DIP(A形)" : year < 2000 ? "DIP(K形)" : "DIP(GX形)"
                : year < 1978 ? "ACP" : year < 2001 ? "VP" : "HPPE";
        table.add(
            beside(district, street, 1.3, -0.9),
            district.tile().id("K" + street.number().substring(1)),
            district.tile().id(street.number()),
            diameter,
            kind,
            year,
            Values.tenth(dice.between(1.2, 1.7)),
            Values.tenth(street.lengthM()));
      }
    }
    return table;
  }

  private static int diameter(Street street, Dice dice) {
    if (street.route().manager() == Manager.PRIVATE) {
      return dice.pick(List.of(40, 50));
    }
    return switch (street.route().purpose()) {
      case HIGHWAY -> 250;
      case RING -> 200;
      case STREET -> street.widthM() > 9 ? 150 : dice.pick(List.of(75, 100, 100));
      case GRID -> dice.pick(List.of(50, 75, 100));
      default -> 75;
    };
  }

  /** Where foul water is led away: the centre. */
  public static Table sewers(District district) {
    Table table =
        Table.of(
            GeometryType.LINE,
            "管渠番号",
            "区間番号",
            "排除方式",
            "管径_mm:i",
            "管種",
            "布設年:i",
            "深さ_m:r",
            "勾配_permil:r",
            "延長_m:r");
    Dice dice = district.dice("sewers");
    Polygon area = CentreFrame.area();
    for (Street street : district.streets()) {
      if (area.contains(street.line().getInteriorPoint())) {
        add(district, table, street, dice, false);
        if (street.widthM() > 9) {
          add(district, table, street, dice, true);
        }
      }
    }
    return table;
  }

  private static void add(District district, Table table, Street street, Dice dice, boolean rain) {
    int year = dice.whole(1979, 2016);
    table.add(
        beside(district, street, rain ? -2.2 : -1.1, rain ? 1.6 : 0.8),
        district.tile().id((rain ? "G" : "F") + street.number().substring(1)),
        district.tile().id(street.number()),
        rain ? "雨水" : "分流汚水",
        rain ? dice.pick(List.of(400, 600, 800)) : street.widthM() > 9 ? 250 : 200,
        rain ? "ヒューム管" : year < 1992 ? "陶管" : "塩ビ管",
        year,
        Values.tenth(dice.between(rain ? 1.4 : 1.6, rain ? 2.6 : 3.8)),
        Values.tenth(dice.between(1.8, 7)),
        Values.tenth(street.lengthM()));
  }

  /** All pipes of a kind lie to the same side, so that they still meet where the roads meet. */
  private static Geometry beside(District district, Street street, double x, double y) {
    Geometry moved = AffineTransformation.translationInstance(x, y).transform(street.line());
    return district.tile().onPlane(moved);
  }

  public static Table sewerArea(District district) {
    Table table = Table.of(GeometryType.POLYGON, "処理区番号", "処理区名", "区分", "供用開始日:d");
    Polygon centre = CentreFrame.area();
    Geometry later =
        Shapes.difference(
            Shapes.union(
                List.of(
                    Shapes.rectangle(CentreFrame.straight(-1180, 250), 0.988, 0.156, 380, 560),
                    Shapes.rectangle(CentreFrame.straight(300, 860), 0.988, 0.156, 900, 240))),
            centre);
    Dice dice = district.dice("sewer area");
    table.add(
        district.tile().onPlane(centre),
        district.tile().id("Y01"),
        district.tile().name("みどり野処理区"),
        "供用開始区域",
        Values.dayOf(1983, dice));
    int number = 2;
    for (Polygon part : Shapes.polygons(later, 5_000)) {
      table.add(
          district.tile().onPlane(part),
          district.tile().id("Y0" + number++),
          district.tile().name("みどり野処理区"),
          "事業計画区域",
          null);
    }
    return table;
  }

  public static Table pumps(District district) {
    Table table =
        Table.of(GeometryType.POINT, "施設番号", "名称", "種別", "能力_m3毎分:r", "設置年:i", "非常用電源", "所在地");
    Dice dice = district.dice("pump stations");
    int number = 1;
    for (String quarter : PUMPED) {
      var parcel =
          district.parcels().stream()
              .filter(p -> p.quarter().name().equals(quarter) && p.front() != null && p.placed())
              .skip(40)
              .findFirst()
              .orElseThrow();
      table.add(
          district.tile().onPlane(parcel.shape().getInteriorPoint()),
          district.tile().id("M0" + number++),
          district.tile().name(quarter + "マンホールポンプ"),
          "マンホールポンプ",
          Values.tenth(dice.between(0.4, 1.6)),
          dice.whole(1988, 2019),
          "なし",
          "北海道みどり野町" + district.address(parcel));
    }
    String[] names = {"川端排水機場", "鈴沢排水機場", "高台増圧ポンプ場"};
    double[][] places = {{-420, 905}, {1360, 1240}, {430, -520}};
    for (int i = 0; i < names.length; i++) {
      boolean drains = names[i].endsWith("排水機場");
      table.add(
          district.tile().onPlane(Shapes.point(Shapes.at(places[i][0], places[i][1]))),
          district.tile().id("M0" + number++),
          district.tile().name(names[i]),
          drains ? "排水機場" : "増圧ポンプ場",
          drains ? Values.tenth(dice.between(90, 240)) : 2.4,
          dice.whole(1975, 2015),
          "あり",
          "北海道みどり野町");
    }
    return table;
  }
}
