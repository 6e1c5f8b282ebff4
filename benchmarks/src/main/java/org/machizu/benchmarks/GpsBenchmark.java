package org.machizu.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.locationtech.jts.geom.LineString;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.network.Road;
import org.machizu.geo.network.RoadNetwork;
import org.machizu.ingest.gps.Position;
import org.machizu.ingest.match.Found;
import org.machizu.ingest.match.MatchNetwork;
import org.machizu.ingest.match.Matcher;
import org.machizu.ingest.match.Pass;
import org.machizu.samples.SampleFiles;
import org.machizu.samples.district.District;
import org.machizu.samples.district.Tile;
import org.machizu.samples.drives.Drive;
import org.machizu.samples.drives.DriveCase;
import org.machizu.samples.drives.Tracker;
import org.machizu.samples.files.LayerMakers;
import org.machizu.samples.table.Table;

/**
 * Map matching of plows' tours in the sample town, one core, beside GraphHopper on the same network
 * with the same tracks. Only the work of the matching thread counts.
 */
final class GpsBenchmark implements Bench.Benchmark {
  private static final int TOURS = 40;
  private static final int ROUNDS = 7;
  private static final int WARM_UP_ROUNDS = 8;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Matches all tracks; gives the length of all ways, m. */
  private interface Matching {
    double matchedM(List<List<Position>> tracks);
  }

  @Override
  public void run() {
    RoadNetwork roads = sampleTown();
    compare(roads, MatchNetwork.of(roads), new GraphHopperMatching(roads));
  }

  private static void compare(RoadNetwork roads, MatchNetwork network, GraphHopperMatching peer) {
    System.out.printf(
        "%,d directed segments, %d tours; positions per second of one core%n",
        roads.segments().size(), TOURS);
    System.out.println(
        "a fix every   positions   driven km      ours    matched km   GraphHopper   matched km   ratio");
    double ratio = 0;
    for (int seconds : new int[] {1, 5, 15}) {
      List<List<Position>> tracks = new ArrayList<>();
      double drivenM = 0;
      for (long seed = 0; seed < TOURS; seed++) {
        DriveCase tour = DriveCase.town("tour", roads, Tracker.every(seconds), seed);
        Drive drive = tour.drive(seed);
        tracks.add(tour.fixes(drive, seed));
        drivenM += drive.traversals().stream().mapToDouble(t -> t.toM() - t.fromM()).sum();
      }
      int positions = tracks.stream().mapToInt(List::size).sum();
      Matching us = all -> all.stream().mapToDouble(track -> oursM(network, track)).sum();
      Matching them = all -> all.stream().mapToDouble(peer::matchedM).sum();
      double ours = perSecond(us, tracks, WARM_UP_ROUNDS, positions);
      double theirs = perSecond(them, tracks, 2, positions);
      System.out.printf(
          "%9d s %11d %11.1f %,9.0f %13.1f %,13.0f %12.1f %7.1f%n",
          seconds,
          positions,
          drivenM / 1e3,
          ours,
          us.matchedM(tracks) / 1e3,
          theirs,
          them.matchedM(tracks) / 1e3,
          ours / theirs);
      ratio = seconds == 5 ? ours / theirs : ratio;
    }
    System.out.printf("ratio %.2f%n", ratio);
  }

  private static double oursM(MatchNetwork network, List<Position> track) {
    Matcher matcher = new Matcher(network);
    List<Found> found = new ArrayList<>();
    for (Position fix : track) {
      found.addAll(matcher.add(fix));
    }
    found.addAll(matcher.finish());
    double sum = 0;
    for (Found one : found) {
      sum += one instanceof Pass pass ? pass.toM() - pass.fromM() : 0;
    }
    return sum;
  }

  /** The median of several rounds. */
  private static double perSecond(
      Matching matching, List<List<Position>> tracks, int warmUpRounds, int positions) {
    for (int i = 0; i < warmUpRounds; i++) {
      matching.matchedM(tracks);
    }
    List<Double> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long begun = THREADS.getCurrentThreadCpuTime();
      matching.matchedM(tracks);
      rounds.add(positions / ((THREADS.getCurrentThreadCpuTime() - begun) / 1e9));
    }
    return Runs.median(rounds);
  }

  /** The roads of the sample town. */
  static RoadNetwork sampleTown() {
    CrsConversion toLonLat = CrsConversion.between(Tile.ZONE, Crs.JGD2011);
    List<Road> roads = new ArrayList<>();
    for (Table.Row row : LayerMakers.get("roads").rows(District.of(SampleFiles.SEED, 0)).rows()) {
      Road.Travel travel =
          switch (String.valueOf(row.get("一方通行"))) {
            case "順" -> Road.Travel.FORWARD;
            case "逆" -> Road.Travel.BACKWARD;
            default -> Road.Travel.BOTH_WAYS;
          };
      LineString line = (LineString) toLonLat.apply(Objects.requireNonNull(row.plane()));
      roads.add(new Road(roads.size() + 1, line, travel, row.attributes()));
    }
    return RoadNetwork.of(Tile.ZONE.planeZone().orElseThrow(), 0.05, roads);
  }
}
