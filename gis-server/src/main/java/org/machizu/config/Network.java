package org.machizu.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The addresses that share their first bits (CIDR): {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or a
 * single one.
 *
 * @param first any address in it
 * @param bits how many leading bits count; 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record Network(InetAddress first, int bits) {
  /** Names are never looked up, and the short forms of IPv4 ("10.1") are no addresses here. */
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

  public Network {
    if (bits < 0 || bits > first.getAddress().length * 8) {
      throw new IllegalArgumentException(bits + " leading bits of " + first.getHostAddress());
    }
  }

  /**
   * Reads "10.0.0.0/8" or "::1".
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress first = address(slash < 0 ? text : text.substring(0, slash));
    if (slash < 0) {
      return new Network(first, first.getAddress().length * 8);
    }
    String bits = text.substring(slash + 1);
    if (!BITS.matcher(bits).matches()) {
      throw new IllegalArgumentException("'" + bits + "' is no number of bits");
    }
    return new Network(first, Integer.parseInt(bits));
  }

  /** Reads several, with commas between them; none when the text is empty. */
  static List<Network> parseAll(String text) {
    return Stream.of(text.split(","))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .map(Network::parse)
        .toList();
  }

  /**
   * An address as it is written, without asking any name server. IPv4 written as IPv6 ({@code
   * ::ffff:10.0.0.1}) is IPv4.
   *
   * @throws IllegalArgumentException when the text is no address
   */
  public static InetAddress address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      throw new IllegalArgumentException("'" + text + "' is no address");
    }
    return InetAddress.ofLiteral(text);
  }

  /** Whether the address lies in this network. */
  public boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** As it is written: "10.0.0.0/8". */
  @Override
  public String toString() {
    String address = first.getHostAddress();
    int zone = first instanceof Inet6Address ? address.indexOf('%') : -1;
    return (zone < 0 ? address : address.substring(0, zone)) + "/" + bits;
  }
}
