package org.machizu.store.features;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.Change;
import org.machizu.layers.EditResult;
import org.machizu.layers.StaleVersionException;
import org.machizu.layers.UnknownFeatureException;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Statements;

/** Writes changes within a transaction that holds the layer's lock; triggers write the history. */
final class Edits {
  private final Connection connection;
  private final StoredLayer layer;
  private final Epoch epoch;
  private final ContentWriter content;

  /**
   * @param present the layer's tables, in the transaction
   */
  Edits(StoredLayer layer, Connection connection, Epoch present) {
    this.layer = layer;
    this.connection = connection;
    this.epoch = present;
    this.content = new ContentWriter(epoch);
  }

  EditResult apply(Actor actor, List<Change> changes) throws SQLException {
    if (changes.isEmpty()) {
      return new EditResult(layer.ledger().last(connection, epoch.layer()), List.of());
    }
    checkNamedOnce(changes);
    OpenRevision edit = layer.begin(connection, epoch, actor, ChangeKinds.EDIT, null);
    List<Long> ids = make(edit, changes);
    edit.detail("features", ids.size());
    if (ids.size() == 1) {
      edit.about(ids.getFirst());
    }
    return new EditResult(edit.end(), ids);
  }

  /** Features to be added are written together, each run of them with one statement. */
  private List<Long> make(OpenRevision edit, List<Change> changes) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Statements statements = new Statements(connection)) {
      List<Change.Create> run = new ArrayList<>();
      for (Change change : changes) {
        if (change instanceof Change.Create create) {
          run.add(create);
        } else {
          ids.addAll(create(edit, statements, run));
          run.clear();
          ids.add(alter(edit, statements, change));
        }
      }
      ids.addAll(create(edit, statements, run));
    }
    return ids;
  }

  private List<Long> create(OpenRevision edit, Statements statements, List<Change.Create> run)
      throws SQLException {
    if (run.isEmpty()) {
      return List.of();
    }
    List<Long> ids = layer.takeIds(connection, run.size());
    PreparedStatement insert = statements.get(ContentWriter.insert(epoch));
    for (int i = 0; i < ids.size(); i++) {
      Change.Create create = run.get(i);
      edit.touch(create.geometry());
      ContentWriter.addInsert(
          insert,
          epoch,
          ids.get(i),
          content.stored(create.geometry()),
          content.values(create.attributes().asMap()));
    }
    insert.executeBatch();
    return ids;
  }

  /** A feature has one state per revision. */
  private static void checkNamedOnce(List<Change> changes) {
    Set<Long> named = new HashSet<>();
    for (Change change : changes) {
      Long id =
          switch (change) {
            case Change.Create _ -> null;
            case Change.Replace r -> r.id();
            case Change.Update u -> u.id();
            case Change.Delete d -> d.id();
          };
      if (id != null && !named.add(id)) {
        throw new IllegalArgumentException(
            "feature " + id + " stands twice in one edit; put its changes into one");
      }
    }
  }

  private long alter(OpenRevision edit, Statements statements, Change change) throws SQLException {
    switch (change) {
      case Change.Create _ -> throw new IllegalArgumentException("a new feature is not altered");
      case Change.Replace(long id, Revision expected, var geometry, var attributes) -> {
        check(id, expected);
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        putGeometry(edit, columns, geometry);
        putValues(columns, attributes.asMap());
        content.update(statements, id, columns);
        return id;
      }
      case Change.Update(long id, Revision expected, var geometry, var attributes) -> {
        check(id, expected);
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        if (geometry != null) {
          putGeometry(edit, columns, geometry);
        }
        putValues(columns, attributes);
        content.update(statements, id, columns);
        return id;
      }
      case Change.Delete(long id, Revision expected) -> {
        check(id, expected);
        PreparedStatement statement =
            statements.get("DELETE FROM " + epoch.content() + " WHERE fid = ?");
        Sql.bind(statement, id);
        statement.executeUpdate();
        return id;
      }
    }
  }

  private void putValues(
      Map<String, @Nullable Object> columns, Map<String, @Nullable Object> attributes) {
    attributes.forEach(
        (name, value) -> columns.put(content.column(name), content.checked(name, value)));
  }

  private void putGeometry(
      OpenRevision edit, Map<String, @Nullable Object> columns, @Nullable Geometry geometry) {
    Object stored = content.stored(geometry);
    if (epoch.hasGeometry()) {
      columns.put(Epoch.GEOMETRY, stored);
      edit.touch(geometry);
    }
  }

  /** The version of a feature that stands; null when there is none. */
  private @Nullable Revision findVersion(long id) throws SQLException {
    Long number =
        Sql.number(
            connection,
            "SELECT coalesce(v.revision, %d) FROM %s t LEFT JOIN %s v ON v.fid = t.fid WHERE t.fid = ?"
                .formatted(epoch.start().number(), epoch.content(), epoch.version()),
            id);
    return number == null ? null : new Revision(number);
  }

  private void check(long id, @Nullable Revision expected) throws SQLException {
    Revision current = findVersion(id);
    if (current == null) {
      throw new UnknownFeatureException(id);
    }
    if (expected != null && !expected.equals(current)) {
      throw new StaleVersionException(id, expected, current);
    }
  }
}
