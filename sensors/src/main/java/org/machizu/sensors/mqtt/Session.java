package org.machizu.sensors.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * As whom we are known to a broker, and how long it keeps what comes while we are away. A client id
 * has one user at a time, and stays the same from start to start.
 */
public sealed interface Session {
  /** How long the broker keeps what it holds for us, after the connection has ended. */
  Duration expiry();

  /** The client id of every connection, in order. */
  List<String> clientIds();

  /** What is subscribed for a filter. */
  String wire(String filter);

  /** One server has the topics for itself: the broker keeps everything that comes meanwhile. */
  record Own(String clientId, Duration expiry) implements Session {
    /** A long weekend with the repair after it. */
    public static final Duration SHORTEST = Duration.ofDays(7);

    private static final Duration LONGEST = Duration.ofDays(365);

    /**
     * @throws IllegalArgumentException when the id cannot be used or the broker would forget early
     */
    public Own {
      requireId("client id", clientId);
      if (expiry.compareTo(SHORTEST) < 0 || expiry.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "the session expiry "
                + expiry
                + " of the client "
                + clientId
                + " is not allowed; give 7 to 365 days, so that the broker keeps what comes while"
                + " the server is away");
      }
    }

    @Override
    public List<String> clientIds() {
      return List.of(clientId);
    }

    @Override
    public String wire(String filter) {
      return filter;
    }
  }

  /**
   * Several servers, or several connections of one, share the topics of a group: each message goes
   * to one of them, and the order of messages is kept in no topic.
   *
   * @param clientId of this server; its connections are numbered behind it
   * @param connections of this server
   */
  record Shared(String clientId, String group, Duration expiry, int connections)
      implements Session {
    /**
     * What a broker has handed to a server that is away waits for it this long and no longer, while
     * the others work on.
     */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int MAX_CONNECTIONS = 32;

    /**
     * @throws IllegalArgumentException when an id cannot be used, or a figure is out of its bounds
     */
    public Shared {
      requireId("client id", clientId);
      requireId("group", group);
      if (expiry.isNegative() || expiry.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "the session expiry "
                + expiry
                + " of the shared group "
                + group
                + " is not allowed; give 0 to 60 seconds: messages that a broker has handed to a"
                + " server that is away reach nobody else before that");
      }
      if (connections < 1 || connections > MAX_CONNECTIONS) {
        throw new IllegalArgumentException(
            connections + " connections are not allowed; give 1 to " + MAX_CONNECTIONS);
      }
    }

    @Override
    public List<String> clientIds() {
      // Other ids than those of an own session: a broker keeps the subscriptions of an id.
      return IntStream.rangeClosed(1, connections)
          .mapToObj(n -> clientId + "-" + group + "-" + n)
          .toList();
    }

    @Override
    public String wire(String filter) {
      return "$share/" + group + "/" + filter;
    }
  }

  private static void requireId(String what, String id) {
    if (!Pattern.matches("[A-Za-z0-9_:-]{1,64}", id)) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " '"
              + id
              + "' is not allowed; give 1 to 64 of the characters A-Z, a-z, 0-9, _, : and -");
    }
  }
}
