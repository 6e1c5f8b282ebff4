package org.machizu.store.gpkg;

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
import org.machizu.access.Actor;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.Change;
import org.machizu.layers.EditResult;
import org.machizu.layers.StaleVersionException;
import org.machizu.layers.UnknownFeatureException;
import org.machizu.store.sql.Begun;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Statements;

/** Writes changes within the writer's transaction; the triggers write the history. */
final class Edits {
  private final Connection connection;
  private final LayerFile file;
  private final Entry entry;
  private final Epoch epoch;
  private final ContentWriter content;
  private final org.locationtech.jts.geom.Envelope touched =
      new org.locationtech.jts.geom.Envelope();

  Edits(Connection connection, LayerFile file, Entry entry) {
    this.connection = connection;
    this.file = file;
    this.entry = entry;
    this.epoch = entry.epoch();
    this.content = new ContentWriter(epoch);
  }

  EditResult apply(Actor actor, List<Change> changes) throws SQLException {
    if (changes.isEmpty()) {
      return new EditResult(Revisions.of(connection, entry.name()), List.of());
    }
    checkNamedOnce(changes);
    Begun edit = file.revisions().begin(connection, entry.name(), actor, ChangeKinds.EDIT, null);
    List<Long> ids = new ArrayList<>();
    try (Statements statements = new Statements(connection)) {
      for (Change change : changes) {
        ids.add(apply(statements, change));
      }
    }
    edit.line().detail("features", ids.size());
    if (ids.size() == 1) {
      edit.line().about(ids.getFirst());
    }
    finish();
    return new EditResult(edit.revision(), ids);
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

  private long apply(Statements statements, Change change) throws SQLException {
    switch (change) {
      case Change.Create(var geometry, var attributes) -> {
        byte[] value = content.encode(geometry);
        note(value);
        long id = nextId();
        content.create(statements, id, value, content.values(attributes.asMap()));
        return id;
      }
      case Change.Replace(long id, Revision expected, var geometry, var attributes) -> {
        check(id, expected);
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        putGeometry(columns, content.encode(geometry));
        putValues(columns, attributes.asMap());
        content.update(statements, id, columns);
        return id;
      }
      case Change.Update(long id, Revision expected, var geometry, var attributes) -> {
        check(id, expected);
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        if (geometry != null) {
          putGeometry(columns, content.encode(geometry));
        }
        putValues(columns, attributes);
        content.update(statements, id, columns);
        return id;
      }
      case Change.Delete(long id, Revision expected) -> {
        check(id, expected);
        PreparedStatement statement =
            statements.get("DELETE FROM " + Sql.name(epoch.layer()) + " WHERE fid = ?");
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

  private void putGeometry(Map<String, @Nullable Object> columns, byte @Nullable [] value) {
    if (epoch.hasGeometry()) {
      columns.put(Columns.GEOMETRY, value);
      note(value);
    }
  }

  /** Remembers the box for the contents table. */
  void note(byte @Nullable [] geometry) {
    GeometryFunctions.find(geometry).ifPresent(touched::expandToInclude);
  }

  /** Never one that was used before: AUTOINCREMENT remembers the highest. */
  private long nextId() throws SQLException {
    return 1
        + Sql.numberOr(
            connection, 0, "SELECT seq FROM sqlite_sequence WHERE name = ?", epoch.layer());
  }

  /** The version of a feature that stands; null when there is none. */
  @Nullable Revision findVersion(long id) throws SQLException {
    Long number =
        Sql.number(
            connection,
            "SELECT coalesce(v.revision, %d) FROM %s t LEFT JOIN %s v ON v.fid = t.fid WHERE t.fid = ?"
                .formatted(
                    epoch.start().number(), Sql.name(epoch.layer()), Sql.name(epoch.version())),
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

  /** Brings indexes and contents table up to date and ends the revision. */
  void finish() throws SQLException {
    HistoryIndex.catchUp(connection, epoch);
    LayerTables.touch(connection, entry.name(), touched);
    Revisions.end(connection);
  }
}
