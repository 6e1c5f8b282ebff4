package org.machizu.samples.hazards;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.machizu.geo.feature.GeometryType;
import org.machizu.samples.district.District;
import org.machizu.samples.parcels.Quarter;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.table.Table;
import org.machizu.samples.table.Values;

/**
 * Layer {@code landslide}: where the hills meet the plain, steep slopes and streams of debris; each
 * with its yellow zone, most with a red one inside.
 */
public final class Landslides {
  private static final double EVERY_M = 620;

  private final District district;
  private final Dice dice;
  private final Table table =
      Table.of(GeometryType.POLYGON, "区域番号", "現象", "区域区分", "通称", "箇所名", "所在地", "告示日:d");
  private int place = 1;

  private Landslides(District district) {
    this.district = district;
    this.dice = district.dice("landslides");
  }

  public static Table zones(District district) {
    Landslides zones = new Landslides(district);
    LineString edge = district.land().plain().getExteriorRing();
    LengthIndexedLine along = new LengthIndexedLine(edge);
    for (double at = 300; at < edge.getLength() - 400; at += EVERY_M) {
      double from = at + zones.dice.between(-160, 160);
      if (Math.abs(along.extractPoint(from).x) < 6_900 && zones.dice.chance(0.72)) {
        if (zones.dice.chance(0.7)) {
          zones.slope((LineString) along.extractLine(from, from + zones.dice.between(80, 210)));
        } else {
          zones.debris(along.extractPoint(from), along.extractPoint(from + 40));
        }
      }
    }
    return zones.table;
  }

  private void slope(LineString foot) {
    Geometry hills = Shapes.difference(foot.buffer(60, 3), district.land().plain());
    Geometry below = Shapes.intersection(foot.buffer(38, 3), district.land().plain());
    Polygon yellow = largest(Shapes.union(List.of(hills, below)));
    Geometry red =
        Shapes.union(
            List.of(
                Shapes.difference(foot.buffer(48, 3), district.land().plain()),
                Shapes.intersection(foot.buffer(13, 3), district.land().plain())));
    add("急傾斜地の崩壊", yellow, dice.chance(0.8) ? largest(red) : null);
  }

  /** A stream out of the hills, and the fan where its debris comes to rest. */
  private void debris(Coordinate mouth, Coordinate beside) {
    double length = mouth.distance(beside);
    double dirX = (beside.x - mouth.x) / length;
    double dirY = (beside.y - mouth.y) / length;
    // The ring runs clockwise or not; the hills lie where the plain does not.
    boolean leftIsPlain =
        district.land().isPlain(Shapes.at(mouth.x - 60 * dirY, mouth.y + 60 * dirX));
    double outX = leftIsPlain ? -dirY : dirY;
    double outY = leftIsPlain ? dirX : -dirX;
    add("土石流", fan(mouth, outX, outY, 330, 250, 115), fan(mouth, outX, outY, 330, 70, 24));
  }

  private static Polygon fan(
      Coordinate mouth, double outX, double outY, double above, double below, double half) {
    List<Coordinate> ring = new ArrayList<>();
    double[][] profile = {
      {-above, 11},
      {-above * 0.4, 13},
      {0, 20},
      {below * 0.35, half * 0.5},
      {below * 0.7, half * 0.9},
      {below * 0.92, half * 0.75},
      {below, half * 0.35}
    };
    for (double[] step : profile) {
      ring.add(
          Shapes.at(
              mouth.x + outX * step[0] - outY * step[1],
              mouth.y + outY * step[0] + outX * step[1]));
    }
    for (int i = profile.length - 1; i >= 0; i--) {
      ring.add(
          Shapes.at(
              mouth.x + outX * profile[i][0] + outY * profile[i][1],
              mouth.y + outY * profile[i][0] - outX * profile[i][1]));
    }
    return Shapes.area(ring);
  }

  private static Polygon largest(Geometry geometry) {
    return Shapes.polygons(Shapes.toDecimetres(geometry), 0).stream()
        .max(Comparator.comparingDouble(Polygon::getArea))
        .orElseThrow();
  }

  private void add(String kind, Polygon yellow, @Nullable Polygon red) {
    Quarter quarter = nearestQuarter(yellow.getCentroid().getCoordinate());
    String address = "北海道みどり野町" + district.tile().name(quarter.name());
    String name = district.tile().name(quarter.name().replace("字", "") + place++);
    var day = Values.dayOf(dice.whole(2014, 2024), dice);
    table.add(
        district.tile().onPlane(yellow), number(), kind, "土砂災害警戒区域", "イエロー", name, address, day);
    if (red != null) {
      table.add(
          district.tile().onPlane(red), number(), kind, "土砂災害特別警戒区域", "レッド", name, address, day);
    }
  }

  private String number() {
    return district.tile().id("L%03d".formatted(table.size() + 1));
  }

  private Quarter nearestQuarter(Coordinate near) {
    return district.parcels().stream()
        .min(
            Comparator.comparingDouble(
                parcel -> parcel.shape().getEnvelopeInternal().centre().distance(near)))
        .orElseThrow()
        .quarter();
  }
}
