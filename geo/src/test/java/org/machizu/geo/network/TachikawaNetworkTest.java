package org.machizu.geo.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.network.Road.Travel;
import org.machizu.testdata.RealData;

/** The roads of a real town; expected figures from its SOURCE.md and from the file itself. */
class TachikawaNetworkTest {
  private static final Schema SCHEMA =
      new Schema(
          GeometryType.LINE,
          List.of(
              Attribute.open("u", AttributeType.INTEGER),
              Attribute.open("v", AttributeType.INTEGER),
              Attribute.open("length_m", AttributeType.REAL)));

  private static RoadNetwork tachikawa() throws IOException {
    JsonNode file =
        new ObjectMapper()
            .readTree(RealData.file("roads-tachikawa/tachikawa_roads.geojson").toFile());
    List<Road> roads = new ArrayList<>();
    for (JsonNode feature : file.get("features")) {
      JsonNode p = feature.get("properties");
      List<Coordinate> line = new ArrayList<>();
      for (JsonNode c : feature.get("geometry").get("coordinates")) {
        line.add(new Coordinate(c.get(0).doubleValue(), c.get(1).doubleValue()));
      }
      roads.add(
          new Road(
              p.get("id").longValue(),
              new GeometryFactory().createLineString(line.toArray(Coordinate[]::new)),
              p.get("oneway").textValue().equals("True") ? Travel.FORWARD : Travel.BOTH_WAYS,
              Attributes.of(
                  SCHEMA,
                  p.get("u").longValue(),
                  p.get("v").longValue(),
                  p.get("length_m").doubleValue())));
    }
    return RoadNetwork.of(9, 0.1, roads);
  }

  @Test
  void aRealTownHangsTogetherInOnePart() throws IOException {
    RoadNetwork network = tachikawa();
    assertThat(network.segments()).hasSize(2 * 4904 + 713);
    assertThat(network.nodeCount()).isEqualTo(4106);
    assertThat(network.componentCount()).isEqualTo(1);
  }

  @Test
  void lengthsAgreeWithThoseOnTheGlobe() throws IOException {
    double planeM = 0;
    double globeM = 0;
    for (Segment segment : tachikawa().segments()) {
      if (segment.forward()) {
        planeM += segment.lengthM();
        globeM += (Double) segment.road().attributes().get("length_m");
      }
    }
    assertThat(globeM).isCloseTo(396_969.1, within(0.01));
    // the file's lengths are on a sphere of 6,371 km, ours on the ellipsoid times about 0.9999
    assertThat(planeM).isCloseTo(globeM, within(globeM * 0.003));
  }

  @ParameterizedTest
  @CsvSource({
    // OSM nodes, shortest way by the file's own lengths with another program's Dijkstra
    "190137856, 9200924444, 2898.99",
    "9200924444, 190137856, 2897.33",
    "528304191, 1734890215, 5696.63",
    "3835671782, 285335378, 4441.99",
    "285335378, 3835671782, 4720.05",
    "1422613519, 4413423029, 5715.10",
    "4413423029, 1422613519, 5828.83"
  })
  void shortestWaysAreAsLongAsElsewhere(long fromOsm, long toOsm, double expectedM)
      throws IOException {
    RoadNetwork network = tachikawa();
    Segment into =
        network.segments().stream().filter(s -> endsAt(s, fromOsm)).findFirst().orElseThrow();
    Segment outOf =
        network.segments().stream().filter(s -> beginsAt(s, toOsm)).findFirst().orElseThrow();
    NetworkPath path =
        network
            .shortestPath(
                new NetworkPosition(into, into.lengthM()), new NetworkPosition(outOf, 0), 20_000)
            .orElseThrow();
    assertThat(path.lengthM()).isCloseTo(expectedM, within(expectedM * 0.003));
  }

  private static boolean endsAt(Segment segment, long osm) {
    return osm == (Long) segment.road().attributes().get(segment.forward() ? "v" : "u");
  }

  private static boolean beginsAt(Segment segment, long osm) {
    return osm == (Long) segment.road().attributes().get(segment.forward() ? "u" : "v");
  }

  @Test
  void theIndexFindsWhatLookingAtEverySegmentFinds() throws IOException {
    RoadNetwork network = tachikawa();
    RoadNetwork again = tachikawa();
    for (int i = 0; i < 50; i++) {
      double lon = 139.37 + 0.0014 * i;
      double lat = 35.68 + 0.0011 * i;
      List<NetworkHit> near = network.nearest(lon, lat, 60, 1000);
      List<NetworkHit> all = again.nearest(lon, lat, RoadNetwork.MAX_SEARCH_M, 100_000);
      assertThat(all.size()).isGreaterThan(8000);
      assertThat(near.stream().map(NetworkHit::distanceM).toList())
          .isEqualTo(all.stream().map(NetworkHit::distanceM).filter(d -> d <= 60).toList());
    }
  }
}
