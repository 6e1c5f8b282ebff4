package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.StoreBusyException;
import org.machizu.search.IndexEntry;
import org.machizu.search.Scope;
import org.machizu.search.SearchIndex.Building;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scope under way. A connection of its own holds, as long as it lives, two locks: the layer's
 * turn, so that of several servers one builds and the others find it done, and one that says that
 * the unfinished scope is still somebody's. When the server dies, the database lets go of both.
 */
final class SearchBuilder implements Building {
  private static final Logger LOG = LoggerFactory.getLogger(SearchBuilder.class);
  private static final int BATCH = 2000;

  /** Small layers are done by then; for a large one the caller comes again. */
  private static final Duration TURN_WAIT = Duration.ofSeconds(5);

  private final Database database;
  private final String municipality;
  private final Scope scope;
  private final Connection turn;
  private long id;
  private List<IndexEntry> waiting = new ArrayList<>();
  private int batches;
  private boolean finished;

  private SearchBuilder(Database database, Scope scope, Connection turn) {
    this.database = database;
    this.municipality = database.municipality();
    this.scope = scope;
    this.turn = turn;
  }

  /**
   * @throws StoreBusyException when another server goes on building the layer
   */
  static SearchBuilder waitForTurn(Database database, Scope scope) {
    String layer = "search turn " + database.municipality() + " " + scope.layer().name();
    try {
      Connection turn = database.connectAlone();
      try {
        Sql.execute(turn, "SET lock_timeout = " + TURN_WAIT.toMillis());
        hold(turn, "pg_advisory_lock", layer);
        return new SearchBuilder(database, scope, turn);
      } catch (SQLException e) {
        turn.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Failures.isWaiting(e) || Failures.isCrowded(e) || Failures.unavailable(e) != null
          ? new StoreBusyException(
              "another server is indexing layer '%s'".formatted(scope.layer().name()))
          : new StoreException("waiting to index " + scope.layer() + " failed", e);
    }
  }

  private static String hold(Connection connection, String function, String name)
      throws SQLException {
    String held =
        Sql.string(
            connection, "SELECT " + function + "(hashtextextended(?, 0))::text", "machizu " + name);
    return held == null ? "" : held;
  }

  private static String ofScope(String id) {
    return "search scope " + id;
  }

  void begin() {
    clearLeftovers(database);
    try {
      id = Sql.numberOr(turn, 0, "SELECT nextval('machizu.search_scope_id')");
      hold(turn, "pg_advisory_lock", ofScope(String.valueOf(id)));
    } catch (SQLException e) {
      throw new StoreException("beginning to index " + scope.layer() + " failed", e);
    }
    int unused =
        write(c ->
            Sql.update(
                c,
                "INSERT INTO machizu.search_scope VALUES (?, ?, ?, ?, ?, 0, false)",
                municipality,
                id,
                scope.layer().name(),
                scope.entitlement(),
                scope.shows()));
  }

  @Override
  public void add(IndexEntry entry) {
    waiting.add(entry);
    if (waiting.size() == BATCH) {
      flush();
    }
  }

  private void flush() {
    List<IndexEntry> batch = waiting;
    waiting = new ArrayList<>();
    boolean unused =
        write(c -> {
          checkOurs(c);
          new SearchRows(c, municipality, id).add(batch);
          return true;
        });
    batches++;
    if (Integer.bitCount(batches) == 1) { // 1, 2, 4, 8 ...
      tellPlanner();
    }
  }

  /** Whoever found the lock free, after our connection broke, has thrown the scope away. */
  private void checkOurs(Connection connection) throws SQLException {
    Long found =
        Sql.number(
            connection,
            "SELECT 1 FROM machizu.search_scope WHERE municipality = ? AND id = ? AND NOT finished FOR SHARE",
            municipality,
            id);
    if (found == null) {
      throw new StoreException("the index of " + scope.layer() + " was thrown away meanwhile");
    }
  }

  @Override
  public void finish(Revision revision) {
    flush();
    tellPlanner();
    finished =
        write(c -> {
          PostgisSearchIndex.lock(c, scope.layer());
          checkOurs(c);
          if (isLater(c, revision)) {
            return false;
          }
          new SearchRows(c, municipality, id).addExtents();
          retire(c, scope, id);
          Sql.update(
              c,
              "UPDATE machizu.search_scope SET finished = true, revision = ? WHERE municipality = ? AND id = ?",
              revision.number(),
              municipality,
              id);
          return true;
        });
    clearLeftovers(database);
  }

  /** Without this the database plans as if the tables were empty still, and reads them whole. */
  private void tellPlanner() {
    try {
      for (String table : SearchRows.TABLES) {
        Sql.execute(turn, "ANALYZE " + table);
      }
    } catch (SQLException e) {
      LOG.debug("the tables of the index are being looked at by somebody else", e);
    }
  }

  private boolean isLater(Connection connection, Revision revision) throws SQLException {
    return Sql.number(
            connection,
            "SELECT 1 FROM machizu.search_scope WHERE municipality = ? AND layer = ? AND entitlement = ? AND finished AND revision > ?",
            municipality,
            scope.layer().name(),
            scope.entitlement(),
            revision.number())
        != null;
  }

  /** Hides what stands for the same layer and entitlement class, besides one scope. */
  static void retire(Connection connection, Scope scope, long besides) throws SQLException {
    int unused =
        Sql.update(
            connection,
            "UPDATE machizu.search_scope SET finished = false WHERE municipality = ? AND layer = ? AND entitlement = ? AND finished AND id <> ?",
            scope.layer().municipality(),
            scope.layer().name(),
            scope.entitlement(),
            besides);
  }

  private <T> T write(Database.Work<T> work) {
    return database.write(PostgisSearchIndex.WRITE_ALLOWED, work);
  }

  /** Throws away what was hidden, and what was under way when its server died. */
  static void clearLeftovers(Database database) {
    String municipality = database.municipality();
    List<String> unfinished =
        database.read(
            Duration.ofSeconds(2),
            c ->
                Sql.strings(
                    c,
                    "SELECT id FROM machizu.search_scope WHERE municipality = ? AND NOT finished",
                    municipality));
    for (String one : unfinished) {
      boolean unused =
          database.write(
              PostgisSearchIndex.WRITE_ALLOWED,
              c -> {
                boolean left = hold(c, "pg_try_advisory_xact_lock", ofScope(one)).equals("true");
                if (left) {
                  SearchRows.clear(c, municipality, Long.parseLong(one));
                }
                return left;
              });
    }
  }

  @Override
  public void close() {
    try {
      turn.close(); // which lets go of its locks
    } catch (SQLException e) {
      LOG.debug("closing the connection that held the turn failed", e);
    }
    if (!finished && id != 0) {
      clearLeftovers(database);
    }
  }
}
