package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry;
import org.machizu.access.AuditEntry.Action;
import org.machizu.geo.feature.Revision;

/**
 * The numbers and times of changes. A file keeps its own in {@code machizu_revision}; our own
 * changes take numbers that are higher than any in all files of the folder.
 */
final class Revisions {
  /** How the notes of publish steps begin. */
  static final String OPEN = "open: ";

  static final String CLOSED = "closed: ";
  static final String CREATE = "create";
  static final String DISCARD = "discard";
  static final String DESCRIBE = "describe";
  static final String PUBLISH = "publish";
  static final String EDIT = "edit";
  static final String UNDO = "undo";
  static final String IMPORT = "import";
  static final String COLUMNS = "columns";
  static final String RIGHTS = "rights";
  private static final Map<String, Action> ACTIONS =
      Map.of(
          CREATE, Action.LAYER_CREATED,
          DISCARD, Action.LAYER_DISCARDED,
          DESCRIBE, Action.LAYER_DESCRIBED,
          PUBLISH, Action.PUBLISHED,
          EDIT, Action.EDITED,
          UNDO, Action.UNDONE,
          IMPORT, Action.IMPORTED,
          COLUMNS, Action.EDITED,
          RIGHTS, Action.RIGHTS_CHANGED);

  private final AtomicLong last = new AtomicLong();
  private final Clock clock;

  Revisions(Clock clock) {
    this.clock = clock;
  }

  /** Takes note of the numbers a file has used. */
  void seen(Connection connection) throws SQLException {
    raise(Sql.numberOr(connection, 0, "SELECT max(revision) FROM machizu_revision"));
  }

  private long raise(long atLeast) {
    return last.accumulateAndGet(atLeast, Math::max);
  }

  /**
   * Begins a revision in the writer's transaction; until {@link #end} the triggers write under it.
   *
   * @param note the reason, or null
   */
  Revision begin(Connection writer, String layer, Actor actor, String kind, @Nullable String note)
      throws SQLException {
    raise(Sql.numberOr(writer, 0, "SELECT max(revision) FROM machizu_revision"));
    long number = last.incrementAndGet();
    String before =
        Sql.string(writer, "SELECT time FROM machizu_revision ORDER BY revision DESC LIMIT 1");
    String now = Values.moment(clock.instant());
    String time = before != null && before.compareTo(now) > 0 ? before : now;
    Sql.update(
        writer,
        "INSERT INTO machizu_revision (revision, layer, time, actor, kind, note) VALUES (?, ?, ?, ?, ?, ?)",
        number,
        layer,
        time,
        actor.name(),
        kind,
        note);
    AuditTable.insert(
        writer,
        AuditEntry.of(Instant.parse(time), actor, action(kind, note), layer)
            .because(note)
            .with("revision", number));
    Sql.execute(writer, "UPDATE machizu_writer SET own = 1");
    return new Revision(number);
  }

  private static Action action(String kind, @Nullable String note) {
    Action action = Objects.requireNonNull(ACTIONS.get(kind), kind);
    boolean closes = action == Action.PUBLISHED && note != null && note.startsWith(CLOSED);
    return closes ? Action.UNPUBLISHED : action;
  }

  static void end(Connection writer) throws SQLException {
    Sql.execute(writer, "UPDATE machizu_writer SET own = 0");
  }

  /** A layer's last revision. */
  static Revision of(Connection connection, String layer) throws SQLException {
    return new Revision(
        Sql.numberOr(
            connection, 0, "SELECT max(revision) FROM machizu_revision WHERE layer = ?", layer));
  }

  /** The last revision at a moment. */
  static Revision at(Connection connection, Instant moment) throws SQLException {
    return new Revision(
        Sql.numberOr(
            connection,
            0,
            "SELECT revision FROM machizu_revision WHERE time <= ? ORDER BY time DESC, revision DESC LIMIT 1",
            Values.moment(moment)));
  }
}
