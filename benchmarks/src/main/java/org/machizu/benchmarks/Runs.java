package org.machizu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs of other processes, and what is made of their times. */
final class Runs {
  private static final int LOOK_MILLIS = 20;

  private Runs() {}

  /**
   * A finished process.
   *
   * @param cost what it took from start to end
   * @param out what it wrote to standard output
   */
  record Run(Cost cost, String out) {}

  /**
   * What something took. On a busy machine the time depends on what else runs there; the work of
   * the processors does so much less.
   *
   * @param seconds by the clock
   * @param cpuSeconds of all processors, in user and system mode; up to {@value #LOOK_MILLIS} ms
   *     too few, since only a living process tells
   */
  record Cost(double seconds, double cpuSeconds) {
    static Cost median(List<Cost> costs) {
      return new Cost(
          Runs.median(costs.stream().map(Cost::seconds).toList()),
          Runs.median(costs.stream().map(Cost::cpuSeconds).toList()));
    }
  }

  /**
   * Runs a process to its end; what it says on standard error is shown.
   *
   * @throws IOException when it fails
   */
  static Run of(List<String> command) throws IOException, InterruptedException {
    return of(command, Map.of());
  }

  /**
   * As the other.
   *
   * @param settings as environment variables, besides those that there are
   */
  static Run of(List<String> command, Map<String, String> settings)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("machizu-bench-", ".out");
    try {
      long begun = System.nanoTime();
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(settings);
      Process process =
          builder
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(out.toFile())
              .start();
      double cpuSeconds = cpuSeconds(process);
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        cpuSeconds = Math.max(cpuSeconds, cpuSeconds(process));
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (process.exitValue() != 0) {
        throw new IOException(
            String.join(" ", command) + " failed with code " + process.exitValue());
      }
      return new Run(new Cost(seconds, cpuSeconds), Files.readString(out));
    } finally {
      Files.delete(out);
    }
  }

  /** What a living process has taken of the processors; 0 where the system does not tell. */
  static double cpuSeconds(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  /** The one in the middle; of an even number the upper one. */
  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** The value that this share of all does not exceed. */
  static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
  }

  /** Removes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
