package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.layers.SortKey;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.PageToken;
import org.machizu.store.sql.PageWeight;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;

/**
 * One page in the order of sort keys. First the keys and ids are sorted (without geometries), then
 * the page's rows are fetched. Empty values count as the greatest, the id breaks ties upwards.
 */
final class SortedPage {
  private final Connection connection;
  private final Question question;
  private final List<SortKey> sort;

  SortedPage(Connection connection, Question question, List<SortKey> sort) {
    this.connection = connection;
    this.question = question;
    this.sort = sort;
  }

  /** A feature and its place in the order. */
  record Placed(Feature feature, PageToken.Place place) {}

  /** The first {@code wanted} features after a place. */
  List<Placed> read(PageToken.@Nullable Place after, int wanted) throws SQLException {
    List<Object> values = new ArrayList<>();
    boolean exact = true;
    StringBuilder union = new StringBuilder();
    for (int i = 0; i < question.sources().size(); i++) {
      RowSource source = question.sources().get(i);
      Condition condition = question.condition(source);
      exact &= condition.exact();
      union
          .append(i == 0 ? "" : " UNION ALL ")
          .append("SELECT %d AS b, %s AS r, t.fid AS f".formatted(i, source.rowId()))
          .append(keys())
          .append(" FROM " + source.from() + " WHERE " + condition.sql());
      values.addAll(condition.values());
    }
    String sql = "SELECT * FROM (" + union + ")";
    if (after != null) {
      sql += " WHERE " + beyond(after, values);
    }
    sql += " ORDER BY " + order();
    if (exact) {
      sql += " LIMIT " + wanted;
    }
    return fetch(sql, values, exact, wanted);
  }

  private String keys() {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < sort.size(); i++) {
      String name = sort.get(i).attribute();
      Attribute attribute =
          question
              .view()
              .askable()
              .find(name)
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "cannot sort by '%s'; there are %s"
                          .formatted(
                              name,
                              question.view().askable().attributes().stream()
                                  .map(Attribute::name)
                                  .toList())));
      String column = question.epoch().findColumn(attribute);
      sql.append(", ")
          .append(column == null ? "NULL" : "t." + Sql.name(column))
          .append(" AS s")
          .append(i);
    }
    return sql.toString();
  }

  private String order() {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < sort.size(); i++) {
      String direction = sort.get(i).ascending() ? "" : " DESC";
      sql.append("(s%d IS NULL)%s, s%d%s, ".formatted(i, direction, i, direction));
    }
    return sql + "f";
  }

  /** Rows that come after the place: greater in one key, equal in all keys before it. */
  private String beyond(PageToken.Place after, List<Object> values) {
    List<String> ways = new ArrayList<>();
    StringBuilder equal = new StringBuilder();
    List<Object> equalValues = new ArrayList<>();
    for (int i = 0; i < sort.size(); i++) {
      Object value = after.keys().get(i);
      String key = "s" + i;
      boolean up = sort.get(i).ascending();
      if (value != null || !up) {
        ways.add("(" + equal + further(key, up, value != null) + ")");
        values.addAll(equalValues);
        if (value != null) {
          values.add(value);
        }
      }
      equal.append(value == null ? key + " IS NULL AND " : key + " = ? AND ");
      if (value != null) {
        equalValues.add(value);
      }
    }
    ways.add("(" + equal + "f > ?)");
    values.addAll(equalValues);
    values.add(after.id());
    return "(" + String.join(" OR ", ways) + ")";
  }

  private static String further(String key, boolean up, boolean hasValue) {
    if (!hasValue) {
      return key + " IS NOT NULL"; // going down, empty values came first
    }
    return up ? "(" + key + " > ? OR " + key + " IS NULL)" : key + " < ?";
  }

  private List<Placed> fetch(String sql, List<Object> values, boolean exact, int wanted)
      throws SQLException {
    RowReader reader = new RowReader(question.epoch(), question.read());
    List<PreparedStatement> byRow = new ArrayList<>();
    List<Placed> page = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (RowSource source : question.sources()) {
        byRow.add(
            connection.prepareStatement(
                reader.select(source) + " WHERE " + source.rowId() + " = ?"));
      }
      Sql.bind(statement, values.toArray());
      try (ResultSet rows = statement.executeQuery()) {
        PageWeight weight = new PageWeight();
        while (page.size() < wanted && !weight.isFull() && rows.next()) {
          Feature feature = fetch(reader, byRow.get(rows.getInt(1)), rows.getLong(2));
          if (exact || question.matches(feature)) {
            page.add(new Placed(feature, new PageToken.Place(keysOf(rows), feature.id())));
            weight.add(feature);
          }
        }
      }
      return page;
    } finally {
      for (PreparedStatement statement : byRow) {
        statement.close();
      }
    }
  }

  private static Feature fetch(RowReader reader, PreparedStatement statement, long rowId)
      throws SQLException {
    statement.setLong(1, rowId);
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new StoreException("a row vanished within one read");
      }
      return reader.read(row);
    }
  }

  private List<@Nullable Object> keysOf(ResultSet rows) throws SQLException {
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 0; i < sort.size(); i++) {
      keys.add(rows.getObject(4 + i));
    }
    return Collections.unmodifiableList(keys);
  }
}
