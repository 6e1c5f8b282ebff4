package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.Message;
import org.machizu.gauges.Message.Outcome;

/** The rows of the log of messages, within a transaction that is open. */
final class MessageRows {
  private static final String INSERT =
      "INSERT INTO gauge_message (municipality, received, source, topic, payload, size, gauge, outcome, detail, may_lose) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  /** After so many the oldest are looked at. */
  private static final int TRIM_AFTER = 1_000;

  private final String municipality;
  private final AtomicInteger untrimmed = new AtomicInteger(TRIM_AFTER);

  MessageRows(String municipality) {
    this.municipality = municipality;
  }

  void insert(Connection c, List<Message> messages) throws SQLException {
    if (messages.isEmpty()) {
      return;
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Message message : messages) {
      rows.add(
          new @Nullable Object[] {
            municipality,
            Moments.text(message.received()),
            plain(message.source()),
            plain(message.topic()),
            plain(message.payload()),
            message.size(),
            message.gauge(),
            message.outcome().name(),
            plain(message.detail()),
            Rows.number(message.mayLose())
          });
    }
    Sql.updateAll(c, INSERT, rows);
    if (untrimmed.addAndGet(messages.size()) >= TRIM_AFTER) {
      untrimmed.set(0);
      trim(c);
    }
  }

  /** No database takes a zero in a text. */
  private static String plain(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private void trim(Connection c) throws SQLException {
    Sql.update(
        c,
        "DELETE FROM gauge_message WHERE municipality = ? AND number <= (SELECT max(number) FROM gauge_message WHERE municipality = ?) - ?",
        municipality,
        municipality,
        Message.MOST);
  }

  List<Message.Numbered> list(Connection c, Message.Filter filter, long before, int limit)
      throws SQLException {
    StringBuilder sql =
        new StringBuilder(
            "SELECT number, received, source, topic, payload, size, gauge, outcome, detail, may_lose FROM gauge_message WHERE municipality = ? AND number < ? ");
    List<@Nullable Object> values = new ArrayList<>(List.of(municipality, before));
    if (filter.gauge() != null) {
      sql.append("AND gauge = ? ");
      values.add(filter.gauge());
    }
    if (filter.outcome() != null) {
      sql.append("AND outcome = ? ");
      values.add(filter.outcome().name());
    }
    sql.append("ORDER BY number DESC LIMIT ?");
    values.add(limit);
    return Rows.select(c, MessageRows::message, sql.toString(), values.toArray());
  }

  private static Message.Numbered message(ResultSet row) throws SQLException {
    return new Message.Numbered(
        row.getLong(1),
        new Message(
            Instant.parse(row.getString(2)),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getInt(6),
            row.getString(7),
            Outcome.valueOf(row.getString(8)),
            row.getString(9),
            row.getInt(10) != 0));
  }
}
