package org.machizu.samples.land;

import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.buildings.Building;
import org.machizu.samples.district.District;
import org.machizu.samples.table.Table;

/** Layer {@code buildings}. */
public final class BuildingTable {
  private BuildingTable() {}

  public static Table buildings(District district) {
    Table table =
        Table.of(
            GeometryType.POLYGON,
            "建物番号",
            "筆番号",
            "名称",
            "用途",
            "構造",
            "階数:i",
            "建築年:i",
            "床面積_m2:r",
            "高さ_m:r");
    for (Building building : district.buildings()) {
      table.add(
          district.tile().onPlane(building.shape()),
          district.tile().id(building.number()),
          district.tile().id(building.parcel().number()),
          building.name().isEmpty() ? "" : district.tile().name(building.name()),
          building.use(),
          building.frame(),
          building.floors(),
          building.year(),
          building.floorAreaM2(),
          building.heightM());
    }
    return table;
  }
}
