package org.machizu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.machizu.ingest.format.FormatException;

/**
 * 300,000 parcels from a Shapefile (zone XII, CP932) into our GeoPackage, with validity checks,
 * reprojection, history and R*Tree, in 512 MiB of heap; beside ogr2ogr with R*Tree. Each run is a
 * process of its own, in turns; the medians of whole process times count.
 */
final class ImportBenchmark implements Bench.Benchmark {
  private static final int PARCELS = 300_000;
  private static final int ROUNDS = 3;

  @Override
  public void run() throws FormatException, IOException, InterruptedException {
    Path folder = Files.createTempDirectory("machizu-bench-");
    try {
      System.out.printf("writing %,d parcels ...%n", PARCELS);
      Path shapefile = ParcelFile.in(folder, PARCELS);
      List<Map<String, Long>> ours = new ArrayList<>();
      List<Double> oursSeconds = new ArrayList<>();
      List<Double> plainSeconds = new ArrayList<>();
      List<Double> shiftedSeconds = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        Path town = folder.resolve("town-" + round);
        Runs.Run run = Runs.of(ours(shapefile, town));
        ours.add(numbers(run.out()));
        oursSeconds.add(run.seconds());
        Runs.delete(town);
        plainSeconds.add(peer(shapefile, folder, List.of()));
        shiftedSeconds.add(peer(shapefile, folder, List.of("-t_srs", "EPSG:6668")));
      }
      print(ours, oursSeconds, plainSeconds, shiftedSeconds);
    } finally {
      Runs.delete(folder);
    }
  }

  private static void print(
      List<Map<String, Long>> ours,
      List<Double> oursSeconds,
      List<Double> plainSeconds,
      List<Double> shiftedSeconds) {
    System.out.println("phase                              median");
    for (String name : ours.getFirst().keySet()) {
      double middle =
          Runs.median(ours.stream().map(run -> run.getOrDefault(name, 0L).doubleValue()).toList());
      String unit = name.equals("heapMb") ? "MiB" : name.endsWith("ed") ? "rows" : "ms";
      System.out.printf("  %-28s %,10.0f %s%n", name, middle, unit);
    }
    double us = Runs.median(oursSeconds);
    double plain = Runs.median(plainSeconds);
    System.out.println("whole process");
    System.out.printf("  %-28s %10.2f s%n", "machizu", us);
    System.out.printf("  %-28s %10.2f s%n", "ogr2ogr", plain);
    System.out.printf(
        "  %-28s %10.2f s%n", "ogr2ogr -t_srs EPSG:6668", Runs.median(shiftedSeconds));
    System.out.printf("ratio %.2f%n", plain / us);
  }

  private static List<String> ours(Path shapefile, Path town) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-DEPSG-HSQL.directory=" + System.getProperty("EPSG-HSQL.directory"),
        "-cp",
        System.getProperty("java.class.path"),
        ImportOnce.class.getName(),
        shapefile.toString(),
        town.toString());
  }

  private static double peer(Path shapefile, Path folder, List<String> more)
      throws IOException, InterruptedException {
    Path out = folder.resolve("peer.gpkg");
    List<String> command = new ArrayList<>(List.of("ogr2ogr", "-f", "GPKG"));
    command.addAll(List.of("-nln", "parcels", "-nlt", "PROMOTE_TO_MULTI"));
    command.addAll(List.of("-lco", "SPATIAL_INDEX=YES"));
    command.addAll(more);
    command.addAll(List.of(out.toString(), shapefile.toString()));
    double seconds = Runs.of(command).seconds();
    Files.delete(out);
    return seconds;
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
