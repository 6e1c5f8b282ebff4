package org.machizu.samples.drives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.Road.Travel;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.testdata.RealData;

/** The roads of a real town. */
final class TachikawaRoads {
  private TachikawaRoads() {}

  static RoadNetwork network() throws IOException {
    Attributes none = Attributes.of(new Schema(GeometryType.LINE, List.of()));
    JsonNode file =
        new ObjectMapper()
            .readTree(RealData.file("roads-tachikawa/tachikawa_roads.geojson").toFile());
    List<Road> roads = new ArrayList<>();
    for (JsonNode feature : file.get("features")) {
      List<Coordinate> line = new ArrayList<>();
      for (JsonNode c : feature.get("geometry").get("coordinates")) {
        line.add(new Coordinate(c.get(0).doubleValue(), c.get(1).doubleValue()));
      }
      JsonNode properties = feature.get("properties");
      boolean oneWay = properties.get("oneway").textValue().equals("True");
      roads.add(
          new Road(
              properties.get("id").longValue(),
              new GeometryFactory().createLineString(line.toArray(Coordinate[]::new)),
              oneWay ? Travel.FORWARD : Travel.BOTH_WAYS,
              none));
    }
    return RoadNetwork.of(9, 0.1, roads);
  }
}
