package org.machizu.sensors.mqtt;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.machizu.sensors.broker.Bounds;
import org.machizu.sensors.broker.Door;
import org.machizu.sensors.broker.EmbeddedBroker;
import org.machizu.sensors.broker.Permissions;

/** The embedded broker as a program of its own, so that it can be killed. */
public final class BrokerProcess {
  private static final Map<String, Permissions> USERS =
      Map.of(
          "server",
          new Permissions(List.of("gauges/#"), List.of("gauges/#"), true),
          "device",
          Permissions.toPublish("gauges/device/level", "gauges/緑川/水位"));

  private BrokerProcess() {}

  /**
   * @param args folder, port, port for TLS, PKCS12 file
   */
  public static void main(String[] args) throws InterruptedException {
    try {
      start(args);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1); // whoever waits for the line must not wait for ever
    }
    Thread.currentThread().join();
  }

  private static void start(String[] args) throws Exception {
    long start = System.nanoTime();
    EmbeddedBroker.start(
        Path.of(args[0]),
        List.of(
            Door.plain("127.0.0.1", Integer.parseInt(args[1])),
            new Door("127.0.0.1", Integer.parseInt(args[2]), tls(Path.of(args[3])))),
        (user, password, client, address) ->
            new String(password).equals(user + "-pw")
                ? Optional.ofNullable(USERS.get(user))
                : Optional.empty(),
        Bounds.DEFAULT);
    System.out.println("ready after " + (System.nanoTime() - start) / 1_000_000 + " ms");
  }

  public static SSLContext tls(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, TlsFiles.PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, TlsFiles.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
