package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.machizu.gauges.AlertEvent;
import org.machizu.gauges.GaugeStore;
import org.machizu.gauges.Message;
import org.machizu.gauges.Reading;
import org.machizu.gauges.Stream;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.quality.Mark;

/** Readings of gauges in SQL. */
public final class SqlGaugeStore implements GaugeStore {
  private final String municipality;
  private final Transactions transactions;
  private final OpenStream.Tables tables;
  private final MessageRows messages;

  public SqlGaugeStore(
      String municipality, Transactions transactions, Dialect dialect, ReadingInsert inserts) {
    this.municipality = municipality;
    this.transactions = transactions;
    this.tables =
        new OpenStream.Tables(
            new StreamRows(municipality, dialect),
            new ReadingRows(municipality, dialect, inserts),
            new AlertRows(municipality, dialect));
    this.messages = new MessageRows(municipality);
  }

  @Override
  public List<Taken> take(List<Lot> lots, List<Noted> log, Judging judging, Instant now) {
    int readings = lots.stream().mapToInt(lot -> lot.readings().size()).sum();
    if (readings > MOST_AT_ONCE || log.size() > MOST_AT_ONCE) {
      throw new IllegalArgumentException(
          "%d readings and %d messages at once are not allowed; give at most %d of each"
              .formatted(readings, log.size(), MOST_AT_ONCE));
    }
    return transactions.writeBlind(c -> {
      Map<Stream, StreamRows.Row> rows = locked(c, lots.stream().map(Lot::stream).toList());
      List<Taken> taken = new Taking(c, tables, judging, now).take(lots, rows);
      messages.insert(c, outcomes(log, taken));
      noteLoss(c, log, rows);
      return taken;
    });
  }

  private Map<Stream, StreamRows.Row> locked(Connection c, List<Stream> streams)
      throws SQLException {
    if (streams.isEmpty()) {
      return Map.of();
    }
    tables.streams().add(c, streams);
    return tables.streams().lock(c, streams);
  }

  /** Messages of which no reading is new are duplicates, also within one lot. */
  private static List<Message> outcomes(List<Noted> log, List<Taken> taken) {
    Map<Stream, List<Observation>> added = new HashMap<>();
    taken.forEach(one ->
        added.put(
            one.stream(),
            new ArrayList<>(one.added().stream().map(Reading::observation).toList())));
    List<Message> found = new ArrayList<>();
    for (Noted noted : log) {
      List<Observation> ofStream = added.getOrDefault(noted.stream(), new ArrayList<>());
      boolean isNew = false;
      for (Observation reading : noted.readings()) {
        isNew |= ofStream.remove(reading);
      }
      Message message = noted.message();
      found.add(
          noted.readings().isEmpty() || isNew
              ? message
              : message.withOutcome(Message.Outcome.DUPLICATE));
    }
    return found;
  }

  private void noteLoss(Connection c, List<Noted> log, Map<Stream, StreamRows.Row> rows)
      throws SQLException {
    Map<Stream, Boolean> last = new HashMap<>();
    for (Noted noted : log) {
      if (noted.stream() != null) {
        last.put(noted.stream(), noted.message().mayLose());
      }
    }
    for (Map.Entry<Stream, Boolean> one : last.entrySet()) {
      StreamRows.Row row = rows.get(one.getKey());
      if (row == null || row.mayLose() != one.getValue()) {
        tables.streams().noteLoss(c, one.getKey(), one.getValue());
      }
    }
  }

  @Override
  public List<AlertEvent> judge(Stream stream, Judging judging, Instant now) {
    return transactions.writeBlind(c ->
        new Taking(c, tables, judging, now).again(Taking.row(locked(c, List.of(stream)), stream)));
  }

  @Override
  public Instant heard() {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Instant.ofEpochMilli(
                Sql.numberOr(
                    c,
                    0,
                    "SELECT max(heard) FROM gauge_stream WHERE municipality = ?",
                    municipality)));
  }

  @Override
  public List<Stream> streams() {
    return standings().stream().map(Standing::stream).toList();
  }

  @Override
  public List<Standing> standings() {
    return transactions.read(Transactions.ALLOWED, tables.streams()::standings);
  }

  @Override
  public List<Standing> standings(Set<Stream> wanted) {
    return transactions.read(Transactions.ALLOWED, c -> tables.streams().standings(c, wanted));
  }

  @Override
  public List<Reading> readings(
      Stream stream, Instant from, Instant until, List<Mark> marks, int limit) {
    if (limit < 1 || limit > MOST_READ) {
      throw new IllegalArgumentException(
          "limit %d is not allowed; give 1 to %d".formatted(limit, MOST_READ));
    }
    String only =
        marks.isEmpty()
            ? ""
            : marks.stream()
                .map(mark -> Sql.text(mark.name()))
                .collect(Collectors.joining(", ", " AND r.mark IN (", ")"));
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlGaugeStore::reading,
                "SELECT r.time, r.metres, r.raw, r.received, r.source, r.mark FROM gauge_reading r JOIN gauge_stream s ON s.municipality = r.municipality AND s.id = r.stream WHERE r.municipality = ? AND s.gauge = ? AND s.drill = ? AND r.time >= ? AND r.time < ?"
                    + only
                    + " ORDER BY r.time, r.hash LIMIT ?",
                municipality,
                stream.gauge(),
                Rows.number(stream.drill()),
                AlertRows.millis(from),
                AlertRows.millis(until),
                limit));
  }

  private static Reading reading(ResultSet row) throws SQLException {
    double metres = row.getDouble(2);
    Double value = row.wasNull() ? null : metres;
    return new Reading(
        Instant.ofEpochMilli(row.getLong(1)),
        value,
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        row.getString(5),
        Mark.valueOf(row.getString(6)));
  }

  @Override
  public List<Message.Numbered> messages(Message.Filter filter, long before, int limit) {
    Rows.checkLimit(limit);
    return transactions.read(Transactions.ALLOWED, c -> messages.list(c, filter, before, limit));
  }
}
