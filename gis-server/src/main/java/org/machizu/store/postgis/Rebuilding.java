package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.machizu.access.EditRight;
import org.machizu.access.JobMark;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.StoreBusyException;
import org.machizu.store.features.StoredLayer;
import org.machizu.store.sql.Sql;

/**
 * The right to build a layer's content anew: one import or large undo at a time, over all servers.
 * It hangs on a connection of its own, so that it ends with the server that holds it, however that
 * ends.
 */
final class Rebuilding implements StoredLayer.Place {
  /** How long a connection that is ended may take to let go. */
  private static final long LET_GO_MS = 5_000;

  private final Connection connection;

  private Rebuilding(Connection connection) {
    this.connection = connection;
  }

  /**
   * For what is done in no job.
   *
   * @throws LayerConflictException {@code layer-busy} when somebody else has it
   */
  static Rebuilding begin(Database database, String layer) {
    return orBusy(tryBegin(database, layer), layer);
  }

  /**
   * Begins; in a job that was taken over, it is taken from the server that had the job before,
   * which may be asleep and come back.
   *
   * @throws LayerConflictException {@code layer-busy} when somebody else has it
   */
  static Rebuilding begin(Database database, EditRight right) {
    String layer = right.layer().name();
    JobMark job = right.actor().job();
    return orBusy(tryBegin(database, layer, job == null ? "" : job.id()), layer);
  }

  private static Rebuilding orBusy(@Nullable Rebuilding rebuilding, String layer) {
    if (rebuilding == null) {
      throw new LayerConflictException(
          "layer-busy",
          "an import into layer '%s', or an undo, is under way; wait for its end or cancel it"
              .formatted(layer));
    }
    return rebuilding;
  }

  /** Null when somebody else has it. */
  static @Nullable Rebuilding tryBegin(Database database, String layer) {
    return tryBegin(database, layer, "");
  }

  private static @Nullable Rebuilding tryBegin(Database database, String layer, String job) {
    try {
      Connection connection = database.connectAlone();
      // Whoever vanishes without a word is noticed before a server that is not heard of is.
      Sql.execute(
          connection,
          "SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3");
      if (!job.isEmpty()) {
        String name = "machizu job " + job;
        var unused =
            Sql.strings(
                connection,
                "SELECT pg_terminate_backend(pid, ?)::text FROM pg_stat_activity WHERE application_name = ? AND usename = current_user",
                LET_GO_MS,
                name);
        var named = Sql.string(connection, "SELECT set_config('application_name', ?, false)", name);
      }
      String got =
          Sql.string(
              connection,
              "SELECT pg_try_advisory_lock(hashtextextended(?, 1))::text",
              "machizu rebuilding " + database.municipality() + " " + layer);
      if ("true".equals(got)) {
        return new Rebuilding(connection);
      }
      connection.close();
      return null;
    } catch (SQLException e) {
      throw new StoreBusyException("the database is away at the moment; try again in a moment");
    }
  }

  @Override
  public void close() {
    Locks.letGo(connection);
  }
}
