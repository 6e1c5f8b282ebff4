package org.machizu.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./machizu serve} on the folder that the demo has made, from the command to its {@code
 * ready}; the median of five. There is no peer.
 */
final class StartBenchmark implements Bench.Benchmark {
  private static final int ROUNDS = 5;

  @Override
  public void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("machizu-bench-");
    try {
      System.out.println("                                   time        CPU");
      print("making the sample town", untilReady("demo", folder));
      List<Runs.Cost> starts = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        Runs.Cost start = untilReady("serve", folder);
        print("start " + round, start);
        starts.add(start);
      }
      print("median of " + ROUNDS, Runs.Cost.median(starts));
      System.out.println("ratio n/a");
    } finally {
      Runs.delete(folder);
    }
  }

  private static void print(String what, Runs.Cost cost) {
    System.out.printf("  %-26s %8.2f s %8.2f s%n", what, cost.seconds(), cost.cpuSeconds());
  }

  private static Runs.Cost untilReady(String command, Path folder)
      throws IOException, InterruptedException {
    Path town = folder.resolve("town");
    Path log = folder.resolve("log");
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Launched.get("MACHIZU_LAUNCHER"), command, "--port", "0", "--data", town.toString())
            .redirectError(log.toFile())
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.startsWith("ready ")) {
        line = out.readLine();
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (line == null) {
        throw new IOException("the server did not become ready:\n" + Files.readString(log));
      }
      return new Runs.Cost(seconds, Runs.cpuSeconds(process));
    } finally {
      process.destroy();
      process.waitFor();
    }
  }
}
