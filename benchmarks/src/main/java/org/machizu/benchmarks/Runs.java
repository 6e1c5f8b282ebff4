package org.machizu.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs of other processes, and what is made of their times. */
final class Runs {
  private Runs() {}

  /**
   * A finished process.
   *
   * @param seconds from start to end
   * @param out what it wrote to standard output
   */
  record Run(double seconds, String out) {}

  /**
   * Runs a process to its end; what it says on standard error is shown.
   *
   * @throws IOException when it fails
   */
  static Run of(List<String> command) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " failed with code " + code);
    }
    return new Run(seconds, out);
  }

  /** The one in the middle; of an even number the upper one. */
  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
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
