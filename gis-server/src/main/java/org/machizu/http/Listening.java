package org.machizu.http;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.machizu.config.EdgeSettings;

/**
 * Where and how the server listens.
 *
 * @param port 0 takes any free one
 * @param imageOrigins other servers that pages may load images from ("https://tiles.example")
 * @param tls empty: without TLS
 */
public record Listening(
    String host,
    int port,
    RequestTimes times,
    EdgeSettings edge,
    Collection<String> imageOrigins,
    Optional<TlsListener> tls) {

  public Listening {
    imageOrigins = List.copyOf(imageOrigins);
  }
}
