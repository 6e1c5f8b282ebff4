package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.GaugeStore.Checkpoint;
import org.machizu.gauges.GaugeStore.Standing;
import org.machizu.gauges.GaugeStore.Verdict;
import org.machizu.gauges.Stream;
import org.machizu.sensors.alert.JudgeState;
import org.machizu.sensors.alert.Judged.Marked;
import org.machizu.sensors.quality.Mark;

/** The rows of streams and of their checkpoints, within a transaction that is open. */
final class StreamRows {
  private static final String STANDINGS =
      "SELECT gauge, drill, state, mark, heard, may_lose FROM gauge_stream WHERE municipality = ? AND state IS NOT NULL ";

  /** So many gauges are named in one question. */
  private static final int MOST_NAMED = 500;

  /** Readings that come later than this change nothing any more, so nobody goes back further. */
  private static final Duration KEPT = Duration.ofDays(40);

  private final String municipality;
  private final Dialect dialect;

  /**
   * @param id what its readings bear
   * @param state null before the first reading
   * @param heard when something of it came last
   */
  record Row(Stream stream, long id, @Nullable JudgeState state, Instant heard) {}

  StreamRows(String municipality, Dialect dialect) {
    this.municipality = municipality;
    this.dialect = dialect;
  }

  /**
   * Sees to it that the streams have rows. To be called before any of them is locked: of two that
   * add, one waits for the other, and must not hold what the other waits for.
   */
  void add(Connection c, List<Stream> streams) throws SQLException {
    boolean isLocked = false;
    for (Stream stream : streams) {
      if (find(c, stream, "").isPresent()) {
        continue;
      }
      if (!isLocked) {
        dialect.lockAdding(c, municipality, "streams of gauges");
        isLocked = true;
      }
      Sql.update(
          c,
          "INSERT INTO gauge_stream (municipality, gauge, drill, id, heard, may_lose) SELECT ?, ?, ?, coalesce(max(id), 0) + 1, 0, 0 FROM gauge_stream WHERE municipality = ? ON CONFLICT DO NOTHING",
          municipality,
          stream.gauge(),
          Rows.number(stream.drill()),
          municipality);
    }
  }

  /** The row of a stream that was added, locked until the transaction ends. */
  Row lock(Connection c, Stream stream) throws SQLException {
    return find(c, stream, dialect.locked()).orElseThrow();
  }

  private Optional<Row> find(Connection c, Stream stream, String locked) throws SQLException {
    return Rows.select(
            c,
            row ->
                new Row(
                    stream,
                    row.getLong(1),
                    GaugeJson.readOrNull(row.getString(2), JudgeState.class),
                    Instant.ofEpochMilli(row.getLong(3))),
            "SELECT id, state, heard FROM gauge_stream WHERE municipality = ? AND gauge = ? AND drill = ?"
                + locked,
            municipality,
            stream.gauge(),
            Rows.number(stream.drill()))
        .stream()
        .findFirst();
  }

  Optional<Checkpoint> checkpoint(Connection c, long stream, Instant atOrBefore)
      throws SQLException {
    return Rows.select(
            c,
            row ->
                new Checkpoint(
                    Instant.ofEpochMilli(row.getLong(1)),
                    GaugeJson.read(row.getString(2), JudgeState.class)),
            "SELECT day, state FROM gauge_checkpoint WHERE municipality = ? AND stream = ? AND day <= ? ORDER BY day DESC LIMIT 1",
            municipality,
            stream,
            AlertRows.millis(atOrBefore))
        .stream()
        .findFirst();
  }

  /** Writes where a stream stands after a verdict. */
  void save(Connection c, Row row, Verdict verdict) throws SQLException {
    if (!verdict.checkpoints().isEmpty()) {
      saveCheckpoints(c, row.id(), verdict);
    }
    JudgeState state = verdict.state();
    if (state == null) {
      return;
    }
    Sql.update(
        c,
        "UPDATE gauge_stream SET state = ?, mark = coalesce(?, mark) WHERE municipality = ? AND id = ?",
        GaugeJson.write(state),
        newest(verdict.marks()),
        municipality,
        row.id());
  }

  private static @Nullable String newest(List<Marked> marks) {
    List<Marked> inOrder = new ArrayList<>(marks);
    inOrder.removeIf(marked -> !marked.mark().isInOrder() || marked.mark() == Mark.SAME_TIME);
    return inOrder.isEmpty() ? null : inOrder.getLast().mark().name();
  }

  private void saveCheckpoints(Connection c, long stream, Verdict verdict) throws SQLException {
    Instant last = verdict.checkpoints().getLast().day();
    Sql.update(
        c,
        "DELETE FROM gauge_checkpoint WHERE municipality = ? AND stream = ? AND (day >= ? OR day < ?)",
        municipality,
        stream,
        AlertRows.millis(verdict.from()),
        last.minus(KEPT).toEpochMilli());
    for (Checkpoint checkpoint : verdict.checkpoints()) {
      Sql.update(
          c,
          "INSERT INTO gauge_checkpoint (municipality, stream, day, state) VALUES (?, ?, ?, ?)",
          municipality,
          stream,
          checkpoint.day().toEpochMilli(),
          GaugeJson.write(checkpoint.state()));
    }
  }

  /** Notes that something of a stream came. */
  void noteHeard(Connection c, long stream, Instant now) throws SQLException {
    Sql.update(
        c,
        "UPDATE gauge_stream SET heard = ? WHERE municipality = ? AND id = ? AND heard < ?",
        now.toEpochMilli(),
        municipality,
        stream,
        now.toEpochMilli());
  }

  /** Notes in which way the last message of a stream came, where that is another than before. */
  void noteLoss(Connection c, Stream stream, boolean mayLose) throws SQLException {
    Sql.update(
        c,
        "UPDATE gauge_stream SET may_lose = ? WHERE municipality = ? AND gauge = ? AND drill = ? AND may_lose <> ?",
        Rows.number(mayLose),
        municipality,
        stream.gauge(),
        Rows.number(stream.drill()),
        Rows.number(mayLose));
  }

  List<Standing> standings(Connection c) throws SQLException {
    return Rows.select(c, StreamRows::standing, STANDINGS + "ORDER BY gauge, drill", municipality);
  }

  List<Standing> standings(Connection c, Set<Stream> streams) throws SQLException {
    List<String> gauges = streams.stream().map(Stream::gauge).distinct().sorted().toList();
    List<Standing> found = new ArrayList<>();
    for (int from = 0; from < gauges.size(); from += MOST_NAMED) {
      List<Object> values = new ArrayList<>(List.of(municipality));
      values.addAll(gauges.subList(from, Math.min(gauges.size(), from + MOST_NAMED)));
      String names = String.join(", ", Collections.nCopies(values.size() - 1, "?"));
      Rows.select(
              c,
              StreamRows::standing,
              STANDINGS + "AND gauge IN (" + names + ") ORDER BY gauge, drill",
              values.toArray())
          .stream()
          .filter(one -> streams.contains(one.stream()))
          .forEach(found::add);
    }
    return found;
  }

  private static Standing standing(ResultSet row) throws SQLException {
    String mark = row.getString(4);
    return new Standing(
        new Stream(row.getString(1), row.getInt(2) != 0),
        GaugeJson.read(row.getString(3), JudgeState.class),
        mark == null ? null : Mark.valueOf(mark),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getInt(6) != 0);
  }
}
