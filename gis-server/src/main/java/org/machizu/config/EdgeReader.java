package org.machizu.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@link EdgeSettings}; each setting is described here. */
final class EdgeReader {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://([a-z0-9.-]{1,253}|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");
  private static final int MOST = 10_000_000;

  private EdgeReader() {}

  static EdgeSettings read(SettingsReader reader) throws SettingsException {
    return new EdgeSettings(proxies(reader), corsOrigins(reader), limits(reader), tls(reader));
  }

  private static ProxySettings proxies(SettingsReader reader) throws SettingsException {
    List<Network> trusted =
        reader
            .find(
                new SettingKey(
                    "proxy.trusted",
                    "",
                    "addresses or networks with commas between them, as 127.0.0.1, 10.1.0.0/16,"
                        + " 2001:db8::/32",
                    "The proxies before the server. What they say in their headers of the client's"
                        + " address, scheme and host is believed; from everybody else it is passed"
                        + " over. Name them, or all clients count as one in limits and logs."),
                Network::parseAll)
            .orElse(List.of());
    boolean speaksForwarded =
        reader.read(
            new SettingKey(
                "proxy.header",
                "x-forwarded",
                "x-forwarded or forwarded",
                "Which headers the proxies write: `X-Forwarded-For`, `-Proto` and `-Host`, or"
                    + " `Forwarded` (RFC 7239). Only these are read; the proxies must overwrite or"
                    + " extend what clients send in them."),
            EdgeReader::isForwarded);
    return new ProxySettings(trusted, speaksForwarded);
  }

  private static boolean isForwarded(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "forwarded" -> true;
      case "x-forwarded" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  private static List<String> corsOrigins(SettingsReader reader) throws SettingsException {
    return reader
        .find(
            new SettingKey(
                "cors.origins",
                "",
                "origins as https://map.example with commas between them, or * for all",
                "Whose web pages may read published layers (`/ogc`, `/tiles`, `/styles`, `/wmts`, `/catalogue`) in the"
                    + " browsers of their visitors. They see what the public sees, whoever is signed"
                    + " in. Without it, no other page can."),
            EdgeReader::origins)
        .orElse(List.of());
  }

  private static List<String> origins(String text) {
    List<String> all =
        Stream.of(text.split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList();
    boolean areGood =
        all.equals(List.of("*")) || all.stream().allMatch(one -> ORIGIN.matcher(one).matches());
    if (!areGood) {
      throw new IllegalArgumentException();
    }
    return all;
  }

  private static LimitSettings limits(SettingsReader reader) throws SettingsException {
    return new LimitSettings(
        bound(
            reader,
            "limits.readsPerMinute",
            "6000",
            "Requests of one client a minute for pages, lists and searches; a minute's worth may come"
                + " at once. A client is an address (IPv6: its /64), or an account that is signed in."
                + " Beyond it the answer is 429 with `Retry-After`."),
        bound(
            reader,
            "limits.tilesPerMinute",
            "30000",
            "Tiles of maps, counted likewise. A first view of 22 layers takes 66; a large screen that"
                + " shows and moves all of them, some 900 a step."),
        bound(
            reader,
            "limits.writesPerMinute",
            "300",
            "Requests that change something or start a job, counted likewise."),
        bound(
            reader,
            "limits.tracksPerMinute",
            "120000",
            "Uploads of positions of one address; the trackers of a whole fleet may come by one"
                + " address of a mobile network."),
        bound(reader, "limits.signInsPerMinute", "60", "Attempts to sign in, of one address."),
        (int)
            reader
                .read(
                    new SettingKey(
                        "limits.staffTimes",
                        "5",
                        "a number from 1 to 1000",
                        "How many times as much an account that is signed in may ask for."),
                    text -> SettingsLoader.number(text, 1, 1000))
                .longValue(),
        bound(
            reader,
            "limits.connections",
            "10000",
            "Connections open at once; more wait until one is closed."),
        bound(
            reader,
            "limits.connectionsPerAddress",
            "2000",
            "Connections of one address open at once; more are closed. Proxies of `proxy.trusted`"
                + " have no such bound."),
        bound(
            reader,
            "limits.streamsPerClient",
            "500",
            "Event streams of one client open at once: one for each map that is open. A map beyond it"
                + " works, but does not hear of changes by itself."));
  }

  private static int bound(SettingsReader reader, String key, String fallback, String meaning)
      throws SettingsException {
    return (int)
        reader
            .read(
                new SettingKey(
                    key, fallback, "a number from 1 to " + MOST + ", or 0 for no bound", meaning),
                text -> SettingsLoader.number(text, 0, MOST))
            .longValue();
  }

  private static Optional<TlsSettings> tls(SettingsReader reader) throws SettingsException {
    Optional<Path> certificate =
        reader.find(
            new SettingKey(
                "tls.certificate",
                "",
                "the name of a file",
                "The server's certificate: a PEM file with those that sign it below it, or a PKCS12"
                    + " file (.p12, .pfx). With it the server speaks TLS on `port`. A changed file is"
                    + " taken without a restart."),
            EdgeReader::file);
    Optional<Path> key =
        reader.find(
            new SettingKey(
                "tls.key",
                "",
                "the name of a file",
                "The PEM file of its private key; a PKCS12 file holds the key itself."),
            EdgeReader::file);
    Optional<Secret> password =
        reader.findSecret(
            new SettingKey(
                "tls.password",
                "",
                "a text",
                "The password of the PKCS12 file or of an encrypted key."),
            Secret::new);
    Optional<Integer> redirectPort =
        reader.find(
            new SettingKey(
                "tls.redirectPort",
                "",
                "a number from 0 to 65535; 0 takes any free port",
                "A further port, without TLS, that sends everybody on to `port`."),
            text -> (int) SettingsLoader.number(text, 0, 65535));
    if (certificate.isEmpty()
        && (key.isPresent() || password.isPresent() || redirectPort.isPresent())) {
      throw new SettingsException(
          "there are settings of tls, but tls.certificate is not set",
          "name the file of the certificate, or take the others out");
    }
    return certificate.map(file -> new TlsSettings(file, key, password, redirectPort));
  }

  private static Path file(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException();
    }
    return Path.of(text).toAbsolutePath().normalize();
  }
}
