package org.machizu.samples.roads;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.district.District;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.CentreFrame;
import org.machizu.samples.streets.Street;
import org.machizu.samples.table.Table;

/** Layers {@code railway} and {@code underpasses}. */
public final class Crossings {
  private static final int UNDERPASSES = 3;

  private Crossings() {}

  public static Table railway(District district) {
    Table table = Table.of(GeometryType.MIXED, "鉄道番号", "種類", "名称", "路線名", "事業者");
    String line = "緑野本線";
    String company = "架空北海道旅客鉄道";
    Geometry rails =
        Shapes.intersection(district.land().railway(), district.land().boundary().buffer(60));
    table.add(district.tile().onPlane(rails), district.tile().id("T01"), "線路", line, line, company);
    Coordinate[] stops = {CentreFrame.straight(0, 0), at(district, -3900), at(district, 4650)};
    String[] names = {"みどり野駅", "西島駅", "豊岡駅"};
    for (int i = 0; i < stops.length; i++) {
      table.add(
          district.tile().onPlane(Shapes.point(stops[i])),
          district.tile().id("E0" + (i + 1)),
          "駅",
          district.tile().name(names[i]),
          line,
          company);
    }
    return table;
  }

  private static Coordinate at(District district, double x) {
    for (Coordinate place : district.land().railway().getCoordinates()) {
      if (place.x >= x) {
        return place;
      }
    }
    throw new IllegalArgumentException("the railway does not reach " + x);
  }

  /** The roads that pass under the railway: the street of that name, and two in the fields. */
  public static Table underpasses(District district) {
    Table table =
        Table.of(
            GeometryType.POINT,
            "番号",
            "名称",
            "路線名",
            "区間番号",
            "制限高_m:r",
            "幅員_m:r",
            "通行止め水深_cm:i",
            "水位計",
            "排水ポンプ");
    List<Street> under = new ArrayList<>();
    for (Street street : district.streets()) {
      String name = street.route().name();
      if ((name.equals("地下道通") || name.equals("西8号") || name.equals("東7号"))
          && street.line().intersects(district.land().railway())
          && under.size() < UNDERPASSES) {
        under.add(street);
      }
    }
    for (int i = 0; i < under.size(); i++) {
      Street street = under.get(i);
      Geometry place = street.line().intersection(district.land().railway()).getCentroid();
      boolean central = street.route().name().equals("地下道通");
      table.add(
          district.tile().onPlane(place),
          district.tile().id("U0" + (i + 1)),
          district.tile().name(central ? "みどり野地下道" : street.route().name() + "アンダーパス"),
          street.route().name(),
          district.tile().id(street.number()),
          central ? 3.8 : 3.2,
          street.widthM(),
          central ? 20 : 15,
          central ? "あり" : "なし",
          central ? "あり" : "なし");
    }
    return table;
  }
}
