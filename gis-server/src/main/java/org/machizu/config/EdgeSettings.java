package org.machizu.config;

import java.util.List;
import java.util.Optional;

/**
 * How the server meets the network.
 *
 * @param corsOrigins whose pages may read published layers; "*" for everybody's, empty for nobody's
 * @param tls empty: without TLS
 */
public record EdgeSettings(
    ProxySettings proxies,
    List<String> corsOrigins,
    LimitSettings limits,
    Optional<TlsSettings> tls) {

  /** Trusts nobody and limits nothing: for tests of other things. */
  public static final EdgeSettings PLAIN =
      new EdgeSettings(ProxySettings.NONE, List.of(), LimitSettings.OFF, Optional.empty());

  public EdgeSettings {
    corsOrigins = List.copyOf(corsOrigins);
  }
}
