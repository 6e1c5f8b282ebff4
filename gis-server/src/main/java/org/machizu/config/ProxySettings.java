package org.machizu.config;

import java.net.InetAddress;
import java.util.List;

/**
 * The proxies before the server, and how they tell whom they speak for.
 *
 * @param trusted their addresses; from all others no such header is believed
 * @param speaksForwarded whether they write {@code Forwarded} (RFC 7239) and not {@code
 *     X-Forwarded-*}; only one of the two is read, since a proxy passes on the one it does not
 *     write as the client sent it
 */
public record ProxySettings(List<Network> trusted, boolean speaksForwarded) {
  public static final ProxySettings NONE = new ProxySettings(List.of(), false);

  public ProxySettings {
    trusted = List.copyOf(trusted);
  }

  /** Whether what this address says of others is believed. */
  public boolean trusts(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }
}
