package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.algorithm.construct.MaximumInscribedCircle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.linemerge.LineMerger;
import org.locationtech.jts.operation.overlayng.RingClipper;

/** Where labels of features may stand: of areas the place farthest from their visible border. */
final class LabelSpots {
  private static final GeometryFactory PAPER = new GeometryFactory();

  /** The place in an area is found so exactly. */
  private static final double EXACT_MM = 0.4;

  /** Areas that show less than this have no room for a label. */
  private static final double LEAST_MM2 = 1;

  /** So far within the frame labels stand. */
  private static final double INSET_MM = 1;

  private final Envelope seen;
  private final Map<MapFeature, List<double[]>> points = new IdentityHashMap<>();

  LabelSpots(Sheet sheet) {
    this.seen = sheet.page(-INSET_MM);
  }

  /** A place for each part of a feature that is seen. */
  List<double[]> points(MapFeature feature) {
    return points.computeIfAbsent(feature, this::find);
  }

  private List<double[]> find(MapFeature feature) {
    PaperShape shape = feature.shape();
    List<double[]> found = new ArrayList<>();
    for (double[] point : shape.points()) {
      if (seen.contains(point[0], point[1])) {
        found.add(point);
      }
    }
    shape.areas().forEach(rings -> addArea(rings, found));
    if (shape.areas().isEmpty()) {
      for (double[] line : lines(feature)) {
        LinePath path = new LinePath(line);
        found.add(path.at(path.length() / 2));
      }
    }
    return found;
  }

  private void addArea(List<double[]> rings, List<double[]> found) {
    RingClipper clipper = new RingClipper(seen);
    List<LinearRing> clipped = new ArrayList<>();
    for (double[] ring : rings) {
      Coordinate[] part = clipper.clip(coordinates(ring));
      if (part.length >= 4) {
        clipped.add(PAPER.createLinearRing(part));
      } else if (clipped.isEmpty()) {
        return;
      }
    }
    LinearRing[] holes = clipped.subList(1, clipped.size()).toArray(LinearRing[]::new);
    Polygon area = PAPER.createPolygon(clipped.getFirst(), holes);
    // Cutting and simplifying can make a ring cross itself by a hair.
    Geometry sound = area.isValid() ? area : GeometryFixer.fix(area);
    if (sound.getDimension() < 2 || sound.getArea() < LEAST_MM2) {
      return;
    }
    Point middle = MaximumInscribedCircle.getCenter(polygonsOf(sound), EXACT_MM);
    found.add(new double[] {middle.getX(), middle.getY()});
  }

  /** What of a repaired area is areas still. */
  private static Geometry polygonsOf(Geometry area) {
    return area instanceof Polygon
        ? area
        : PAPER.createMultiPolygon(
            ((List<?>) PolygonExtracter.getPolygons(area)).toArray(Polygon[]::new));
  }

  /** What of a feature's lines and borders is seen. */
  List<double[]> lines(MapFeature feature) {
    List<double[]> lines = new ArrayList<>();
    feature.shape().lines().forEach(line -> lines.addAll(LinePath.within(line, seen)));
    return lines;
  }

  /** Lines that meet end to end as one; their directions do not hold. */
  static List<double[]> joined(List<double[]> lines) {
    if (lines.size() < 2) {
      return lines;
    }
    LineMerger merger = new LineMerger();
    for (double[] line : lines) {
      merger.add(PAPER.createLineString(coordinates(line)));
    }
    List<double[]> joined = new ArrayList<>();
    Collection<?> merged = merger.getMergedLineStrings();
    for (Object line : merged) {
      joined.add(ordinates((LineString) line));
    }
    return joined;
  }

  private static Coordinate[] coordinates(double[] xy) {
    Coordinate[] coordinates = new Coordinate[xy.length / 2];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = new Coordinate(xy[2 * i], xy[2 * i + 1]);
    }
    return coordinates;
  }

  private static double[] ordinates(Geometry line) {
    Coordinate[] coordinates = line.getCoordinates();
    double[] xy = new double[2 * coordinates.length];
    for (int i = 0; i < coordinates.length; i++) {
      xy[2 * i] = coordinates[i].x;
      xy[2 * i + 1] = coordinates[i].y;
    }
    return xy;
  }
}
