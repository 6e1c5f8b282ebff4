package org.machizu.samples.planning;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.operation.buffer.BufferParameters;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.district.District;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.CentreFrame;
import org.machizu.samples.table.Table;
import org.machizu.samples.table.Values;

/** Layers {@code planned_roads} (都市計画道路) and {@code cultural_property} (埋蔵文化財包蔵地). */
public final class PlannedWorks {
  private PlannedWorks() {}

  public static Table roads(District district) {
    Table table =
        Table.of(GeometryType.POLYGON, "路線番号", "名称", "計画幅員_m:r", "延長_m:r", "整備状況", "決定日:d");
    Dice dice = district.dice("planned roads");
    add(district, table, "3・3・1", "駅前通", 20, "整備済", dice, 0, 40, 0, CentreFrame.NORTH);
    add(
        district,
        table,
        "3・4・2",
        "西大通",
        16,
        "事業中",
        dice,
        CentreFrame.WEST,
        -278,
        CentreFrame.WEST,
        CentreFrame.NORTH);
    add(
        district,
        table,
        "3・4・3",
        "東大通",
        16,
        "未整備",
        dice,
        CentreFrame.EAST,
        -278,
        CentreFrame.EAST,
        CentreFrame.NORTH);
    add(
        district,
        table,
        "3・4・4",
        "北大通",
        16,
        "未整備",
        dice,
        CentreFrame.WEST,
        CentreFrame.NORTH,
        CentreFrame.EAST,
        CentreFrame.NORTH);
    add(district, table, "3・5・5", "跨線橋通", 14, "整備済", dice, 420, -278, 420, 430);
    add(district, table, "3・5・6", "西町通", 12, "未整備", dice, -720, 42, -600, CentreFrame.NORTH);
    return table;
  }

  private static void add(
      District district,
      Table table,
      String number,
      String name,
      double widthM,
      String state,
      Dice dice,
      double p1,
      double q1,
      double p2,
      double q2) {
    List<Coordinate> course = new ArrayList<>();
    for (int i = 0; i <= 30; i++) {
      double t = i / 30.0;
      course.add(CentreFrame.at(p1 + t * (p2 - p1), q1 + t * (q2 - q1)));
    }
    LineString line = Shapes.line(course);
    table.add(
        district.tile().onPlane(line.buffer(widthM / 2, 2, BufferParameters.CAP_FLAT)),
        district.tile().id(number),
        name,
        widthM,
        Values.tenth(line.getLength()),
        state,
        Values.dayOf(dice.whole(1968, 2003), dice));
  }

  public static Table cultural(District district) {
    Table table = Table.of(GeometryType.POLYGON, "遺跡番号", "名称", "種別", "時代");
    Dice dice = district.dice("cultural property");
    String[][] sites = {
      {"鈴沢１遺跡", "集落跡", "縄文"},
      {"鈴沢２遺跡", "遺物包含地", "縄文"},
      {"緑野チャシ跡", "チャシ跡", "アイヌ"},
      {"川北遺跡", "集落跡", "擦文"},
      {"東和遺跡", "遺物包含地", "続縄文"},
      {"西町遺跡", "集落跡", "擦文"},
      {"北山遺跡", "墳墓", "縄文"}
    };
    double[][] places = {
      {1950, -1750},
      {2600, -2900},
      {250, 2980},
      {-2350, 1700},
      {4100, 2250},
      {-1150, 560},
      {620, 3250}
    };
    for (int i = 0; i < sites.length; i++) {
      double radius = dice.between(55, 130);
      double phase = dice.between(0, 6);
      List<Coordinate> ring = new ArrayList<>();
      for (int k = 0; k < 28; k++) {
        double angle = 2 * Math.PI * k / 28;
        double r = radius * (1 + 0.25 * Math.sin(2 * angle + phase) + 0.08 * Math.sin(5 * angle));
        ring.add(
            Shapes.at(
                places[i][0] + 1.4 * r * Math.cos(angle), places[i][1] + r * Math.sin(angle)));
      }
      table.add(
          district.tile().onPlane(Shapes.area(ring)),
          district.tile().id("J-13-%d".formatted(i + 1)),
          district.tile().name(sites[i][0]),
          sites[i][1],
          sites[i][2]);
    }
    return table;
  }
}
