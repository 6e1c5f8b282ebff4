package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.machizu.jobs.CancelledException;
import org.machizu.transfer.RowSink;
import org.machizu.transfer.Section;
import org.machizu.transfer.TownSink;

/**
 * The operational tables that go with a town from one store into another. They have the same
 * columns in both. Jobs that have not ended, and what says who is at work at the moment, stay
 * behind.
 */
public final class TownTables {
  private static final String MUNICIPALITY = "municipality";

  private static final int FETCHED = 1000;

  /** Of rows that may be as large as a chunk of an attachment, a megabyte. */
  private static final int LARGE_FETCHED = 16;

  /**
   * @param key the columns of its key after the municipality
   * @param omitted columns that tell of a server at work
   * @param only a condition; "" for all rows
   */
  private record Table(String name, String key, Set<String> omitted, String only) {}

  /** Other content is still coming in, or belongs to a job. */
  private static final String ATTACHED =
      "(SELECT a.content FROM attachment a WHERE a.municipality = t.municipality)";

  private static final List<Table> ALL =
      List.of(
          new Table(
              "job", "id", Set.of("holder", "lease"), " AND state NOT IN ('QUEUED', 'RUNNING')"),
          new Table("attachment", "hash", Set.of(), ""),
          new Table("attachment_content", "id", Set.of(), " AND id IN " + ATTACHED),
          new Table("attachment_chunk", "content, number", Set.of(), " AND content IN " + ATTACHED),
          new Table("account", "name", Set.of(), ""),
          new Table("account_link", "hash", Set.of(), ""),
          new Table("town_role", "name", Set.of(), ""),
          new Table("session", "hash", Set.of(), ""),
          new Table("token", "hash", Set.of(), ""),
          new Table("sign_in_count", "hash", Set.of(), ""),
          new Table("track_device", "name", Set.of("holder", "lease"), ""),
          new Table("position", "device, time, hash", Set.of(), ""),
          new Table("position_refused", "device, hash", Set.of(), ""),
          new Table("position_verdict", "device, time, hash", Set.of(), ""),
          new Table("track_arrival", "id", Set.of(), ""),
          new Table("track_run", "device, begun", Set.of(), ""),
          new Table("track_lost", "device, run, number", Set.of(), ""),
          new Table("road_pass", "device, run, number", Set.of(), ""),
          new Table("snow_entry", "number", Set.of(), ""),
          new Table("gauge_stream", "gauge, drill", Set.of(), ""),
          new Table("gauge_reading", "stream, time, hash", Set.of(), ""),
          new Table("gauge_checkpoint", "stream, day", Set.of(), ""),
          new Table("gauge_alert", "id", Set.of(), ""),
          new Table("gauge_alert_event", "number", Set.of("holder", "lease"), ""),
          new Table("gauge_entry", "number", Set.of(), ""),
          new Table("gauge_message", "number", Set.of(), ""),
          new Table("outbox_recipient", "id", Set.of(), ""),
          new Table("outbox_recipient_change", "recipient, version", Set.of(), ""),
          new Table("outbox_message", "number", Set.of("holder", "lease"), ""),
          new Table("feature_document", "number", Set.of(), ""),
          new Table("permit_checklist", "number", Set.of(), ""),
          new Table("permit_paper", "year, number", Set.of(), ""),
          new Table("permit_entry", "number", Set.of(), ""),
          new Table("permit_closing", "number", Set.of(), ""),
          new Table("permit_queue", "terminal, day, number", Set.of(), ""),
          new Table("permit_count", "day, channel, district, kind", Set.of(), ""),
          new Table("remote_server", "id", Set.of(), ""),
          new Table("remote_mount", "layer", Set.of(), ""),
          new Table("shelter_state", "shelter", Set.of(), ""),
          new Table("shelter_change", "number", Set.of(), ""),
          new Table("thematic_map", "id", Set.of(), ""));

  /** About persons; a data folder keeps them apart. Drafts of extracts stay behind. */
  private static final List<Table> PERSONAL =
      List.of(
          new Table("watch_case", "id", Set.of(), ""),
          new Table("watch_step", "case_id, number", Set.of(), ""),
          new Table("watch_photo", "hash, number", Set.of(), ""),
          new Table("watch_report", "id", Set.of(), ""),
          new Table("watch_hint", "time_window", Set.of(), ""),
          new Table("feedback", "number", Set.of(), ""),
          new Table("feedback_step", "message, number", Set.of(), ""));

  private TownTables() {}

  public static List<String> names() {
    return Stream.of(ALL, PERSONAL).flatMap(List::stream).map(Table::name).toList();
  }

  /** Whether a table is one of those about persons. */
  public static boolean isPersonal(String name) {
    return PERSONAL.stream().anyMatch(table -> table.name.equals(name));
  }

  /** Gives all rows of all of them but those about persons. */
  public static void send(Connection connection, String municipality, TownSink sink)
      throws SQLException, CancelledException {
    for (Table table : ALL) {
      send(connection, municipality, table, sink);
    }
  }

  /** Gives all rows of those about persons. */
  public static void sendPersonal(Connection connection, String municipality, TownSink sink)
      throws SQLException, CancelledException {
    for (Table table : PERSONAL) {
      send(connection, municipality, table, sink);
    }
  }

  private static void send(Connection connection, String municipality, Table table, TownSink sink)
      throws SQLException, CancelledException {
    List<String> columns = columns(connection, table);
    RowSink rows = sink.begin(new Section.Table(table.name, columns));
    String sql =
        "SELECT %s FROM %s t WHERE municipality = ?%s ORDER BY %s"
            .formatted(String.join(", ", columns), table.name, table.only, table.key);
    sendLarge(connection, sql, rows, municipality);
  }

  /** Gives what a query finds, and ends the section. */
  public static void sendRows(
      Connection connection, String sql, RowSink rows, @Nullable Object... values)
      throws SQLException, CancelledException {
    send(connection, FETCHED, sql, rows, values);
  }

  /** As {@link #sendRows}, of rows with large values. */
  public static void sendLarge(
      Connection connection, String sql, RowSink rows, @Nullable Object... values)
      throws SQLException, CancelledException {
    send(connection, LARGE_FETCHED, sql, rows, values);
  }

  private static void send(
      Connection connection, int fetched, String sql, RowSink rows, @Nullable Object... values)
      throws SQLException, CancelledException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(fetched);
      Sql.bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        int columns = row.getMetaData().getColumnCount();
        while (row.next()) {
          @Nullable Object[] found = new @Nullable Object[columns];
          for (int i = 0; i < columns; i++) {
            found[i] = plain(row.getObject(i + 1));
          }
          rows.row(found);
        }
      }
    }
    rows.end();
  }

  /** The drivers give whole numbers in the width of the column, or of the number. */
  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  private static List<String> columns(Connection connection, Table table) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT * FROM " + table.name + " WHERE 1 = 0");
        ResultSet none = statement.executeQuery()) {
      ResultSetMetaData about = none.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= about.getColumnCount(); i++) {
        String column = about.getColumnName(i);
        if (!column.equals(MUNICIPALITY) && !table.omitted.contains(column)) {
          columns.add(column);
        }
      }
      Collections.sort(columns); // as the steps that added them came in another order
      return columns;
    }
  }

  /** Takes the rows of one of them. */
  public static RowSink write(Transactions into, String municipality, Section.Table table) {
    if (!names().contains(table.table())) {
      throw new IllegalArgumentException("there is no table '" + table.table() + "'");
    }
    List<String> columns = table.columns();
    String sql =
        "INSERT INTO %s (municipality, %s) VALUES (?%s)"
            .formatted(table.table(), String.join(", ", columns), ", ?".repeat(columns.size()));
    return new InsertSink(into, sql, values -> behind(municipality, values));
  }

  /** A value, and others behind it. */
  static @Nullable Object[] behind(Object first, @Nullable Object... others) {
    @Nullable Object[] all = new @Nullable Object[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }
}
