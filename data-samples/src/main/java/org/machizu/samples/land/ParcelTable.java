package org.machizu.samples.land;

import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.district.District;
import org.machizu.samples.parcels.Parcel;
import org.machizu.samples.parcels.QuarterReading;
import org.machizu.samples.parcels.Use;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.table.Table;
import org.machizu.samples.table.Values;

/** Layers {@code parcels} and {@code farmland}. */
public final class ParcelTable {
  private static final Coordinate CENTRE = Shapes.at(0, 200);
  private static final String[] CROPS = {"普通畑", "牧草畑", "飼料作物畑", "遊休農地"};

  private ParcelTable() {}

  public static Table parcels(District district) {
    Table table =
        Table.of(
            GeometryType.POLYGON, "筆番号", "大字", "丁目", "地番", "地目", "地積_m2:r", "座標系", "精度区分", "大字_カナ");
    for (Parcel parcel : district.parcels()) {
      boolean placed = parcel.placed();
      table.add(
          placed ? district.tile().onPlane(parcel.shape()) : null,
          district.tile().id(parcel.number()),
          district.tile().name(parcel.quarter().name()),
          parcel.quarter().chome(),
          parcel.lotNumber(),
          parcel.category(),
          parcel.registeredM2(),
          placed ? "公共座標12系" : "任意座標系",
          accuracy(parcel),
          QuarterReading.of(parcel.quarter()));
    }
    return table;
  }

  /** 精度区分 of 国土調査法施行令. */
  private static String accuracy(Parcel parcel) {
    if (!parcel.placed()) {
      return "";
    }
    return switch (parcel.ground()) {
      case CENTRE -> "甲二";
      case HAMLET, RAILWAY, DIKE -> "甲三";
      case HILL -> "乙三";
      default -> "乙一";
    };
  }

  public static Table farmland(District district) {
    Table table = Table.of(GeometryType.POLYGON, "農地番号", "筆番号", "現況", "農地区分", "農振区分", "面積_m2:r");
    Dice dice = district.dice("farmland");
    for (Parcel parcel : district.parcels()) {
      if (parcel.placed() && parcel.use() == Use.FIELD && !parcel.category().equals("雑種地")) {
        boolean nearTown = parcel.shape().getCentroid().getCoordinate().distance(CENTRE) < 1_500;
        String state =
            parcel.category().equals("田")
                ? dice.chance(0.82) ? "水田" : "転作田"
                : CROPS[dice.weighted(0.4, 0.3, 0.22, 0.08)];
        String kind =
            nearTown
                ? dice.chance(0.5) ? "第2種農地" : "第3種農地"
                : dice.chance(0.9) ? "農用地区域内農地" : "第1種農地";
        table.add(
            district.tile().onPlane(parcel.shape()),
            district.tile().id("N" + parcel.number().substring(1)),
            district.tile().id(parcel.number()),
            state,
            kind,
            kind.equals("農用地区域内農地") ? "農用地区域" : "農振白地",
            Values.tenth(parcel.shape().getArea()));
      }
    }
    return table;
  }
}
