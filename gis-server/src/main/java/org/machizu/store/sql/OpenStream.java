package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.machizu.gauges.GaugeStore.Checkpoint;
import org.machizu.gauges.GaugeStore.Kept;
import org.machizu.gauges.GaugeStore.Verdict;
import org.machizu.sensors.alert.Given;
import org.machizu.sensors.alert.JudgeState;
import org.machizu.sensors.alert.Judged.Marked;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.quality.Mark;

/** A stream within a transaction that has locked it. */
final class OpenStream implements Kept {
  private final Connection c;
  private final StreamRows.Row row;
  private final Set<Observation> added;
  private final Optional<Known> alerts;
  private final Tables tables;

  /** The marks of readings as far as they were read. */
  private final Map<Observation, Mark> marks = new HashMap<>();

  /** Where the parts of a stream are. */
  record Tables(StreamRows streams, ReadingRows readings, AlertRows alerts) {}

  /**
   * Alerts that were read already.
   *
   * @param from those that were not over before this
   */
  record Known(Instant from, List<Given> alerts) {}

  /**
   * @param added readings that are new and not written yet
   * @param alerts what is known of its alerts; empty: nothing
   */
  OpenStream(
      Connection c,
      StreamRows.Row row,
      List<Observation> added,
      Optional<Known> alerts,
      Tables tables) {
    this.c = c;
    this.row = row;
    this.added = new LinkedHashSet<>(added);
    this.alerts = alerts;
    this.tables = tables;
  }

  @Override
  public Optional<JudgeState> state() {
    return Optional.ofNullable(row.state());
  }

  @Override
  public Instant heard() {
    return row.heard();
  }

  @Override
  public Optional<Checkpoint> checkpoint(Instant atOrBefore) {
    return asked(() -> tables.streams().checkpoint(c, row.id(), atOrBefore));
  }

  @Override
  public List<Observation> observations(Instant from) {
    marks.putAll(asked(() -> tables.readings().inOrder(c, row.id(), from)));
    List<Observation> all = new ArrayList<>();
    for (Set<Observation> some : List.of(marks.keySet(), added)) {
      some.stream().filter(observation -> !observation.time().isBefore(from)).forEach(all::add);
    }
    all.sort(null);
    return all;
  }

  @Override
  public List<Given> alerts(Instant notOverBefore) {
    if (alerts.isEmpty() || notOverBefore.isBefore(alerts.get().from())) {
      return asked(() -> tables.alerts().given(c, row.stream(), notOverBefore));
    }
    return alerts.get().alerts().stream().filter(given -> isOpenAt(given, notOverBefore)).toList();
  }

  private static boolean isOpenAt(Given given, Instant notOverBefore) {
    Instant cleared = given.episode().cleared();
    return cleared == null || AlertRows.millis(cleared) >= AlertRows.millis(notOverBefore);
  }

  /** Of a verdict, the marks of readings that were written before and bear another. */
  List<Marked> changed(Verdict verdict) {
    List<Marked> changed = new ArrayList<>();
    for (Marked marked : verdict.marks()) {
      if (marks.get(marked.observation()) != marked.mark()
          && !added.contains(marked.observation())) {
        changed.add(marked);
      }
    }
    return changed;
  }

  /** A question to the database. */
  private interface Asking<T> {
    T ask() throws SQLException;
  }

  private static <T> T asked(Asking<T> asking) {
    try {
      return asking.ask();
    } catch (SQLException e) {
      throw new StoreException("reading what is kept of a gauge failed", e);
    }
  }
}
