package org.machizu.gauges.sources;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.Credential;
import org.machizu.sensors.broker.Gatekeeper;
import org.machizu.sensors.broker.Permissions;

/**
 * Who may come into the server's own broker: a device by its name and its token. It may send levels
 * of the gauges at which it measures or whose sender it is, and its own positions; it hears alerts
 * that are sent to it by name. Whoever shows wrong tokens from an address is not listened to for a
 * minute.
 */
final class BrokerGate implements Gatekeeper {
  private static final String DEVICE_PREFIX = "device:";
  private static final int WRONG_TOKENS = 20;
  private static final int MOST_ADDRESSES = 10_000;

  private final Function<String, Optional<Actor>> ofToken;
  private final Function<String, List<String>> gaugesOf;
  private final Cache<String, AtomicInteger> wrong =
      Caffeine.newBuilder()
          .maximumSize(MOST_ADDRESSES)
          .expireAfterWrite(Duration.ofMinutes(1))
          .build();

  /**
   * @param ofToken whom a token stands for
   * @param gaugesOf the gauges of which a device may tell
   */
  BrokerGate(Function<String, Optional<Actor>> ofToken, Function<String, List<String>> gaugesOf) {
    this.ofToken = ofToken;
    this.gaugesOf = gaugesOf;
  }

  @Override
  public Optional<Permissions> admit(
      String user, char[] password, String clientId, @Nullable SocketAddress address) {
    String from = address instanceof InetSocketAddress inet ? inet.getHostString() : "";
    AtomicInteger failures = wrong.get(from, _ -> new AtomicInteger());
    if (failures.get() >= WRONG_TOKENS) {
      return Optional.empty();
    }
    Optional<Permissions> permissions =
        ofToken
            .apply(new String(password))
            .filter(actor -> actor.credential() == Credential.DEVICE)
            .filter(actor -> actor.name().equals(DEVICE_PREFIX + user))
            .map(_ -> permissions(user));
    if (permissions.isEmpty()) {
      failures.incrementAndGet();
    }
    return permissions;
  }

  private Permissions permissions(String device) {
    List<String> topics = new ArrayList<>();
    topics.add("owntracks/" + device + "/+");
    gaugesOf.apply(device).forEach(gauge -> topics.add("gauges/" + gauge + "/level"));
    return new Permissions(topics, List.of("alerts/" + device, "alerts/" + device + "/#"), false);
  }
}
