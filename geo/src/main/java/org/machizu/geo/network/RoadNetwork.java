package org.machizu.geo.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.network.Road.Travel;

/**
 * An immutable network of roads. Junctions are the ends of roads, brought together where they lie
 * within a tolerance; roads that cross without an end there (a bridge) do not meet. Lengths and
 * distances are metres on the plane of the zone.
 */
public final class RoadNetwork {
  /** The widest search for segments near a place. */
  public static final double MAX_SEARCH_M = 10_000;

  /** The widest gap that snapping may close. */
  public static final double MAX_TOLERANCE_M = 20;

  private final Crs plane;
  private final CrsConversion toPlane;
  private final CrsConversion toLonLat;
  private final List<Segment> segments;
  private final List<PlaneLine> lines;
  private final List<Coordinate> nodes;
  private final List<List<Segment>> outgoing;
  private final int[] componentOfNode;
  private final int componentCount;
  private final STRtree index;

  private RoadNetwork(int zone, double toleranceM, Collection<Road> roads) {
    if (!(toleranceM >= 0 && toleranceM <= MAX_TOLERANCE_M)) {
      throw new IllegalArgumentException(
          "a tolerance of %s m for junctions is not allowed; give 0 to %s"
              .formatted(toleranceM, MAX_TOLERANCE_M));
    }
    plane = Crs.zone(zone);
    toPlane = CrsConversion.between(Crs.JGD2011, plane);
    toLonLat = CrsConversion.between(plane, Crs.JGD2011);
    Junctions junctions = new Junctions(toleranceM);
    List<Segment> directed = new ArrayList<>();
    List<PlaneLine> planeLines = new ArrayList<>();
    index = new STRtree();
    for (Road road : roads) {
      PlaneLine line = new PlaneLine(toPlane.apply(road.line()));
      int start = junctions.at(line.start());
      int end = junctions.at(line.end());
      if (road.travel() != Travel.BACKWARD) {
        add(
            new Segment(directed.size(), road, true, start, end, line.lengthM()),
            directed,
            line,
            planeLines);
      }
      if (road.travel() != Travel.FORWARD) {
        add(
            new Segment(directed.size(), road, false, end, start, line.lengthM()),
            directed,
            line,
            planeLines);
      }
    }
    index.build();
    segments = List.copyOf(directed);
    lines = List.copyOf(planeLines);
    nodes = junctions.places();
    outgoing = outgoing(segments, nodes.size());
    componentOfNode = new int[nodes.size()];
    componentCount = Components.number(segments, componentOfNode);
  }

  private void add(
      Segment segment, List<Segment> directed, PlaneLine line, List<PlaneLine> planeLines) {
    directed.add(segment);
    planeLines.add(line);
    index.insert(line.envelope(), segment);
  }

  /**
   * Builds a network.
   *
   * @param zone the municipality's plane-rectangular zone, 1 to 19
   * @param toleranceM ends of roads up to this far apart are one junction; 0 to {@value
   *     #MAX_TOLERANCE_M}
   * @throws org.machizu.geo.crs.CoordinateOutOfRangeException when a road does not lie on the plane
   *     of the zone
   */
  public static RoadNetwork of(int zone, double toleranceM, Collection<Road> roads) {
    return new RoadNetwork(zone, toleranceM, roads);
  }

  private static List<List<Segment>> outgoing(List<Segment> segments, int nodeCount) {
    List<List<Segment>> lists = new ArrayList<>();
    for (int node = 0; node < nodeCount; node++) {
      lists.add(new ArrayList<>());
    }
    segments.forEach(segment -> lists.get(segment.fromNode()).add(segment));
    return lists.stream().map(List::copyOf).toList();
  }

  /** The plane-rectangular zone in which lengths and distances are measured. */
  public Crs plane() {
    return plane;
  }

  /** All directed segments, by index. */
  public List<Segment> segments() {
    return segments;
  }

  /** How many junctions and dead ends there are; they are numbered from 0. */
  public int nodeCount() {
    return nodes.size();
  }

  /** A junction's place, lon/lat. */
  public Coordinate node(int node) {
    Coordinate place = nodes.get(node);
    return toLonLat.apply(place.x, place.y);
  }

  /** The segments that begin at a junction. */
  public List<Segment> outgoing(int node) {
    return outgoing.get(node);
  }

  /** The same road the other way; empty for a one-way road. */
  @SuppressWarnings("ReferenceEquality") // parts of one feature may be equal, but are not one road
  public Optional<Segment> reverseOf(Segment segment) {
    int other = segment.index() + (segment.forward() ? 1 : -1);
    return other >= 0 && other < segments.size()
        ? Optional.of(segments.get(other))
            .filter(found -> found.road() == segment.road() && found.forward() != segment.forward())
        : Optional.empty();
  }

  /** How many parts there are without a way between them, directions aside. */
  public int componentCount() {
    return componentCount;
  }

  /** The number of the part that a junction belongs to, from 0. */
  public int componentOf(int node) {
    return componentOfNode[node];
  }

  /**
   * The segments near a place, nearest first; both directions of a road have the same distance.
   *
   * @param lon degrees, JGD2011
   * @param lat degrees
   * @param withinM 0 to {@value #MAX_SEARCH_M}
   * @param limit at most so many; 1 or more
   */
  public List<NetworkHit> nearest(double lon, double lat, double withinM, int limit) {
    if (!(withinM >= 0 && withinM <= MAX_SEARCH_M) || limit < 1) {
      throw new IllegalArgumentException(
          "a search within %s m for %d segments is not allowed; give 0 to %s m and 1 or more"
              .formatted(withinM, limit, MAX_SEARCH_M));
    }
    Coordinate place = toPlane.apply(lon, lat);
    Envelope box = new Envelope(place);
    box.expandBy(withinM);
    List<NetworkHit> hits = new ArrayList<>();
    index.query(
        box,
        item -> {
          Segment segment = (Segment) item;
          NetworkHit hit = hit(segment, place);
          if (hit.distanceM() <= withinM) {
            hits.add(hit);
          }
        });
    hits.sort(
        Comparator.comparingDouble(NetworkHit::distanceM)
            .thenComparingInt(hit -> hit.position().segment().index()));
    return List.copyOf(hits.subList(0, Math.min(limit, hits.size())));
  }

  private NetworkHit hit(Segment segment, Coordinate place) {
    PlaneLine.Foot foot = lines.get(segment.index()).nearest(place.x, place.y);
    return new NetworkHit(
        new NetworkPosition(segment, turned(segment, foot.offsetM())), foot.distanceM());
  }

  /** The place of a position, lon/lat. */
  public Coordinate pointAt(NetworkPosition position) {
    Segment segment = position.segment();
    Coordinate place = lines.get(segment.index()).pointAt(turned(segment, position.offsetM()));
    return toLonLat.apply(place.x, place.y);
  }

  /** The points of a segment in metres of {@link #plane}, in the direction of travel. */
  public List<Coordinate> planeLine(Segment segment) {
    List<Coordinate> points = lines.get(segment.index()).points();
    return segment.forward() ? points : points.reversed();
  }

  /** The direction of travel at a position: degrees clockwise from grid north, 0 to under 360. */
  public double headingDegAt(NetworkPosition position) {
    Segment segment = position.segment();
    double along = lines.get(segment.index()).headingDegAt(turned(segment, position.offsetM()));
    return segment.forward() ? along : (along + 180) % 360;
  }

  /** From an offset along the line to one along the segment, or back. */
  private static double turned(Segment segment, double offsetM) {
    return segment.forward() ? offsetM : segment.lengthM() - offsetM;
  }

  /**
   * The shortest way in the direction of travel; it may turn round at a junction or dead end, but
   * not between.
   *
   * @param maxM no way longer than this is looked for, which bounds the work
   * @return empty when there is none
   */
  public Optional<NetworkPath> shortestPath(NetworkPosition from, NetworkPosition to, double maxM) {
    return shortestPath(from, to, maxM, _ -> true);
  }

  /**
   * The same, only over segments that may be passed; the one it starts on may always be left.
   *
   * @param passable false for a segment that is closed, flooded, too narrow …
   */
  public Optional<NetworkPath> shortestPath(
      NetworkPosition from, NetworkPosition to, double maxM, Predicate<Segment> passable) {
    return NetworkReach.towards(this, from, to, maxM, passable).pathTo(to);
  }

  /** Everything within a distance of a position, for asking for ways to many places. */
  public NetworkReach reach(NetworkPosition from, double maxM, Predicate<Segment> passable) {
    return NetworkReach.all(this, from, maxM, passable);
  }
}
