package org.machizu.guidance.roads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.machizu.geo.network.ArcGraph;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;

/**
 * Roads, cut so that a piece lies in a marked area as a whole or not at all, and which marks each
 * piece has.
 */
public final class MarkedRoads {
  /** Pieces shorter than this are not worth a cut. */
  private static final double SHORTEST_CUT_M = 0.5;

  private static final int[] NO_MARKS = {};

  private final ArcGraph graph;
  private final Areas areas;
  private final List<Mark> marks;
  private final int[][] marksOfEdge;

  /**
   * A mark on one road.
   *
   * @param segment the road, by either of its directions
   * @param fromM where it begins, along the road's line
   */
  public record MarkedStretch(Mark mark, Segment segment, double fromM, double toM) {}

  private record Span(int mark, double fromM, double toM) {}

  private MarkedRoads(RoadNetwork network, List<MarkedArea> areas, List<MarkedStretch> stretches) {
    this.areas = new Areas(areas);
    Map<Mark, Integer> numbers = new LinkedHashMap<>();
    areas.forEach(area -> numbers.putIfAbsent(area.mark(), numbers.size()));
    stretches.forEach(stretch -> numbers.putIfAbsent(stretch.mark(), numbers.size()));
    marks = List.copyOf(numbers.keySet());
    Map<Integer, List<Span>> spans = spans(network, numbers, stretches);
    graph =
        ArcGraph.of(
            network, segment -> cuts(spans.getOrDefault(segment.index(), List.of()), segment));
    marksOfEdge = new int[graph.edgeCount()][];
    for (int edge = 0; edge < marksOfEdge.length; edge++) {
      double middleM = (graph.fromM(edge) + graph.toM(edge)) / 2;
      int[] on =
          spans.getOrDefault(graph.segmentOf(edge).index(), List.of()).stream()
              .filter(span -> span.fromM() <= middleM && middleM <= span.toM())
              .mapToInt(Span::mark)
              .distinct()
              .sorted()
              .toArray();
      marksOfEdge[edge] = on.length == 0 ? NO_MARKS : on;
    }
  }

  /** Roads with what lies on them. */
  public static MarkedRoads of(
      RoadNetwork network, List<MarkedArea> areas, List<MarkedStretch> stretches) {
    return new MarkedRoads(network, areas, stretches);
  }

  /** By the segment that carries a road's edges; in metres along the road's line. */
  private Map<Integer, List<Span>> spans(
      RoadNetwork network, Map<Mark, Integer> numbers, List<MarkedStretch> stretches) {
    Map<Integer, List<Span>> spans = new HashMap<>();
    for (Segment segment : network.segments()) {
      if (carrier(network, segment) != segment.index()) {
        continue;
      }
      List<Coordinate> planeLine = network.planeLine(segment);
      List<Coordinate> line = segment.forward() ? planeLine : planeLine.reversed();
      Envelope box = new Envelope();
      line.forEach(box::expandToInclude);
      List<Span> found = new ArrayList<>();
      for (Areas.Ready ready : areas.near(box)) {
        int mark = numbers.getOrDefault(ready.area().mark(), -1);
        double[] within = ready.outline().within(line);
        for (int i = 0; i < within.length; i += 2) {
          if (within[i + 1] - within[i] >= ready.area().shortestM()) {
            found.add(new Span(mark, within[i], within[i + 1]));
          }
        }
      }
      if (!found.isEmpty()) {
        spans.put(segment.index(), found);
      }
    }
    for (MarkedStretch stretch : stretches) {
      spans
          .computeIfAbsent(carrier(network, stretch.segment()), _ -> new ArrayList<>())
          .add(new Span(numbers.getOrDefault(stretch.mark(), -1), stretch.fromM(), stretch.toM()));
    }
    return spans;
  }

  /** The segment along the road's line, or the only one. */
  private static int carrier(RoadNetwork network, Segment segment) {
    return segment.forward()
        ? segment.index()
        : network.reverseOf(segment).map(Segment::index).orElse(segment.index());
  }

  /**
   * Where the marks of a road change. Zones of equal marks beside one another need no cut between
   * them, but one is made: it costs little.
   */
  private static double[] cuts(List<Span> spans, Segment segment) {
    TreeSet<Double> cuts = new TreeSet<>();
    for (Span span : spans) {
      for (double at : new double[] {span.fromM(), span.toM()}) {
        Double below = cuts.floor(at);
        Double above = cuts.ceiling(at);
        if (at > SHORTEST_CUT_M
            && at < segment.lengthM() - SHORTEST_CUT_M
            && (below == null || at - below > SHORTEST_CUT_M)
            && (above == null || above - at > SHORTEST_CUT_M)) {
          cuts.add(at);
        }
      }
    }
    return cuts.stream().mapToDouble(Double::doubleValue).toArray();
  }

  public ArcGraph graph() {
    return graph;
  }

  /** All marks, by number. */
  public List<Mark> marks() {
    return marks;
  }

  /** The numbers of the marks of an edge, in rising order; not to be changed. */
  public int[] marksOf(int edge) {
    return marksOfEdge[edge];
  }

  /** Whether an edge has one of some marks. */
  public boolean hasAny(int edge, Set<Mark> of) {
    return Arrays.stream(marksOfEdge[edge]).anyMatch(mark -> of.contains(marks.get(mark)));
  }

  /**
   * The marks of all areas that a place lies in.
   *
   * @param plane metres of the town's plane
   */
  public Set<Mark> at(Coordinate plane) {
    return areas.at(plane);
  }

  /** The same, and those of areas that begin within a distance. */
  public Set<Mark> around(Coordinate plane, double withinM) {
    return areas.around(plane, withinM);
  }
}
