package org.machizu.tiles.encode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.machizu.tiles.pack.WorldShape;

/**
 * Cuts a polygon to the tile and snaps it to tile units in one step that keeps it valid: what falls
 * apart at the border becomes several polygons, a hole across the border becomes a bay. Slower than
 * {@link RingClipper}, so only for those polygons that need it.
 */
final class ValidPolygonClip {
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final PrecisionModel TILE_UNITS = new PrecisionModel(1);

  private ValidPolygonClip() {}

  /**
   * The polygons that remain, in whole tile units; null when the shape is so tangled (by
   * simplification) that no overlay can be made of it.
   *
   * @param shell the part that is the shell; its holes follow
   * @param end the part after its last hole
   * @param unit width of a tile unit in world units
   * @param box the tile with its buffer, in tile units
   */
  static @Nullable List<Polygon> clip(
      WorldShape shape, int shell, int end, long originX, long originY, double unit, Envelope box) {
    List<LinearRing> rings = new ArrayList<>();
    for (int part = shell; part < end; part++) {
      if (shape.end(part) - shape.start(part) >= 3) {
        rings.add(ring(shape, part, originX, originY, unit));
      }
    }
    LinearRing[] holes = rings.subList(1, rings.size()).toArray(LinearRing[]::new);
    Polygon polygon = GEOMETRIES.createPolygon(rings.getFirst(), holes);
    try {
      Geometry cut =
          OverlayNG.overlay(
              polygon, GEOMETRIES.toGeometry(box), OverlayNG.INTERSECTION, TILE_UNITS);
      List<Polygon> polygons = new ArrayList<>();
      PolygonExtracter.getPolygons(cut, polygons);
      return polygons;
    } catch (TopologyException _) {
      return null;
    }
  }

  private static LinearRing ring(
      WorldShape shape, int part, long originX, long originY, double unit) {
    int start = shape.start(part);
    int count = shape.end(part) - start;
    Coordinate[] points = new Coordinate[count + 1];
    for (int i = 0; i < count; i++) {
      points[i] =
          new Coordinate(
              (shape.x(start + i) - originX) / unit, (shape.y(start + i) - originY) / unit);
    }
    points[count] = points[0].copy();
    return GEOMETRIES.createLinearRing(points);
  }
}
