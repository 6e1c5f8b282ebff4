package org.machizu.sensors.mqtt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a broker that is kept up: one thread connects again and again, one carries what
 * came to the intake and acknowledges it then.
 *
 * <p>What is here when a connection ends is carried on: should the broker have forgotten us, it is
 * the only copy. It will come again beside that, so no new connection is made while more is here
 * than one connection may hold; that bounds the queue.
 */
final class Line implements AutoCloseable {
  private record Arrival(MqttMessage message, Wire wire, int packet) {}

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  /** A connection that lasted so long was a good one: the next attempt comes soon. */
  private static final Duration GOOD = Duration.ofSeconds(10);

  private static final Duration LAST_COMMIT = Duration.ofSeconds(30);

  private final BrokerSettings settings;
  private final String clientId;
  private final Intake intake;
  private final Clock clock;
  private final Tally tally;
  private final LinkedBlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread connector;
  private final Thread carrier;

  Line(BrokerSettings settings, String clientId, Intake intake, Clock clock) {
    this.settings = settings;
    this.clientId = clientId;
    this.intake = intake;
    this.clock = clock;
    this.tally = new Tally(settings.name(), clientId, settings.flow().held(), clock);
    connector = Thread.ofPlatform().daemon().name("mqtt-" + clientId).unstarted(this::connecting);
    carrier = Thread.ofPlatform().daemon().name("intake-" + clientId).unstarted(this::carrying);
  }

  void start() {
    carrier.start();
    connector.start();
  }

  LineState state() {
    return tally.state();
  }

  /**
   * Stops listening; what is here is given to the intake once more, and acknowledged when it takes
   * it. The rest comes again at the next start.
   */
  @Override
  public void close() {
    closing.countDown();
    wake();
    try {
      // The carrier ends by itself; the connector waits for it, for the acknowledgements.
      connector.join(LAST_COMMIT.plus(settings.flow().answer()).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  // ---- the connection
  // ----------------------------------------------------------------------------

  private void connecting() {
    int failures = 0;
    while (!isClosing()) {
      try {
        tally.awaitRoom(1000);
        if (tally.held() > settings.flow().held()) {
          continue;
        }
        Instant start = clock.instant();
        String why = connectOnce();
        failures = clock.instant().isAfter(start.plus(GOOD)) ? 1 : failures + 1;
        if (!isClosing()) {
          LOG.warn("{}: {}", settings.name(), why);
          tally.troubled(why);
          closing.await(settings.flow().retry().after(failures).toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Connects, and returns when the connection has ended, with the reason. */
  private String connectOnce() throws InterruptedException {
    Wire wire = null;
    try {
      wire = Wire.connect(settings.address(), hello(), settings.flow().answer(), this::arrived);
      boolean forgotten = tally.everConnected() && !wire.sessionPresent();
      List<String> refused = wire.subscribe(settings.topics(), settings.session());
      for (String topic : refused) {
        LOG.warn("{}: {}", settings.name(), topic);
        tally.troubled(topic);
      }
      if (refused.size() == settings.topics().size()) {
        return refused.getFirst();
      }
      connected(forgotten);
      return "the connection to " + settings.address().uri() + " has ended: " + ended(wire);
    } catch (MqttTrouble e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    } finally {
      tally.disconnected();
      if (wire != null) {
        end(wire);
      }
    }
  }

  private void connected(boolean forgotten) {
    tally.connected(forgotten);
    LOG.info("{}: connected to {} as {}", settings.name(), settings.address().uri(), clientId);
    if (forgotten) {
      String text =
          "the broker "
              + settings.address().uri()
              + " had forgotten us: what was sent while there was no connection is lost. Let it"
              + " keep sessions (persistence) for as long as the session expiry says";
      LOG.warn("{}: {}", settings.name(), text);
      tally.troubled(text);
    }
  }

  private Wire.Hello hello() {
    return new Wire.Hello(
        clientId,
        false,
        settings.session().expiry(),
        settings.flow().held(),
        settings.flow().keepAlive());
  }

  private String ended(Wire wire) throws InterruptedException {
    wire.lost().thenRun(this::wake);
    synchronized (this) {
      while (!wire.lost().isDone() && !isClosing()) {
        wait();
      }
    }
    return wire.lost().getNow("stopped");
  }

  private synchronized void wake() {
    notifyAll();
  }

  private void end(Wire wire) throws InterruptedException {
    if (isClosing()) {
      carrier.join(LAST_COMMIT.toMillis());
      wire.close();
    } else {
      wire.drop();
    }
  }

  private void arrived(
      Wire wire, String topic, org.eclipse.paho.mqttv5.common.MqttMessage message) {
    if (isClosing()) {
      return; // it comes again
    }
    Instant now = clock.instant();
    int qos = message.getQos();
    if (tally.arrived(qos, now)) {
      queue.add(
          new Arrival(
              new MqttMessage(
                  settings.name(), topic, message.getPayload(), qos, message.isRetained(), now),
              wire,
              message.getId()));
    }
  }

  // ---- the intake
  // --------------------------------------------------------------------------------

  private void carrying() {
    try {
      while (true) {
        List<Arrival> batch = next();
        if (batch.isEmpty() && isClosing()) {
          return;
        }
        if (!batch.isEmpty() && !keep(batch)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What came, as long as it keeps coming; empty after a while without any. */
  private List<Arrival> next() throws InterruptedException {
    List<Arrival> batch = new ArrayList<>();
    Arrival first = queue.poll(isClosing() ? 0 : 200, TimeUnit.MILLISECONDS);
    if (first == null) {
      return batch;
    }
    batch.add(first);
    long end = System.nanoTime() + settings.flow().linger().toNanos();
    int most = settings.flow().batch();
    while (queue.drainTo(batch, most - batch.size()) >= 0 && batch.size() < most) {
      long left = Math.min(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(1));
      // Brokers stop at a limit of theirs until we acknowledge; a pause may be just that.
      Arrival more = left <= 0 ? null : queue.poll(left, TimeUnit.NANOSECONDS);
      if (more == null) {
        break;
      }
      batch.add(more);
    }
    return batch;
  }

  /** Gives a batch until it is taken; false when we are to stop and it was not. */
  private boolean keep(List<Arrival> batch) throws InterruptedException {
    List<MqttMessage> messages = batch.stream().map(Arrival::message).toList();
    int failures = 0;
    while (true) {
      String problem = give(messages);
      if (problem == null) {
        break;
      }
      failures++;
      Duration wait = settings.flow().retry().after(failures);
      tally.retried(problem);
      LineState now = tally.state();
      LOG.warn(
          "{}: {}; {} messages wait here{}; trying again in {} ms",
          settings.name(),
          problem,
          now.waiting(),
          now.fullSince().isPresent() ? " (no more fit, the broker holds back the rest)" : "",
          wait.toMillis());
      if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    acknowledge(batch);
    if (failures > 0) {
      LOG.info("{}: messages are kept again", settings.name());
    }
    return true;
  }

  private @Nullable String give(List<MqttMessage> messages) {
    try {
      intake.take(messages);
      return null;
    } catch (Intake.NotNow e) {
      return "messages cannot be kept at present: " + e.getMessage();
    } catch (RuntimeException | Error e) {
      // A mistake of ours is no reason to lose what came, nor to let the thread end unnoticed.
      LOG.error("{}: the intake failed", settings.name(), e);
      return "messages cannot be kept: " + e;
    }
  }

  private void acknowledge(List<Arrival> batch) {
    int withQos1 = 0;
    for (Arrival one : batch) {
      if (one.message().qos() > 0) {
        withQos1++;
      }
    }
    // The count first: the broker sends more as soon as it has the acknowledgement.
    tally.committed(withQos1, batch.size() - withQos1);
    for (Arrival one : batch) {
      if (one.message().qos() > 0) {
        one.wire().acknowledge(one.packet());
      }
    }
  }
}
