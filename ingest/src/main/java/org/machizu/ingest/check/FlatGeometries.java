package org.machizu.ingest.check;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.impl.CoordinateArraySequence;
import org.locationtech.jts.geom.util.GeometryEditor;

/** Geometries without heights and measures. */
final class FlatGeometries {
  private FlatGeometries() {}

  /** Whether no position has a height or measure, although there is room for them. */
  static boolean isFlatInAllButName(Geometry geometry) {
    for (Coordinate at : geometry.getCoordinates()) {
      if (!Double.isNaN(at.getZ()) || !Double.isNaN(at.getM())) {
        return false;
      }
    }
    return true;
  }

  /** The same with two numbers for each position. */
  static Geometry flat(Geometry geometry) {
    return new GeometryEditor(geometry.getFactory())
        .edit(
            geometry,
            new GeometryEditor.CoordinateSequenceOperation() {
              @Override
              public CoordinateSequence edit(CoordinateSequence from, Geometry part) {
                Coordinate[] flat = new Coordinate[from.size()];
                for (int i = 0; i < flat.length; i++) {
                  flat[i] = new CoordinateXY(from.getX(i), from.getY(i));
                }
                return new CoordinateArraySequence(flat, 2);
              }
            });
  }
}
