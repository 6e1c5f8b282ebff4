package org.machizu.samples.terrain;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.plane.Shapes;

/**
 * The ground that the town stands on, before anybody built: plain and hills, two rivers, ponds; and
 * the railway, which follows the ground. Metres east and north of the station.
 */
public final class Land {
  /** Half the width and height of the ground, m. */
  public static final double HALF_WIDTH = 7_500;

  public static final double HALF_HEIGHT = 6_000;

  /**
   * How much farther north railway, highways and river leave the ground in the east than they enter
   * it in the west; a neighbour in the east lies that much to the north.
   */
  public static final double EASTWARD_RISE = 2 * railwayAt(HALF_WIDTH);

  /** Where the river leaves and enters, apart from that. */
  private static final double RIVER_AT_SIDES = 1_244;

  /** The railway's direction at the station, degrees against east. */
  public static final double TURNED_DEG = 9;

  private static final double RIVER_STEP = 50;

  private final Polygon boundary;
  private final Polygon plain;
  private final PointOnGeometryLocator inPlain;
  private final LineString river;
  private final LineString tributary;
  private final LineString railway;
  private final Polygon riverArea;
  private final Polygon tributaryArea;
  private final List<Pond> ponds;

  /**
   * A reservoir for irrigation.
   *
   * @param damM height of its dam
   */
  public record Pond(String name, String kana, Polygon area, double damM) {}

  public Land(long seed) {
    Noise noise = new Noise(seed);
    Dice dice = Dice.of(seed, "land");
    river = Shapes.line(riverCourse(noise));
    tributary =
        Shapes.smooth(
            40,
            4300,
            -5600,
            3650,
            -4700,
            3350,
            -3900,
            2750,
            -3200,
            2250,
            -2300,
            1850,
            -1500,
            1560,
            -700,
            1600,
            0,
            1480,
            600,
            1520,
            1000,
            1400,
            roughly(1400));
    railway = Shapes.line(railwayCourse());
    riverArea = (Polygon) river.buffer(32, 4);
    tributaryArea = (Polygon) tributary.buffer(8, 3);
    boundary = ring(noise, HALF_WIDTH - 20, HALF_HEIGHT - 20, 4, 90);
    plain = (Polygon) Shapes.intersection(plain(noise), boundary.buffer(-15));
    inPlain = new IndexedPointInAreaLocator(plain);
    ponds = ponds(dice);
  }

  /** The river's course before the freedom that it takes beyond the centre. */
  private static double roughly(double x) {
    return 1210 + 0.09 * x + 210 * Math.sin(x / 1350) + 60 * Math.sin(x / 560 + 1);
  }

  private static List<Coordinate> riverCourse(Noise noise) {
    List<Coordinate> course = new ArrayList<>();
    for (double x = -HALF_WIDTH; x <= HALF_WIDTH; x += RIVER_STEP) {
      // Straightened along the centre, free beyond it.
      double freedom = Math.clamp((Math.abs(x) - 1800) / 1500, 0, 1);
      double toSide = eased((Math.abs(x) - 5_400) / (HALF_WIDTH - 5_400));
      double free = roughly(x) + 90 * freedom * noise.at(x, 0, 700);
      double side = RIVER_AT_SIDES + Math.signum(x) * EASTWARD_RISE / 2;
      course.add(Shapes.at(x, free + toSide * (side - free)));
    }
    return course;
  }

  /** How far north the river's middle lies at a distance east of the station. */
  public double riverAt(double x) {
    Coordinate[] course = river.getCoordinates();
    double at = Math.clamp((x + HALF_WIDTH) / RIVER_STEP, 0, course.length - 1.001);
    int i = (int) at;
    return course[i].y + (at - i) * (course[i + 1].y - course[i].y);
  }

  /** Where the railway runs at a distance east of the station. */
  public static double railwayAt(double x) {
    double far = Math.max(0, Math.abs(x) - 1300);
    double eased = Math.min(Math.abs(x), 1300) + 1000 * Math.tanh(far / 1000);
    return Math.signum(x) * Math.tan(Math.toRadians(TURNED_DEG)) * eased;
  }

  private static List<Coordinate> railwayCourse() {
    List<Coordinate> course = new ArrayList<>();
    for (double x = -HALF_WIDTH; x <= HALF_WIDTH; x += 100) {
      course.add(Shapes.at(x, railwayAt(x)));
    }
    return course;
  }

  private static Polygon ring(Noise noise, double a, double b, double power, double roughM) {
    List<Coordinate> ring = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      double angle = 2 * Math.PI * i / 240;
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      double r = Math.pow(Math.pow(Math.abs(c), power) + Math.pow(Math.abs(s), power), -1 / power);
      double inward = roughM * (1 + noise.at(4000 * c, 4000 * s, 900)) / 2;
      ring.add(Shapes.at((a - inward) * r * c, (b - inward) * r * s));
    }
    return Shapes.area(ring);
  }

  /** Flat ground: wide in the west, hills closing in from the north-west and the south-east. */
  private static Polygon plain(Noise noise) {
    List<Coordinate> ring = new ArrayList<>();
    double end = HALF_WIDTH - 60;
    for (double x = -end; x <= end; x += 80) {
      double wide = 3050 + 0.12 * x + 420 * noise.at(x, 77, 1500) + valley(x, -4100, 700);
      double north = narrowed(x, wide, roughly(x) + 330) + 130 * noise.at(x, 5, 380);
      ring.add(Shapes.at(x, north));
    }
    for (double x = end; x >= -end; x -= 80) {
      double wide = -2250 + 0.05 * x + 420 * noise.at(x, -77, 1500);
      double south = narrowed(x, wide, railwayAt(x) - 620) + 130 * noise.at(x, -5, 380);
      ring.add(Shapes.at(x, south - valley(x, 2350, 1250) - valley(x, -3900, 800)));
    }
    return (Polygon) Shapes.area(ring).buffer(60, 4).buffer(-60, 4);
  }

  /** Towards both ends of the ground the hills close in on river and railway. */
  private static double narrowed(double x, double wide, double narrow) {
    return wide + eased((Math.abs(x) - 5_000) / 1_900) * (narrow - wide);
  }

  private static double eased(double share) {
    double t = Math.clamp(share, 0, 1);
    return t * t * (3 - 2 * t);
  }

  /** How far flat ground reaches into the hills beside a valley's middle. */
  private static double valley(double x, double middle, double depth) {
    double t = (x - middle) / 520;
    return depth * Math.exp(-t * t);
  }

  private List<Pond> ponds(Dice dice) {
    List<Pond> made = new ArrayList<>();
    String[][] names = {
      {"ひょうたん沼", "ヒョウタンヌマ"},
      {"緑野第一ため池", "ミドリノダイイチタメイケ"},
      {"緑野第二ため池", "ミドリノダイニタメイケ"},
      {"鈴沢溜池", "スズサワタメイケ"},
      {"豊岡貯水池", "トヨオカチョスイチ"},
      {"東和溜池", "トウワタメイケ"},
      {"沼ノ沢溜池", "ヌマノサワタメイケ"}
    };
    double[] east = {-4700, -2400, -1500, 3900, 4900, 5600, -4900};
    for (int i = 0; i < names.length; i++) {
      boolean north = i < 3;
      double x = east[i] + dice.between(-150, 150);
      double y = edgeAt(x, north) + (north ? 1 : -1) * dice.between(150, 260);
      double radius = dice.between(55, 120);
      List<Coordinate> shore = new ArrayList<>();
      double phase = dice.between(0, 6);
      for (int k = 0; k < 36; k++) {
        double angle = 2 * Math.PI * k / 36;
        double r =
            radius * (1 + 0.22 * Math.sin(2 * angle + phase) + 0.1 * Math.sin(5 * angle + phase));
        shore.add(Shapes.at(x + 1.3 * r * Math.cos(angle), y + r * Math.sin(angle)));
      }
      made.add(new Pond(names[i][0], names[i][1], Shapes.area(shore), dice.between(3, 9)));
    }
    return made;
  }

  /** Where the plain ends to the north or south of a place. */
  public double edgeAt(double x, boolean north) {
    double far = north ? HALF_HEIGHT : -HALF_HEIGHT;
    double edge = 0;
    for (double y = 0; Math.abs(y) < Math.abs(far); y += Math.signum(far) * 10) {
      if (isPlain(Shapes.at(x, y))) {
        edge = y;
      }
    }
    return edge;
  }

  public boolean isPlain(Coordinate place) {
    return inPlain.locate(place) != Location.EXTERIOR;
  }

  /** The municipality's boundary. */
  public Polygon boundary() {
    return boundary;
  }

  public Polygon plain() {
    return plain;
  }

  /** The middle of the Midori river, downstream to the west (the line runs from west to east). */
  public LineString river() {
    return river;
  }

  /** The middle of the Suzusawa, downstream. */
  public LineString tributary() {
    return tributary;
  }

  public Polygon riverArea() {
    return riverArea;
  }

  public Polygon tributaryArea() {
    return tributaryArea;
  }

  /** The railway's middle, from west to east. */
  public LineString railway() {
    return railway;
  }

  public List<Pond> ponds() {
    return ponds;
  }

  /** Both rivers, as far as they are water. */
  public Geometry water() {
    return Shapes.union(List.of(riverArea, tributaryArea));
  }
}
