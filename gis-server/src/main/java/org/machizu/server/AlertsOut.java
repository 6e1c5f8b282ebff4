package org.machizu.server;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.machizu.access.Actor;
import org.machizu.cap.Cap;
import org.machizu.config.Settings;
import org.machizu.gauges.Drill;
import org.machizu.gauges.GaugeSight;
import org.machizu.gauges.Gauges;
import org.machizu.http.Route;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.outbox.Letters;
import org.machizu.outbox.MqttSender;
import org.machizu.outbox.Outbox;
import org.machizu.outbox.Situations;
import org.machizu.outbox.Stations;
import org.machizu.sensors.gauge.Gauge;

/** How alerts leave: messages to those who are told, and CAP for the programs of others. */
final class AlertsOut implements AutoCloseable {
  private final Cap cap;
  private final Outbox outbox;

  /**
   * @param broker where messages to topics go; empty: the town has no broker
   */
  AlertsOut(
      Town town,
      Settings settings,
      Gauges gauges,
      Optional<MqttSender.Broker> broker,
      Clock clock) {
    GaugeSight sight = gauges.sight();
    Stations stations =
        new Stations() {
          @Override
          public Optional<Gauge> find(String gauge) {
            return gauges.find(gauge);
          }

          @Override
          public Optional<Place> place(String gauge) {
            return sight.place(gauge).map(at -> new Place(at.x, at.y));
          }

          @Override
          public Optional<Drill> publicDrill(String gauge, Instant at) {
            return gauges.publicDrill(gauge, at);
          }
        };
    Situations situations = new Situations(stations, settings.publicUrl(), clock);
    cap =
        new Cap(
            settings.municipality(),
            settings.outbox(),
            new Cap.Ports(
                town.alerts(),
                situations,
                stations,
                town.gauges().layers(),
                town.gauges().features(),
                actor -> see(sight, actor),
                sight::minds),
            clock);
    outbox =
        new Outbox(
            settings.outbox(),
            new Outbox.Ports(town.outbox(), town.alerts(), situations, broker, sight::mayMind, cap),
            clock);
  }

  private static void see(GaugeSight sight, Actor actor) {
    VisibleLayer unused = sight.layer(actor);
  }

  /**
   * To be registered before those of gauges, which would take a name for the number of an alert.
   */
  List<Route> routes() {
    List<Route> all = new ArrayList<>(outbox.routes());
    all.addAll(cap.routes());
    return all;
  }

  /** Letters to those who have written to the town; they go the same way. */
  Letters letters() {
    return outbox.letters();
  }

  /** There may be a new step of an alert. */
  void wake() {
    outbox.wake();
  }

  void start() {
    cap.start();
    outbox.start();
  }

  @Override
  public void close() {
    outbox.close();
  }
}
