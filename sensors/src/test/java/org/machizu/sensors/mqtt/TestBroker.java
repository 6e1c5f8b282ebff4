package org.machizu.sensors.mqtt;

import java.net.URI;
import java.nio.file.Path;

/**
 * A real broker for a test. Its users: {@code server} may do everything below {@code gauges},
 * {@code device} may publish to {@code gauges/device/level} and {@code gauges/緑川/水位} and hear
 * nothing; the password of both is their name with {@code -pw}.
 */
public interface TestBroker extends AutoCloseable {
  /** Starts it, on the ports and with the files it had before. */
  void start() throws Exception;

  /** Until what it has acknowledged is on the disk, where it does that later. */
  void settle() throws Exception;

  /** As a power cut does. */
  void kill() throws Exception;

  int port();

  int tlsPort();

  /** Who signed its certificate, which is for {@code localhost}. */
  Path authority();

  @Override
  void close() throws Exception;

  static Login login(String user) {
    return new Login(user, new Secret(user + "-pw"));
  }

  default Address address(String user) {
    return TestBroker.at(port(), user);
  }

  static Address at(int port, String user) {
    return Address.of(URI.create("mqtt://localhost:" + port), login(user));
  }
}
