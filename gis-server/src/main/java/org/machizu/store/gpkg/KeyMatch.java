package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Revision;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.Sql;

/**
 * Which of the layer's features the rows of an import name. Where several features share a key, the
 * one with the lowest id is meant; features without a key are named by nobody and stay.
 */
final class KeyMatch {
  private final ImportPlan plan;
  private final Epoch present;
  private final Revision since;
  private final int keyPlace;
  private final Map<Object, Long> unnamed;
  private final Set<Object> named = new HashSet<>();

  private KeyMatch(
      ImportPlan plan, Epoch present, Revision since, int keyPlace, Map<Object, Long> unnamed) {
    this.plan = plan;
    this.present = present;
    this.since = since;
    this.keyPlace = keyPlace;
    this.unnamed = unnamed;
  }

  /**
   * @param since the revision that is being read; the import is compared with this state, whatever
   *     others do meanwhile
   */
  static KeyMatch load(
      Connection connection, Epoch present, ImportPlan plan, String key, Revision since)
      throws SQLException {
    Map<Object, Long> ids = new HashMap<>();
    int column = present.schema().indexOf(key);
    if (column >= 0) {
      try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT fid, %s FROM %s ORDER BY fid"
                      .formatted(
                          Sql.name(present.columns().get(column)), Sql.name(present.content())));
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Object value = normal(row.getObject(2));
          if (value != null) {
            ids.putIfAbsent(value, row.getLong(1));
          }
        }
      }
    }
    return new KeyMatch(plan, present, since, plan.given().indexOf(key), ids);
  }

  /** SQLite hands small whole numbers out as Integer. */
  private static @Nullable Object normal(@Nullable Object value) {
    return value instanceof Integer i ? (Object) i.longValue() : value;
  }

  /** Takes note of a row; false when its key is empty or was named before. */
  boolean name(@Nullable Object[] imported) {
    Object key = imported[keyPlace];
    return key != null && named.add(key);
  }

  /** The feature that a row means; null for a new one. To be asked once for each row. */
  @Nullable Long take(@Nullable Object[] imported) {
    return unnamed.remove(imported[keyPlace]);
  }

  /** Features whose key no row has named. */
  Collection<Long> unnamed() {
    return unnamed.values();
  }

  /** A row of the layer as it stood when the import began. */
  record Standing(byte @Nullable [] geometry, @Nullable Object[] values) {}

  /** The rows of some features. */
  Map<Long, Standing> standing(Connection connection, List<Long> ids) throws SQLException {
    String list = ids.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    Map<Long, Standing> found = new HashMap<>();
    for (RowSource source : RowSource.of(present, since)) {
      String sql =
          "SELECT t.fid%s%s FROM %s WHERE t.fid IN (SELECT value FROM json_each(?)) AND %s"
              .formatted(
                  present.hasGeometry() ? "" : ", NULL",
                  LogTriggers.columns(present, "t."),
                  source.from(),
                  source.time().sql());
      List<Object> values = new ArrayList<>(List.of(list));
      values.addAll(source.time().values());
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        Sql.bind(statement, values.toArray());
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            found.put(row.getLong(1), standing(row));
          }
        }
      }
    }
    return found;
  }

  private Standing standing(ResultSet row) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[present.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = normal(row.getObject(i + 3));
    }
    return new Standing(row.getBytes(2), values);
  }

  /** Whether the import would change nothing of the row. */
  boolean isSame(Standing standing, byte @Nullable [] geometry, @Nullable Object[] imported) {
    for (int i = 0; i < imported.length; i++) {
      int place = plan.places().get(i);
      Object stood = place < standing.values.length ? standing.values[place] : null;
      if (!Objects.equals(stood, imported[i])) {
        return false;
      }
    }
    return !plan.coversGeometry() || isSamePlace(standing.geometry, geometry);
  }

  private boolean isSamePlace(byte @Nullable [] stood, byte @Nullable [] given) {
    if (Arrays.equals(stood, given)) {
      return true;
    }
    Geometry a = RowReader.geometry(stood, present, 0);
    Geometry b = RowReader.geometry(given, present, 0);
    return a != null && b != null && a.equalsExact(b);
  }
}
