package org.machizu.ingest.format;

import java.util.Arrays;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/** Small work on the rings of polygons. */
final class Rings {
  private Rings() {}

  static boolean isClosed(CoordinateSequence ring) {
    int last = ring.size() - 1;
    return ring.getX(0) == ring.getX(last) && ring.getY(0) == ring.getY(last);
  }

  /** The ring with its first point added at the end. */
  static PackedCoordinateSequence.Double closed(PackedCoordinateSequence.Double ring) {
    double[] open = ring.getRawCoordinates();
    int ordinates = ring.getDimension();
    double[] packed = Arrays.copyOf(open, open.length + ordinates);
    System.arraycopy(open, 0, packed, open.length, ordinates);
    return new PackedCoordinateSequence.Double(packed, ordinates, ring.getMeasures());
  }

  /** The area of a closed ring, positive when it turns against the clock. */
  static double signedArea(CoordinateSequence ring) {
    // Relative to the first point: plane coordinates are large against the size of a parcel.
    double x0 = ring.getX(0);
    double y0 = ring.getY(0);
    double sum = 0;
    for (int i = 1; i < ring.size() - 1; i++) {
      double ax = ring.getX(i) - x0;
      double ay = ring.getY(i) - y0;
      double bx = ring.getX(i + 1) - x0;
      double by = ring.getY(i + 1) - y0;
      sum += ax * by - bx * ay;
    }
    return sum / 2;
  }
}
