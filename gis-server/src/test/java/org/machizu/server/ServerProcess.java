package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.machizu.access.Passwords;

/**
 * A server in a process of its own, to be killed, traced and troubled. Which store it serves, its
 * environment says.
 */
final class ServerProcess implements AutoCloseable {
  static final String PASSWORD = "snow and water";
  private static final String READY = "ready ";
  private static final String HASH = Passwords.hash(PASSWORD);

  private final Process process;
  private final String base;
  private final Path err;

  private ServerProcess(Process process, String base, Path err) {
    this.process = process;
    this.base = base;
    this.err = err;
  }

  /** What a town with the account {@code clerk} and without limits needs. */
  static Map<String, String> settings(Path data) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("MACHIZU_DATA", data.toString());
    settings.put("MACHIZU_PORT", "0");
    settings.put("MACHIZU_MUNICIPALITY_CODE", "01585");
    settings.put("MACHIZU_STAFF_NAME", "clerk");
    settings.put("MACHIZU_STAFF_PASSWORD_HASH", HASH);
    for (String limit : List.of("READS", "TILES", "WRITES", "SIGN_INS")) {
      settings.put("MACHIZU_LIMITS_" + limit + "_PER_MINUTE", "0");
    }
    return settings;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param err where its log goes
   * @param before a program that runs it, with its options; empty for none
   */
  static ServerProcess start(Map<String, String> environment, Path err, String... before)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Process process = builder.redirectError(err.toFile()).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return new ServerProcess(process, line.substring(READY.length()), err);
      }
    }
    throw new AssertionError("the server did not start: " + Files.readString(err));
  }

  /** Of the server itself, also when another program runs it. */
  long pid() {
    return process.descendants().findFirst().orElse(process.toHandle()).pid();
  }

  /** Where it answers. */
  String base() {
    return base;
  }

  Caller visitor() {
    return new Caller(base);
  }

  Caller clerk() {
    return visitor().signedIn("clerk", PASSWORD);
  }

  /** What it has logged. */
  String log() throws IOException {
    return Files.readString(err);
  }

  /** As a loss of power for the process: it can do nothing any more. */
  void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  /** By TERM, as a service manager does it. */
  void stop() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
