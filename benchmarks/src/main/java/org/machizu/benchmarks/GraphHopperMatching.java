package org.machizu.benchmarks;

import com.graphhopper.matching.MapMatching;
import com.graphhopper.matching.Observation;
import com.graphhopper.routing.DijkstraBidirectionRef;
import com.graphhopper.routing.Path;
import com.graphhopper.routing.ev.DecimalEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValueImpl;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.routing.util.EncodingManager;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.SpeedWeighting;
import com.graphhopper.routing.weighting.TurnCostProvider;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.storage.index.LocationIndexTree;
import com.graphhopper.util.PointList;
import com.graphhopper.util.shapes.GHPoint;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.geo.network.Segment;
import org.machizu.ingest.gps.Position;

/**
 * The peer: GraphHopper's map matching on our network, with the router that its own matching uses
 * without prepared shortcuts. Its import and its profiles cannot be used beside a newer Jackson.
 */
final class GraphHopperMatching {
  private static final double KMH = 40;
  private static final double U_TURN_S = 40;

  private final BaseGraph graph;
  private final LocationIndexTree index;
  private final Weighting weighting;
  private final EdgeFilter passable;

  GraphHopperMatching(RoadNetwork network) {
    DecimalEncodedValue speed = new DecimalEncodedValueImpl("speed", 5, 5, true);
    graph = new BaseGraph.Builder(new EncodingManager.Builder().add(speed).build()).create();
    for (int node = 0; node < network.nodeCount(); node++) {
      Coordinate place = network.node(node);
      graph.getNodeAccess().setNode(node, place.y, place.x);
    }
    for (Segment segment : network.segments()) {
      boolean oneWay = network.reverseOf(segment).isEmpty();
      if (oneWay || segment.forward()) {
        List<Coordinate> line = List.of(segment.road().line().getCoordinates());
        line = segment.forward() ? line : line.reversed();
        PointList between = new PointList();
        line.subList(1, line.size() - 1).forEach(c -> between.add(c.y, c.x));
        graph
            .edge(segment.fromNode(), segment.toNode())
            .setDistance(segment.lengthM())
            .set(speed, KMH, oneWay ? 0 : KMH)
            .setWayGeometry(between);
      }
    }
    index = new LocationIndexTree(graph, graph.getDirectory());
    index.prepareIndex();
    weighting = new SpeedWeighting(speed, new UTurns());
    passable = edge -> edge.get(speed) > 0 || edge.getReverse(speed) > 0;
  }

  /** Turning round costs; other turns do not. */
  private static final class UTurns implements TurnCostProvider {
    @Override
    public double calcTurnWeight(int inEdge, int viaNode, int outEdge) {
      return inEdge == outEdge ? U_TURN_S : 0;
    }

    @Override
    public long calcTurnMillis(int inEdge, int viaNode, int outEdge) {
      return (long) (1000 * calcTurnWeight(inEdge, viaNode, outEdge));
    }
  }

  private final class Router implements MapMatching.Router {
    @Override
    public EdgeFilter getSnapFilter() {
      return passable;
    }

    @Override
    public List<Path> calcPaths(
        QueryGraph queryGraph, int from, int fromOutEdge, int[] to, int[] toInEdges) {
      Weighting wrapped = queryGraph.wrapWeighting(weighting);
      List<Path> paths = new ArrayList<>();
      for (int i = 0; i < to.length; i++) {
        paths.add(
            new DijkstraBidirectionRef(queryGraph, wrapped, TraversalMode.EDGE_BASED)
                .calcPath(from, to[i], fromOutEdge, toInEdges[i]));
      }
      return paths;
    }

    @Override
    public Weighting getWeighting() {
      return weighting;
    }
  }

  /**
   * The matched way's length.
   *
   * @throws RuntimeException when it cannot match the track
   */
  double matchedM(List<Position> track) {
    List<Observation> observations =
        track.stream().map(fix -> new Observation(new GHPoint(fix.lat(), fix.lon()))).toList();
    return new MapMatching(graph, index, new Router()).match(observations).getMatchLength();
  }
}
