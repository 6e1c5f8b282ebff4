package org.machizu.geo.crs;

import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/** Takes the x, y of a geometry out as one array and puts another in; Z and M stay. */
final class Ordinates {
  private Ordinates() {}

  /** x and y by turns, in the order of the geometry's coordinates. */
  static double[] of(Geometry geometry) {
    double[] xy = new double[2 * geometry.getNumPoints()];
    geometry.apply(
        new Visit(false) {
          @Override
          void visit(CoordinateSequence sequence, int index, int at) {
            xy[at] = sequence.getX(index);
            xy[at + 1] = sequence.getY(index);
          }
        });
    return xy;
  }

  /** A copy of the geometry with other x, y. */
  static Geometry replace(Geometry geometry, double[] xy) {
    Geometry copy = geometry.copy();
    copy.apply(
        new Visit(true) {
          @Override
          void visit(CoordinateSequence sequence, int index, int at) {
            sequence.setOrdinate(index, CoordinateSequence.X, xy[at]);
            sequence.setOrdinate(index, CoordinateSequence.Y, xy[at + 1]);
          }
        });
    return copy;
  }

  private abstract static class Visit implements CoordinateSequenceFilter {
    private final boolean changes;
    private int at;

    Visit(boolean changes) {
      this.changes = changes;
    }

    abstract void visit(CoordinateSequence sequence, int index, int at);

    @Override
    public void filter(CoordinateSequence sequence, int index) {
      visit(sequence, index, at);
      at += 2;
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public boolean isGeometryChanged() {
      return changes;
    }
  }
}
