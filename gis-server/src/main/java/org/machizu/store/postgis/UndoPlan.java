package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerConflictException;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;

/**
 * What is to be done to take a revision back, as the layer stands now.
 *
 * @param entry the layer
 * @param revision what is taken back
 * @param then the epoch in which it was made
 * @param source the epoch that holds the features' former states: {@code then}, in its history, or
 *     the one that the revision ended, in its content
 * @param schema the layer's attributes afterwards
 * @param columns their columns
 * @param since the last revision that this knows of
 * @param changes how many features it changed
 * @param restored how many of them had been there before
 */
record UndoPlan(
    Entry entry,
    Revision revision,
    Epoch then,
    Epoch source,
    Schema schema,
    List<String> columns,
    long since,
    long changes,
    long restored) {

  /**
   * @throws LayerConflictException as {@link FeatureStore#undo}
   */
  static UndoPlan of(Town town, Connection connection, LayerId layer, Revision revision)
      throws SQLException {
    Entry entry = town.entries().getFeatures(connection, layer);
    long since = town.revisions().of(connection, entry.name()).number();
    Epoch then = getEpoch(town, connection, entry, revision);
    boolean began = then.start().equals(revision);
    town.retention().checkUndo(connection, then, began ? 0 : revision.number(), revision);
    Epoch source = began ? getBefore(town, connection, entry, revision) : then;
    checkUntouched(town, connection, entry, then, revision);
    String count = "SELECT count(*) FROM %s WHERE revision = ?".formatted(then.log());
    long logged = began ? 0 : revision.number();
    long changes = Sql.numberOr(connection, 0, count, logged);
    long restored = Sql.numberOr(connection, 0, count + " AND kind <> 'C'", logged);
    Epoch target = entry.epoch();
    if (began && isAllThatHappened(town, connection, entry, then, revision)) {
      target = target.with(comingBack(source.schema(), target.schema()), source.columns());
    } else if (restored > 0) {
      checkKind(entry, source, revision);
    }
    return new UndoPlan(
        entry, revision, then, source, target.schema(), target.columns(), since, changes, restored);
  }

  private static Epoch getEpoch(Town town, Connection connection, Entry entry, Revision revision)
      throws SQLException {
    String kind =
        Sql.string(
            connection,
            "SELECT kind FROM machizu.revision WHERE municipality = ? AND revision = ? AND layer = ?",
            town.municipality(),
            revision.number(),
            entry.name());
    boolean changedContent =
        ChangeKinds.EDIT.equals(kind)
            || ChangeKinds.UNDO.equals(kind)
            || ChangeKinds.IMPORT.equals(kind);
    if (!changedContent) {
      throw new LayerConflictException(
          "no-such-revision",
          "layer '%s' has no change of features with the revision %s; its history lists them"
              .formatted(entry.name(), revision));
    }
    town.retention().checkPast(connection, entry.name(), revision);
    return town.entries()
        .findEpoch(connection, entry.name(), revision)
        .orElseThrow(() -> new StoreException("revision " + revision + " lies in no epoch"));
  }

  private static Epoch getBefore(Town town, Connection connection, Entry entry, Revision revision)
      throws SQLException {
    return town.entries()
        .findEpoch(connection, entry.name(), new Revision(revision.number() - 1))
        .orElseThrow(() -> new StoreException("no state before revision " + revision));
  }

  /** Nobody may have built upon the change. */
  private static void checkUntouched(
      Town town, Connection connection, Entry entry, Epoch then, Revision revision)
      throws SQLException {
    long logged = then.start().equals(revision) ? 0 : revision.number();
    for (Epoch epoch : town.entries().listEpochs(connection, entry.name())) {
      if (epoch.start().compareTo(then.start()) < 0) {
        continue;
      }
      Long changed =
          Sql.number(
              connection,
              "SELECT a.fid FROM %s a JOIN %s b ON b.fid = a.fid AND b.revision > ? WHERE a.revision = ? LIMIT 1"
                  .formatted(then.log(), epoch.log()),
              epoch.id() == then.id() ? logged : -1,
              logged);
      if (changed != null) {
        throw changedSince(changed, revision);
      }
    }
  }

  static LayerConflictException changedSince(long feature, Revision revision) {
    return new LayerConflictException(
        "changed-since",
        "feature %d was changed again after revision %s; take the later changes back first"
            .formatted(feature, revision));
  }

  /** Whether the layer is just as a replacing revision made it. */
  private static boolean isAllThatHappened(
      Town town, Connection connection, Entry entry, Epoch then, Revision revision)
      throws SQLException {
    if (then.id() != entry.epoch().id()) {
      return false;
    }
    // A feature with a version of its own is older (not replaced), or was changed since.
    Long other =
        Sql.number(
            connection,
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM %s) OR EXISTS (SELECT 1 FROM %s WHERE revision > 0) OR EXISTS (SELECT 1 FROM machizu.revision WHERE municipality = ? AND layer = ? AND revision > ? AND kind = ?)"
                .formatted(then.version(), then.log()),
            town.municipality(),
            entry.name(),
            revision.number(),
            ChangeKinds.COLUMNS);
    return other == null;
  }

  /** The former attributes; who may see one that is there now too, was decided since. */
  private static Schema comingBack(Schema former, Schema present) {
    List<Attribute> attributes =
        former.attributes().stream()
            .map(old -> present.find(old.name()).map(now -> merged(old, now)).orElse(old))
            .toList();
    return new Schema(former.geometryType(), attributes);
  }

  private static Attribute merged(Attribute old, Attribute now) {
    return old.type() == now.type()
        ? now
        : new Attribute(old.name(), old.type(), old.title(), old.unit(), now.visibility());
  }

  private static void checkKind(Entry entry, Epoch source, Revision revision) {
    var kind = entry.epoch().schema().geometryType();
    var former = source.schema().geometryType();
    if (source.hasGeometry() && !FeatureStore.fits(kind, former)) {
      throw new LayerConflictException(
          "kind-changed",
          "layer '%s' held %s features before revision %s and takes %s now, and was edited since; import the former data again"
              .formatted(entry.name(), former, revision, kind));
    }
  }

  /** Whether the layer keeps attributes, columns and kind of geometry. */
  boolean keepsForm() {
    return schema.equals(entry.epoch().schema()) && columns.equals(entry.epoch().columns());
  }

  /** The revision as the log has it. */
  long logged() {
    return source.id() == then.id() ? revision.number() : 0;
  }

  /**
   * The tables with the log {@code l} of the revision and the former state {@code t} of each
   * feature that had one; {@code l.revision} is to be {@link #logged}.
   */
  String formerStates() {
    return source.id() == then.id()
        ? "%s l JOIN %s t ON t.fid = l.fid AND t.machizu_to = l.revision"
            .formatted(then.log(), source.history())
        : "%s l JOIN %s t ON t.fid = l.fid".formatted(then.log(), source.content());
  }

  /** Tells in the audit line of the undo under way what was taken back. */
  void noteInAudit(Step step) {
    step.detail("undone", revision).detail("features", changes);
  }

  /** Makes sure that every feature got its former state. */
  void checkRestored(long found) {
    if (found != restored) {
      throw new StoreException(
          "revision %s changed %d features that had been there, but the history holds the former state of %d"
              .formatted(revision, restored, found));
    }
  }
}
