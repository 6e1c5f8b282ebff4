package org.machizu.store.features;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.SortKey;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.PageToken;
import org.machizu.store.sql.PageWeight;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.machizu.store.sql.Transactions;

/**
 * One page in the order of sort keys. First the keys and ids are sorted (without geometries), then
 * the page's rows are fetched. Empty values count as the greatest, the id breaks ties upwards.
 */
final class SortedPage {
  private final Connection connection;
  private final Question question;
  private final FeatureDialect dialect;
  private final List<SortKey> sort;

  SortedPage(Connection connection, Question question, List<SortKey> sort) {
    this.connection = connection;
    this.question = question;
    this.dialect = question.epoch().dialect();
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
    String sql = "SELECT * FROM (" + union + ") AS found";
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
      Attribute attribute = attribute(i);
      String column = question.epoch().findColumn(attribute);
      sql.append(", ")
          .append(
              column == null
                  ? dialect.nothing(attribute.type())
                  : dialect.read("t." + Sql.name(column), attribute.type()))
          .append(" AS s")
          .append(i);
    }
    return sql.toString();
  }

  private Attribute attribute(int key) {
    String name = sort.get(key).attribute();
    Schema askable = question.view().askable();
    return askable
        .find(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "cannot sort by '%s'; there are %s"
                    .formatted(name, askable.attributes().stream().map(Attribute::name).toList())));
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
        ways.add("(" + equal + further(key, mark(i), up, value != null) + ")");
        values.addAll(equalValues);
        if (value != null) {
          values.add(value);
        }
      }
      equal.append(value == null ? key + " IS NULL AND " : key + " = " + mark(i) + " AND ");
      if (value != null) {
        equalValues.add(value);
      }
    }
    ways.add("(" + equal + "f > ?)");
    values.addAll(equalValues);
    values.add(after.id());
    return "(" + String.join(" OR ", ways) + ")";
  }

  private static String further(String key, String mark, boolean up, boolean hasValue) {
    if (!hasValue) {
      return key + " IS NOT NULL"; // going down, empty values came first
    }
    return up ? "(" + key + " > " + mark + " OR " + key + " IS NULL)" : key + " < " + mark;
  }

  /** Stands for a key's value of the token. */
  private String mark(int key) {
    return dialect.sortMark(attribute(key).type());
  }

  /** A row's place in the order. */
  private record Found(int source, long rowId, PageToken.Place place) {}

  private List<Placed> fetch(String sql, List<Object> values, boolean exact, int wanted)
      throws SQLException {
    List<Placed> page = new ArrayList<>();
    PageWeight weight = new PageWeight();
    RowTime time = new RowTime(Transactions.ALLOWED);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(dialect.rowsAtOnce());
      Sql.bind(statement, values.toArray());
      try (ResultSet rows = statement.executeQuery()) {
        List<Found> some = next(rows);
        while (!some.isEmpty() && page.size() < wanted && !weight.isFull()) {
          Map<Found, Feature> features = fetch(some);
          for (Found found : some) {
            Feature feature = features.get(found);
            if (feature == null) {
              throw new StoreException("a row vanished within one read");
            }
            time.check();
            if (page.size() < wanted && !weight.isFull() && (exact || question.matches(feature))) {
              page.add(new Placed(feature, found.place));
              weight.add(feature);
            }
          }
          some = next(rows);
        }
      }
    }
    return page;
  }

  private List<Found> next(ResultSet rows) throws SQLException {
    List<Found> some = new ArrayList<>();
    while (some.size() < dialect.rowsAtOnce() && rows.next()) {
      PageToken.Place place = new PageToken.Place(keysOf(rows), rows.getLong(3));
      some.add(new Found(rows.getInt(1), rows.getLong(2), place));
    }
    return some;
  }

  private Map<Found, Feature> fetch(List<Found> some) throws SQLException {
    RowReader reader = new RowReader(question.epoch(), question.read());
    Map<Found, Feature> features = new HashMap<>();
    for (int i = 0; i < question.sources().size(); i++) {
      int number = i;
      Map<Long, Found> byId = new HashMap<>();
      some.stream().filter(f -> f.source == number).forEach(f -> byId.put(f.place.id(), f));
      if (byId.isEmpty()) {
        continue;
      }
      RowSource source = question.sources().get(i);
      String ids =
          byId.values().stream().map(f -> String.valueOf(f.rowId)).collect(Collectors.joining(","));
      try (PreparedStatement statement =
          connection.prepareStatement(
              reader.select(source) + " WHERE " + source.rowId() + " IN (" + ids + ")")) {
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            Feature feature = reader.read(row);
            features.put(Objects.requireNonNull(byId.get(feature.id())), feature);
          }
        }
      }
    }
    return features;
  }

  private List<@Nullable Object> keysOf(ResultSet rows) throws SQLException {
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 0; i < sort.size(); i++) {
      keys.add(dialect.values().sortKey(rows, 4 + i, attribute(i).type()));
    }
    return Collections.unmodifiableList(keys);
  }
}
