package org.machizu.samples.hazards;

import java.util.Locale;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.district.District;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.table.Table;
import org.machizu.samples.terrain.Contours;
import org.machizu.samples.terrain.Flood;
import org.machizu.samples.terrain.Heights;
import org.machizu.samples.terrain.Land;

/**
 * Layers {@code flood_planned} and {@code flood_maximum}: areas by depth, as the law's maps rank
 * it.
 */
public final class FloodTable {
  private static final double CELL_M = 30;
  private static final double SMALLEST_M2 = 1_500;

  /** From these depths on; the first stands for 0. */
  private static final double[] DEPTHS = {0.03, 0.5, 3, 5};

  private static final double[] LABELS = {0, 0.5, 3, 5, 10};
  private static final String[] CLASSES = {
    "0.5m未満", "0.5m以上3.0m未満", "3.0m以上5.0m未満", "5.0m以上10.0m未満"
  };
  private static final String[] SHORT = {"12時間未満", "12時間以上1日未満", "1日以上3日未満", "3日以上1週間未満"};

  private FloodTable() {}

  public static Table planned(District district) {
    return table(district, false);
  }

  public static Table largest(District district) {
    return table(district, true);
  }

  private static Table table(District district, boolean largest) {
    Table table =
        Table.of(
            GeometryType.POLYGON,
            "区域番号",
            "河川名",
            "想定規模",
            "浸水深ランク:i",
            "浸水深",
            "深さ下限_m:r",
            "深さ上限_m:r",
            "継続時間");
    Flood flood = new Flood(new Heights(district.seed(), district.land()), largest);
    double reach = largest ? 2_600 : 1_500;
    Envelope around = district.land().river().getEnvelopeInternal();
    around.expandBy(0, reach);
    around = around.intersection(new Envelope(-Land.HALF_WIDTH, Land.HALF_WIDTH, -5_900, 5_900));
    Contours contours = new Contours(around, CELL_M, flood::depthM);
    Geometry area = Shapes.difference(district.land().boundary(), district.land().riverArea());
    Geometry deeper = contours.above(DEPTHS[0]);
    for (int rank = 0; rank < DEPTHS.length && !deeper.isEmpty(); rank++) {
      Geometry next =
          rank + 1 < DEPTHS.length
              ? contours.above(DEPTHS[rank + 1])
              : Shapes.FACTORY.createPolygon();
      Geometry band =
          Shapes.toDecimetres(Shapes.intersection(Shapes.difference(deeper, next), area));
      for (Polygon part : Shapes.polygons(band, SMALLEST_M2)) {
        table.add(
            district.tile().onPlane(part),
            district.tile().id(String.format(Locale.ROOT, "FL%03d", table.size() + 1)),
            "緑川",
            largest ? "想定最大規模" : "計画規模（1/100）",
            rank + 1,
            CLASSES[rank],
            LABELS[rank],
            LABELS[rank + 1],
            SHORT[Math.min(3, rank + (largest ? 1 : 0))]);
      }
      deeper = next;
    }
    return table;
  }
}
