package org.machizu.store.postgis;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.postgis.jdbc.jts.JtsGeometry;
import org.machizu.layers.ReadTooLongException;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.StoreUnavailableException;
import org.machizu.layers.StoreUnavailableException.Reason;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.machizu.store.sql.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one server for one town. Transactions of reading see one state (REPEATABLE
 * READ); every statement has a time limit that the database itself keeps.
 */
final class Database implements Transactions, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** How long a request waits for a connection. */
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(10);

  /** How long a write waits for another's lock; then its caller is told to try again. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  /** How long a write of bounded size may take. */
  private static final Duration WRITE_ALLOWED = Duration.ofSeconds(60);

  private final Address address;
  private final String municipality;
  private final HikariDataSource pool;
  private final Semaphore longReads;
  private volatile boolean holdsTown;
  private final ExecutorService later =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("database, later").factory());

  private Database(Address address, String municipality, HikariDataSource pool) {
    this.address = address;
    this.municipality = municipality;
    this.pool = pool;
    // Reads of whole layers, whose takers may be slow, never take all connections.
    this.longReads = new Semaphore(address.connections() / 2, true);
  }

  /**
   * Connects.
   *
   * @throws StoreException when the database cannot be reached
   */
  static Database open(Address address, String municipality) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(address.connections());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    config.setValidationTimeout(Duration.ofSeconds(3).toMillis());
    config.setAutoCommit(false);
    config.setPoolName("town " + municipality);
    config.addDataSourceProperty("ApplicationName", "machizu");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "10");
    config.addDataSourceProperty("stringtype", "unspecified");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("datatype.geometry", JtsGeometry.class.getName());
    try {
      return new Database(address, municipality, new HikariDataSource(config));
    } catch (HikariPool.PoolInitializationException e) {
      throw new StoreException(
          "the database %s cannot be reached as user '%s': %s"
              .formatted(address.url(), address.user(), e.getMessage()));
    }
  }

  String municipality() {
    return municipality;
  }

  @Override
  public <T> T read(Duration allowed, Work<T> work) {
    try (Reading reading = begin(allowed)) {
      return reading.run(work);
    }
  }

  /** Takes a connection for a read; closing it gives it back. */
  Reading begin(Duration allowed) {
    boolean isLong = allowed.compareTo(Duration.ofMinutes(5)) > 0;
    if (isLong) {
      takeLong();
    }
    try {
      return new Reading(connect(), allowed, isLong);
    } catch (RuntimeException e) {
      if (isLong) {
        longReads.release();
      }
      throw e;
    }
  }

  private void takeLong() {
    try {
      if (!longReads.tryAcquire(CONNECTION_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new StoreBusyException(
            "too many reads of whole layers are under way; try again in a moment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreBusyException("the read was given up while it waited for its turn");
    }
  }

  private Connection connect() {
    try {
      return pool.getConnection();
    } catch (SQLTransientConnectionException e) {
      if (e.getCause() instanceof SQLException cause && Failures.unavailable(cause) != null) {
        throw failure("connecting to the database", cause);
      }
      throw new StoreBusyException(
          "no connection to the database is to be had at the moment; try again in a moment");
    } catch (SQLException e) {
      throw failure("connecting to the database", e);
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    return write(
        WRITE_ALLOWED,
        c -> {
          Locks.operations(c, municipality);
          return work.run(c);
        });
  }

  @Override
  public <T> T writeBlind(Work<T> work) {
    return write(WRITE_ALLOWED, work);
  }

  /** Writes in a transaction that takes its locks itself. */
  <T> T write(Duration allowed, Work<T> work) {
    try (Connection connection = connect()) {
      try {
        limit(connection, allowed);
        if (!holdsTown) {
          requireTown(connection);
        }
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw failure("writing", e);
    }
  }

  @Override
  public void writeLater(Work<?> work) {
    try {
      later.execute(() -> {
        try {
          Object unused = writeBlind(work);
        } catch (RuntimeException e) {
          LOG.warn("something that may be lost was not written: {}", e.getMessage());
        }
      });
    } catch (RejectedExecutionException e) {
      throw new StoreException("the database is closed");
    }
  }

  /** A connection of its own, for listening; the caller closes it. It commits by itself. */
  Connection connectAlone() throws SQLException {
    return DriverManager.getConnection(address.url(), address.user(), address.password());
  }

  /**
   * Bounds the transaction's statements, and lets it name operational tables without their schema,
   * which SQLite does not have. By transaction, so that poolers between us and the database may
   * give each to another connection.
   */
  private static void limit(Connection connection, Duration allowed) throws SQLException {
    Sql.execute(
        connection,
        "SET LOCAL statement_timeout = %d; SET LOCAL lock_timeout = %d; SELECT set_config('search_path', '%s, ' || current_setting('search_path'), true)"
            .formatted(allowed.toMillis(), LOCK_WAIT.toMillis(), Migrations.SCHEMA));
  }

  /** Nobody writes to a town that is on its way to another store, or there already. */
  private void requireTown(Connection connection) throws SQLException {
    Sql.execute(connection, "SELECT require_town(%s)".formatted(Sql.text(municipality)));
  }

  /** From here on this server alone writes: its caller keeps all others out. */
  void holdTown(boolean holds) {
    holdsTown = holds;
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static RuntimeException failure(String what, SQLException e) {
    if (Failures.isWaiting(e)) {
      return new StoreBusyException(
          "another program or server has been changing the same for over %d seconds; finish the edit there (in QGIS: save it) and try again"
              .formatted(LOCK_WAIT.toSeconds()));
    }
    if (Failures.isCrowded(e)) {
      return new StoreBusyException(
          "the database has no room for more at the moment; try again in a moment");
    }
    Reason reason = Failures.unavailable(e);
    if (reason != null) {
      return new StoreUnavailableException(reason, what + " failed: " + e.getMessage(), e);
    }
    return new StoreException(what + " failed", e);
  }

  @Override
  public void close() {
    later.shutdown();
    try {
      if (!later.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("what was to be written later was not written in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pool.close();
  }

  /** One connection that reads. */
  final class Reading implements org.machizu.store.sql.Reading {
    private final Connection connection;
    private final Duration allowed;
    private final long endNanos;
    private final boolean isLong;
    private boolean begun;
    private boolean closed;

    private Reading(Connection connection, Duration allowed, boolean isLong) {
      this.connection = connection;
      this.allowed = allowed;
      this.endNanos = System.nanoTime() + allowed.toNanos();
      this.isLong = isLong;
    }

    @Override
    public <T> T run(Work<T> work) {
      try {
        if (!begun) {
          Sql.execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          limit(connection, allowed);
          begun = true;
        }
        return work.run(connection);
      } catch (SQLException e) {
        if (Failures.isCancelled(e)) {
          throw new ReadTooLongException(allowed);
        }
        throw failure("reading", e);
      }
    }

    @Override
    public void checkTime() {
      if (System.nanoTime() - endNanos > 0) {
        throw new ReadTooLongException(allowed);
      }
    }

    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      try (connection) {
        connection.rollback();
      } catch (SQLException e) {
        LOG.debug("giving a connection back failed", e); // the pool throws it away
      } finally {
        if (isLong) {
          longReads.release();
        }
      }
    }
  }
}
