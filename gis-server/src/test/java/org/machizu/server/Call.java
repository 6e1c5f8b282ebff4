package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A command under way in a thread of this process, as a person would call it. */
final class Call {
  private static final long LOOK_AGAIN_NANOS = 20_000_000;
  private static final String READY = "ready http://localhost:";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Stop stop = new Stop();
  private final Thread thread;
  private volatile int code = -1;

  /** What a command said and gave back. */
  record Outcome(int code, String out, String err) {
    String lastLine() {
      List<String> lines = out.lines().toList();
      return lines.isEmpty() ? "" : lines.getLast();
    }
  }

  Call(Map<String, String> environment, String input, String... arguments) {
    Surroundings around =
        new Surroundings(
            environment,
            new BufferedReader(new StringReader(input)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            stop,
            new TownPrograms());
    thread = Thread.ofPlatform().start(() -> code = Commands.run(around, arguments));
  }

  /** Waits for the line that scripts wait for, and gives the address in it. */
  String awaitReady() throws InterruptedException {
    while (true) {
      for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith(READY)) {
          return line.substring("ready ".length());
        }
      }
      assertThat(thread.isAlive()).as(err.toString(StandardCharsets.UTF_8)).isTrue();
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /** What it has told on standard output so far. */
  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What it has told on standard error so far. */
  String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  Outcome end() throws InterruptedException {
    thread.join();
    return new Outcome(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  Outcome stop() throws InterruptedException {
    stop.request();
    return end();
  }
}
