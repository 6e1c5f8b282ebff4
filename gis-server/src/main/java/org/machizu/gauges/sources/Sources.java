package org.machizu.gauges.sources;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.config.SensorSettings;
import org.machizu.gauges.GaugeSight;
import org.machizu.gauges.Gauges;
import org.machizu.http.Route;
import org.machizu.sensors.broker.Bounds;
import org.machizu.sensors.broker.BrokerException;
import org.machizu.sensors.broker.Door;
import org.machizu.sensors.broker.EmbeddedBroker;
import org.machizu.sensors.mqtt.Address;
import org.machizu.sensors.mqtt.BrokerReceiver;
import org.machizu.sensors.mqtt.BrokerSettings;
import org.machizu.sensors.mqtt.Flow;
import org.machizu.sensors.mqtt.Intake;
import org.machizu.sensors.mqtt.LineState;
import org.machizu.sensors.mqtt.MqttMessage;
import org.machizu.sensors.mqtt.Publisher;
import org.machizu.sensors.mqtt.Session;
import org.machizu.sensors.mqtt.Subscription;

/** All brokers that messages come from, the server's own among them. */
public final class Sources implements AutoCloseable {
  /** How people call the server's own broker. */
  static final String OWN = "own";

  private static final String LEVELS = "gauges/+/level";
  private static final String OWN_TRACKS = "owntracks/+/+";

  private static final String DISK_FULL =
      "the disk of the server's own broker has less than %d MiB left: devices are refused, and keep what they have; make room"
          .formatted(Bounds.DEFAULT.freeBytes() >> 20);

  /** A broker forgets what it holds for us after this: a long weekend and the repair after it. */
  private static final Duration EXPIRY = Duration.ofDays(14);

  private final @Nullable EmbeddedBroker own;
  private static final int IN_FLIGHT = 100;

  private final List<BrokerReceiver> receivers = new ArrayList<>();
  private @Nullable Publisher publisher;

  /**
   * What sources need of the rest.
   *
   * @param folder where the own broker keeps what it holds
   * @param clientId as whom we are known to brokers
   * @param ofToken whom a token stands for
   * @param tracks keeps what OwnTracks sent by the own broker
   */
  public record Needs(
      Path folder,
      String clientId,
      Function<String, Optional<Actor>> ofToken,
      TrackIntake tracks) {}

  /** Keeps a message of a tracker; returns after the commit. */
  @FunctionalInterface
  public interface TrackIntake {
    /**
     * @param device whose it is
     * @throws RuntimeException of the store when nothing was kept
     */
    void take(String device, byte[] message);
  }

  private Sources(@Nullable EmbeddedBroker own) {
    this.own = own;
  }

  /**
   * Starts the own broker, when there is to be one, and listens to all.
   *
   * @throws SourceException when the file cannot be used, or the broker cannot start
   */
  public static Sources start(SensorSettings settings, Gauges gauges, Needs needs)
      throws SourceException {
    Decoders decoders = new Decoders(gauges::decodingOf);
    List<Source> sources = new ArrayList<>();
    if (settings.sources().isPresent()) {
      sources.addAll(SourcesFile.read(settings.sources().get(), needs.clientId(), decoders));
    }
    Sources started = new Sources(ownBroker(settings, gauges, needs));
    try {
      for (Source source : sources) {
        started.receive(source, new MqttReadings(source, gauges.reader(), gauges.intake()));
        if (source.takesAlerts()) {
          started.publishTo(source.broker().address(), needs.clientId() + "-out");
        }
      }
      started.receiveOwn(gauges, needs, decoders);
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  private static @Nullable EmbeddedBroker ownBroker(
      SensorSettings settings, Gauges gauges, Needs needs) throws SourceException {
    if (settings.mqttPort().isEmpty()) {
      return null;
    }
    Door door = Door.plain(settings.mqttHost(), settings.mqttPort().getAsInt());
    BrokerGate gate = new BrokerGate(needs.ofToken(), gauges::gaugesOf);
    try {
      return EmbeddedBroker.start(needs.folder(), List.of(door), gate, Bounds.DEFAULT);
    } catch (BrokerException e) {
      throw new SourceException(String.valueOf(e.getMessage()), e);
    }
  }

  private void receive(Source source, Intake intake) {
    receivers.add(BrokerReceiver.start(source.broker(), intake));
  }

  private void receiveOwn(Gauges gauges, Needs needs, Decoders decoders) {
    if (own == null) {
      return;
    }
    BrokerSettings broker =
        new BrokerSettings(
            OWN,
            new Address(own.uri(), Optional.of(own.own()), Optional.empty(), Optional.empty()),
            List.of(Subscription.to(LEVELS), Subscription.to(OWN_TRACKS)),
            new Session.Own(EmbeddedBroker.OWN_USER + ":" + OWN, EXPIRY),
            Flow.DEFAULT);
    publishTo(broker.address(), EmbeddedBroker.OWN_USER + ":out");
    Source source = new Source(broker, List.of(new Source.Reading(LEVELS, decoders::decode)), true);
    MqttReadings readings = new MqttReadings(source, gauges.reader(), gauges.intake());
    receive(source, messages -> takeOwn(messages, readings, needs.tracks()));
  }

  /** The first broker that takes alerts gets them. */
  private void publishTo(Address address, String clientId) {
    if (publisher == null) {
      publisher = new Publisher(address, clientId, IN_FLIGHT, Flow.DEFAULT);
    }
  }

  /** Whether there is any broker. */
  public static boolean hasAny(SensorSettings settings) {
    return settings.sources().isPresent() || settings.mqttPort().isPresent();
  }

  /**
   * Publishes a message where alerts go.
   *
   * @return completes when the broker has taken it
   * @throws IllegalArgumentException when nothing can be published to the topic
   */
  public CompletableFuture<Void> publish(String topic, byte[] payload) {
    return publisher == null
        ? CompletableFuture.failedFuture(
            new IllegalStateException(
                "no broker of the file of sources takes alerts: set 'alerts: true' at one"))
        : publisher.publish(topic, payload, false);
  }

  /** Positions first, one by one; what comes twice is kept once in both. */
  private static void takeOwn(List<MqttMessage> messages, MqttReadings readings, TrackIntake tracks)
      throws Intake.NotNow {
    List<MqttMessage> levels = new ArrayList<>();
    for (MqttMessage message : messages) {
      if (!Source.fits(OWN_TRACKS, message.topic())) {
        levels.add(message);
      } else if (!message.retained()) {
        try {
          tracks.take(message.topic().split("/", -1)[1], message.payload());
        } catch (RuntimeException e) {
          throw new Intake.NotNow(String.valueOf(e.getMessage()), e);
        }
      }
    }
    if (!levels.isEmpty()) {
      readings.take(levels);
    }
  }

  /** Where the own broker listens. */
  public OptionalInt ownPort() {
    return own == null ? OptionalInt.empty() : OptionalInt.of(own.ports().getFirst());
  }

  /** How the connections to all brokers are doing. */
  List<LineState> states() {
    return receivers.stream()
        .flatMap(receiver -> receiver.states().stream())
        .map(line -> line.broker().equals(OWN) ? withDisk(line) : line)
        .toList();
  }

  /** Devices that are refused cannot say so here themselves. */
  private LineState withDisk(LineState line) {
    return own != null && own.state().diskFull()
        ? line.withTrouble(new LineState.Trouble(Instant.now(), DISK_FULL))
        : line;
  }

  public List<Route> routes(GaugeSight sight) {
    return new SourceRoutes(sight, this).routes();
  }

  @Override
  public void close() {
    receivers.forEach(BrokerReceiver::close);
    if (publisher != null) {
      publisher.close();
    }
    if (own != null) {
      own.close();
    }
  }
}
