package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.AuditEntry.Action;
import org.machizu.access.JobMark;
import org.machizu.geo.feature.Revision;
import org.machizu.jobs.JobLostException;
import org.machizu.layers.DoneByJob;
import org.machizu.layers.DoneByJob.Step;

/**
 * Which job a change was made by. The audit line of a change names it and lies in the change's own
 * transaction: so one is never there without the other.
 */
public final class JobMarks {
  /** Servers' clocks may differ: a line can seem to be older than the job that wrote it. */
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  private JobMarks() {}

  /**
   * What a job has done to a layer; empty when it has not.
   *
   * @param municipality null in a file that is wholly one town's
   */
  public static Optional<DoneByJob> find(
      Connection connection, @Nullable String municipality, String layer, JobMark job, Step step)
      throws SQLException {
    String sql =
        "SELECT details FROM machizu_audit WHERE %s AND subject = ? AND object IS NULL AND time >= ? AND action = ? AND details LIKE ?"
            .formatted(municipality == null ? "municipality IS NULL" : "municipality = ?");
    String since = Moments.text(job.asked().minus(CLOCKS_DIFFER));
    String marked = "%\"" + JobMark.DETAIL + "\":\"" + job.id() + "\"%";
    Object[] of = {layer, since, action(step).name(), marked};
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, municipality == null ? of : with(municipality, of));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(done(row.getString(1))) : Optional.empty();
      }
    }
  }

  private static Object[] with(String first, Object[] rest) {
    Object[] all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  private static Action action(Step step) {
    return switch (step) {
      case CREATED -> Action.LAYER_CREATED;
      case DESCRIBED -> Action.LAYER_DESCRIBED;
      case IMPORTED -> Action.IMPORTED;
      case UNDONE -> Action.UNDONE;
    };
  }

  private static DoneByJob done(String details) {
    Map<String, Long> numbers = new HashMap<>();
    AuditLines.read(details)
        .forEach((name, value) -> {
          if (!value.isEmpty() && value.length() < 19 && value.chars().allMatch(c -> isDigit(c))) {
            numbers.put(name, Long.valueOf(value));
          }
        });
    Long revision = numbers.get("revision");
    if (revision == null) {
      throw new StoreException("the audit line of a job's change names no revision");
    }
    return new DoneByJob(new Revision(revision), numbers);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Where several servers share a database: makes sure that the actor's job is still this server's,
   * and that nobody takes it over before the transaction ends. For the transaction that publishes.
   *
   * @throws JobLostException when it is not; the transaction must end
   */
  public static void requireHeld(Connection connection, String municipality, Actor actor)
      throws SQLException {
    JobMark job = actor.job();
    if (job == null) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT holder, state FROM machizu.job WHERE municipality = ? AND id = ? FOR SHARE")) {
      Sql.bind(statement, municipality, job.id());
      try (ResultSet row = statement.executeQuery()) {
        boolean held =
            row.next()
                && job.holder().equals(row.getString(1))
                && "RUNNING".equals(row.getString(2));
        if (!held) {
          throw new JobLostException(job.id());
        }
      }
    }
  }
}
