package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.audit.AuditFilter;
import org.machizu.audit.AuditLine;

/** A look into the lines of one file, newest first. */
final class AuditSearch {
  private final AuditChain chain;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private AuditSearch(AuditChain chain) {
    this.chain = chain;
  }

  static AuditSearch of(AuditChain chain, AuditFilter filter) {
    AuditSearch search = new AuditSearch(chain);
    search.conditions.add(chain.seals().town().sql());
    search.values.addAll(chain.seals().town().values());
    search.add("time >= ?", moment(filter.from()));
    search.add("time < ?", moment(filter.to()));
    search.add("actor = ?", filter.actor());
    search.add("subject = ?", filter.subject());
    search.add("object = ?", filter.object());
    if (filter.reason() != null) {
      search.add("replace(reason, ?, '') <> reason", filter.reason());
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
  AuditSearch after(@Nullable AuditPlace place) {
    if (place == null) {
      return this;
    }
    int order = chain.name().compareTo(place.chain());
    if (order == 0) {
      conditions.add("(time < ? OR (time = ? AND id < ?))");
      values.addAll(List.of(place.time(), place.time(), place.number()));
    } else {
      add(order < 0 ? "time < ?" : "time <= ?", place.time());
    }
    return this;
  }

  private String where() {
    return " WHERE " + String.join(" AND ", conditions);
  }

  List<AuditLine> read(Connection connection, int limit) throws SQLException {
    List<Object> all = new ArrayList<>(values);
    all.add(limit);
    AuditSeals.Tables tables = chain.seals().tables();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT %s, %s FROM %s%s ORDER BY time DESC, id DESC LIMIT ?"
                .formatted(tables.columns(), chain.seals().isSealed(), tables.lines(), where()))) {
      Sql.bind(statement, all.toArray());
      try (ResultSet row = statement.executeQuery()) {
        List<AuditLine> lines = new ArrayList<>();
        while (row.next()) {
          lines.add(line(row));
        }
        return lines;
      }
    }
  }

  private AuditLine line(ResultSet row) throws SQLException {
    return new AuditLine(
        chain.name(),
        row.getLong(1),
        row.getBoolean(11),
        String.valueOf(row.getString(3)),
        String.valueOf(row.getString(4)),
        row.getString(5),
        String.valueOf(row.getString(6)),
        String.valueOf(row.getString(7)),
        row.getString(8),
        row.getString(9),
        AuditLines.read(String.valueOf(row.getString(10))));
  }

  long count(Connection connection, long atMost) throws SQLException {
    List<Object> all = new ArrayList<>(values);
    all.add(atMost);
    return Sql.numberOr(
        connection,
        0,
        "SELECT count(*) FROM (SELECT 1 FROM %s%s LIMIT ?) AS found"
            .formatted(chain.seals().tables().lines(), where()),
        all.toArray());
  }
}
