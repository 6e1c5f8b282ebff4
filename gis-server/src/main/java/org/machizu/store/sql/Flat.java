package org.machizu.store.sql;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.locationtech.jts.geom.util.GeometryEditor;

/** Layers are maps: heights and measures of vertices are left out, as the tables declare. */
public final class Flat {
  private Flat() {}

  public static Geometry of(Geometry geometry) {
    Coordinate first = geometry.getCoordinate();
    if (first == null || (Double.isNaN(first.getZ()) && Double.isNaN(first.getM()))) {
      return geometry;
    }
    return new GeometryEditor(geometry.getFactory())
        .edit(
            geometry,
            new GeometryEditor.CoordinateSequenceOperation() {
              @Override
              public CoordinateSequence edit(CoordinateSequence sequence, Geometry of) {
                double[] xy = new double[2 * sequence.size()];
                for (int i = 0; i < sequence.size(); i++) {
                  xy[2 * i] = sequence.getX(i);
                  xy[2 * i + 1] = sequence.getY(i);
                }
                return new PackedCoordinateSequence.Double(xy, 2, 0);
              }
            });
  }
}
