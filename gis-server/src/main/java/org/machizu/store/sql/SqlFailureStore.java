package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.machizu.access.AuditEntry;
import org.machizu.access.FailureStore;
import org.machizu.access.Secrets;

/** Counts of failed sign-ins in SQL. */
final class SqlFailureStore implements FailureStore {
  private final String municipality;
  private final Transactions transactions;

  SqlFailureStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  @Override
  public Optional<Instant> attempt(
      List<Counted> counted,
      List<Counted> asked,
      Instant now,
      Function<List<Count>, Optional<Instant>> judge) {
    return transactions.write(c -> {
      Sql.update(
          c,
          "DELETE FROM sign_in_count WHERE municipality = ? AND forget < ?",
          municipality,
          Moments.text(now));
      List<Count> counts = new ArrayList<>();
      for (Counted one : counted) {
        counts.add(count(c, one));
      }
      for (Counted one : asked) {
        counts.add(count(c, one));
      }
      Optional<Instant> answer = judge.apply(counts);
      if (answer.isEmpty()) {
        for (Counted one : counted) {
          add(c, one, now);
        }
      }
      return answer;
    });
  }

  @Override
  public void failed(AuditEntry entry) {
    transactions.writeBlind(c -> AuditLines.insert(c, municipality, entry));
  }

  @Override
  public void succeeded(
      List<Counted> forgotten, List<Counted> takenBack, List<Counted> remembered, Instant now) {
    transactions.write(c -> {
      for (Counted one : forgotten) {
        run(c, "DELETE FROM sign_in_count WHERE municipality = ? AND hash = ?", one);
      }
      for (Counted one : takenBack) {
        run(
            c,
            "UPDATE sign_in_count SET times = CASE WHEN times > 0 THEN times - 1 ELSE 0 END WHERE municipality = ? AND hash = ?",
            one);
      }
      for (Counted one : remembered) {
        add(c, one, now);
      }
      return now;
    });
  }

  private void run(Connection c, String sql, Counted one) throws SQLException {
    Sql.update(c, sql, municipality, Secrets.hash(one.key()));
  }

  private void add(Connection c, Counted one, Instant now) throws SQLException {
    String last = Moments.text(now);
    String forget = Moments.text(now.plus(one.keep()));
    Sql.update(
        c,
        "INSERT INTO sign_in_count (municipality, hash, times, last, forget) VALUES (?, ?, 1, ?, ?) ON CONFLICT (municipality, hash) DO UPDATE SET times = sign_in_count.times + 1, last = excluded.last, forget = excluded.forget",
        municipality,
        Secrets.hash(one.key()),
        last,
        forget);
  }

  private Count count(Connection c, Counted one) throws SQLException {
    return Rows.select(
            c,
            row -> new Count(row.getInt(1), Instant.parse(row.getString(2))),
            "SELECT times, last FROM sign_in_count WHERE municipality = ? AND hash = ?",
            municipality,
            Secrets.hash(one.key()))
        .stream()
        .findFirst()
        .orElse(Count.NONE);
  }
}
