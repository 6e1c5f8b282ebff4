package org.machizu.outbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Consumer;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.config.Secret;
import org.machizu.gauges.AlertStore.Claimed;
import org.machizu.gauges.Drill;
import org.machizu.http.Json;
import org.machizu.outbox.Delivery.State;
import org.machizu.outbox.OutboxStore.Filter;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Kind;
import org.machizu.sensors.gauge.Level;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Reference;
import org.machizu.sensors.gauge.Reporting;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.notify.Channel;

/** A town's outbox with alerts in a list and a clock that a test sets. */
public final class Desk {
  private static final LevelSet LEVELS =
      new LevelSet(
          List.of(
              new Level(LevelSet.CAUTION, "氾濫注意水位", 2, Severity.CAUTION),
              new Level(LevelSet.DANGER, "氾濫危険水位", 4, Severity.DANGER)));

  /** At this gauge the public is told of the drill. */
  public static final String DRILLED = "G07";

  public static final Span PUBLIC_DRILL =
      new Span(ListedAlerts.NOW.minusSeconds(3600), ListedAlerts.NOW.plusSeconds(3600));

  public static final Stations STATIONS =
      new Stations() {
        @Override
        public Optional<Gauge> find(String gauge) {
          return Optional.of(
              new Gauge(
                  gauge,
                  "東和" + gauge,
                  Kind.TELEMETERED,
                  "緑川",
                  Optional.empty(),
                  Reference.ZERO,
                  Dated.always(12.3),
                  Dated.none(),
                  Dated.always(LEVELS),
                  OptionalDouble.of(5),
                  Reporting.every(Duration.ofMinutes(10)),
                  List.of(),
                  List.of(),
                  Optional.empty()));
        }

        @Override
        public Optional<Place> place(String gauge) {
          return Optional.of(new Place(141.8, 42.76));
        }

        @Override
        public Optional<Drill> publicDrill(String gauge, Instant at) {
          Drill drill = new Drill(PUBLIC_DRILL, "総合防災訓練", true);
          return Optional.of(drill).filter(one -> gauge.equals(DRILLED) && one.span().covers(at));
        }
      };

  private final Outbox.Stores stores;
  final ListedAlerts alerts = new ListedAlerts();
  private volatile Instant now = ListedAlerts.NOW;

  final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  Desk(Outbox.Stores stores) {
    this.stores = stores;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  OutboxStore messages() {
    return stores.messages();
  }

  RecipientStore recipients() {
    return stores.recipients();
  }

  /** Somebody of the staff who is told of everything. */
  void staff(String id, Channel... channels) {
    recipient(id, "staff", "", channels);
  }

  void recipient(String id, String audience, String more, Channel... channels) {
    StringBuilder ways = new StringBuilder();
    for (Channel channel : channels) {
      ways.append(ways.isEmpty() ? "" : ",")
          .append(
              "{\"type\":\"%s\",\"address\":\"%s\"}"
                  .formatted(RecipientJson.word(channel.type()), channel.address()));
    }
    String body =
        "{\"name\":\"%s\",\"audience\":\"%s\",\"channels\":[%s]%s}"
            .formatted(id, audience, ways, more);
    recipients()
        .put(
            RecipientJson.read(id, Json.object(body.getBytes(StandardCharsets.UTF_8))),
            new Secret("a secret of " + id + " for signing"),
            null,
            AuditEntry.of(Instant.EPOCH, Actor.OPERATOR, Action.RECIPIENT_CHANGED, id));
  }

  static Channel mail(String name) {
    return new Channel(Channel.Type.MAIL, name + "@town.example");
  }

  Announcer announcer() {
    return announcer(step -> {});
  }

  Announcer announcer(Consumer<Claimed> handled) {
    return new Announcer(
        alerts,
        messages(),
        recipients(),
        new Situations(STATIONS, Optional.of(URI.create("https://gis.town.example")), clock),
        handled,
        clock,
        UUID.randomUUID().toString());
  }

  Carrier carrier(Channel.Type type, Sender way) {
    return carrier(messages(), type, way, Carrier.LEASE);
  }

  Carrier carrier(OutboxStore store, Channel.Type type, Sender way, Duration lease) {
    return new Carrier(store, Map.of(type, way), clock, UUID.randomUUID().toString(), lease);
  }

  List<State> states() {
    return messages().list(Filter.ALL, Long.MAX_VALUE, 1000).reversed().stream()
        .map(Delivery::state)
        .toList();
  }
}
