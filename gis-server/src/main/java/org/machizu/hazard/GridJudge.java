package org.machizu.hazard;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.rasters.GridPictures.At;
import org.machizu.rasters.HeldGrids;

/** Judges a place by a grid of depths: its cell, and the cells that lie within its accuracy. */
final class GridJudge {
  /** So many directions are looked into. */
  private static final int DIRECTIONS = 8;

  private static final GeometryFactory POINTS = new GeometryFactory();

  private final HeldGrids grids;

  GridJudge(HeldGrids grids) {
    this.grids = grids;
  }

  /**
   * What a grid says about a place. A grid keeps no past: of a moment before its last change it
   * says nothing.
   *
   * @param place metres in the zone of {@code measure}
   * @param asOf null: now
   */
  MapFinding judge(
      HazardMap map,
      VisibleLayer layer,
      PlaneMeasure measure,
      Point place,
      @Nullable Instant asOf) {
    if (asOf != null && layer.entry().changed().isAfter(asOf)) {
      return MapFinding.plain(map, Result.UNKNOWN, map.revision());
    }
    List<At> values =
        grids.valuesAt(layer.view(), map.revision(), places(map.accuracyM(), measure, place));
    At here = values.getFirst();
    if (!here.isInside()) {
      return MapFinding.plain(map, Result.UNKNOWN, map.revision());
    }
    if (isWet(here.value())) {
      double metres = here.value().getAsDouble();
      return depth(map, Result.IN, metres).withGrid(rounded(metres));
    }
    OptionalDouble deepest =
        values.stream()
            .map(At::value)
            .filter(GridJudge::isWet)
            .mapToDouble(OptionalDouble::getAsDouble)
            .max();
    return deepest.isPresent()
        ? depth(map, Result.NEAR, deepest.getAsDouble())
        : MapFinding.plain(map, Result.OUT, map.revision());
  }

  /** Grids leave dry cells empty or write 0 into them. */
  private static boolean isWet(OptionalDouble value) {
    return value.isPresent() && value.getAsDouble() > 0;
  }

  private static MapFinding depth(HazardMap map, Result result, double metres) {
    return new MapFinding(
        map,
        map.scale(),
        result,
        DepthClasses.of(metres),
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        map.basis(),
        map.revision(),
        List.of());
  }

  /** A file has single precision; more digits than centimetres would be made up. */
  private static double rounded(double metres) {
    return Math.round(metres * 100) / 100.0;
  }

  /** The place and those around it, as lon/lat. */
  private static double[] places(double aroundM, PlaneMeasure measure, Point place) {
    double[] lonLats = new double[2 * (DIRECTIONS + 1)];
    for (int i = 0; i <= DIRECTIONS; i++) {
      double angle = 2 * Math.PI * i / DIRECTIONS;
      double far = i == 0 ? 0 : aroundM;
      Geometry at =
          measure.toLonLat(
              POINTS.createPoint(
                  new org.locationtech.jts.geom.Coordinate(
                      place.getX() + far * Math.cos(angle), place.getY() + far * Math.sin(angle))));
      lonLats[2 * i] = at.getCoordinate().x;
      lonLats[2 * i + 1] = at.getCoordinate().y;
    }
    return lonLats;
  }
}
