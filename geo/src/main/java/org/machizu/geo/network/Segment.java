package org.machizu.geo.network;

/**
 * A road in one direction of travel. A road open both ways has two, each the other's {@link
 * RoadNetwork#reverseOf reverse}.
 *
 * @param index its place in {@link RoadNetwork#segments()}
 * @param forward whether it runs along the road's line
 * @param fromNode the junction where it begins
 * @param toNode the junction where it ends
 * @param lengthM on the plane of the zone
 */
public record Segment(
    int index, Road road, boolean forward, int fromNode, int toNode, double lengthM) {

  /** Segments of one network are the same by index; those of another have other roads. */
  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean equals(Object other) {
    return other instanceof Segment that && index == that.index && road == that.road;
  }

  @Override
  public int hashCode() {
    return index;
  }

  @Override
  public String toString() {
    return "segment %d (road %d %s, %.1f m)"
        .formatted(index, road.id(), forward ? "forward" : "backward", lengthM);
  }
}
