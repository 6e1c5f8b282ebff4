package org.machizu.samples.drives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.LineString;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.ingest.match.MatchNetwork;
import org.machizu.samples.SampleFiles;
import org.machizu.samples.district.District;
import org.machizu.samples.district.Tile;
import org.machizu.samples.drives.MatchedDrives.Row;
import org.machizu.samples.files.LayerMakers;
import org.machizu.samples.table.Table;

/**
 * Whether matching finds the truth: each case over several seeds, the table on standard output. The
 * limits hold for each case, not only on average.
 */
class AccuracyTest {
  private static final double LIMIT_OFTEN = 0.98;
  private static final double LIMIT_SELDOM = 0.95;
  private static final double DIRECTION_LIMIT = 0.98;
  private static final int SELDOM_S = 15;

  @ParameterizedTest
  @CsvSource({"1, true", "5, true", "15, true", "5, false", "15, false"})
  void everyCaseOnLittleNetworks(int seconds, boolean motion) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (long seed = 31_000; seed < 31_012; seed++) {
      for (DriveCase one : DriveCase.little(tracker(seconds, motion), seed)) {
        Row row = MatchedDrives.run(one, MatchNetwork.of(one.network()), seed);
        rows.merge(one.name(), row, Row::plus);
      }
    }
    check(seconds, motion, rows.values());
  }

  @ParameterizedTest
  @CsvSource({"1, true", "5, true", "15, true", "5, false", "15, false"})
  void aRealTown(int seconds, boolean motion) throws Exception {
    town("Tachikawa", TachikawaRoads.network(), seconds, motion);
  }

  @ParameterizedTest
  @CsvSource({"5, true", "15, true"})
  void theSampleTown(int seconds, boolean motion) {
    town("sample town", sampleTown(), seconds, motion);
  }

  private static void town(String name, RoadNetwork network, int seconds, boolean motion) {
    MatchNetwork laidOut = MatchNetwork.of(network);
    Map<String, Row> rows = new LinkedHashMap<>();
    for (long seed = 41_000; seed < 41_020; seed++) {
      DriveCase one = DriveCase.town(name, network, tracker(seconds, motion), seed);
      rows.merge(name, MatchedDrives.run(one, laidOut, seed), Row::plus);
    }
    check(seconds, motion, rows.values());
  }

  private static Tracker tracker(int seconds, boolean motion) {
    Tracker tracker = Tracker.every(seconds);
    return motion ? tracker : tracker.withoutMotion();
  }

  private static void check(int seconds, boolean motion, Collection<Row> rows) {
    String kind = motion ? "" : ", positions only";
    System.out.printf("a fix every %d s%s%n", seconds, kind);
    rows.forEach(row -> System.out.println(row.line()));
    double limit = seconds < SELDOM_S ? LIMIT_OFTEN : LIMIT_SELDOM;
    for (Row row : rows) {
      String what = row.line() + " every " + seconds + " s" + kind + " " + row.wrong();
      if (row.tooClose()) {
        // A wrong road is never claimed; what is claimed of the right one is welcome.
        assertThat(row.score().precision()).as(what).isGreaterThanOrEqualTo(motion ? 1 : limit);
      } else {
        assertThat(row.score().precision()).as(what).isGreaterThanOrEqualTo(limit);
        assertThat(row.score().recall()).as(what).isGreaterThanOrEqualTo(limit);
      }
      assertThat(row.score().direction()).as(what).isGreaterThanOrEqualTo(DIRECTION_LIMIT);
    }
  }

  private static RoadNetwork sampleTown() {
    CrsConversion toLonLat = CrsConversion.between(Tile.ZONE, Crs.JGD2011);
    District district = District.of(SampleFiles.SEED, 0);
    List<Road> roads = new ArrayList<>();
    for (Table.Row row : LayerMakers.get("roads").rows(district).rows()) {
      LineString line = (LineString) toLonLat.apply(row.plane());
      Road.Travel travel =
          switch (String.valueOf(row.get("一方通行"))) {
            case "順" -> Road.Travel.FORWARD;
            case "逆" -> Road.Travel.BACKWARD;
            default -> Road.Travel.BOTH_WAYS;
          };
      roads.add(new Road(roads.size() + 1, line, travel, row.attributes()));
    }
    return RoadNetwork.of(12, 0.05, roads);
  }
}
