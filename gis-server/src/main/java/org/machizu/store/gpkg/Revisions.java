package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Revision;
import org.machizu.store.sql.AuditLines;
import org.machizu.store.sql.Begun;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.ChangeLine;
import org.machizu.store.sql.Moments;
import org.machizu.store.sql.Sql;

/**
 * The numbers and times of changes. A file keeps its own in {@code machizu_revision}; our own
 * changes take numbers that are higher than any in all files of the folder.
 */
final class Revisions {
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
  Begun begin(Connection writer, String layer, Actor actor, String kind, @Nullable String note)
      throws SQLException {
    // First of all: what is written from here on is ours, and its audit line is ours to write.
    Sql.execute(writer, "UPDATE machizu_writer SET own = 1");
    raise(Sql.numberOr(writer, 0, "SELECT max(revision) FROM machizu_revision"));
    long number = last.incrementAndGet();
    String before =
        Sql.string(writer, "SELECT time FROM machizu_revision ORDER BY revision DESC LIMIT 1");
    String now = Moments.text(clock.instant());
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
    Revision revision = new Revision(number);
    ChangeLine line =
        AuditLines.insert(
            writer,
            null,
            ChangeKinds.entry(Instant.parse(time), actor, kind, note, layer, revision));
    return new Begun(revision, line);
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
            Moments.text(moment)));
  }
}
