package org.machizu.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * 300,000 parcels from a Shapefile (zone XII, CP932) into PostGIS, with validity checks, history
 * and index, in 512 MiB of heap; beside ogr2ogr by COPY, which converts and indexes but checks
 * nothing and keeps no history. Each run is a process of its own, in turns, into a database of its
 * own in the same cluster. The work of the database's processes is in the times, not in the CPU.
 */
final class DatabaseImportBenchmark implements Bench.Benchmark {
  private static final int PARCELS = 300_000;
  private static final int ROUNDS = 3;

  @Override
  public void run() throws Exception {
    Path folder = Files.createTempDirectory("machizu-bench-");
    try (OwnDatabase database = OwnDatabase.start()) {
      System.out.printf("writing %,d parcels ...%n", PARCELS);
      Path shapefile = ParcelFile.in(folder, PARCELS);
      List<Runs.Cost> us = new ArrayList<>();
      List<Runs.Cost> peer = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        String ours = "ours" + round;
        database.make(ours);
        Runs.Run run = Runs.of(ImportBenchmark.ours(shapefile, database.jdbcUrl(ours)));
        System.out.println("  " + run.out().strip());
        us.add(run.cost());
        database.drop(ours);
        String theirs = "theirs" + round;
        database.make(theirs);
        peer.add(Runs.of(peer(shapefile, database.gdalName(theirs))).cost());
        database.drop(theirs);
      }
      print(Runs.Cost.median(us), Runs.Cost.median(peer));
    } finally {
      Runs.delete(folder);
    }
  }

  private static void print(Runs.Cost us, Runs.Cost peer) {
    System.out.println("the whole process, median            time        CPU");
    System.out.printf(
        "  %-26s %10.2f s %8.2f s%n", "machizu import", us.seconds(), us.cpuSeconds());
    System.out.printf(
        "  %-26s %10.2f s %8.2f s%n", "ogr2ogr, COPY", peer.seconds(), peer.cpuSeconds());
    System.out.printf("ratio %.2f%n", peer.seconds() / us.seconds());
  }

  private static List<String> peer(Path shapefile, String database) {
    return List.of(
        "ogr2ogr",
        "-f",
        "PostgreSQL",
        database,
        shapefile.toString(),
        "-nln",
        "parcels",
        "-nlt",
        "PROMOTE_TO_MULTI",
        "-t_srs",
        "EPSG:6668",
        "--config",
        "PG_USE_COPY",
        "YES");
  }
}
