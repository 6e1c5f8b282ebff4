package org.machizu.sensors.broker;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.mqtt.Login;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the gatekeeper, and holds everybody to what they may. */
final class Guard implements ActiveMQSecurityManager5 {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final Gatekeeper gatekeeper;
  private final Login own;
  private final Permissions everything =
      new Permissions(java.util.List.of("#"), java.util.List.of("#"), true);
  private BooleanSupplier roomForTopics = () -> false;
  private BooleanSupplier roomForSubscriptions = () -> false;

  /**
   * @param own the server's own, whom nobody else is asked about
   */
  Guard(Gatekeeper gatekeeper, Login own) {
    this.gatekeeper = gatekeeper;
    this.own = own;
  }

  /** Before the broker listens: whether one more of each may be made. */
  void bound(BooleanSupplier topics, BooleanSupplier subscriptions) {
    roomForTopics = topics;
    roomForSubscriptions = subscriptions;
  }

  @Override
  public @Nullable Subject authenticate(
      @Nullable String user,
      @Nullable String password,
      @Nullable RemotingConnection connection,
      @Nullable String domain) {
    if (user == null || password == null || connection == null) {
      return null;
    }
    return permissions(user, password, connection)
        .map(permissions -> subject(user, permissions))
        .orElse(null);
  }

  private Optional<Permissions> permissions(
      String user, String password, RemotingConnection connection) {
    if (user.equals(own.user())) {
      return isOwn(password) ? Optional.of(everything) : Optional.empty();
    }
    char[] word = password.toCharArray();
    try {
      return gatekeeper.admit(user, word, connection.getClientID(), address(connection));
    } catch (RuntimeException e) {
      LOG.error("nobody can say whether {} may come in", user, e);
      return Optional.empty();
    } finally {
      Arrays.fill(word, '\0');
    }
  }

  private boolean isOwn(String password) {
    return java.security.MessageDigest.isEqual(
        password.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        own.password().value().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static @Nullable SocketAddress address(RemotingConnection connection) {
    String text = connection.getRemoteAddress(); // as /127.0.0.1:4711
    int colon = text == null ? -1 : text.lastIndexOf(':');
    if (colon < 0) {
      return null;
    }
    try {
      String host = text.substring(text.startsWith("/") ? 1 : 0, colon);
      return new InetSocketAddress(
          java.net.InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")),
          Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Subject subject(String user, Permissions permissions) {
    return new Subject(true, Set.of(new UserPrincipal(user)), Set.of(), Set.of(permissions));
  }

  @Override
  public boolean authorize(
      @Nullable Subject subject, Set<Role> roles, CheckType check, String address) {
    if (subject == null) {
      return false;
    }
    Permissions may =
        subject.getPrivateCredentials(Permissions.class).stream().findFirst().orElseThrow();
    int queue = address.indexOf("::");
    String topic = queue < 0 ? address : address.substring(0, queue);
    return switch (check) {
      case SEND -> may.mayPublish(topic);
      case CONSUME, BROWSE -> may.maySubscribe(topic);
      case CREATE_ADDRESS ->
          (may.mayPublish(topic) || may.maySubscribe(topic)) && roomForTopics.getAsBoolean();
      case CREATE_DURABLE_QUEUE, CREATE_NON_DURABLE_QUEUE ->
          may.maySubscribe(topic) && roomForSubscriptions.getAsBoolean();
      case DELETE_DURABLE_QUEUE, DELETE_NON_DURABLE_QUEUE -> may.maySubscribe(topic);
      default -> false;
    };
  }

  @Override
  public boolean validateUser(String user, String password) {
    return false; // asked by older interfaces only
  }

  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType check) {
    return false;
  }
}
