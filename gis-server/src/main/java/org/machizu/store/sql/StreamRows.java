package org.machizu.store.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  private static final int MOST_STATES = 2_000;

  private final String municipality;
  private final Dialect dialect;

  /**
   * @param id what its readings bear
   * @param state null before the first reading
   * @param heard when something of it came last
   * @param mayLose whether its last message came in a way in which messages may be lost
   */
  record Row(Stream stream, long id, @Nullable JudgeState state, Instant heard, boolean mayLose) {}

  /** A state with its text. */
  private record Written(String text, JudgeState state) {}

  /**
   * The last states that were written or read: reading one again takes longer than anything else
   * that is done for a reading. Used only where the row's text is the same.
   */
  private final Cache<Stream, Written> states =
      Caffeine.newBuilder().maximumSize(MOST_STATES).build();

  StreamRows(String municipality, Dialect dialect) {
    this.municipality = municipality;
    this.dialect = dialect;
  }

  private static String json(Collection<Stream> streams) {
    return GaugeJson.write(
        streams.stream()
            .map(stream -> List.of(stream.gauge(), Rows.number(stream.drill())))
            .toList());
  }

  private static Stream stream(ResultSet row) throws SQLException {
    return new Stream(row.getString(1), row.getInt(2) != 0);
  }

  /**
   * Sees to it that the streams have rows. To be called before any of them is locked: of two that
   * add, one waits for the other, and must not hold what the other waits for.
   */
  void add(Connection c, Collection<Stream> streams) throws SQLException {
    Set<Stream> missing = new LinkedHashSet<>(streams);
    Rows.select(
            c,
            StreamRows::stream,
            "SELECT gauge, drill FROM gauge_stream WHERE municipality = ? AND " + among(),
            municipality,
            json(streams))
        .forEach(missing::remove);
    if (missing.isEmpty()) {
      return;
    }
    dialect.lockAdding(c, municipality, "streams of gauges");
    for (Stream stream : missing) {
      Sql.update(
          c,
          "INSERT INTO gauge_stream (municipality, gauge, drill, id, heard, may_lose) SELECT ?, ?, ?, coalesce(max(id), 0) + 1, 0, 0 FROM gauge_stream WHERE municipality = ? ON CONFLICT DO NOTHING",
          municipality,
          stream.gauge(),
          Rows.number(stream.drill()),
          municipality);
    }
  }

  private String among() {
    return "(gauge, drill) IN (%s)".formatted(dialect.rows("gauge text", "drill bigint"));
  }

  /**
   * The rows of streams that were added, locked until the transaction ends; one after the other in
   * the order of their names, so that of two servers one waits for the other and none for both.
   */
  Map<Stream, Row> lock(Connection c, Collection<Stream> streams) throws SQLException {
    Map<Stream, Row> found = new HashMap<>();
    Rows.select(
            c,
            this::row,
            "SELECT gauge, drill, id, state, heard, may_lose FROM gauge_stream WHERE municipality = ? AND "
                + among()
                + " ORDER BY gauge, drill"
                + dialect.locked(),
            municipality,
            json(streams))
        .forEach(row -> found.put(row.stream(), row));
    return found;
  }

  private Row row(ResultSet row) throws SQLException {
    Stream stream = stream(row);
    return new Row(
        stream,
        row.getLong(3),
        state(stream, row.getString(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getInt(6) != 0);
  }

  private @Nullable JudgeState state(Stream stream, @Nullable String text) {
    if (text == null) {
      return null;
    }
    Written known = states.getIfPresent(stream);
    if (known != null && known.text().equals(text)) {
      return known.state();
    }
    JudgeState state = GaugeJson.read(text, JudgeState.class);
    states.put(stream, new Written(text, state));
    return state;
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

  /**
   * What is to be written about a stream.
   *
   * @param heard when something of it came; null: nothing did
   */
  record Change(Row row, Verdict verdict, @Nullable Instant heard) {}

  /** Writes where streams stand after their verdicts. */
  void save(Connection c, List<Change> changes) throws SQLException {
    saveCheckpoints(
        c, changes.stream().filter(change -> !change.verdict().checkpoints().isEmpty()).toList());
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Change change : changes) {
      JudgeState state = change.verdict().state();
      if (state == null && change.heard() == null) {
        continue;
      }
      String text = GaugeJson.writeOrNull(state);
      if (state != null && text != null) {
        states.put(change.row().stream(), new Written(text, state));
      }
      long heard = change.heard() == null ? 0 : change.heard().toEpochMilli();
      rows.add(
          new @Nullable Object[] {
            text,
            state == null ? null : newest(change.verdict().marks()),
            heard,
            heard,
            municipality,
            change.row().id()
          });
    }
    Sql.updateAll(
        c,
        "UPDATE gauge_stream SET state = coalesce(?, state), mark = coalesce(?, mark), heard = CASE WHEN heard < ? THEN ? ELSE heard END WHERE municipality = ? AND id = ?",
        rows);
  }

  private static @Nullable String newest(List<Marked> marks) {
    List<Marked> inOrder = new ArrayList<>(marks);
    inOrder.removeIf(marked -> !marked.mark().isInOrder() || marked.mark() == Mark.SAME_TIME);
    return inOrder.isEmpty() ? null : inOrder.getLast().mark().name();
  }

  private void saveCheckpoints(Connection c, List<Change> changes) throws SQLException {
    List<@Nullable Object[]> replaced = new ArrayList<>();
    List<@Nullable Object[]> added = new ArrayList<>();
    for (Change change : changes) {
      Verdict verdict = change.verdict();
      long stream = change.row().id();
      Instant last = verdict.checkpoints().getLast().day();
      replaced.add(
          new @Nullable Object[] {
            municipality, stream, AlertRows.millis(verdict.from()), last.minus(KEPT).toEpochMilli()
          });
      for (Checkpoint checkpoint : verdict.checkpoints()) {
        added.add(
            new @Nullable Object[] {
              municipality,
              stream,
              checkpoint.day().toEpochMilli(),
              GaugeJson.write(checkpoint.state())
            });
      }
    }
    Sql.updateAll(
        c,
        "DELETE FROM gauge_checkpoint WHERE municipality = ? AND stream = ? AND (day >= ? OR day < ?)",
        replaced);
    Sql.updateAll(
        c,
        "INSERT INTO gauge_checkpoint (municipality, stream, day, state) VALUES (?, ?, ?, ?)",
        added);
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
