package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.permits.papers.CounterStore;
import org.machizu.permits.papers.PaperNumber;

/** Who waits at the counter, and how often it is asked, in SQL. */
public final class SqlCounterStore implements CounterStore {
  private static final int MOST_SUMS = 100_000;
  private static final int MOST_WAITS = 100_000;

  private final String municipality;
  private final Transactions transactions;

  public SqlCounterStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  private static String day(Instant at) {
    return LocalDate.ofInstant(at, PaperNumber.ZONE).toString();
  }

  @Override
  public Optional<Waiting> take(String terminal, Instant at) {
    return transactions.write(c -> {
      int number =
          1
              + (int)
                  Sql.numberOr(
                      c,
                      0,
                      "SELECT max(number) FROM permit_queue WHERE municipality = ? AND terminal = ? AND day = ?",
                      municipality,
                      terminal,
                      day(at));
      if (number > MOST_WAITING) {
        return Optional.empty();
      }
      Sql.update(
          c,
          "INSERT INTO permit_queue (municipality, terminal, day, number, taken) VALUES (?, ?, ?, ?, ?)",
          municipality,
          terminal,
          day(at),
          number,
          Moments.text(at));
      return Optional.of(new Waiting(number, at));
    });
  }

  @Override
  public Optional<Waiting> next(String terminal, Instant at) {
    return transactions.write(c -> {
      Optional<Waiting> first = waiting(c, terminal, at).stream().findFirst();
      if (first.isPresent()) {
        end(c, "called", terminal, first.get().number(), at);
      }
      return first;
    });
  }

  @Override
  public boolean leave(String terminal, int number, Instant at) {
    return transactions.write(c -> end(c, "gone", terminal, number, at) > 0);
  }

  private int end(Connection c, String column, String terminal, int number, Instant at)
      throws SQLException {
    return Sql.update(
        c,
        "UPDATE permit_queue SET %s = ? WHERE municipality = ? AND terminal = ? AND day = ? AND number = ? AND called IS NULL AND gone IS NULL"
            .formatted(column),
        Moments.text(at),
        municipality,
        terminal,
        day(at),
        number);
  }

  private List<Waiting> waiting(Connection c, String terminal, Instant at) throws SQLException {
    return Rows.select(
        c,
        row -> new Waiting(row.getInt(1), Instant.parse(row.getString(2))),
        "SELECT number, taken FROM permit_queue WHERE municipality = ? AND terminal = ? AND day = ? AND called IS NULL AND gone IS NULL ORDER BY number",
        municipality,
        terminal,
        day(at));
  }

  @Override
  public Queue queue(String terminal, Instant at) {
    return transactions.read(
        Transactions.ALLOWED,
        c -> {
          long called =
              Sql.numberOr(
                  c,
                  0,
                  "SELECT max(number) FROM permit_queue WHERE municipality = ? AND terminal = ? AND day = ? AND called IS NOT NULL",
                  municipality,
                  terminal,
                  day(at));
          return new Queue((int) called, waiting(c, terminal, at));
        });
  }

  @Override
  public void add(Map<Count, Long> counted) {
    if (counted.isEmpty()) {
      return;
    }
    List<Object[]> rows = new ArrayList<>();
    // In one order on every server, so that two of them never wait for each other.
    counted.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(Count::toString)))
        .forEach(entry -> {
          Count count = entry.getKey();
          rows.add(
              new Object[] {
                municipality,
                count.day().toString(),
                count.channel(),
                count.district(),
                count.kind(),
                entry.getValue()
              });
        });
    transactions.writeBlind(c -> {
      Sql.updateAll(
          c,
          "INSERT INTO permit_count AS kept (municipality, day, channel, district, kind, times) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (municipality, day, channel, district, kind) DO UPDATE SET times = kept.times + excluded.times",
          rows);
      return rows.size();
    });
  }

  @Override
  public List<Counted> counted(LocalDate from, LocalDate to) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                row ->
                    new Counted(
                        new Count(
                            LocalDate.parse(row.getString(1)),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4)),
                        row.getLong(5)),
                "SELECT day, channel, district, kind, times FROM permit_count WHERE municipality = ? AND day >= ? AND day <= ? ORDER BY day, channel, district, kind LIMIT ?",
                municipality,
                from.toString(),
                to.toString(),
                MOST_SUMS));
  }

  /** One who was called or went. */
  private record Waited(String day, String terminal, long seconds, boolean left) {}

  @Override
  public List<WaitingTime> waitingTimes(LocalDate from, LocalDate to) {
    List<Waited> all =
        transactions.read(
            Transactions.ALLOWED,
            c ->
                Rows.select(
                    c,
                    row -> {
                      String called = row.getString(4);
                      Instant taken = Instant.parse(row.getString(3));
                      long seconds =
                          called == null
                              ? 0
                              : Duration.between(taken, Instant.parse(called)).toSeconds();
                      return new Waited(
                          row.getString(1), row.getString(2), seconds, called == null);
                    },
                    "SELECT day, terminal, taken, called FROM permit_queue WHERE municipality = ? AND day >= ? AND day <= ? AND (called IS NOT NULL OR gone IS NOT NULL) ORDER BY day, terminal LIMIT ?",
                    municipality,
                    from.toString(),
                    to.toString(),
                    MOST_WAITS));
    List<WaitingTime> times = new ArrayList<>();
    for (int i = 0; i < all.size(); ) {
      Waited first = all.get(i);
      long people = 0;
      long left = 0;
      long sum = 0;
      long longest = 0;
      for (;
          i < all.size()
              && all.get(i).day().equals(first.day())
              && all.get(i).terminal().equals(first.terminal());
          i++) {
        Waited one = all.get(i);
        people += one.left() ? 0 : 1;
        left += one.left() ? 1 : 0;
        sum += one.seconds();
        longest = Math.max(longest, one.seconds());
      }
      times.add(
          new WaitingTime(
              LocalDate.parse(first.day()),
              first.terminal(),
              people,
              left,
              people == 0 ? 0 : sum / people,
              longest));
    }
    return times;
  }
}
