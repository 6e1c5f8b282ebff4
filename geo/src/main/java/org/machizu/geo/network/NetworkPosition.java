package org.machizu.geo.network;

/**
 * A place on a segment.
 *
 * @param offsetM metres from the segment's beginning, in its direction; 0 to its length
 */
public record NetworkPosition(Segment segment, double offsetM) {
  public NetworkPosition {
    if (!(offsetM >= 0 && offsetM <= segment.lengthM())) {
      throw new IllegalArgumentException(
          "offset %s m does not lie on %s".formatted(offsetM, segment));
    }
  }
}
