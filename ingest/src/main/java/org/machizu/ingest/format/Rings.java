package org.machizu.ingest.format;

import java.util.Arrays;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/** Small work on the rings of polygons. */
final class Rings {
  private Rings() {}

  /** The ring with its first point added at the end. */
  static PackedCoordinateSequence.Double closed(PackedCoordinateSequence.Double ring) {
    double[] open = ring.getRawCoordinates();
    int ordinates = ring.getDimension();
    double[] packed = Arrays.copyOf(open, open.length + ordinates);
    System.arraycopy(open, 0, packed, open.length, ordinates);
    return new PackedCoordinateSequence.Double(packed, ordinates, ring.getMeasures());
  }
}
