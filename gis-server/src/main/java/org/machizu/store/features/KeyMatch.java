package org.machizu.store.features;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Revision;
import org.machizu.store.sql.ImportPlan;
import org.machizu.store.sql.Sql;

/**
 * Which of the layer's features the rows of an import name. Where several features share a key, the
 * one with the lowest id is meant; features without a key are named by nobody and stay.
 *
 * @param <G> a geometry as the store keeps it
 */
final class KeyMatch<G> {
  private static final int FETCHED = 5_000;

  private final ImportGeometries<G> geometries;
  private final ImportPlan plan;
  private final Epoch present;
  private final Revision since;
  private final int keyPlace;
  private final Map<Object, Long> unnamed;
  private final Set<Object> named = new HashSet<>();

  private KeyMatch(
      ImportGeometries<G> geometries,
      ImportPlan plan,
      Epoch present,
      Revision since,
      int keyPlace,
      Map<Object, Long> unnamed) {
    this.geometries = geometries;
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
  static <G> KeyMatch<G> load(
      ImportGeometries<G> geometries,
      Connection connection,
      Epoch present,
      ImportPlan plan,
      String key,
      Revision since)
      throws SQLException {
    Map<Object, Long> ids = new HashMap<>();
    int place = present.schema().indexOf(key);
    if (place >= 0) {
      AttributeType type = present.schema().attributes().get(place).type();
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT fid, %s FROM %s ORDER BY fid"
                  .formatted(Sql.name(present.columns().get(place)), present.content()))) {
        statement.setFetchSize(FETCHED);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            Object value = present.dialect().values().stored(row, 2, type);
            if (value != null) {
              ids.putIfAbsent(value, row.getLong(1));
            }
          }
        }
      }
    }
    return new KeyMatch<>(geometries, plan, present, since, plan.given().indexOf(key), ids);
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
  record Standing<G>(@Nullable G geometry, @Nullable Object[] values) {}

  /** The rows of some features. */
  Map<Long, Standing<G>> standing(Connection connection, List<Long> ids) throws SQLException {
    Map<Long, Standing<G>> found = new HashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    String list = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    for (RowSource source : RowSource.of(present, since)) {
      String sql =
          "SELECT t.fid%s%s FROM %s WHERE t.fid IN (%s) AND %s"
              .formatted(
                  present.hasGeometry() ? "" : ", " + present.dialect().noGeometry(),
                  present.allColumns("t."),
                  source.from(),
                  list,
                  source.time().sql());
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        Sql.bind(statement, source.time().values().toArray());
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            found.put(row.getLong(1), standing(row));
          }
        }
      }
    }
    return found;
  }

  private Standing<G> standing(ResultSet row) throws SQLException {
    List<Attribute> attributes = present.schema().attributes();
    @Nullable Object[] values = new @Nullable Object[attributes.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = present.dialect().values().stored(row, i + 3, attributes.get(i).type());
    }
    return new Standing<>(geometries.read(row, 2), values);
  }

  /** Whether the import would change nothing of the row. */
  boolean isSame(Standing<G> standing, @Nullable G geometry, @Nullable Object[] imported) {
    for (int i = 0; i < imported.length; i++) {
      int place = plan.places().get(i);
      Object stood = place < standing.values.length ? standing.values[place] : null;
      if (!Objects.equals(stood, imported[i])) {
        return false;
      }
    }
    return !plan.coversGeometry() || geometries.isSame(standing.geometry, geometry, present);
  }
}
