package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.geo.feature.Revision;
import org.machizu.store.sql.ChangeKinds;
import org.machizu.store.sql.JobMarks;
import org.machizu.store.sql.Sql;

/**
 * The numbers and times of changes. Whoever begins one holds the layer's lock, so that a layer's
 * revisions become visible in the order of their numbers.
 */
final class Revisions {
  private final String municipality;
  private final Clock clock;

  Revisions(String municipality, Clock clock) {
    this.municipality = municipality;
    this.clock = clock;
  }

  /**
   * Begins a revision; until its end the triggers write under it. In a job, which is still this
   * server's.
   *
   * @param note the reason, or null
   */
  Step begin(Connection connection, String layer, Actor actor, String kind, @Nullable String note)
      throws SQLException {
    JobMarks.requireHeld(connection, municipality, actor);
    Step step = begin(connection, layer, actor, kind, note, clock.instant());
    Step.own(connection, String.valueOf(step.revision().number()));
    return step;
  }

  /** Begins the revision of what another program did. */
  Step beginOutside(Connection connection, String layer, Actor actor, Instant time)
      throws SQLException {
    return begin(connection, layer, actor, ChangeKinds.EDIT, null, time);
  }

  private Step begin(
      Connection connection,
      String layer,
      Actor actor,
      String kind,
      @Nullable String note,
      Instant now)
      throws SQLException {
    long number = Sql.numberOr(connection, 0, "SELECT nextval('machizu.revision_number')");
    Instant time = notBefore(connection, layer, now.truncatedTo(ChronoUnit.MILLIS));
    Revision revision = new Revision(number);
    Sql.update(
        connection,
        "INSERT INTO machizu.revision (municipality, revision, layer, time, actor, kind, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
        municipality,
        number,
        layer,
        Values.moment(time),
        actor.name(),
        kind,
        note);
    Sql.string(connection, "SELECT pg_notify('machizu', ?)::text", municipality);
    return new Step(
        connection,
        municipality,
        revision,
        ChangeKinds.entry(time, actor, kind, note, layer, revision));
  }

  /** A clock that was put back must not put a change before the one that it follows. */
  private Instant notBefore(Connection connection, String layer, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT max(time) FROM machizu.revision WHERE municipality = ? AND layer = ?")) {
      Sql.bind(statement, municipality, layer);
      try (ResultSet row = statement.executeQuery()) {
        OffsetDateTime last = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
        return last != null && last.toInstant().isAfter(now) ? last.toInstant() : now;
      }
    }
  }

  /** A layer's last revision. */
  Revision of(Connection connection, String layer) throws SQLException {
    return new Revision(
        Sql.numberOr(
            connection,
            0,
            "SELECT max(revision) FROM machizu.revision WHERE municipality = ? AND layer = ?",
            municipality,
            layer));
  }

  /** A layer's last revision at a moment. */
  Revision at(Connection connection, String layer, Instant moment) throws SQLException {
    return new Revision(
        Sql.numberOr(
            connection,
            0,
            "SELECT revision FROM machizu.revision WHERE municipality = ? AND layer = ? AND time <= ? ORDER BY time DESC, revision DESC LIMIT 1",
            municipality,
            layer,
            Values.moment(moment)));
  }
}
