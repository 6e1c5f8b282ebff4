package org.machizu.guidance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.Road.Travel;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.guidance.Question.UpperFloor;
import org.machizu.guidance.Refuge.Status;
import org.machizu.guidance.Refuge.Suits;
import org.machizu.guidance.roads.Mark;
import org.machizu.guidance.roads.MarkedArea;
import org.machizu.guidance.roads.MarkedRoads;
import org.machizu.guidance.rules.Danger;
import org.machizu.guidance.rules.Mode;
import org.machizu.guidance.rules.RulesReader;
import org.machizu.guidance.rules.Snowed;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Scale;

/** A town drawn by hand, in metres of zone XII. */
final class LittleTown {
  static final Instant NOON = Instant.parse("2026-08-01T03:00:00Z");
  static final String RIVER = "緑川";
  private static final PlaneMeasure MEASURE = PlaneMeasure.inZone(12);
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final Schema SCHEMA =
      new Schema(
          GeometryType.LINE,
          List.of(
              Attribute.open("路線名", AttributeType.TEXT),
              Attribute.open("幅員_m", AttributeType.REAL),
              Attribute.open("道路種別", AttributeType.TEXT)));
  private static final RoadColumns COLUMNS = new RoadColumns("路線名", "幅員_m", "区間番号");

  private final List<Road> roads = new ArrayList<>();
  private final List<MarkedArea> areas = new ArrayList<>();
  private final List<Refuge> refuges = new ArrayList<>();
  private final Set<Hazard> mapped = EnumSet.noneOf(Hazard.class);
  private final Set<Rising> rising = new HashSet<>();
  private final Map<Long, Snowed> snow = new HashMap<>();

  /** A road 6 m wide through points x1, y1, x2, y2 …; its number counts up from 1. */
  LittleTown road(String name, double... xy) {
    return road(name, Travel.BOTH_WAYS, 6, "町道", xy);
  }

  LittleTown road(String name, Travel travel, double widthM, String kind, double... xy) {
    Coordinate[] points = new Coordinate[xy.length / 2];
    for (int i = 0; i < points.length; i++) {
      points[i] = new Coordinate(xy[2 * i], xy[2 * i + 1]);
    }
    LineString line = (LineString) MEASURE.toLonLat(GEOMETRY.createLineString(points));
    roads.add(new Road(roads.size() + 1, line, travel, Attributes.of(SCHEMA, name, widthM, kind)));
    return this;
  }

  static Geometry box(double x1, double y1, double x2, double y2) {
    try {
      return new WKTReader()
          .read(
              "POLYGON((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %4$s, %1$s %2$s))"
                  .formatted(x1, y1, x2, y2));
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  LittleTown zone(
      Hazard hazard, Danger danger, @Nullable Scale scale, double depthToM, Geometry area) {
    mapped.add(hazard);
    areas.add(
        new MarkedArea(
            new Mark.Zone(hazard, danger, scale, hazard == Hazard.FLOOD ? RIVER : null, depthToM),
            area));
    return this;
  }

  LittleTown closed(@Nullable Instant from, @Nullable Instant to, Geometry area) {
    areas.add(new MarkedArea(new Mark.Closure(areas.size(), from, to), area));
    return this;
  }

  LittleTown underpass(Geometry area) {
    areas.add(new MarkedArea(new Mark.Underpass(areas.size(), "地下道"), area));
    return this;
  }

  /** The river is above its danger level. */
  LittleTown danger() {
    rising.add(new Rising("G1", RIVER));
    return this;
  }

  LittleTown snow(long road, Snowed snowed) {
    snow.put(road, snowed);
    return this;
  }

  /** Suits everything. */
  LittleTown refuge(String id, Status status, double x, double y) {
    Map<Hazard, Suits> all = new HashMap<>();
    EnumSet.allOf(Hazard.class).forEach(hazard -> all.put(hazard, Suits.YES));
    return refuge(id, status, false, all, x, y);
  }

  LittleTown refuge(
      String id, Status status, boolean full, Map<Hazard, Suits> suits, double x, double y) {
    Coordinate place = lonLat(x, y);
    refuges.add(new Refuge(id, "避難所" + id, place.x, place.y, suits, status, full, null, false));
    return this;
  }

  Situation situation() {
    return Situation.of(
        Situation.Roads.of(
            MarkedRoads.of(RoadNetwork.of(12, 0.5, roads), areas, List.of()),
            MEASURE,
            COLUMNS,
            RulesReader.usual(),
            mapped),
        new Live(NOON, rising, snow),
        refuges);
  }

  Guidance ask(Hazard hazard, Mode mode, double x, double y) {
    return ask(hazard, mode, x, y, UpperFloor.UNKNOWN);
  }

  Guidance ask(Hazard hazard, Mode mode, double x, double y, UpperFloor upperFloor) {
    Coordinate place = lonLat(x, y);
    return Guide.answer(situation(), new Question(place.x, place.y, hazard, mode, 3, upperFloor));
  }

  List<MarkedArea> areas() {
    return areas;
  }

  static Coordinate lonLat(double x, double y) {
    return MEASURE.toLonLat(GEOMETRY.createPoint(new Coordinate(x, y))).getCoordinate();
  }

  static Geometry plane(Geometry lonLat) {
    return MEASURE.toPlane(lonLat);
  }
}
