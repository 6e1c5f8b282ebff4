package org.machizu.store.gpkg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.AuditFilter;
import org.machizu.audit.AuditLine;
import org.machizu.store.sql.Moments;
import org.machizu.store.sql.Sql;

/** A look into the lines of one file, newest first. */
final class AuditSearch {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String chain;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private AuditSearch(String chain) {
    this.chain = chain;
  }

  static AuditSearch of(String chain, AuditFilter filter) {
    AuditSearch search = new AuditSearch(chain);
    search.add("time >= ?", moment(filter.from()));
    search.add("time < ?", moment(filter.to()));
    search.add("actor = ?", filter.actor());
    search.add("subject = ?", filter.subject());
    search.add("object = ?", filter.object());
    if (filter.reason() != null) {
      search.add("instr(reason, ?) > 0", filter.reason());
    }
    if (!filter.actions().isEmpty()) {
      search.conditions.add(
          filter.actions().stream()
              .map(action -> Sql.text(action.name()))
              .collect(Collectors.joining(", ", "action IN (", ")")));
    }
    return search;
  }

  private static @Nullable String moment(@Nullable Instant moment) {
    return moment == null ? null : Moments.text(moment);
  }

  private void add(String condition, @Nullable String value) {
    if (value != null) {
      conditions.add(condition);
      values.add(value);
    }
  }

  /** Only what comes behind a place in the order of all files. */
  AuditSearch after(GpkgAudit.@Nullable Place place) {
    if (place == null) {
      return this;
    }
    int order = chain.compareTo(place.chain());
    if (order == 0) {
      conditions.add("(time < ? OR (time = ? AND id < ?))");
      values.addAll(List.of(place.time(), place.time(), place.number()));
    } else {
      add(order < 0 ? "time < ?" : "time <= ?", place.time());
    }
    return this;
  }

  private String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  List<AuditLine> read(Connection connection, int limit) throws SQLException {
    long sealed = Sql.numberOr(connection, 0, "SELECT max(last_line) FROM machizu_audit_seal");
    List<Object> all = new ArrayList<>(values);
    all.add(limit);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT "
                + AuditSeals.COLUMNS
                + " FROM machizu_audit"
                + where()
                + " ORDER BY time DESC, id DESC LIMIT ?")) {
      Sql.bind(statement, all.toArray());
      try (ResultSet row = statement.executeQuery()) {
        List<AuditLine> lines = new ArrayList<>();
        while (row.next()) {
          lines.add(line(row, sealed));
        }
        return lines;
      }
    }
  }

  private AuditLine line(ResultSet row, long sealed) throws SQLException {
    return new AuditLine(
        chain,
        row.getLong(1),
        row.getLong(1) <= sealed,
        String.valueOf(row.getString(3)),
        String.valueOf(row.getString(4)),
        row.getString(5),
        String.valueOf(row.getString(6)),
        String.valueOf(row.getString(7)),
        row.getString(8),
        row.getString(9),
        details(String.valueOf(row.getString(10))));
  }

  /** What somebody has spoilt is shown as it is. */
  private static Map<String, String> details(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      return Map.of("unreadable", json);
    }
  }

  long count(Connection connection, long atMost) throws SQLException {
    List<Object> all = new ArrayList<>(values);
    all.add(atMost);
    return Sql.numberOr(
        connection,
        0,
        "SELECT count(*) FROM (SELECT 1 FROM machizu_audit" + where() + " LIMIT ?)",
        all.toArray());
  }
}
