package org.machizu.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;

/**
 * Generates the centre of a small town on a railway: twelve blocks between the station and the
 * river, with their lots, houses, streets and zones. The same seed gives the same town, to the
 * byte.
 */
final class SampleTown {
  static final long SEED = 20_260_401;

  private static final double[] STREETS_U = {-240, -120, 0, 120, 240};
  private static final double[] STREETS_V = {45, 150, 255, 360};
  private static final String[] STREET_NAMES = {"西二条通", "西一条通", "駅前通", "東一条通", "東二条通"};
  private static final String[] CROSS_NAMES = {"駅前広場通", "本町通", "学園通", "川端通"};
  private static final String[] QUARTERS = {"本町", "若葉町", "川端町"};

  /** The school, the town hall and the park each take a whole block. */
  private enum Use {
    LOTS,
    SCHOOL,
    TOWN_HALL,
    PARK
  }

  private final Random random;
  private final Rows parcels =
      new Rows(
          GeometryType.POLYGON,
          attribute("筆番号", AttributeType.TEXT),
          attribute("大字", AttributeType.TEXT),
          attribute("地番", AttributeType.TEXT),
          attribute("地目", AttributeType.TEXT),
          attribute("地積_m2", AttributeType.REAL));
  private final Rows buildings =
      new Rows(
          GeometryType.POLYGON,
          attribute("建物番号", AttributeType.TEXT),
          attribute("用途", AttributeType.TEXT),
          attribute("構造", AttributeType.TEXT),
          attribute("階数", AttributeType.INTEGER),
          attribute("建築年", AttributeType.INTEGER));
  private final Rows roads =
      new Rows(
          GeometryType.LINE,
          attribute("区間番号", AttributeType.TEXT),
          attribute("路線名", AttributeType.TEXT),
          attribute("路線番号", AttributeType.TEXT),
          attribute("管理者", AttributeType.TEXT),
          attribute("幅員_m", AttributeType.REAL));
  private final Rows rivers =
      new Rows(
          GeometryType.LINE,
          attribute("河川番号", AttributeType.TEXT),
          attribute("名称", AttributeType.TEXT),
          attribute("区分", AttributeType.TEXT));
  private final Rows zoning =
      new Rows(
          GeometryType.POLYGON,
          attribute("区域番号", AttributeType.TEXT),
          attribute("用途地域", AttributeType.TEXT),
          attribute("建蔽率", AttributeType.INTEGER),
          attribute("容積率", AttributeType.INTEGER));

  private SampleTown(long seed) {
    random = new Random(seed);
    layBlocks();
    layRoads();
    layRivers();
    layZones();
  }

  /** The town of a seed. */
  static SampleTown of(long seed) {
    return new SampleTown(seed);
  }

  /** The features of one layer, with ids from 1. */
  static final class Rows {
    private final Schema schema;
    private final List<Feature> features = new ArrayList<>();

    Rows(GeometryType type, Attribute... attributes) {
      schema = new Schema(type, List.of(attributes));
    }

    Schema schema() {
      return schema;
    }

    List<Feature> features() {
      return List.copyOf(features);
    }

    int size() {
      return features.size();
    }

    void add(Geometry geometry, @Nullable Object... values) {
      features.add(
          new Feature(
              features.size() + 1L, Revision.NONE, geometry, Attributes.of(schema, values)));
    }
  }

  static Attribute attribute(String name, AttributeType type) {
    return Attribute.open(name, type);
  }

  Rows parcels() {
    return parcels;
  }

  Rows buildings() {
    return buildings;
  }

  Rows roads() {
    return roads;
  }

  Rows rivers() {
    return rivers;
  }

  Rows zoning() {
    return zoning;
  }

  private void layBlocks() {
    for (int row = 0; row < STREETS_V.length - 1; row++) {
      for (int column = 0; column < STREETS_U.length - 1; column++) {
        double west = STREETS_U[column] + 6;
        double east = STREETS_U[column + 1] - 6;
        double south = STREETS_V[row] + 5;
        double north = STREETS_V[row + 1] - 5;
        int lot = row * 10 + column + 1;
        switch (useOf(column, row)) {
          case LOTS -> layLots(QUARTERS[row], lot, west, south, east, north);
          case SCHOOL -> {
            addParcel(QUARTERS[row], lot + "-1", "学校用地", west, south, east, north);
            addBuilding("学校", "鉄筋コンクリート", 3, 1988, west + 8, north - 26, east - 30, north - 10);
            addBuilding("学校", "鉄骨", 2, 1994, east - 26, north - 40, east - 6, north - 10);
          }
          case TOWN_HALL -> {
            addParcel(QUARTERS[row], lot + "-1", "宅地", west, south, east, north);
            addBuilding("庁舎", "鉄筋コンクリート", 4, 2007, west + 14, south + 34, east - 14, south + 64);
          }
          case PARK -> addParcel(QUARTERS[row], lot + "-1", "公園", west, south, east, north);
        }
      }
    }
  }

  private static Use useOf(int column, int row) {
    return switch (row * 10 + column) {
      case 12 -> Use.TOWN_HALL;
      case 20 -> Use.SCHOOL;
      case 23 -> Use.PARK;
      default -> Use.LOTS;
    };
  }

  /** Two rows of lots, back to back, four beside each other, borders not quite even. */
  private void layLots(
      String quarter, int lot, double west, double south, double east, double north) {
    double middle = (south + north) / 2 + random.nextInt(-4, 5);
    double[] borders = {west, 0, 0, 0, east};
    for (int i = 1; i < 4; i++) {
      borders[i] = west + (east - west) * i / 4 + random.nextInt(-3, 4);
    }
    int number = 1;
    for (int side = 0; side < 2; side++) {
      double low = side == 0 ? south : middle;
      double high = side == 0 ? middle : north;
      for (int i = 0; i < 4; i++) {
        boolean isEmpty = random.nextInt(9) == 0;
        addParcel(
            quarter,
            lot + "-" + number++,
            isEmpty ? "雑種地" : "宅地",
            borders[i],
            low,
            borders[i + 1],
            high);
        if (!isEmpty) {
          addHouse(quarter, borders[i], low, borders[i + 1], high, side == 0);
        }
      }
    }
  }

  private void addParcel(
      String quarter, String number, String use, double u1, double v1, double u2, double v2) {
    double areaM2 = Math.round((u2 - u1) * (v2 - v1) * 100) / 100.0;
    parcels.add(
        TownGrid.box(u1, v1, u2, v2),
        "P%03d".formatted(parcels.size() + 1),
        quarter,
        number,
        use,
        areaM2);
  }

  /** A house near the street, some of them with a wing. */
  private void addHouse(
      String quarter, double u1, double v1, double u2, double v2, boolean streetIsSouth) {
    boolean isShop = quarter.equals("本町") && random.nextInt(3) > 0;
    double margin = isShop ? 2 : 4 + random.nextInt(3);
    double depth = isShop ? 20 : 10 + random.nextInt(5);
    double west = u1 + margin;
    double east = u2 - margin;
    double front = streetIsSouth ? v1 + margin : v2 - margin;
    double back = streetIsSouth ? front + depth : front - depth;
    int year = 1965 + random.nextInt(58);
    String use = isShop ? "店舗併用住宅" : "住宅";
    String frame = isShop && random.nextBoolean() ? "鉄骨" : "木造";
    long floors = isShop || random.nextInt(3) > 0 ? 2 : 1;
    if (random.nextInt(3) == 0) {
      double wing = (west + east) / 2;
      double end = back + (back - front) * 0.5;
      buildings.add(
          TownGrid.area(west, front, east, front, east, end, wing, end, wing, back, west, back),
          buildingNumber(),
          use,
          frame,
          floors,
          (long) year);
    } else {
      addBuilding(use, frame, floors, year, west, front, east, back);
    }
  }

  private void addBuilding(
      String use,
      String frame,
      long floors,
      long year,
      double u1,
      double v1,
      double u2,
      double v2) {
    buildings.add(TownGrid.box(u1, v1, u2, v2), buildingNumber(), use, frame, floors, year);
  }

  private String buildingNumber() {
    return "B%03d".formatted(buildings.size() + 1);
  }

  /** Streets from junction to junction, the road to the bridge and the one along the railway. */
  private void layRoads() {
    for (int i = 0; i < STREETS_U.length; i++) {
      boolean isMain = i == 2;
      for (int j = 0; j < STREETS_V.length - 1; j++) {
        addRoad(
            STREET_NAMES[i],
            isMain ? "道道1101" : "町道" + (i + 1) + "号",
            isMain ? "道" : "町",
            isMain ? 12 : 8,
            TownGrid.line(STREETS_U[i], STREETS_V[j], STREETS_U[i], STREETS_V[j + 1]));
      }
    }
    for (int j = 0; j < STREETS_V.length; j++) {
      for (int i = 0; i < STREETS_U.length - 1; i++) {
        addRoad(
            CROSS_NAMES[j],
            "町道" + (11 + j) + "号",
            "町",
            j == 1 ? 10 : 6.5,
            TownGrid.line(STREETS_U[i], STREETS_V[j], STREETS_U[i + 1], STREETS_V[j]));
      }
    }
    addRoad("駅前通", "道道1101", "道", 12, TownGrid.line(0, 10, 0, 45));
    addRoad("みどり橋通", "道道1101", "道", 12, TownGrid.line(0, 360, 4, 410, 6, 470, -20, 560));
    addRoad("国道999号", "999", "国", 16, TownGrid.line(-420, -110, -150, -95, 130, -95, 430, -120));
    addRoad("跨線橋通", "町道20号", "町", 9, TownGrid.line(240, 45, 244, -20, 240, -105.2));
    addRoad("倉庫前私道", "", "私", 4, TownGrid.line(-150, -95, -155, -150, -120, -190));
  }

  private void addRoad(String name, String number, String manager, double widthM, Geometry line) {
    roads.add(
        line,
        "R%03d".formatted(roads.size() + 1),
        name,
        number.isEmpty() ? null : number,
        manager,
        widthM);
  }

  private void layRivers() {
    rivers.add(
        TownGrid.line(
            -460, 470, -380, 452, -300, 425, -220, 412, -130, 424, -60, 438, 5, 440, 80, 428, 170,
            400, 260, 396, 340, 415, 450, 460),
        "W1",
        "緑川",
        "一級河川");
    rivers.add(
        TownGrid.line(
            330, -240, 318, -150, 322, -60, 305, 40, 300, 150, 312, 260, 290, 330, 260, 396),
        "W2",
        "鈴沢川",
        "普通河川");
  }

  private void layZones() {
    addZone("商業地域", 80, 400, TownGrid.box(-120, 0, 120, 150));
    addZone("近隣商業地域", 80, 200, TownGrid.box(-120, 150, 120, 255));
    addZone("第一種住居地域", 60, 200, TownGrid.box(-290, 0, -120, 255));
    addZone("第一種住居地域", 60, 200, TownGrid.box(120, 0, 290, 255));
    addZone("第一種低層住居専用地域", 40, 60, TownGrid.box(-290, 255, 290, 385));
    addZone("準工業地域", 60, 200, TownGrid.box(-290, -210, 290, -40));
  }

  private void addZone(String name, long coverage, long floorArea, Geometry area) {
    zoning.add(area, "Z%d".formatted(zoning.size() + 1), name, coverage, floorArea);
  }
}
