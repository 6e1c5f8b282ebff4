package org.machizu.samples.water;

import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.district.District;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.table.Table;
import org.machizu.samples.table.Values;
import org.machizu.samples.terrain.Land;

/** Layers {@code rivers} and {@code ponds}. */
public final class WaterTable {
  private WaterTable() {}

  public static Table rivers(District district) {
    Table table = Table.of(GeometryType.MIXED, "河川番号", "種類", "名称", "区分", "管理者");
    Land land = district.land();
    Geometry within = land.boundary().buffer(60);
    Geometry suzusawa = Shapes.difference(land.tributaryArea(), land.riverArea());
    add(district, table, "W01", "水面", "緑川", Shapes.intersection(land.riverArea(), within));
    add(district, table, "W02", "流心線", "緑川", Shapes.intersection(land.river(), within).reverse());
    add(district, table, "W03", "水面", "鈴沢川", Shapes.intersection(suzusawa, within));
    add(district, table, "W04", "流心線", "鈴沢川", Shapes.intersection(land.tributary(), within));
    return table;
  }

  private static void add(
      District district, Table table, String number, String kind, String name, Geometry shape) {
    boolean main = name.equals("緑川");
    table.add(
        district.tile().onPlane(shape),
        district.tile().id(number),
        kind,
        name,
        main ? "一級河川" : "普通河川",
        main ? "道" : "町");
  }

  public static Table ponds(District district) {
    Table table =
        Table.of(
            GeometryType.POLYGON,
            "ため池番号",
            "名称",
            "名称_カナ",
            "堤高_m:r",
            "堤頂長_m:r",
            "貯水量_m3:i",
            "満水面積_m2:i",
            "防災重点",
            "管理者");
    List<Land.Pond> ponds = district.land().ponds();
    for (int i = 0; i < ponds.size(); i++) {
      Land.Pond pond = ponds.get(i);
      double areaM2 = pond.area().getArea();
      table.add(
          district.tile().onPlane(pond.area()),
          district.tile().id("I0" + (i + 1)),
          district.tile().name(pond.name()),
          pond.kana(),
          Values.tenth(pond.damM()),
          Values.tenth(Math.sqrt(areaM2) * 0.8),
          (long) (Math.rint(areaM2 * pond.damM() * 0.4 / 100) * 100),
          Math.round(areaM2),
          pond.damM() > 5 ? "○" : "",
          i % 2 == 0 ? "みどり野土地改良区（架空）" : "町");
    }
    return table;
  }
}
