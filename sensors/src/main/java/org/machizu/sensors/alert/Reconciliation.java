package org.machizu.sensors.alert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.machizu.sensors.alert.AlertChange.What;
import org.machizu.sensors.alert.Episode.Kind;

/**
 * Compares the alerts that were given with the episodes that the readings show by now. In order,
 * readings only ever add to them; one that comes late may show that an alert began earlier, was
 * two, was one with the next, or was none.
 */
public final class Reconciliation {
  private final List<AlertChange> changes = new ArrayList<>();
  private final Set<Long> settled = new HashSet<>();

  private Reconciliation() {}

  /**
   * What is to be done.
   *
   * @param given the alerts of the gauge that overlap with the time that was judged, by id
   * @param episodes of that time, by the moment at which they were certain
   */
  public static List<AlertChange> between(List<Given> given, List<Episode> episodes) {
    Reconciliation reconciliation = new Reconciliation();
    for (Episode episode : episodes) {
      reconciliation.settle(given, episode);
    }
    for (Given alert : given) {
      if (!reconciliation.settled.contains(alert.id())) {
        reconciliation.unsettled(alert);
      }
    }
    return reconciliation.changes;
  }

  private void settle(List<Given> given, Episode episode) {
    List<Given> same =
        given.stream()
            .filter(alert -> !settled.contains(alert.id()))
            .filter(alert -> alert.episode().isOfSame(episode))
            .filter(alert -> alert.episode().overlaps(episode))
            .toList();
    if (same.isEmpty()) {
      changes.add(new AlertChange.Raise(episode, !episode.isOpen()));
      return;
    }
    Given kept = same.getFirst();
    settled.add(kept.id());
    news(kept.episode(), episode)
        .ifPresent(what -> changes.add(new AlertChange.Update(kept.id(), episode, what)));
    for (Given other : same.subList(1, same.size())) {
      settled.add(other.id());
      changes.add(new AlertChange.Merge(other.id(), kept.id()));
    }
  }

  /**
   * An alert that the readings do not show. That nothing came was true when it was told, even when
   * the readings came in the end: that is over, not wrong.
   */
  private void unsettled(Given alert) {
    Episode episode = alert.episode();
    if (episode.kind() != Kind.NO_DATA) {
      changes.add(new AlertChange.Withdraw(alert.id(), episode));
    } else if (episode.isOpen()) {
      changes.add(new AlertChange.Update(alert.id(), episode.closed(episode.last()), What.CLEARED));
    }
  }

  private static Optional<What> news(Episode before, Episode now) {
    if (before.equals(now)) {
      return Optional.empty();
    }
    if (before.isOpen() != now.isOpen()) {
      return Optional.of(now.isOpen() ? What.REOPENED : What.CLEARED);
    }
    return Optional.of(
        now.severity().compareTo(before.severity()) > 0 ? What.GRAVER : What.DETAILS);
  }
}
