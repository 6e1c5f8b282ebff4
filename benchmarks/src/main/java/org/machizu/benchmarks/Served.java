package org.machizu.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server that the launcher has started.
 *
 * @param start what it took until it was ready
 */
record Served(Process process, String address, Runs.Cost start) implements AutoCloseable {
  private static final int STOP_SECONDS = 30;

  /**
   * Starts one on a free port; returns when it is ready.
   *
   * @param settings as environment variables
   */
  static Served start(String command, Path data, Map<String, String> settings, String... more)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("machizu-bench-", ".log");
    ProcessBuilder builder = new ProcessBuilder(Launched.get("MACHIZU_LAUNCHER"), command);
    builder.command().addAll(List.of("--port", "0", "--data", data.toString()));
    builder.command().addAll(List.of(more));
    builder.environment().keySet().removeIf(name -> name.startsWith("MACHIZU_"));
    builder.environment().putAll(settings);
    long begun = System.nanoTime();
    Process process = builder.redirectError(log.toFile()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.startsWith("ready ")) {
      line = out.readLine();
    }
    if (line == null) {
      process.destroy();
      throw new IOException("the server did not become ready:\n" + Files.readString(log));
    }
    Files.delete(log);
    Runs.Cost cost = new Runs.Cost((System.nanoTime() - begun) / 1e9, Runs.cpuSeconds(process));
    return new Served(process, line.substring("ready ".length()), cost);
  }

  URI at(String path) {
    return URI.create(address + path);
  }

  /** What the server has taken of the processors so far. */
  double cpuSeconds() {
    return Runs.cpuSeconds(process);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
