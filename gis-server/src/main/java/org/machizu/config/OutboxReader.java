package org.machizu.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.machizu.config.MailSettings.Security;

/** Reads how messages leave the town. */
final class OutboxReader {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]_-]{1,253}");
  private static final Pattern MAIL =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,180}");

  /** CAP 1.2 allows neither blanks nor commas nor &lt; and &amp;. */
  private static final Pattern SENDER = Pattern.compile("[^\\s,<&]{1,100}");

  private OutboxReader() {}

  static OutboxSettings read(SettingsReader reader) throws SettingsException {
    return new OutboxSettings(
        mail(reader), webhooks(reader), capFolder(reader), capSender(reader), capAreas(reader));
  }

  private static Optional<MailSettings> mail(SettingsReader reader) throws SettingsException {
    Optional<String> host =
        reader.find(
            new SettingKey(
                "mail.host",
                "",
                "the name or address of a server",
                "The mail server by which alerts go out. Without it no mail is sent."),
            text -> matching(HOST, text));
    int port =
        reader.read(
            new SettingKey(
                "mail.port",
                "587",
                "a number from 1 to 65535",
                "Its port: usually 587 with starttls, 465 with tls, 25 for a relay in the office."),
            text -> (int) SettingsLoader.number(text, 1, 65535));
    Security security =
        reader.read(
            new SettingKey(
                "mail.security",
                "starttls",
                "starttls, tls or none",
                "starttls: nothing is sent before the connection is TLS; tls: it is from the beginning; none: for a relay in the same closed network, without a password."),
            text -> Security.valueOf(text.toUpperCase(Locale.ROOT)));
    Optional<String> user =
        reader.find(
            new SettingKey(
                "mail.user",
                "",
                "a text of 1 to 200 characters",
                "The user at the mail server; none where it asks for none."),
            OutboxReader::text);
    Optional<Secret> password =
        reader.findSecret(
            new SettingKey(
                "mail.password",
                "",
                "a text of 1 to 200 characters",
                "The user's password; better given as MACHIZU_MAIL_PASSWORD."),
            text -> new Secret(text(text)));
    Optional<String> from =
        reader.find(
            new SettingKey(
                "mail.from",
                "",
                "an address as suii@town.example",
                "From which address alerts come; mails that cannot be delivered return to it."),
            text -> matching(MAIL, text));
    if (host.isPresent() != from.isPresent()) {
      throw new SettingsException(
          host.isPresent()
              ? "mail.host is set, but mail.from is not"
              : "mail.from is set, but mail.host is not",
          "give both, or neither when no mail is to be sent");
    }
    if (user.isPresent() != password.isPresent()) {
      throw new SettingsException(
          user.isPresent()
              ? "mail.user is set, but mail.password is not"
              : "mail.password is set, but mail.user is not",
          "give both, or neither when the mail server asks for none");
    }
    if (password.isPresent() && security == Security.NONE) {
      throw new SettingsException(
          "mail.password is set, but mail.security is none: everybody on the way could read it",
          "let mail.security be starttls or tls");
    }
    return host.map(h -> new MailSettings(h, port, security, user, password, from.orElseThrow()));
  }

  private static List<URI> webhooks(SettingsReader reader) throws SettingsException {
    return reader.read(
        new SettingKey(
            "webhooks.allowed",
            "",
            "addresses as https://hooks.town.example, with commas between; http only on this machine",
            "Servers of others to which alerts may be sent. Recipients with another address are refused."),
        OutboxReader::addresses);
  }

  private static Optional<Path> capFolder(SettingsReader reader) throws SettingsException {
    return reader.find(
        new SettingKey(
            "alerts.capFolder",
            "",
            "the name of a folder",
            "A folder in which alerts that are confirmed for the public are laid down as files of CAP 1.2, with the feed alerts.atom."),
        text -> Path.of(text(text)).toAbsolutePath().normalize());
  }

  private static Optional<String> capSender(SettingsReader reader) throws SettingsException {
    return reader.find(
        new SettingKey(
            "alerts.capSender",
            "",
            "a text without blanks and commas, as bosai@town.example",
            "How the town is named as the sender in CAP. The default is machizu- and the town's code."),
        text -> matching(SENDER, text));
  }

  private static Optional<CapAreas> capAreas(SettingsReader reader) throws SettingsException {
    Optional<String> layer =
        reader.find(
            new SettingKey(
                "alerts.capAreas",
                "",
                "the id of a layer",
                "A layer of polygons that the public may see, with the areas of gauges or sections. They stand in CAP in place of a circle of 2 km around the gauge."),
            OutboxReader::text);
    String key =
        reader.read(
            new SettingKey(
                "alerts.capAreaKey",
                "観測所番号",
                "the name of an attribute",
                "The attribute of that layer which holds the number of a gauge or the name of a section."),
            OutboxReader::text);
    return layer.map(id -> new CapAreas(id, key));
  }

  private static List<URI> addresses(String text) {
    List<URI> found = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        URI address = URI.create(part.strip());
        boolean isSafe =
            "https".equals(address.getScheme())
                || ("http".equals(address.getScheme())
                    && THIS_MACHINE.contains(String.valueOf(address.getHost())));
        if (!isSafe || address.getHost() == null || address.getUserInfo() != null) {
          throw new IllegalArgumentException();
        }
        found.add(address);
      }
    }
    return List.copyOf(found);
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static String text(String text) {
    if (text.isEmpty() || text.length() > 200) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
