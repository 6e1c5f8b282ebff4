package org.machizu.geo.network;

import java.util.List;

/**
 * A way along the network.
 *
 * @param segments in order of travel; the first and the last are usually travelled in part
 * @param lengthM from the first position to the last
 */
public record NetworkPath(List<Segment> segments, double lengthM) {
  public NetworkPath {
    segments = List.copyOf(segments);
  }
}
