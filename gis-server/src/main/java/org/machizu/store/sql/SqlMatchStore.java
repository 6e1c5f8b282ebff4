package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.tracks.MatchStore;
import org.machizu.tracks.PassesChanged;
import org.machizu.tracks.RoadPass;

/** Runs and passes in SQL. */
public final class SqlMatchStore implements MatchStore {
  private static final int MOST_NOTES = 2_000;

  private final String municipality;
  private final Transactions transactions;
  private final Dialect dialect;
  private final Devices devices;
  private final Listener listener;

  /** Is told of each change in the transaction that makes it. */
  public interface Listener {
    /**
     * @param server who makes it
     */
    void changes(Connection c, String server, PassesChanged change) throws SQLException;
  }

  public SqlMatchStore(
      String municipality, Transactions transactions, Dialect dialect, Listener listener) {
    this.municipality = municipality;
    this.listener = listener;
    this.transactions = transactions;
    this.dialect = dialect;
    this.devices = new Devices(municipality);
  }

  /** Nobody holds any device: called when the one server of a file starts. */
  public static void forgetHolders(Connection c, String municipality) throws SQLException {
    Sql.update(
        c,
        "UPDATE track_device SET holder = NULL, lease = NULL WHERE municipality = ? AND holder IS NOT NULL",
        municipality);
  }

  @Override
  public List<Arrivals> claim(String server, Duration lease, int most) {
    String waiting =
        "SELECT id FROM track_device d WHERE municipality = ? AND (holder IS NULL OR holder = ? OR lease IS NULL OR lease <= ?) AND EXISTS (SELECT 1 FROM track_arrival a WHERE a.municipality = d.municipality AND a.device = d.id) ORDER BY CASE WHEN holder = ? THEN 0 ELSE 1 END, id LIMIT ?";
    // Mostly there is nothing, and looking keeps no writer waiting.
    boolean none =
        transactions.read(
            Transactions.ALLOWED,
            c ->
                Sql.number(
                        c, waiting, municipality, server, Moments.text(dialect.now(c)), server, 1)
                    == null);
    if (none) {
      return List.of();
    }
    return transactions.writeBlind(c -> {
      Instant now = dialect.now(c);
      List<Long> ids =
          Rows.select(
              c,
              row -> row.getLong(1),
              waiting + dialect.skipLocked(),
              municipality,
              server,
              Moments.text(now),
              server,
              most);
      List<Arrivals> claimed = new ArrayList<>();
      for (long id : ids) {
        Sql.update(
            c,
            "UPDATE track_device SET holder = ?, lease = ? WHERE municipality = ? AND id = ?",
            server,
            Moments.text(now.plus(lease)),
            municipality,
            id);
        claimed.add(arrivals(c, devices.get(c, id)));
      }
      return claimed;
    });
  }

  private Arrivals arrivals(Connection c, Devices.Numbered device) throws SQLException {
    List<Long> ids = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    Rows.select(
            c,
            row -> {
              ids.add(row.getLong(1));
              return span(row, 2);
            },
            "SELECT id, since, until FROM track_arrival WHERE municipality = ? AND device = ? ORDER BY since, until, id LIMIT ?",
            municipality,
            device.id(),
            MOST_NOTES)
        .forEach(span -> join(spans, span));
    return new Arrivals(device.device(), ids, List.copyOf(spans));
  }

  /** Spans come in the order of their begin. */
  private static void join(List<Span> spans, Span next) {
    Span last = spans.isEmpty() ? null : spans.getLast();
    if (last == null || next.from().isAfter(last.until().plus(GAP))) {
      spans.add(next);
    } else if (next.until().isAfter(last.until())) {
      spans.set(spans.size() - 1, new Span(last.from(), next.until()));
    }
  }

  private static Span span(ResultSet row, int column) throws SQLException {
    return new Span(
        Instant.ofEpochMilli(row.getLong(column)), Instant.ofEpochMilli(row.getLong(column + 1)));
  }

  @Override
  public void release(String server) {
    int unused =
        transactions.writeBlind(c ->
            Sql.update(
                c,
                "UPDATE track_device SET holder = NULL, lease = NULL WHERE municipality = ? AND holder = ?",
                municipality,
                server));
  }

  @Override
  public List<Span> runs(String device, Span near) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                row -> span(row, 1),
                "SELECT begun, until FROM track_run WHERE municipality = ? AND device = ? AND begun <= ? AND until >= ? ORDER BY begun",
                municipality,
                number(c, device),
                near.until().plus(GAP).toEpochMilli(),
                near.from().minus(GAP).toEpochMilli()));
  }

  private long number(Connection c, String device) throws SQLException {
    return devices.find(c, device).map(Devices.Numbered::id).orElse(-1L);
  }

  @Override
  public long waiting(String device) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Sql.numberOr(
                c,
                0,
                "SELECT count(*) FROM track_arrival WHERE municipality = ? AND device = ?",
                municipality,
                number(c, device)));
  }

  @Override
  public void scan(String device, Span span, PositionVisitor visitor) {
    boolean unused =
        transactions.read(
            Duration.ofMinutes(10),
            c -> {
              SqlTrackStore.scan(c, municipality, number(c, device), span, visitor);
              return true;
            });
  }

  @Override
  public Optional<PassesChanged> save(
      String server, Arrivals done, List<Span> cleared, List<Run> runs) {
    return transactions.writeBlind(c -> {
      long device = number(c, done.device().name());
      int mine =
          Sql.update(
              c,
              "UPDATE track_device SET holder = holder WHERE municipality = ? AND id = ? AND holder = ?",
              municipality,
              device,
              server);
      if (mine == 0) {
        return Optional.<PassesChanged>empty();
      }
      Changes changes = new Changes();
      for (Span span : cleared) {
        clear(c, device, span, changes);
      }
      for (Run run : runs) {
        write(c, device, run, changes);
      }
      for (long id : done.ids()) {
        Sql.update(
            c, "DELETE FROM track_arrival WHERE municipality = ? AND id = ?", municipality, id);
      }
      PassesChanged changed =
          new PassesChanged(done.device().name(), changes.roads, changes.earliest());
      if (!changed.roads().isEmpty()) {
        listener.changes(c, server, changed);
      }
      return Optional.of(changed);
    });
  }

  private static final class Changes {
    private final Set<Long> roads = new LinkedHashSet<>();
    private @Nullable Instant from;

    void at(Instant moment) {
      from = from == null || moment.isBefore(from) ? moment : from;
    }

    Instant earliest() {
      return from == null ? Instant.MAX : from;
    }
  }

  private void clear(Connection c, long device, Span span, Changes changes) throws SQLException {
    for (long begun :
        Rows.select(
            c,
            row -> row.getLong(1),
            "SELECT begun FROM track_run WHERE municipality = ? AND device = ? AND begun >= ? AND begun <= ?",
            municipality,
            device,
            span.from().toEpochMilli(),
            span.until().toEpochMilli())) {
      clearFrom(c, device, begun, 0, 0, changes);
      Sql.update(
          c,
          "DELETE FROM position_verdict WHERE municipality = ? AND device = ? AND time >= ? AND time <= (SELECT until FROM track_run WHERE municipality = ? AND device = ? AND begun = ?)",
          municipality,
          device,
          begun,
          municipality,
          device,
          begun);
      Sql.update(
          c,
          "DELETE FROM track_run WHERE municipality = ? AND device = ? AND begun = ?",
          municipality,
          device,
          begun);
    }
  }

  private void clearFrom(Connection c, long device, long run, int pass, int lost, Changes changes)
      throws SQLException {
    Rows.select(
        c,
        row -> {
          changes.at(Instant.ofEpochMilli(row.getLong(2)));
          return changes.roads.add(row.getLong(1));
        },
        "DELETE FROM road_pass WHERE municipality = ? AND device = ? AND run = ? AND number >= ? RETURNING road, gone",
        municipality,
        device,
        run,
        pass);
    Sql.update(
        c,
        "DELETE FROM track_lost WHERE municipality = ? AND device = ? AND run = ? AND number >= ?",
        municipality,
        device,
        run,
        lost);
  }

  private void write(Connection c, long device, Run run, Changes changes) throws SQLException {
    long begun = run.begin().toEpochMilli();
    clearFrom(c, device, begun, run.passesFrom(), run.lostFrom(), changes);
    Sql.update(
        c,
        "DELETE FROM position_verdict WHERE municipality = ? AND device = ? AND time >= ? AND time <= ?",
        municipality,
        device,
        run.verdictsFrom().toEpochMilli(),
        run.until().toEpochMilli());
    Sql.update(
        c,
        "INSERT INTO track_run (municipality, device, begun, until, positions, roads) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (municipality, device, begun) DO UPDATE SET until = excluded.until, positions = excluded.positions, roads = excluded.roads",
        municipality,
        device,
        begun,
        run.until().toEpochMilli(),
        run.positions(),
        run.roads());
    Passes.insert(c, municipality, device, run.passes());
    for (RoadPass pass : run.passes()) {
      changes.roads.add(pass.road());
      changes.at(pass.left());
    }
    for (Lost lost : run.lost()) {
      Sql.update(
          c,
          "INSERT INTO track_lost (municipality, device, run, number, since, until, reason, positions) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          municipality,
          device,
          begun,
          lost.number(),
          lost.from().toEpochMilli(),
          lost.until().toEpochMilli(),
          lost.reason(),
          lost.positions());
    }
    for (Verdict verdict : new HashSet<>(run.verdicts())) {
      Sql.update(
          c,
          "INSERT INTO position_verdict (municipality, device, time, hash, code) VALUES (?, ?, ?, ?, ?)",
          municipality,
          device,
          verdict.time().toEpochMilli(),
          verdict.hash(),
          verdict.code());
    }
  }

  @Override
  public int matchAgain(Instant since, long roads) {
    return transactions.write(c ->
        Sql.update(
            c,
            "INSERT INTO track_arrival (municipality, device, since, until) SELECT r.municipality, r.device, r.begun, r.until FROM track_run r WHERE r.municipality = ? AND r.until >= ? AND r.roads <> ? AND NOT EXISTS (SELECT 1 FROM track_arrival a WHERE a.municipality = r.municipality AND a.device = r.device AND a.since <= r.begun AND a.until >= r.until)",
            municipality,
            SqlTrackStore.millis(since),
            roads));
  }
}
