package org.machizu.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.machizu.sensors.mqtt.Address;
import org.machizu.sensors.mqtt.Login;
import org.machizu.sensors.mqtt.Secret;

/** A Mosquitto of the benchmark's own on a free port, set up as docs/operations.md says. */
final class OwnMosquitto implements AutoCloseable {
  private static final String PROGRAM = "/usr/sbin/mosquitto";

  private final Process process;
  private final int port;

  private OwnMosquitto(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean isHere() {
    return Files.isExecutable(Path.of(PROGRAM));
  }

  /**
   * @param folder for its files
   */
  static OwnMosquitto start(Path folder) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path configuration = folder.resolve("mosquitto.conf");
    Files.writeString(
        configuration,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        persistence true
        persistence_location %s/
        autosave_interval 60
        max_inflight_messages 1000
        max_queued_messages 0
        set_tcp_nodelay true
        user %s
        """
            .formatted(port, folder, System.getProperty("user.name")));
    Process process =
        new ProcessBuilder(PROGRAM, "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    OwnMosquitto broker = new OwnMosquitto(process, port);
    while (!broker.answers()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return broker;
  }

  private boolean answers() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  Address address() {
    return Address.of(
        URI.create("mqtt://localhost:" + port), new Login("bench", new Secret("any")));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    int unused = process.waitFor();
  }
}
