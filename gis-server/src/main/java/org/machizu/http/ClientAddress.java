package org.machizu.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.machizu.config.Network;

/**
 * Where a request comes from: the address of the client itself, also behind trusted proxies.
 *
 * @param address without zone
 */
public record ClientAddress(InetAddress address) {
  /** A household or office has at least this much of IPv6, and any address in it at will. */
  private static final int IPV6_NETWORK_BYTES = 8;

  /**
   * Reads an address as servers write it: "192.0.2.7", "2001:db8::1", "[2001:db8::1]", "fe80::1%2".
   *
   * @throws IllegalArgumentException when it is none; names are not looked up
   */
  static ClientAddress parse(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    int zone = bare.indexOf('%');
    return new ClientAddress(Network.address(zone < 0 ? bare : bare.substring(0, zone)));
  }

  /** What limits count together: an IPv4 address, or a /64 of IPv6. */
  public InetAddress shared() {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("sixteen bytes are an address", e);
    }
  }

  /** As it is written, for logs: "192.0.2.7". */
  @Override
  public String toString() {
    return address.getHostAddress();
  }
}
