package org.machizu.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.machizu.ingest.format.FormatException;

/**
 * 300,000 parcels from a Shapefile (zone XII, CP932) into our GeoPackage, with validity checks,
 * conversion to lon/lat, history and R*Tree, in 512 MiB of heap; beside ogr2ogr, which converts and
 * makes the R*Tree but checks nothing and keeps no history. Each run is a process of its own, in
 * turns, started as a person would start it; the medians of whole process times count.
 */
final class ImportBenchmark implements Bench.Benchmark {
  private static final int PARCELS = 300_000;
  private static final int ROUNDS = 3;
  private static final List<String> CONVERT = List.of("-t_srs", "EPSG:6668");
  private static final Set<String> COUNTS = Set.of("imported", "rejected");

  @Override
  public void run() throws FormatException, IOException, InterruptedException {
    Path folder = Files.createTempDirectory("machizu-bench-");
    try {
      System.out.printf("writing %,d parcels ...%n", PARCELS);
      Path shapefile = ParcelFile.in(folder, PARCELS);
      List<Map<String, Long>> ours = new ArrayList<>();
      List<Runs.Cost> us = new ArrayList<>();
      List<Runs.Cost> plain = new ArrayList<>();
      List<Runs.Cost> converting = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        Path town = folder.resolve("town-" + round);
        Runs.Run run = Runs.of(ours(shapefile, town.toString()));
        ours.add(numbers(run.out()));
        us.add(run.cost());
        Runs.delete(town);
        plain.add(peer(shapefile, folder, List.of()));
        converting.add(peer(shapefile, folder, CONVERT));
      }
      printPhases(ours);
      printProcesses(Runs.Cost.median(us), Runs.Cost.median(plain), Runs.Cost.median(converting));
    } finally {
      Runs.delete(folder);
    }
  }

  private static void printPhases(List<Map<String, Long>> runs) {
    System.out.println("the import itself, median (open to stage run beside each other)");
    for (String name : runs.getFirst().keySet()) {
      double middle =
          Runs.median(runs.stream().map(run -> run.getOrDefault(name, 0L).doubleValue()).toList());
      String unit = COUNTS.contains(name) ? "rows" : name.equals("heapMb") ? "MiB" : "ms";
      System.out.printf("  %-12s %,9.0f %s%n", name, middle, unit);
    }
  }

  private static void printProcesses(Runs.Cost us, Runs.Cost plain, Runs.Cost converting) {
    System.out.println("the whole process, median            time        CPU  ratio (by time)");
    row("machizu import", us, us);
    row("ogr2ogr", plain, us);
    row("ogr2ogr " + String.join(" ", CONVERT), converting, us);
    System.out.println("ogr2ogr runs as: " + String.join(" ", peerCommand(CONVERT)));
    System.out.printf("ratio %.2f%n", converting.seconds() / us.seconds());
  }

  private static void row(String what, Runs.Cost cost, Runs.Cost us) {
    System.out.printf(
        "  %-26s %10.2f s %8.2f s  %5.2f%n",
        what, cost.seconds(), cost.cpuSeconds(), cost.seconds() / us.seconds());
  }

  /**
   * As the launcher starts an import, this package's own jar added behind the server's.
   *
   * @param town a data folder, or a database's JDBC address
   */
  static List<String> ours(Path shapefile, String town) {
    String own = System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:AOTCache=" + Launched.get("MACHIZU_AOT"),
        "-Xlog:aot=off",
        "-Xlog:cds=off",
        "--enable-native-access=ALL-UNNAMED",
        "-DEPSG-HSQL.directory=" + System.getProperty("EPSG-HSQL.directory"),
        "-cp",
        Launched.get("MACHIZU_CLASS_PATH") + File.pathSeparator + own,
        ImportOnce.class.getName(),
        shapefile.toString(),
        town);
  }

  private static List<String> peerCommand(List<String> more) {
    List<String> command = new ArrayList<>(List.of("ogr2ogr", "-f", "GPKG"));
    command.addAll(List.of("-nln", "parcels", "-nlt", "PROMOTE_TO_MULTI"));
    command.addAll(List.of("-lco", "SPATIAL_INDEX=YES"));
    command.addAll(more);
    return command;
  }

  private static Runs.Cost peer(Path shapefile, Path folder, List<String> more)
      throws IOException, InterruptedException {
    Path out = folder.resolve("peer.gpkg");
    List<String> command = peerCommand(more);
    command.addAll(List.of(out.toString(), shapefile.toString()));
    Runs.Cost cost = Runs.of(command).cost();
    Files.delete(out);
    return cost;
  }

  private static Map<String, Long> numbers(String line) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (String part : line.strip().split(" ")) {
      int at = part.indexOf('=');
      numbers.put(part.substring(0, at), Long.valueOf(part.substring(at + 1)));
    }
    return numbers;
  }
}
