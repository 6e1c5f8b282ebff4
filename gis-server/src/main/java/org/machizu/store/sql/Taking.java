package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.machizu.gauges.AlertEvent;
import org.machizu.gauges.GaugeStore.Judging;
import org.machizu.gauges.GaugeStore.Lot;
import org.machizu.gauges.GaugeStore.Taken;
import org.machizu.gauges.GaugeStore.Verdict;
import org.machizu.gauges.Reading;
import org.machizu.gauges.Stream;
import org.machizu.sensors.alert.Given;
import org.machizu.sensors.alert.Judged.Marked;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.Mark;
import org.machizu.store.sql.ReadingRows.Of;
import org.machizu.store.sql.StreamRows.Change;
import org.machizu.store.sql.StreamRows.Row;

/**
 * Takes in the readings of many streams within one transaction that has locked them: what is known
 * of all is read first, then each stream is judged, then what follows of all is written. So the
 * number of statements does not grow with the number of streams.
 */
final class Taking {
  private final Connection c;
  private final OpenStream.Tables tables;
  private final Judging judging;
  private final Instant now;

  private final List<Of<Reading>> added = new ArrayList<>();
  private final List<Of<Marked>> remarked = new ArrayList<>();
  private final List<Of<Span>> spikes = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  Taking(Connection c, OpenStream.Tables tables, Judging judging, Instant now) {
    this.c = c;
    this.tables = tables;
    this.judging = judging;
    this.now = now;
  }

  /**
   * @param rows of all streams of the lots
   */
  List<Taken> take(List<Lot> lots, Map<Stream, Row> rows) throws SQLException {
    if (lots.isEmpty()) {
      return List.of();
    }
    Map<Stream, List<Reading>> fresh = fresh(lots, rows);
    Map<Stream, List<Observation>> judged = new HashMap<>();
    fresh.forEach((stream, readings) -> judged.put(stream, observations(readings)));
    Map<Stream, OpenStream.Known> alerts = alerts(judged);
    Map<Stream, Verdict> verdicts = new HashMap<>();
    List<Taken> taken = new ArrayList<>();
    for (Lot lot : lots) {
      List<Reading> ofLot = fresh.getOrDefault(lot.stream(), List.of());
      List<Reading> marked = List.of();
      if (!ofLot.isEmpty()) {
        Row row = row(rows, lot.stream());
        Verdict verdict =
            judge(
                row,
                judged.getOrDefault(lot.stream(), List.of()),
                Optional.ofNullable(alerts.get(lot.stream())),
                Optional.of(now));
        verdicts.put(lot.stream(), verdict);
        marked = marked(ofLot, verdict);
        marked.forEach(reading -> added.add(new Of<>(row.id(), reading)));
      }
      int duplicate = lot.readings().size() - ofLot.size();
      taken.add(new Taken(lot.stream(), marked, duplicate, List.of()));
    }
    write();
    List<Taken> told = new ArrayList<>();
    for (Taken one : taken) {
      Verdict verdict = verdicts.get(one.stream());
      told.add(
          verdict == null
              ? one
              : new Taken(
                  one.stream(),
                  one.added(),
                  one.duplicate(),
                  tables.alerts().apply(c, one.stream(), verdict.changes(), now)));
    }
    return told;
  }

  /** Judges a stream anew without a reading. */
  List<AlertEvent> again(Row row) throws SQLException {
    Verdict verdict = judge(row, List.of(), Optional.empty(), Optional.empty());
    write();
    return tables.alerts().apply(c, row.stream(), verdict.changes(), now);
  }

  static Row row(Map<Stream, Row> rows, Stream stream) {
    return Objects.requireNonNull(rows.get(stream), () -> "no row of " + stream);
  }

  /** Those that are not there yet, by stream. */
  private Map<Stream, List<Reading>> fresh(List<Lot> lots, Map<Stream, Row> rows)
      throws SQLException {
    List<Of<Reading>> all = new ArrayList<>();
    Map<Long, Stream> streams = new HashMap<>();
    for (Lot lot : lots) {
      long id = row(rows, lot.stream()).id();
      streams.put(id, lot.stream());
      lot.readings().forEach(reading -> all.add(new Of<>(id, reading)));
    }
    Map<Stream, List<Reading>> fresh = new HashMap<>();
    for (Of<Reading> one : tables.readings().fresh(c, all)) {
      fresh.computeIfAbsent(streams.get(one.stream()), _ -> new ArrayList<>()).add(one.what());
    }
    return fresh;
  }

  /** Those that are to be judged, in their natural order. */
  private static List<Observation> observations(List<Reading> readings) {
    return readings.stream()
        .filter(reading -> reading.mark() == null)
        .map(Reading::observation)
        .sorted()
        .toList();
  }

  /** The alerts that concern the readings, unless they are late. */
  private Map<Stream, OpenStream.Known> alerts(Map<Stream, List<Observation>> judged)
      throws SQLException {
    Map<Stream, Instant> from = new HashMap<>();
    judged.forEach((stream, observations) -> {
      if (!observations.isEmpty()) {
        from.put(stream, observations.getFirst().time());
      }
    });
    Map<Stream, OpenStream.Known> known = new HashMap<>();
    Optional<Map<Stream, List<Given>>> found = tables.alerts().given(c, from);
    found.ifPresent(alerts ->
        from.forEach((stream, begin) ->
            known.put(
                stream, new OpenStream.Known(begin, alerts.getOrDefault(stream, List.of())))));
    return known;
  }

  private Verdict judge(
      Row row,
      List<Observation> observations,
      Optional<OpenStream.Known> alerts,
      Optional<Instant> heard) {
    OpenStream open = new OpenStream(c, row, observations, alerts, tables);
    Verdict verdict = judging.judge(row.stream(), observations, open);
    verdict.spikes().forEach(span -> spikes.add(new Of<>(row.id(), span)));
    open.changed(verdict).forEach(marked -> remarked.add(new Of<>(row.id(), marked)));
    changes.add(new Change(row, verdict, heard.orElse(null)));
    return verdict;
  }

  private static List<Reading> marked(List<Reading> readings, Verdict verdict) {
    Map<Observation, Mark> marks =
        verdict.marks().stream()
            .collect(Collectors.toMap(Marked::observation, Marked::mark, (first, _) -> first));
    return readings.stream().map(reading -> marked(reading, marks)).toList();
  }

  private static Reading marked(Reading reading, Map<Observation, Mark> marks) {
    Mark mark = reading.mark() == null ? marks.get(reading.observation()) : reading.mark();
    if (mark == null) {
      throw new IllegalStateException("a reading was not judged: " + reading);
    }
    return new Reading(
        reading.time(),
        reading.metres(),
        reading.raw(),
        reading.received(),
        reading.source(),
        mark);
  }

  /** Writes what follows of all verdicts, but for alerts. */
  private void write() throws SQLException {
    tables.readings().insert(c, added);
    tables.readings().remark(c, remarked);
    tables.readings().spikes(c, spikes); // behind the marks: these too may be jumps that were none
    tables.streams().save(c, changes);
  }
}
