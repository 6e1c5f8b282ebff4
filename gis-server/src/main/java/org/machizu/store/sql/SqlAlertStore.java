package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.Alert;
import org.machizu.gauges.Alert.Deed;
import org.machizu.gauges.AlertConflictException;
import org.machizu.gauges.AlertEvent;
import org.machizu.gauges.AlertEvent.What;
import org.machizu.gauges.AlertStore;

/** Alerts in SQL. */
public final class SqlAlertStore implements AlertStore {
  private static final int MOST_EVENTS = 1_000;

  private final String municipality;
  private final Transactions transactions;
  private final Dialect dialect;
  private final AlertRows rows;

  public SqlAlertStore(String municipality, Transactions transactions, Dialect dialect) {
    this.municipality = municipality;
    this.transactions = transactions;
    this.dialect = dialect;
    this.rows = new AlertRows(municipality, dialect);
  }

  /** Nobody holds any step: called when the one server of a file starts. */
  public static void forgetHolders(Connection c, String municipality) throws SQLException {
    Sql.update(
        c,
        "UPDATE gauge_alert_event SET holder = NULL, lease = NULL WHERE municipality = ? AND holder IS NOT NULL",
        municipality);
  }

  @Override
  public List<Alert> list(Filter filter, long before, int limit) {
    Rows.checkLimit(limit);
    StringBuilder sql = new StringBuilder(AlertRows.SELECT + "AND id < ? ");
    List<@Nullable Object> values = new ArrayList<>(List.of(municipality, before));
    if (filter.gauge() != null) {
      sql.append("AND gauge = ? ");
      values.add(filter.gauge());
    }
    if (filter.drill() != null) {
      sql.append("AND drill = ? ");
      values.add(Rows.number(filter.drill()));
    }
    if (filter.active()) {
      sql.append("AND status = 'ACTIVE' ");
    }
    if (filter.unacknowledged()) {
      sql.append("AND acknowledged IS NULL AND status IN ('ACTIVE', 'ENDED') AND past = 0 ");
    }
    sql.append("ORDER BY id DESC LIMIT ?");
    values.add(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c -> Rows.select(c, AlertRows::alert, sql.toString(), values.toArray()));
  }

  @Override
  public Optional<Alert> find(long id) {
    return transactions.read(Transactions.ALLOWED, c -> rows.find(c, id));
  }

  @Override
  public List<AlertEvent> events(long alert) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                AlertRows::event,
                AlertRows.EVENTS + "AND alert = ? ORDER BY number LIMIT " + MOST_EVENTS,
                municipality,
                alert));
  }

  @Override
  public List<AlertEvent> latestEvents(int limit) {
    Rows.checkLimit(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                AlertRows::event,
                AlertRows.EVENTS + "ORDER BY number DESC LIMIT ?",
                municipality,
                limit));
  }

  @Override
  public Optional<Acted> act(
      long id, @Nullable Long expected, String author, Act act, Instant now) {
    return transactions.write(c -> {
      Optional<Alert> found = rows.find(c, id);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      if (isDone(found.get(), act)) {
        return Optional.of(new Acted(found.get(), Optional.empty()));
      }
      if (expected != null && expected != found.get().version()) {
        throw new AlertConflictException(id, expected, found.get().version());
      }
      AlertEvent step = write(c, id, author, act, now);
      return rows.find(c, id).map(alert -> new Acted(alert, Optional.of(step)));
    });
  }

  private static boolean isDone(Alert alert, Act act) {
    return switch (act) {
      case Act.Acknowledge _ -> alert.acknowledged() != null;
      case Act.Assign(String assignee, String _) -> Objects.equals(alert.assignee(), assignee);
      case Act.Publish _ -> alert.published() != null;
    };
  }

  private AlertEvent write(Connection c, long id, String author, Act act, Instant now)
      throws SQLException {
    switch (act) {
      case Act.Acknowledge(String note) -> {
        set(c, id, "acknowledged", GaugeJson.write(new Deed(author, now, note)));
        return rows.event(c, id, What.ACKNOWLEDGED, now, author, note);
      }
      case Act.Assign(String assignee, String note) -> {
        set(c, id, "assignee", assignee);
        String to = assignee == null ? note : (assignee + " " + note).strip();
        return rows.event(c, id, What.ASSIGNED, now, author, to);
      }
      case Act.Publish(String note) -> {
        set(c, id, "published", GaugeJson.write(new Deed(author, now, note)));
        return rows.event(c, id, What.PUBLISHED, now, author, note);
      }
    }
  }

  private void set(Connection c, long id, String column, @Nullable String value)
      throws SQLException {
    Sql.update(
        c,
        "UPDATE gauge_alert SET %s = ?, version = version + 1 WHERE municipality = ? AND id = ?"
            .formatted(column),
        value,
        municipality,
        id);
  }

  @Override
  public List<Claimed> claim(String server, Duration lease, int most) {
    String waiting =
        "SELECT number FROM gauge_alert_event WHERE municipality = ? AND handled = 0 AND (holder IS NULL OR holder = ? OR lease <= ?) ORDER BY number LIMIT ?";
    // Mostly there is nothing, and looking keeps no writer waiting.
    boolean none =
        transactions.read(
            Transactions.ALLOWED,
            c ->
                Sql.number(c, waiting, municipality, server, Moments.text(dialect.now(c)), 1)
                    == null);
    if (none) {
      return List.of();
    }
    return transactions.writeBlind(c -> {
      Instant now = dialect.now(c);
      List<Long> numbers =
          Rows.select(
              c,
              row -> row.getLong(1),
              waiting + dialect.skipLocked(),
              municipality,
              server,
              Moments.text(now),
              most);
      List<Claimed> claimed = new ArrayList<>();
      for (long number : numbers) {
        Sql.update(
            c,
            "UPDATE gauge_alert_event SET holder = ?, lease = ? WHERE municipality = ? AND number = ?",
            server,
            Moments.text(now.plus(lease)),
            municipality,
            number);
        AlertEvent event =
            Rows.select(
                    c, AlertRows::event, AlertRows.EVENTS + "AND number = ?", municipality, number)
                .getFirst();
        claimed.add(new Claimed(event, rows.find(c, event.alert()).orElseThrow()));
      }
      return claimed;
    });
  }

  @Override
  public void handled(String server, List<Long> numbers) {
    int unused =
        transactions.writeBlind(c -> {
          int done = 0;
          for (long number : numbers) {
            done +=
                Sql.update(
                    c,
                    "UPDATE gauge_alert_event SET handled = 1, holder = NULL, lease = NULL WHERE municipality = ? AND number = ? AND holder = ?",
                    municipality,
                    number,
                    server);
          }
          return done;
        });
  }
}
