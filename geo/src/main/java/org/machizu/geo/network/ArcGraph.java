package org.machizu.geo.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * A road network in packed arrays, for ways by cost. Roads are cut where something begins or ends
 * that a cost depends on (a flood zone, a closure), so that every piece is all in it or all out.
 *
 * <p>A piece of road is an <em>edge</em>; its two directions are the arcs {@code 2 * edge} (along
 * the road's line) and {@code 2 * edge + 1} (against it). One-way roads have both too: on foot the
 * sign does not count; {@link #isAgainstTraffic} tells whom it concerns. Junctions keep the numbers
 * of the network; cuts are numbered after them, and no two roads meet at a cut, even where one
 * crosses the other on a bridge. Immutable.
 */
public final class ArcGraph {
  private final RoadNetwork network;
  private final int nodeCount;
  private final Segment[] segmentOfEdge;

  /** Along the road's line. */
  private final double[] fromM;

  private final double[] toM;

  /** Where the line of the edge begins, and where it ends, by turns: of arc a, a and a ^ 1. */
  private final int[] nodes;

  /** The first edge of each segment's road; the edges of one road follow one another. */
  private final int[] firstEdge;

  private final int[] edgeCount;
  private final int[] firstOut;
  private final int[] out;

  /** Where roads are to be cut. */
  @FunctionalInterface
  public interface Cuts {
    /** No cut at all. */
    Cuts NONE = _ -> new double[0];

    /**
     * Metres along the road's line, in rising order; what does not lie between 0 and its length is
     * left out.
     *
     * @param segment one of the road's, the one along its line where there is one
     */
    double[] ofM(Segment segment);
  }

  /**
   * A place on an edge.
   *
   * @param offsetM along the road's line, from the road's beginning
   */
  public record Place(int edge, double offsetM) {}

  private ArcGraph(RoadNetwork network, Cuts cuts) {
    this.network = network;
    List<Segment> segments = new ArrayList<>();
    List<double[]> spans = new ArrayList<>();
    List<int[]> ends = new ArrayList<>();
    firstEdge = new int[network.segments().size()];
    edgeCount = new int[firstEdge.length];
    int lastNode = network.nodeCount();
    for (Segment segment : network.segments()) {
      if (!segment.forward() && network.reverseOf(segment).isPresent()) {
        firstEdge[segment.index()] = firstEdge[segment.index() - 1];
        edgeCount[segment.index()] = edgeCount[segment.index() - 1];
        continue;
      }
      int first = segments.size();
      int begin = segment.forward() ? segment.fromNode() : segment.toNode();
      int end = segment.forward() ? segment.toNode() : segment.fromNode();
      double before = 0;
      for (double cutM : cuts.ofM(segment)) {
        if (!(cutM > before && cutM < segment.lengthM())) {
          continue;
        }
        segments.add(segment);
        spans.add(new double[] {before, cutM});
        ends.add(new int[] {begin, lastNode});
        begin = lastNode++;
        before = cutM;
      }
      segments.add(segment);
      spans.add(new double[] {before, segment.lengthM()});
      ends.add(new int[] {begin, end});
      firstEdge[segment.index()] = first;
      edgeCount[segment.index()] = segments.size() - first;
    }
    nodeCount = lastNode;
    segmentOfEdge = segments.toArray(Segment[]::new);
    fromM = spans.stream().mapToDouble(span -> span[0]).toArray();
    toM = spans.stream().mapToDouble(span -> span[1]).toArray();
    nodes = ends.stream().flatMapToInt(Arrays::stream).toArray();
    firstOut = new int[nodeCount + 1];
    out = new int[nodes.length];
    index();
  }

  /** Arcs by the node where they begin, in order of their numbers. */
  private void index() {
    for (int node : nodes) {
      firstOut[node + 1]++;
    }
    for (int node = 0; node < nodeCount; node++) {
      firstOut[node + 1] += firstOut[node];
    }
    int[] next = firstOut.clone();
    for (int arc = 0; arc < nodes.length; arc++) {
      out[next[nodes[arc]]++] = arc;
    }
  }

  /** The network, cut. */
  public static ArcGraph of(RoadNetwork network, Cuts cuts) {
    return new ArcGraph(network, cuts);
  }

  public RoadNetwork network() {
    return network;
  }

  /** Junctions, dead ends and cuts. */
  public int nodeCount() {
    return nodeCount;
  }

  public int edgeCount() {
    return segmentOfEdge.length;
  }

  /** Twice {@link #edgeCount}. */
  public int arcCount() {
    return nodes.length;
  }

  /** The segment that an edge is a piece of: the one along the road's line where there is one. */
  public Segment segmentOf(int edge) {
    return segmentOfEdge[edge];
  }

  /** Where an edge begins, in metres along the road's line. */
  public double fromM(int edge) {
    return fromM[edge];
  }

  /** Where it ends. */
  public double toM(int edge) {
    return toM[edge];
  }

  public double lengthM(int edge) {
    return toM[edge] - fromM[edge];
  }

  public int fromNode(int arc) {
    return nodes[arc];
  }

  public int toNode(int arc) {
    return nodes[arc ^ 1];
  }

  /** The edge that an arc is a direction of. */
  public static int edgeOf(int arc) {
    return arc >> 1;
  }

  /** Whether an arc runs along its road's line. */
  public static boolean isAlong(int arc) {
    return (arc & 1) == 0;
  }

  /** Whether vehicles may not go this way, because the road is one-way. */
  public boolean isAgainstTraffic(int arc) {
    return switch (segmentOfEdge[edgeOf(arc)].road().travel()) {
      case BOTH_WAYS -> false;
      case FORWARD -> !isAlong(arc);
      case BACKWARD -> isAlong(arc);
    };
  }

  /** The arcs that begin at either end of an edge, its own among them. */
  public int[] arcsAround(int edge) {
    int from = nodes[2 * edge];
    int to = nodes[2 * edge + 1];
    int[] atFrom = Arrays.copyOfRange(out, firstOut[from], firstOut[from + 1]);
    if (from == to) {
      return atFrom;
    }
    int[] around = Arrays.copyOf(atFrom, atFrom.length + firstOut[to + 1] - firstOut[to]);
    System.arraycopy(out, firstOut[to], around, atFrom.length, around.length - atFrom.length);
    return around;
  }

  int firstOut(int node) {
    return firstOut[node];
  }

  int out(int at) {
    return out[at];
  }

  /** Where a position of the network lies. */
  public Place placeOf(NetworkPosition position) {
    Segment segment = position.segment();
    double alongM = segment.forward() ? position.offsetM() : segment.lengthM() - position.offsetM();
    int first = firstEdge[segment.index()];
    int count = edgeCount[segment.index()];
    int found = Arrays.binarySearch(toM, first, first + count, alongM);
    int edge = Math.min(found >= 0 ? found : -found - 1, first + count - 1);
    return new Place(edge, Math.clamp(alongM, fromM[edge], toM[edge]));
  }

  /**
   * The points of a stretch of an arc's road, in the arc's direction, in metres of the network's
   * plane.
   *
   * @param beginM where the stretch begins, along the road's line
   * @param endM where it ends; before {@code beginM} on an arc against the line
   */
  public List<Coordinate> planeLine(int arc, double beginM, double endM) {
    Segment segment = segmentOfEdge[edgeOf(arc)];
    List<Coordinate> line = network.planeLine(segment);
    List<Coordinate> along = segment.forward() ? line : line.reversed();
    List<Coordinate> part = between(along, Math.min(beginM, endM), Math.max(beginM, endM));
    if (!isAlong(arc)) {
      Collections.reverse(part);
    }
    return part;
  }

  /** The points of an edge along its road's line, in metres of the network's plane. */
  public List<Coordinate> planeLine(int edge) {
    return planeLine(2 * edge, fromM[edge], toM[edge]);
  }

  private static List<Coordinate> between(List<Coordinate> line, double beginM, double endM) {
    List<Coordinate> part = new ArrayList<>();
    double runM = 0;
    for (int i = 0; i + 1 < line.size(); i++) {
      Coordinate from = line.get(i);
      Coordinate to = line.get(i + 1);
      double lengthM = from.distance(to);
      if (lengthM > 0 && runM <= endM && runM + lengthM >= beginM) {
        if (part.isEmpty()) {
          part.add(on(from, to, (beginM - runM) / lengthM));
        }
        part.add(on(from, to, (endM - runM) / lengthM));
      }
      runM += lengthM;
    }
    if (part.isEmpty()) {
      part.add(line.getLast().copy());
    }
    if (part.size() == 1) {
      part.add(part.getFirst().copy());
    }
    return part;
  }

  private static Coordinate on(Coordinate from, Coordinate to, double share) {
    double s = Math.clamp(share, 0, 1);
    return new Coordinate(from.x + s * (to.x - from.x), from.y + s * (to.y - from.y));
  }
}
