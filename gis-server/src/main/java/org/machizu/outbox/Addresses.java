package org.machizu.outbox;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.machizu.outbound.Outbound;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.Recipient;

/**
 * Where this server can send.
 *
 * @param ways by which it sends at all
 * @param webhooks servers that may be sent to
 */
record Addresses(Set<Channel.Type> ways, List<URI> webhooks) {
  Addresses {
    ways = Set.copyOf(ways);
    webhooks = List.copyOf(webhooks);
  }

  /**
   * Refuses a recipient with an address that nothing can be sent to.
   *
   * @throws org.machizu.http.ProblemException 400 naming the address, 409 when the way is missing
   */
  void check(Recipient recipient) {
    recipient.channels().forEach(this::check);
  }

  private void check(Channel channel) {
    String kind = RecipientJson.word(channel.type());
    if (!ways.contains(channel.type())) {
      throw OutboxProblems.noWay(kind, setting(channel.type())).asException();
    }
    String allowed =
        switch (channel.type()) {
          case MAIL -> MailSender.isAddress(channel.address()) ? "" : "one e-mail address";
          case WEBHOOK ->
              isAllowed(channel.address())
                  ? ""
                  : "an address at one of "
                      + webhooks.stream().map(Outbound::origin).collect(Collectors.joining(", "));
          case MQTT ->
              isTopic(channel.address()) ? "" : "a topic without wildcards, as town/alerts";
        };
    if (!allowed.isEmpty()) {
      throw OutboxProblems.badAddress(kind, channel.address(), allowed).asException();
    }
  }

  private static String setting(Channel.Type type) {
    return switch (type) {
      case MAIL -> "mail.host";
      case WEBHOOK -> "webhooks.allowed";
      case MQTT -> "of a broker";
    };
  }

  private boolean isAllowed(String address) {
    try {
      String origin = Outbound.origin(URI.create(address));
      return webhooks.stream().map(Outbound::origin).anyMatch(origin::equals);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isTopic(String topic) {
    return !topic.startsWith("$")
        && !topic.startsWith("/")
        && topic.chars().noneMatch(c -> c == '+' || c == '#' || c < ' ');
  }
}
