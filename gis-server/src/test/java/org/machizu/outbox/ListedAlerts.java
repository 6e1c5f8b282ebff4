package org.machizu.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.Alert;
import org.machizu.gauges.Alert.Deed;
import org.machizu.gauges.Alert.Status;
import org.machizu.gauges.AlertEvent;
import org.machizu.gauges.AlertEvent.What;
import org.machizu.gauges.AlertStore;
import org.machizu.gauges.Stream;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.gauge.Level.Severity;

/** Alerts in a list; whoever claims a step and dies is forgotten by {@link #forgetHolders}. */
public final class ListedAlerts implements AlertStore {
  public static final Instant NOW = Instant.parse("2026-09-01T05:20:00Z");

  private final Map<Long, Alert> alerts = new TreeMap<>();
  private final List<AlertEvent> events = new ArrayList<>();
  private final Map<Long, String> holders = new HashMap<>();
  private final Set<Long> handled = new HashSet<>();

  @Override
  public synchronized List<AlertEvent> latestEvents(int limit) {
    List<AlertEvent> latest = events.reversed();
    return List.copyOf(latest.subList(0, Math.min(limit, latest.size())));
  }

  /** Something that really was so, raised and written down. */
  public long raise(String gauge, Severity severity) {
    return raise(gauge, severity, false);
  }

  public synchronized long raise(String gauge, Severity severity, boolean drill) {
    long id = alerts.size() + 1;
    Episode episode =
        new Episode(
            Kind.LEVEL,
            severity.name().toLowerCase(java.util.Locale.ROOT),
            severity,
            4.0,
            NOW.minusSeconds(600),
            NOW.minusSeconds(60),
            NOW.minusSeconds(60),
            null,
            4.12,
            NOW.minusSeconds(60),
            null);
    alerts.put(
        id,
        new Alert(
            id,
            new Stream(gauge, drill),
            episode,
            Status.ACTIVE,
            false,
            null,
            NOW,
            1,
            null,
            null,
            null));
    step(id, What.RAISED);
    return id;
  }

  private void step(long alert, What what) {
    events.add(new AlertEvent(events.size() + 1, alert, what, NOW, "", ""));
  }

  public synchronized void clear(long id) {
    Alert a = alerts.get(id);
    Episode e = a.episode();
    Episode over =
        new Episode(
            e.kind(),
            e.level(),
            e.severity(),
            e.thresholdM(),
            e.first(),
            e.raised(),
            e.last(),
            NOW,
            e.peakM(),
            e.peakAt(),
            e.reach());
    put(a, over, Status.ENDED, a.acknowledged(), a.published());
    step(id, What.CLEARED);
  }

  public synchronized void withdraw(long id) {
    Alert a = alerts.get(id);
    put(a, a.episode(), Status.WITHDRAWN, a.acknowledged(), a.published());
    step(id, What.WITHDRAWN);
  }

  private void put(
      Alert a, Episode episode, Status status, @Nullable Deed noticed, @Nullable Deed published) {
    alerts.put(
        a.id(),
        new Alert(
            a.id(),
            a.stream(),
            episode,
            status,
            a.past(),
            a.mergedInto(),
            a.told(),
            a.version() + 1,
            noticed,
            a.assignee(),
            published));
  }

  synchronized void forgetHolders() {
    holders.clear();
  }

  synchronized int unhandled() {
    return events.size() - handled.size();
  }

  @Override
  public synchronized List<Alert> list(Filter filter, long before, int limit) {
    return alerts.values().stream()
        .filter(a -> filter.gauge() == null || filter.gauge().equals(a.stream().gauge()))
        .filter(a -> !filter.active() || a.status() == Status.ACTIVE)
        .filter(a -> !filter.unacknowledged() || a.acknowledged() == null)
        .filter(a -> a.id() < before)
        .sorted(Comparator.comparing(Alert::id).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Alert> find(long id) {
    return Optional.ofNullable(alerts.get(id));
  }

  @Override
  public synchronized List<AlertEvent> events(long alert) {
    return events.stream().filter(e -> e.alert() == alert).toList();
  }

  @Override
  public synchronized Optional<Acted> act(
      long id, @Nullable Long expected, String author, Act act, Instant now) {
    Alert a = alerts.get(id);
    if (a == null) {
      return Optional.empty();
    }
    Deed deed = new Deed(author, now, "");
    switch (act) {
      case Act.Acknowledge unused -> {
        put(a, a.episode(), a.status(), deed, a.published());
        step(id, What.ACKNOWLEDGED);
      }
      case Act.Publish unused -> {
        put(a, a.episode(), a.status(), a.acknowledged(), deed);
        step(id, What.PUBLISHED);
      }
      case Act.Assign unused -> step(id, What.ASSIGNED);
    }
    return find(id).map(done -> new Acted(done, Optional.of(events.getLast())));
  }

  @Override
  public synchronized List<Claimed> claim(String server, Duration lease, int most) {
    List<Claimed> taken = new ArrayList<>();
    for (AlertEvent event : events) {
      long number = event.number();
      if (taken.size() < most && !handled.contains(number) && !holders.containsKey(number)) {
        holders.put(number, server);
        taken.add(new Claimed(event, alerts.get(event.alert())));
      }
    }
    return taken;
  }

  @Override
  public synchronized void handled(String server, List<Long> numbers) {
    numbers.forEach(number -> {
      if (server.equals(holders.get(number))) {
        handled.add(number);
      }
    });
  }
}
