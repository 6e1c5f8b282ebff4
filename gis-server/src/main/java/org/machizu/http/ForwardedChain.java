package org.machizu.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.machizu.config.ProxySettings;

/**
 * What the proxies on the way say of a request. Each adds the address that it was called from, so
 * from the right: our proxy's word, then that of the proxy before it, and so on, as long as the
 * addresses are those of trusted proxies. The first other one is the client; what stands left of
 * it, the client could have written itself.
 *
 * @param client the right-most address that is no trusted proxy; empty when nobody tells one
 * @param scheme "http" or "https", by which the client reached the outermost proxy
 * @param host host and port by which it did
 */
record ForwardedChain(
    Optional<ClientAddress> client, Optional<String> scheme, Optional<String> host) {
  /** A longer chain is nobody's network. */
  private static final int MOST_HOPS = 32;

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");
  private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]*]|[^:]*):[0-9]{1,5}");

  /** One proxy's word. */
  private record Hop(String from, String scheme, String host) {}

  private static final Hop SAYS_NOTHING = new Hop("", "", "");

  /** Reads the headers of a request that came from a trusted proxy. */
  static ForwardedChain of(HttpFields headers, ProxySettings proxies) {
    List<Hop> hops = proxies.speaksForwarded() ? forwarded(headers) : xForwarded(headers);
    Hop outermost = SAYS_NOTHING;
    Optional<ClientAddress> client = Optional.empty();
    for (Hop hop : hops.reversed().subList(0, Math.min(hops.size(), MOST_HOPS))) {
      Optional<ClientAddress> from = address(hop.from());
      if (from.isPresent()) {
        client = from;
      }
      outermost = hop;
      if (from.isEmpty() || !proxies.trusts(from.get().address())) {
        break; // the client, or one whose address is not told: nothing beyond it is believed
      }
    }
    return new ForwardedChain(client, scheme(outermost.scheme()), host(outermost.host()));
  }

  /**
   * RFC 7239: {@code for=192.0.2.7;proto=https;host=gis.town.example, for="[2001:db8::1]:4711"}.
   */
  private static List<Hop> forwarded(HttpFields headers) {
    List<Hop> hops = new ArrayList<>();
    for (String element : elements(headers, "Forwarded")) {
      Map<String, String> pairs = new TreeMap<>();
      for (String pair : split(element, ';').toList()) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          pairs.put(
              pair.substring(0, equals).strip().toLowerCase(Locale.ROOT),
              unquoted(pair.substring(equals + 1).strip()));
        }
      }
      hops.add(
          new Hop(
              pairs.getOrDefault("for", ""),
              pairs.getOrDefault("proto", ""),
              pairs.getOrDefault("host", "")));
    }
    return hops;
  }

  /**
   * Scheme and host belong to the address as far from the right; where fewer are told than
   * addresses, the proxies passed on the first one.
   */
  private static List<Hop> xForwarded(HttpFields headers) {
    List<String> from = elements(headers, "X-Forwarded-For");
    List<String> schemes = elements(headers, "X-Forwarded-Proto");
    List<String> hosts = elements(headers, "X-Forwarded-Host");
    List<Hop> hops = new ArrayList<>();
    int count = Math.max(from.size(), 1);
    for (int i = 0; i < count; i++) {
      int fromRight = count - 1 - i;
      hops.add(
          new Hop(from.isEmpty() ? "" : from.get(i), at(schemes, fromRight), at(hosts, fromRight)));
    }
    return hops;
  }

  private static String at(List<String> values, int fromRight) {
    return values.isEmpty() ? "" : values.get(Math.max(values.size() - 1 - fromRight, 0));
  }

  private static List<String> elements(HttpFields headers, String name) {
    return headers.getValuesList(name).stream().flatMap(line -> split(line, ',')).toList();
  }

  /**
   * Parts outside quotation marks. Where a mark is left open, marks count for nothing: else a
   * client could swallow with one what the proxy adds behind it.
   */
  private static Stream<String> split(String text, char separator) {
    boolean quotes = text.chars().filter(c -> c == '"').count() % 2 == 0;
    List<String> parts = new ArrayList<>();
    boolean isQuoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        isQuoted = quotes && !isQuoted;
      } else if (c == separator && !isQuoted) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts.stream();
  }

  private static String unquoted(String text) {
    boolean isQuoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return isQuoted ? text.substring(1, text.length() - 1) : text;
  }

  private static Optional<ClientAddress> address(String text) {
    String bare =
        WITH_PORT.matcher(text).matches() ? text.substring(0, text.lastIndexOf(':')) : text;
    try {
      return Optional.of(ClientAddress.parse(bare));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // "unknown", a made-up name, or nothing
    }
  }

  private static Optional<String> scheme(String text) {
    String scheme = text.toLowerCase(Locale.ROOT);
    return scheme.equals("http") || scheme.equals("https") ? Optional.of(scheme) : Optional.empty();
  }

  private static Optional<String> host(String text) {
    return HOST.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }
}
