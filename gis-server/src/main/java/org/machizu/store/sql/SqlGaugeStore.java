package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.AlertEvent;
import org.machizu.gauges.GaugeStore;
import org.machizu.gauges.Message;
import org.machizu.gauges.Reading;
import org.machizu.gauges.Stream;
import org.machizu.sensors.alert.Given;
import org.machizu.sensors.alert.JudgeState;
import org.machizu.sensors.alert.Judged.Marked;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.Mark;

/** Readings of gauges in SQL. */
public final class SqlGaugeStore implements GaugeStore {
  private static final String IN_ORDER = " AND mark NOT IN ('CLOCK', 'TOO_LATE') ";

  private final String municipality;
  private final Transactions transactions;
  private final ReadingInsert inserts;
  private final StreamRows streams;
  private final AlertRows alerts;
  private final MessageRows messages;

  public SqlGaugeStore(
      String municipality, Transactions transactions, Dialect dialect, ReadingInsert inserts) {
    this.municipality = municipality;
    this.transactions = transactions;
    this.inserts = inserts;
    this.streams = new StreamRows(municipality, dialect);
    this.alerts = new AlertRows(municipality);
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
    // Always in the same order, so that of two servers one waits for the other and none for both.
    List<Lot> ordered = lots.stream().sorted(Comparator.comparing(Lot::stream)).toList();
    return transactions.writeBlind(c -> {
      streams.add(c, ordered.stream().map(Lot::stream).toList());
      List<Taken> taken = new ArrayList<>();
      for (Lot lot : ordered) {
        taken.add(take(c, lot, judging, now));
      }
      List<Message> found = outcomes(log, taken);
      messages.insert(c, found);
      noteLoss(c, log);
      return taken;
    });
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

  private void noteLoss(Connection c, List<Noted> log) throws SQLException {
    Map<Stream, Boolean> last = new HashMap<>();
    for (Noted noted : log) {
      if (noted.stream() != null) {
        last.put(noted.stream(), noted.message().mayLose());
      }
    }
    for (Map.Entry<Stream, Boolean> one : last.entrySet()) {
      streams.noteLoss(c, one.getKey(), one.getValue());
    }
  }

  private Taken take(Connection c, Lot lot, Judging judging, Instant now) throws SQLException {
    StreamRows.Row stream = streams.lock(c, lot.stream());
    List<Reading> fresh = fresh(c, stream, lot.readings());
    int duplicate = lot.readings().size() - fresh.size();
    List<Observation> added =
        fresh.stream().filter(r -> r.mark() == null).map(Reading::observation).sorted().toList();
    if (fresh.isEmpty()) {
      return new Taken(lot.stream(), List.of(), duplicate, List.of());
    }
    Verdict verdict = judging.judge(lot.stream(), added, new OpenStream(c, stream, added));
    Map<Observation, Mark> marks =
        verdict.marks().stream()
            .collect(Collectors.toMap(Marked::observation, Marked::mark, (a, _) -> a));
    List<Reading> marked = fresh.stream().map(reading -> marked(reading, marks)).toList();
    inserts.insert(c, municipality, stream.id(), marked.stream().map(SqlGaugeStore::row).toList());
    streams.noteHeard(c, stream.id(), now);
    Set<Observation> written = new HashSet<>(added);
    follow(c, stream, verdict, written);
    return new Taken(
        lot.stream(), marked, duplicate, alerts.apply(c, lot.stream(), verdict.changes(), now));
  }

  /** Those that are not there yet, each once. */
  private List<Reading> fresh(Connection c, StreamRows.Row stream, List<Reading> readings)
      throws SQLException {
    record Key(long time, long hash) {}
    Set<Key> known = new HashSet<>();
    if (stream.state() != null) {
      long from = readings.stream().mapToLong(r -> r.time().toEpochMilli()).min().orElse(0);
      long until = readings.stream().mapToLong(r -> r.time().toEpochMilli()).max().orElse(0);
      known.addAll(
          Rows.select(
              c,
              row -> new Key(row.getLong(1), row.getLong(2)),
              "SELECT time, hash FROM gauge_reading WHERE municipality = ? AND stream = ? AND time BETWEEN ? AND ?",
              municipality,
              stream.id(),
              from,
              until));
    }
    return readings.stream()
        .filter(r -> known.add(new Key(r.time().toEpochMilli(), hash(r.metres()))))
        .toList();
  }

  /** What tells two readings of one moment apart: their value. */
  private static long hash(@Nullable Double metres) {
    return metres == null ? Long.MIN_VALUE : Double.doubleToLongBits(metres + 0.0);
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

  private static ReadingInsert.Row row(Reading reading) {
    return new ReadingInsert.Row(
        reading.time().toEpochMilli(),
        hash(reading.metres()),
        reading.metres(),
        reading.raw().replace('\0', '\uFFFD'),
        reading.received().toEpochMilli(),
        reading.source().replace('\0', '\uFFFD'),
        String.valueOf(reading.mark()));
  }

  /** Writes what follows of a verdict, but for its alerts and the readings of {@code written}. */
  private void follow(
      Connection c, StreamRows.Row stream, Verdict verdict, Set<Observation> written)
      throws SQLException {
    for (Span span : verdict.spikes()) {
      Sql.update(
          c,
          "UPDATE gauge_reading SET mark = 'SPIKE' WHERE municipality = ? AND stream = ? AND time >= ? AND time < ? AND mark = 'JUMP'",
          municipality,
          stream.id(),
          span.from().toEpochMilli(),
          span.to().toEpochMilli());
    }
    for (Marked marked : verdict.marks()) {
      if (!written.contains(marked.observation())) {
        remark(c, stream.id(), marked);
      }
    }
    streams.save(c, stream, verdict);
  }

  private void remark(Connection c, long stream, Marked marked) throws SQLException {
    OptionalDouble metres = marked.observation().metres();
    Sql.update(
        c,
        "UPDATE gauge_reading SET mark = ? WHERE municipality = ? AND stream = ? AND time = ? AND hash = ? AND mark <> ?",
        marked.mark().name(),
        municipality,
        stream,
        marked.observation().time().toEpochMilli(),
        hash(metres.isPresent() ? (Double) metres.getAsDouble() : null),
        marked.mark().name());
  }

  @Override
  public List<AlertEvent> judge(Stream stream, Judging judging, Instant now) {
    return transactions.writeBlind(c -> {
      streams.add(c, List.of(stream));
      StreamRows.Row row = streams.lock(c, stream);
      Verdict verdict = judging.judge(stream, List.of(), new OpenStream(c, row, List.of()));
      follow(c, row, verdict, Set.of());
      return alerts.apply(c, stream, verdict.changes(), now);
    });
  }

  /** A stream within a transaction that has locked it. */
  private final class OpenStream implements Kept {
    private final Connection c;
    private final StreamRows.Row row;
    private final List<Observation> added;

    OpenStream(Connection c, StreamRows.Row row, List<Observation> added) {
      this.c = c;
      this.row = row;
      this.added = added;
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
      return asked(() -> streams.checkpoint(c, row.id(), atOrBefore));
    }

    @Override
    public List<Observation> observations(Instant from) {
      List<Observation> all =
          asked(() ->
              Rows.select(
                  c,
                  SqlGaugeStore::observation,
                  "SELECT time, metres FROM gauge_reading WHERE municipality = ? AND stream = ? AND time >= ?"
                      + IN_ORDER,
                  municipality,
                  row.id(),
                  AlertRows.millis(from)));
      added.stream().filter(o -> !o.time().isBefore(from)).forEach(all::add);
      all.sort(null);
      return all;
    }

    @Override
    public List<Given> alerts(Instant notOverBefore) {
      return asked(() -> alerts.given(c, row.stream(), notOverBefore));
    }
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

  private static Observation observation(ResultSet row) throws SQLException {
    Instant time = Instant.ofEpochMilli(row.getLong(1));
    double metres = row.getDouble(2);
    return row.wasNull() ? Observation.withoutNumber(time) : Observation.of(time, metres);
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
    return transactions.read(Transactions.ALLOWED, c -> streams.standings(c));
  }

  @Override
  public List<Standing> standings(Set<Stream> wanted) {
    return transactions.read(Transactions.ALLOWED, c -> streams.standings(c, wanted));
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
