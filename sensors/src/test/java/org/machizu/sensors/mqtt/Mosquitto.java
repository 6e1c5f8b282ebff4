package org.machizu.sensors.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Eclipse Mosquitto, as {@code docs/operations.md} says it is to be set up. */
public final class Mosquitto implements TestBroker {
  private static final List<String> PLACES =
      List.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto");

  private final Path folder;
  private final TlsFiles tls;
  private final int port = freePort();
  private final int tlsPort = freePort();
  private Process process;

  public Mosquitto(Path folder) throws Exception {
    this.folder = folder;
    tls = TlsFiles.in(folder.resolve("tls"));
    Files.createDirectories(folder.resolve("db"));
    Path passwords = folder.resolve("passwords");
    Files.writeString(passwords, "server:server-pw\ndevice:device-pw\n");
    run("mosquitto_passwd", "-U", passwords.toString());
    Files.writeString(
        folder.resolve("acl"),
        """
        user server
        topic readwrite gauges/#
        user device
        topic write gauges/device/level
        topic write gauges/緑川/水位
        """);
    Files.writeString(folder.resolve("mosquitto.conf"), configuration());
  }

  public static boolean isHere() {
    return PLACES.stream().anyMatch(place -> Files.isExecutable(Path.of(place)));
  }

  private String configuration() {
    return """
    per_listener_settings false
    allow_anonymous false
    password_file %1$s/passwords
    acl_file %1$s/acl
    persistence true
    persistence_location %1$s/db/
    autosave_interval 1800
    max_inflight_messages 1000
    max_queued_messages 0
    max_queued_bytes 0
    set_tcp_nodelay true
    log_dest file %1$s/mosquitto.log
    log_type all
    listener %2$d 127.0.0.1
    listener %3$d 127.0.0.1
    certfile %4$s
    keyfile %5$s
    """
        .formatted(folder, port, tlsPort, tls.certificate(), tls.key());
  }

  @Override
  public void start() throws Exception {
    String user = System.getProperty("user.name");
    Files.writeString(folder.resolve("mosquitto.conf"), configuration() + "user " + user + "\n");
    process =
        new ProcessBuilder(
                PLACES.stream().filter(p -> Files.isExecutable(Path.of(p))).findFirst().get(),
                "-c",
                folder.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    until("Mosquitto answers", () -> answers(port) && answers(tlsPort));
  }

  @Override
  public void settle() throws Exception {
    long saved = log("Saving in-memory database");
    run("kill", "-USR1", Long.toString(process.pid()));
    until("Mosquitto saves", () -> log("Saving in-memory database") > saved);
    // It says so before it saves; what it does next is in the log when the file is whole.
    long clients = log("New connection from");
    until(
        "Mosquitto goes on",
        () -> {
          answers(port);
          return log("New connection from") > clients;
        });
  }

  @Override
  public void kill() throws Exception {
    process.destroyForcibly().waitFor();
  }

  private long log(String part) {
    try (Stream<String> lines = Files.lines(folder.resolve("mosquitto.log"))) {
      return lines.filter(line -> line.contains(part)).count();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int tlsPort() {
    return tlsPort;
  }

  @Override
  public Path authority() {
    return tls.certificate();
  }

  @Override
  public void close() throws Exception {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill();
      }
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean answers(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Looks again and again, patiently. */
  static void until(String what, BooleanSupplier holds) throws InterruptedException {
    Object nobody = new Object();
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); !holds.getAsBoolean(); ) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited a minute in vain: " + what);
      }
      synchronized (nobody) {
        nobody.wait(10);
      }
    }
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + said);
    }
  }
}
