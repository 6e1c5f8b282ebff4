package org.machizu.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code ./machizu serve} on a folder that exists, from the command to its {@code ready}; the
 * median of five. There is no peer.
 */
final class StartBenchmark implements Bench.Benchmark {
  private static final int ROUNDS = 5;

  @Override
  public void run() throws IOException, InterruptedException {
    String launcher =
        Objects.requireNonNull(
            System.getenv("MACHIZU_LAUNCHER"), "start it by ./machizu bench start");
    Path folder = Files.createTempDirectory("machizu-bench-");
    try {
      secondsUntilReady(launcher, folder); // makes the folder
      List<Double> times = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        double seconds = secondsUntilReady(launcher, folder);
        System.out.printf("  start %d %30.2f s%n", round + 1, seconds);
        times.add(seconds);
      }
      System.out.printf("  median of %d %26.2f s%n", ROUNDS, Runs.median(times));
      System.out.println("ratio n/a");
    } finally {
      Runs.delete(folder);
    }
  }

  private static double secondsUntilReady(String launcher, Path folder)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(launcher, "serve", "--port", "0", "--data", folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.startsWith("ready ")) {
        line = out.readLine();
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (line == null) {
        throw new IOException("the server did not become ready");
      }
      return seconds;
    } finally {
      process.destroy();
      process.waitFor();
    }
  }
}
