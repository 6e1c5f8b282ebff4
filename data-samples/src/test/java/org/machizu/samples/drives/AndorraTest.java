package org.machizu.samples.drives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.ingest.match.Found;
import org.machizu.ingest.match.MatchNetwork;
import org.machizu.ingest.match.Pass;
import org.machizu.testdata.RealData;

/** A real track on real roads: GraphHopper's example. */
class AndorraTest {
  private static final long BEGIN = 1_768_500_000_000L;
  private static final double ASSUMED_MPS = 12;

  @Test
  void aTrackWithoutTimesIsOneWayWithoutSpurs() throws Exception {
    RoadNetwork roads = OsmRoads.network(RealData.file("osm-extracts/andorra.osm.pbf"));
    String gpx = Files.readString(RealData.file("osm-extracts/andorra_for_map_matching.gpx"));
    CrsConversion toPlane = CrsConversion.between(Crs.JGD2011, roads.plane());
    Matcher point = Pattern.compile("lat=\"([0-9.]+)\" lon=\"([0-9.]+)\"").matcher(gpx);
    org.machizu.ingest.match.Matcher matcher =
        new org.machizu.ingest.match.Matcher(MatchNetwork.of(roads));
    List<Found> found = new ArrayList<>();
    Coordinate before = null;
    double runM = 0;
    while (point.find()) {
      double lat = Double.parseDouble(point.group(1));
      double lon = Double.parseDouble(point.group(2)) + OsmRoads.TURNED_DEG;
      Coordinate place = toPlane.apply(lon, lat);
      runM += before == null ? 0 : before.distance(place);
      before = place;
      // The file tells no times; as if it had been driven steadily.
      long ms = BEGIN + Math.round(1000 * runM / ASSUMED_MPS);
      found.addAll(matcher.add(ms, lon, lat, Double.NaN, Double.NaN, Double.NaN));
    }
    found.addAll(matcher.finish());
    double matchedM = 0;
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).as("nothing is left out").isInstanceOf(Pass.class);
      Pass pass = (Pass) found.get(i);
      matchedM += pass.toM() - pass.fromM();
      if (i > 0) {
        Pass last = (Pass) found.get(i - 1);
        assertThat(pass.segment().fromNode()).isEqualTo(last.segment().toNode());
        assertThat(roads.reverseOf(last.segment())).isNotEqualTo(Optional.of(pass.segment()));
      }
    }
    System.out.printf(
        "Andorra: track %.0f m, way %.0f m over %d segments, %d certain%n",
        runM,
        matchedM,
        found.size(),
        found.stream().filter(f -> f instanceof Pass p && p.certain()).count());
    assertThat(matchedM).isBetween(0.95 * runM, 1.03 * runM);
    assertThat(found).isNotEmpty().allMatch(f -> f instanceof Pass p && p.certain());
  }
}
