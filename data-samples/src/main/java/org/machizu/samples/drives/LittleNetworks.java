package org.machizu.samples.drives;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.Road.Travel;
import org.machizu.geo.network.RoadNetwork;

/** Small networks, each with one thing that is hard for matching. Metres in zone XII. */
public final class LittleNetworks {
  private static final int ZONE = 12;
  private static final double EAST_M = -30_000;
  private static final double NORTH_M = -120_000;
  private static final double TOLERANCE_M = 0.05;
  private static final Attributes NONE = Attributes.of(new Schema(GeometryType.LINE, List.of()));

  private final List<Road> roads = new ArrayList<>();
  private final CrsConversion toLonLat = CrsConversion.between(Crs.zone(ZONE), Crs.JGD2011);

  private LittleNetworks() {}

  /** A place of a little network on the plane of its zone. */
  public static Coordinate place(double x, double y) {
    return new Coordinate(EAST_M + x, NORTH_M + y);
  }

  private void road(long id, Travel travel, double... xy) {
    Coordinate[] line = new Coordinate[xy.length / 2];
    for (int i = 0; i < line.length; i++) {
      line[i] = place(xy[2 * i], xy[2 * i + 1]);
    }
    LineString lonLat = (LineString) toLonLat.apply(new GeometryFactory().createLineString(line));
    roads.add(new Road(id, lonLat, travel, NONE));
  }

  private RoadNetwork built() {
    return RoadNetwork.of(ZONE, TOLERANCE_M, roads);
  }

  /**
   * Streets at right angles; the corner in the south-west is the origin, and road 1 begins there,
   * going east.
   *
   * @param blocks in each direction
   * @param blockM from street to street
   * @param oneWays whether every second street within is one-way, by turns
   */
  public static RoadNetwork grid(int blocks, double blockM, boolean oneWays) {
    LittleNetworks made = new LittleNetworks();
    long id = 1;
    for (int street = 0; street <= blocks; street++) {
      boolean oneWay = oneWays && street % 2 == 1;
      Travel travel =
          !oneWay ? Travel.BOTH_WAYS : street % 4 == 1 ? Travel.FORWARD : Travel.BACKWARD;
      for (int i = 0; i < blocks; i++) {
        double at = street * blockM;
        double from = i * blockM;
        made.road(id++, travel, from, at, from + blockM, at);
        made.road(id++, travel, at, from, at, from + blockM);
      }
    }
    return made.built();
  }

  /**
   * A service road beside the main road.
   *
   * <pre>
   *              b------------6------------d
   *              5                         7     b to d: the service road
   *   A----1-----B-----2------C-----3------D----4-----E
   *                           8
   *                           S
   * </pre>
   *
   * A to B and D to E are 200 m, B to C and C to D 250 m, C to S 150 m.
   *
   * @param apartM from the main to the service road
   */
  public static RoadNetwork serviceRoad(double apartM) {
    LittleNetworks made = new LittleNetworks();
    made.road(1, Travel.BOTH_WAYS, 0, 0, 200, 0);
    made.road(2, Travel.BOTH_WAYS, 200, 0, 450, 0);
    made.road(3, Travel.BOTH_WAYS, 450, 0, 700, 0);
    made.road(4, Travel.BOTH_WAYS, 700, 0, 900, 0);
    made.road(5, Travel.BOTH_WAYS, 200, 0, 200, apartM);
    made.road(6, Travel.BOTH_WAYS, 200, apartM, 700, apartM);
    made.road(7, Travel.BOTH_WAYS, 700, apartM, 700, 0);
    made.road(8, Travel.BOTH_WAYS, 450, 0, 450, -150);
    return made.built();
  }

  /**
   * A roundabout with a radius of 18 m, driven clockwise as vehicles keep to the left, and four
   * arms of 200 m that lead to it.
   *
   * <pre>
   *            1
   *         14   11
   *      4           2
   *         13   12
   *            3
   * </pre>
   */
  public static RoadNetwork roundabout() {
    LittleNetworks made = new LittleNetworks();
    double radius = 18;
    for (int arm = 0; arm < 4; arm++) {
      double angle = Math.PI / 2 * (1 - arm);
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      made.road(
          arm + 1,
          Travel.BOTH_WAYS,
          (radius + 200) * c,
          (radius + 200) * s,
          radius * c,
          radius * s);
      double[] arc = new double[12];
      for (int i = 0; i <= 5; i++) {
        double at = angle - Math.PI / 2 * i / 5;
        arc[2 * i] = radius * Math.cos(at);
        arc[2 * i + 1] = radius * Math.sin(at);
      }
      made.road(arm + 11, Travel.FORWARD, arc);
    }
    return made.built();
  }

  /**
   * A street of seven pieces of 120 m, with a dead end at each of its junctions, 45 to 120 m long.
   *
   * <pre>
   *        11      |      13      |      15      |
   *   --1--+---2---+---3---+---4--+---5--+---6---+---7--
   *        |      12       |      14     |      16
   * </pre>
   */
  public static RoadNetwork deadEnds() {
    LittleNetworks made = new LittleNetworks();
    for (int i = 0; i < 7; i++) {
      made.road(i + 1, Travel.BOTH_WAYS, 120 * i, 0, 120 * (i + 1), 0);
    }
    for (int i = 1; i <= 6; i++) {
      double end = (i % 2 == 1 ? 1 : -1) * (30 + 15 * i);
      made.road(10 + i, Travel.BOTH_WAYS, 120 * i, 0, 120 * i, end);
    }
    return made.built();
  }
}
