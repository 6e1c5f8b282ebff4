package org.machizu.sensors.broker;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker listens.
 *
 * @param host the address to bind, as 127.0.0.1 (this machine only) or 0.0.0.0
 * @param port 0: any that is free
 * @param tls with which certificate; null: without TLS
 */
public record Door(String host, int port, @Nullable SSLContext tls) {
  /**
   * @throws IllegalArgumentException when the port is none
   */
  public Door {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "port " + port + " is not allowed; give 1 to 65535, or 0 for any that is free");
    }
  }

  public static Door plain(String host, int port) {
    return new Door(host, port, null);
  }
}
