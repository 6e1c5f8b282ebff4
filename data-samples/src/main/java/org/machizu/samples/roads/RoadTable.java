package org.machizu.samples.roads;

import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.district.District;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.streets.Manager;
import org.machizu.samples.streets.Street;
import org.machizu.samples.table.Table;
import org.machizu.samples.table.Values;

/** Layers {@code roads} and {@code designated_roads}. */
public final class RoadTable {
  private RoadTable() {}

  public static Table roads(District district) {
    Table table =
        Table.of(
            GeometryType.LINE,
            "区間番号",
            "路線番号",
            "路線名",
            "管理者",
            "道路種別",
            "幅員_m:r",
            "延長_m:r",
            "一方通行",
            "舗装");
    for (Street street : district.streets()) {
      table.add(
          district.tile().onPlane(street.line()),
          district.tile().id(street.number()),
          district.routeNumber(street),
          street.route().name(),
          street.route().manager().label(),
          street.route().kind(),
          street.widthM(),
          Values.tenth(street.lengthM()),
          street.oneWay(),
          street.route().paved() ? "舗装" : "砂利");
    }
    return table;
  }

  /** Roads in the sense of 建築基準法 42 条, where the building law's rules on roads hold. */
  public static Table designated(District district) {
    Table table =
        Table.of(
            GeometryType.LINE, "指定番号", "条項", "種別", "区間番号", "路線名", "幅員_m:r", "延長_m:r", "指定年月日:d");
    Dice dice = district.dice("designated roads");
    for (Street street : district.streets()) {
      String[] law = law(street);
      if (law.length > 0) {
        table.add(
            district.tile().onPlane(street.line()),
            district.tile().id("S" + street.number().substring(1)),
            law[0],
            law[1],
            district.tile().id(street.number()),
            street.route().name(),
            street.widthM(),
            Values.tenth(street.lengthM()),
            law[0].equals("42条1項1号") ? null : Values.dayOf(dice.whole(1951, 2018), dice));
      }
    }
    return table;
  }

  /** Clause and what it means; nothing for what is no road in that sense. */
  private static String[] law(Street street) {
    boolean inCentre =
        switch (street.route().purpose()) {
          case STREET, RING, LANE, HAMLET, HIGHWAY -> true;
          default -> false;
        };
    if (!inCentre) {
      return new String[0];
    }
    if (street.route().manager() == Manager.PRIVATE) {
      return street.index() % 5 < 3
          ? new String[] {"42条1項5号", "位置指定道路"}
          : new String[] {"42条1項3号", "既存道路"};
    }
    if (street.widthM() < 4) {
      return new String[] {"42条2項", "2項道路"};
    }
    return street.index() % 11 == 0 && street.route().manager() == Manager.TOWN
        ? new String[] {"42条1項2号", "開発道路"}
        : new String[] {"42条1項1号", "道路法による道路"};
  }
}
