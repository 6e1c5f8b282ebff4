package org.machizu.samples.drives;

import crosby.binary.BinaryParser;
import crosby.binary.Osmformat.DenseNodes;
import crosby.binary.Osmformat.HeaderBlock;
import crosby.binary.Osmformat.Node;
import crosby.binary.Osmformat.Relation;
import crosby.binary.Osmformat.Way;
import crosby.binary.file.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.Road.Travel;
import org.machizu.geo.network.RoadNetwork;

/**
 * Roads for cars of an OpenStreetMap extract, cut at junctions. They may lie anywhere: they are
 * turned about the earth's axis into a zone, which changes no length.
 */
final class OsmRoads extends BinaryParser {
  /** What is added to longitudes, so that Andorra comes to lie in zone XII. */
  static final double TURNED_DEG = 140.7;

  private static final int ZONE = 12;
  private static final Set<String> FOR_CARS =
      Set.of(
          "motorway",
          "motorway_link",
          "trunk",
          "trunk_link",
          "primary",
          "primary_link",
          "secondary",
          "secondary_link",
          "tertiary",
          "tertiary_link",
          "unclassified",
          "residential",
          "living_street",
          "service",
          "road");

  private record OsmWay(long id, List<Long> nodes, Travel travel) {}

  private final Map<Long, Coordinate> places = new HashMap<>();
  private final Map<Long, Integer> uses = new HashMap<>();
  private final List<OsmWay> ways = new ArrayList<>();

  private OsmRoads() {}

  static RoadNetwork network(Path pbf) throws IOException {
    OsmRoads read = new OsmRoads();
    try (InputStream in = Files.newInputStream(pbf)) {
      new BlockInputStream(in, read).process();
    }
    return read.cut();
  }

  private RoadNetwork cut() {
    Attributes none = Attributes.of(new Schema(GeometryType.LINE, List.of()));
    GeometryFactory geometries = new GeometryFactory();
    List<Road> roads = new ArrayList<>();
    for (OsmWay way : ways) {
      List<Coordinate> line = new ArrayList<>();
      for (long node : way.nodes) {
        Coordinate place = places.get(node);
        if (place == null) {
          continue;
        }
        line.add(place);
        if (line.size() > 1 && uses.getOrDefault(node, 0) > 1) {
          add(roads, way, line, none, geometries);
          line = new ArrayList<>(List.of(place));
        }
      }
      add(roads, way, line, none, geometries);
    }
    return RoadNetwork.of(ZONE, 0, roads);
  }

  private static void add(
      List<Road> roads,
      OsmWay way,
      List<Coordinate> line,
      Attributes none,
      GeometryFactory geometries) {
    if (line.size() > 1) {
      roads.add(
          new Road(
              way.id,
              geometries.createLineString(line.toArray(Coordinate[]::new)),
              way.travel,
              none));
    }
  }

  @Override
  protected void parseDense(DenseNodes nodes) {
    long id = 0;
    long lat = 0;
    long lon = 0;
    for (int i = 0; i < nodes.getIdCount(); i++) {
      id += nodes.getId(i);
      lat += nodes.getLat(i);
      lon += nodes.getLon(i);
      places.put(id, new Coordinate(parseLon(lon) + TURNED_DEG, parseLat(lat)));
    }
  }

  @Override
  protected void parseNodes(List<Node> nodes) {
    for (Node node : nodes) {
      places.put(
          node.getId(),
          new Coordinate(parseLon(node.getLon()) + TURNED_DEG, parseLat(node.getLat())));
    }
  }

  @Override
  protected void parseWays(List<Way> all) {
    for (Way way : all) {
      Map<String, String> tags = new HashMap<>();
      for (int i = 0; i < way.getKeysCount(); i++) {
        tags.put(getStringById(way.getKeys(i)), getStringById(way.getVals(i)));
      }
      if (FOR_CARS.contains(tags.getOrDefault("highway", ""))) {
        List<Long> nodes = new ArrayList<>();
        long node = 0;
        for (long step : way.getRefsList()) {
          node += step;
          nodes.add(node);
          uses.merge(node, 1, Integer::sum);
        }
        ways.add(new OsmWay(way.getId(), nodes, travel(tags)));
      }
    }
  }

  private static Travel travel(Map<String, String> tags) {
    boolean round = tags.getOrDefault("junction", "").equals("roundabout");
    return switch (tags.getOrDefault("oneway", round ? "yes" : "no")) {
      case "yes", "1", "true" -> Travel.FORWARD;
      case "-1" -> Travel.BACKWARD;
      default -> Travel.BOTH_WAYS;
    };
  }

  @Override
  protected void parseRelations(List<Relation> relations) {
    // Of no use here.
  }

  @Override
  protected void parse(HeaderBlock header) {
    // Of no use here.
  }

  @Override
  public void complete() {
    // Roads are cut when all is read.
  }
}
