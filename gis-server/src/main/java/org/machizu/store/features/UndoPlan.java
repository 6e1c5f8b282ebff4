package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.machizu.geo.feature.Attribute;
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
 * @param present the layer's present tables
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
    Epoch present,
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
  static UndoPlan of(Ledger ledger, Connection connection, Epoch present, Revision revision)
      throws SQLException {
    long since = ledger.last(connection, present.layer()).number();
    Epoch then = getEpoch(ledger, connection, present, revision);
    boolean began = then.start().equals(revision);
    ledger.checkUndo(connection, then, began ? 0 : revision.number(), revision);
    Epoch source = began ? getBefore(ledger, connection, present, revision) : then;
    checkUntouched(ledger, connection, present, then, revision);
    String count = "SELECT count(*) FROM %s WHERE revision = ?".formatted(then.log());
    long logged = began ? 0 : revision.number();
    long changes = Sql.numberOr(connection, 0, count, logged);
    long restored = Sql.numberOr(connection, 0, count + " AND kind <> 'C'", logged);
    Epoch target = present;
    if (began && isAllThatHappened(ledger, connection, present, then, revision)) {
      target = target.with(comingBack(source.schema(), target.schema()), source.columns());
    } else if (restored > 0) {
      checkKind(present, source, revision);
    }
    return new UndoPlan(
        present,
        revision,
        then,
        source,
        target.schema(),
        target.columns(),
        since,
        changes,
        restored);
  }

  private static Epoch getEpoch(
      Ledger ledger, Connection connection, Epoch present, Revision revision) throws SQLException {
    String kind =
        ledger.find(connection, present.layer(), revision).map(Ledger.Made::kind).orElse("");
    boolean changedContent =
        ChangeKinds.EDIT.equals(kind)
            || ChangeKinds.UNDO.equals(kind)
            || ChangeKinds.IMPORT.equals(kind);
    if (!changedContent) {
      throw new LayerConflictException(
          "no-such-revision",
          "layer '%s' has no change of features with the revision %s; its history lists them"
              .formatted(present.layer(), revision));
    }
    ledger.checkPast(connection, present.layer(), revision);
    return ledger
        .findEpoch(connection, present.layer(), revision)
        .orElseThrow(() -> new StoreException("revision " + revision + " lies in no epoch"));
  }

  private static Epoch getBefore(
      Ledger ledger, Connection connection, Epoch present, Revision revision) throws SQLException {
    return ledger
        .findEpoch(connection, present.layer(), new Revision(revision.number() - 1))
        .orElseThrow(() -> new StoreException("no state before revision " + revision));
  }

  /** Nobody may have built upon the change. */
  private static void checkUntouched(
      Ledger ledger, Connection connection, Epoch present, Epoch then, Revision revision)
      throws SQLException {
    long logged = then.start().equals(revision) ? 0 : revision.number();
    for (Epoch epoch : ledger.listEpochs(connection, present.layer())) {
      if (epoch.start().compareTo(then.start()) < 0) {
        continue;
      }
      Long changed =
          Sql.number(
              connection,
              "SELECT a.fid FROM %s a %s %s b ON b.fid = a.fid AND b.revision > ? WHERE a.revision = ? LIMIT 1"
                  .formatted(then.log(), then.dialect().joinInOrder(), epoch.log()),
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
      Ledger ledger, Connection connection, Epoch present, Epoch then, Revision revision)
      throws SQLException {
    if (then.id() != present.id()) {
      return false;
    }
    // A feature with a version of its own is older (not replaced), or was changed since.
    Long changed =
        Sql.number(
            connection,
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM %s) OR EXISTS (SELECT 1 FROM %s WHERE revision > 0)"
                .formatted(then.version(), then.log()));
    return changed == null
        && !ledger.isFollowedBy(connection, present.layer(), revision, ChangeKinds.COLUMNS);
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

  private static void checkKind(Epoch present, Epoch source, Revision revision) {
    var kind = present.schema().geometryType();
    var former = source.schema().geometryType();
    if (source.hasGeometry() && !FeatureStore.fits(kind, former)) {
      throw new LayerConflictException(
          "kind-changed",
          "layer '%s' held %s features before revision %s and takes %s now, and was edited since; import the former data again"
              .formatted(present.layer(), former, revision, kind));
    }
  }

  /** Whether the layer keeps attributes, columns and kind of geometry. */
  boolean keepsForm() {
    return schema.equals(present.schema()) && columns.equals(present.columns());
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
    String join = source.dialect().joinInOrder();
    return source.id() == then.id()
        ? "%s l %s %s t ON t.fid = l.fid AND t.machizu_to = l.revision"
            .formatted(then.log(), join, source.history())
        : "%s l %s %s t ON t.fid = l.fid".formatted(then.log(), join, source.content());
  }

  /** Tells in the audit line of the undo under way what was taken back. */
  void noteInAudit(OpenRevision step) throws SQLException {
    step.detail("undone", revision);
    step.detail("features", changes);
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
