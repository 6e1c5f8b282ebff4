package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.EditResult;
import org.machizu.layers.LayerConflictException;

/** Takes back what one revision did to a layer, as a new revision. */
final class Undo {
  /** One transaction; other writers wait for it, and it takes more than in proportion beyond. */
  private static final int AT_ONCE = 10_000;

  private final LayerFile file;
  private final EditRight right;

  Undo(LayerFile file, EditRight right) {
    this.file = file;
    this.right = right;
  }

  /** One feature that the revision changed, and how: C, U or D. */
  private record Logged(long id, String kind) {}

  EditResult run(Revision revision) {
    return file.writer()
        .write(c -> {
          Entry entry = GpkgFeatureStore.getEntry(c, file, right.layer());
          Epoch then = getEpoch(c, entry, revision);
          List<Logged> changes = changes(c, then, revision);
          for (Epoch epoch : Entries.listEpochs(c, entry.name())) {
            if (epoch.start().compareTo(then.start()) >= 0) {
              checkUntouched(c, then, epoch, revision);
            }
          }
          return takeBack(c, entry, revision, changes);
        });
  }

  private static Epoch getEpoch(Connection connection, Entry entry, Revision revision)
      throws SQLException {
    String kind =
        Sql.string(
            connection,
            "SELECT kind FROM machizu_revision WHERE revision = ? AND layer = ?",
            revision.number(),
            entry.name());
    boolean changedContent =
        Revisions.EDIT.equals(kind) || Revisions.UNDO.equals(kind) || Revisions.IMPORT.equals(kind);
    if (!changedContent) {
      throw new LayerConflictException(
          "no-such-revision",
          "layer '%s' has no change of features with the revision %s; its history lists them"
              .formatted(entry.name(), revision));
    }
    return Entries.findEpoch(connection, entry.name(), revision)
        .orElseThrow(() -> new StoreException("revision " + revision + " lies in no epoch"));
  }

  private static long logged(Epoch epoch, Revision revision) {
    return epoch.start().equals(revision) ? 0 : revision.number();
  }

  private static List<Logged> changes(Connection connection, Epoch then, Revision revision)
      throws SQLException {
    List<Logged> changes = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT fid, kind FROM %s WHERE revision = ? ORDER BY fid"
                .formatted(Sql.name(then.log())))) {
      Sql.bind(statement, logged(then, revision));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (changes.size() == AT_ONCE) {
            throw new LayerConflictException(
                "too-large-to-undo",
                "revision %s changed more than %d features; import the former data again instead"
                    .formatted(revision, AT_ONCE));
          }
          changes.add(new Logged(rows.getLong(1), rows.getString(2)));
        }
      }
    }
    return changes;
  }

  /** Nobody may have built upon the change. */
  private static void checkUntouched(
      Connection connection, Epoch then, Epoch epoch, Revision revision) throws SQLException {
    boolean same = epoch.id() == then.id();
    Long changed =
        Sql.number(
            connection,
            "SELECT a.fid FROM %s a JOIN %s b ON b.fid = a.fid WHERE a.revision = ? AND b.revision > ? LIMIT 1"
                .formatted(Sql.name(then.log()), Sql.name(epoch.log())),
            logged(then, revision),
            same ? logged(then, revision) : -1);
    if (changed != null) {
      throw new LayerConflictException(
          "changed-since",
          "feature %d was changed again after revision %s; take the later changes back first"
              .formatted(changed, revision));
    }
  }

  private EditResult takeBack(
      Connection connection, Entry entry, Revision revision, List<Logged> changes)
      throws SQLException {
    Edits edits = new Edits(connection, file, entry);
    Revision undone =
        file.revisions()
            .begin(connection, entry.name(), right.actor(), Revisions.UNDO, "of " + revision);
    Revision before = new Revision(revision.number() - 1);
    Epoch source =
        changes.stream().allMatch(c -> c.kind().equals("C"))
            ? entry.epoch()
            : Entries.findEpoch(connection, entry.name(), before)
                .orElseThrow(() -> new StoreException("no state before revision " + revision));
    List<Long> ids = new ArrayList<>();
    try (Statements statements = new Statements(connection)) {
      for (Logged change : changes) {
        if (change.kind().equals("C")) {
          edits.delete(change.id());
        } else {
          restore(statements, entry, edits, source, before, change);
        }
        ids.add(change.id());
      }
    }
    edits.finish();
    return new EditResult(undone, ids);
  }

  private static void restore(
      Statements statements, Entry entry, Edits edits, Epoch source, Revision before, Logged change)
      throws SQLException {
    for (RowSource rows : RowSource.of(source, before)) {
      String sql =
          "SELECT %s%s FROM %s WHERE t.fid = ? AND %s"
              .formatted(
                  source.hasGeometry() ? "t.geom" : "NULL",
                  sourceColumns(source, entry.epoch()),
                  rows.from(),
                  rows.time().sql());
      PreparedStatement statement = statements.get(sql);
      List<Object> values = new ArrayList<>(List.of(change.id()));
      values.addAll(rows.time().values());
      Sql.bind(statement, values.toArray());
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          write(statements, entry.epoch(), edits, row, change);
          return;
        }
      }
    }
    throw new StoreException("the state of feature " + change.id() + " is not in the history");
  }

  private static String sourceColumns(Epoch source, Epoch target) {
    StringBuilder sql = new StringBuilder();
    for (Attribute attribute : target.schema().attributes()) {
      String column = source.findColumn(attribute);
      sql.append(", ").append(column == null ? "NULL" : "t." + Sql.name(column));
    }
    return sql.toString();
  }

  private static void write(
      Statements statements, Epoch target, Edits edits, ResultSet row, Logged change)
      throws SQLException {
    byte[] geometry = row.getBytes(1);
    edits.note(geometry);
    ContentWriter content = new ContentWriter(target);
    @Nullable Object[] values = new @Nullable Object[target.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.getObject(i + 2);
    }
    if (change.kind().equals("D")) {
      content.create(statements, change.id(), geometry, values);
      return;
    }
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    if (target.hasGeometry()) {
      columns.put(Columns.GEOMETRY, geometry);
    }
    for (int i = 0; i < values.length; i++) {
      columns.put(target.columns().get(i), values[i]);
    }
    content.update(statements, change.id(), columns);
  }
}
