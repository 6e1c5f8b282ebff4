package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.Reading;
import org.machizu.sensors.alert.Judged.Marked;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.Mark;

/** The rows of readings, of many streams at once, within a transaction that is open. */
final class ReadingRows {
  // The count keeps the database from reading the whole table to find a few rows of it.
  private static final String KNOWN =
      "SELECT number FROM (%s) AS given WHERE (SELECT count(*) FROM gauge_reading r WHERE r.municipality = ? AND r.stream = given.stream AND r.time = given.time AND r.hash = given.hash) > 0";

  private final String municipality;
  private final Dialect dialect;
  private final ReadingInsert inserts;

  /** What tells readings apart. */
  private record Key(long stream, long time, long hash) {
    static Key of(long stream, Reading reading) {
      return new Key(stream, reading.time().toEpochMilli(), hashOf(reading.metres()));
    }
  }

  /**
   * Something about readings of a stream.
   *
   * @param stream its number
   */
  record Of<T>(long stream, T what) {}

  ReadingRows(String municipality, Dialect dialect, ReadingInsert inserts) {
    this.municipality = municipality;
    this.dialect = dialect;
    this.inserts = inserts;
  }

  /** Those that are not there yet, each once. */
  List<Of<Reading>> fresh(Connection c, List<Of<Reading>> readings) throws SQLException {
    List<List<Long>> asked = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      Key key = Key.of(readings.get(i).stream(), readings.get(i).what());
      asked.add(List.of((long) i, key.stream(), key.time(), key.hash()));
    }
    Set<Long> there =
        new HashSet<>(
            Rows.select(
                c,
                row -> row.getLong(1),
                KNOWN.formatted(
                    dialect.rows("number bigint", "stream bigint", "time bigint", "hash bigint")),
                GaugeJson.write(asked),
                municipality));
    Set<Key> known = new HashSet<>();
    List<Of<Reading>> fresh = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      Of<Reading> reading = readings.get(i);
      if (!there.contains((long) i) && known.add(Key.of(reading.stream(), reading.what()))) {
        fresh.add(reading);
      }
    }
    return fresh;
  }

  /** What tells two readings of one moment apart: their value. */
  private static long hashOf(@Nullable Double metres) {
    return metres == null ? Long.MIN_VALUE : Double.doubleToLongBits(metres + 0.0);
  }

  /** Adds readings that are marked. */
  void insert(Connection c, List<Of<Reading>> readings) throws SQLException {
    if (!readings.isEmpty()) {
      inserts.insert(c, municipality, readings.stream().map(ReadingRows::row).toList());
    }
  }

  private static ReadingInsert.Row row(Of<Reading> one) {
    Reading reading = one.what();
    return new ReadingInsert.Row(
        one.stream(),
        reading.time().toEpochMilli(),
        hashOf(reading.metres()),
        reading.metres(),
        reading.raw().replace('\0', '\uFFFD'),
        reading.received().toEpochMilli(),
        reading.source().replace('\0', '\uFFFD'),
        String.valueOf(reading.mark()));
  }

  /** Those of a stream that are in the order of time, from a moment on, with their marks. */
  Map<Observation, Mark> inOrder(Connection c, long stream, Instant from) throws SQLException {
    Map<Observation, Mark> found = new HashMap<>();
    var unused =
        Rows.select(
            c,
            row -> found.put(observation(row), Mark.valueOf(row.getString(3))),
            "SELECT time, metres, mark FROM gauge_reading WHERE municipality = ? AND stream = ? AND time >= ? AND mark NOT IN ('CLOCK', 'TOO_LATE')",
            municipality,
            stream,
            AlertRows.millis(from));
    return found;
  }

  private static Observation observation(ResultSet row) throws SQLException {
    Instant time = Instant.ofEpochMilli(row.getLong(1));
    double metres = row.getDouble(2);
    return row.wasNull() ? Observation.withoutNumber(time) : Observation.of(time, metres);
  }

  /** Marks readings anew. */
  void remark(Connection c, List<Of<Marked>> marks) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Of<Marked> one : marks) {
      OptionalDouble metres = one.what().observation().metres();
      rows.add(
          new @Nullable Object[] {
            one.what().mark().name(),
            municipality,
            one.stream(),
            one.what().observation().time().toEpochMilli(),
            hashOf(metres.isPresent() ? (Double) metres.getAsDouble() : null)
          });
    }
    Sql.updateAll(
        c,
        "UPDATE gauge_reading SET mark = ? WHERE municipality = ? AND stream = ? AND time = ? AND hash = ?",
        rows);
  }

  /** Jumps of these times were spikes. */
  void spikes(Connection c, List<Of<Span>> spikes) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Of<Span> spike : spikes) {
      rows.add(
          new @Nullable Object[] {
            municipality,
            spike.stream(),
            spike.what().from().toEpochMilli(),
            spike.what().to().toEpochMilli()
          });
    }
    Sql.updateAll(
        c,
        "UPDATE gauge_reading SET mark = 'SPIKE' WHERE municipality = ? AND stream = ? AND time >= ? AND time < ? AND mark = 'JUMP'",
        rows);
  }
}
