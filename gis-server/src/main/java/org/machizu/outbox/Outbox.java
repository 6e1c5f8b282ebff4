package org.machizu.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.machizu.access.Actor;
import org.machizu.config.OutboxSettings;
import org.machizu.gauges.AlertStore;
import org.machizu.gauges.AlertStore.Claimed;
import org.machizu.http.Route;
import org.machizu.outbound.Outbound;
import org.machizu.outbox.RecipientStore.Kept;
import org.machizu.sensors.notify.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything about messages that leave, put together: steps ─► messages ─► ways out; routes answer.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final Duration LOOKED_EVERY = Duration.ofSeconds(1);
  private static final Duration REMINDED_EVERY = Duration.ofSeconds(10);
  private static final Duration FORGOTTEN_EVERY = Duration.ofHours(6);
  private static final Duration WEBHOOK_WITHIN = Duration.ofSeconds(20);
  private static final int MOST_ANSWERED = 1 << 16;

  /** So long it can be told who was warned of what. */
  private static final Duration KEPT_FOR = Duration.ofDays(3 * 366);

  private final OutboxStore store;
  private final RecipientStore recipients;
  private final Announcer announcer;
  private final Carrier carrier;
  private final Outbound outbound;
  private final List<Route> routes;
  private final Clock clock;
  private final Letters letters;
  private final Semaphore wake = new Semaphore(0);
  private final Thread working;
  private volatile boolean stopped;

  /** What is kept. */
  public record Stores(OutboxStore messages, RecipientStore recipients) {}

  /**
   * What it needs of others.
   *
   * @param broker where messages are published; empty: none are
   * @param mayMind throws for whoever does not see to gauges and their alerts
   * @param handled is told of each step of an alert whose messages are made
   */
  public record Ports(
      Stores stores,
      AlertStore alerts,
      Situations situations,
      Optional<MqttSender.Broker> broker,
      Consumer<Actor> mayMind,
      Consumer<Claimed> handled) {}

  public Outbox(OutboxSettings settings, Ports ports, Clock clock) {
    this(settings, ports, settings.mail().map(MailSender::new), clock);
  }

  /**
   * As the other.
   *
   * @param mail what sends mail; empty: nothing does
   */
  Outbox(OutboxSettings settings, Ports ports, Optional<? extends Sender> mail, Clock clock) {
    String server = UUID.randomUUID().toString();
    this.clock = clock;
    this.store = ports.stores().messages();
    this.recipients = ports.stores().recipients();
    this.outbound = new Outbound(settings.webhooks(), WEBHOOK_WITHIN, MOST_ANSWERED);
    Map<Channel.Type, Sender> ways = new EnumMap<>(Channel.Type.class);
    mail.ifPresent(way -> ways.put(Channel.Type.MAIL, way));
    if (!settings.webhooks().isEmpty()) {
      ways.put(
          Channel.Type.WEBHOOK,
          new WebhookSender(outbound, id -> recipients.find(id).map(Kept::secret), clock));
    }
    ports.broker().ifPresent(way -> ways.put(Channel.Type.MQTT, new MqttSender(way)));
    this.carrier = new Carrier(store, ways, clock, server, Carrier.LEASE);
    this.letters = new Letters(store, ways.containsKey(Channel.Type.MAIL), carrier::wake, clock);
    this.announcer =
        new Announcer(
            ports.alerts(), store, recipients, ports.situations(), ports.handled(), clock, server);
    List<Route> all = new ArrayList<>();
    all.addAll(
        new RecipientRoutes(
                recipients,
                store,
                new Addresses(ways.keySet(), settings.webhooks()),
                ports.mayMind(),
                new RecipientTests(store, carrier::wake, clock),
                clock)
            .routes());
    all.addAll(new DeliveryRoutes(store, recipients, ports.mayMind()).routes());
    this.routes = List.copyOf(all);
    this.working = Thread.ofPlatform().name("announcer").daemon().unstarted(this::work);
  }

  /** For letters to those who have written to the town. */
  public Letters letters() {
    return letters;
  }

  public List<Route> routes() {
    return routes;
  }

  /** Begins to make and send messages. */
  public void start() {
    working.start();
    carrier.start();
  }

  /** There may be a new step of an alert; else it is found within a second. */
  public void wake() {
    if (wake.availablePermits() == 0) {
      wake.release();
    }
  }

  private void work() {
    Instant reminded = Instant.MIN;
    Instant forgotten = Instant.MIN;
    while (!stopped) {
      try {
        Instant now = clock.instant();
        int made = announcer.announce();
        if (!now.isBefore(reminded.plus(REMINDED_EVERY))) {
          reminded = now;
          made += announcer.remind();
        }
        if (!now.isBefore(forgotten.plus(FORGOTTEN_EVERY))) {
          forgotten = now;
          int unused = store.forget(now.minus(KEPT_FOR));
          int unusedEither = recipients.forgetChanges(now.minus(KEPT_FOR));
        }
        if (made > 0) {
          carrier.wake();
        }
      } catch (RuntimeException e) {
        LOG.warn("steps of alerts cannot be made messages for now", e);
      }
      try {
        boolean unused = wake.tryAcquire(LOOKED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    stopped = true;
    wake();
    try {
      working.join(LOOKED_EVERY.multipliedBy(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    carrier.close();
    outbound.close();
  }
}
