package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.machizu.layers.ReadTooLongException;
import org.machizu.layers.StoreBusyException;
import org.machizu.store.sql.StoreException;
import org.machizu.store.sql.Transactions;
import org.sqlite.ProgressHandler;

/** A few connections that only read; each read sees one state and has a bounded time. */
final class Readers implements AutoCloseable {
  private static final int CONNECTIONS = 8;
  private static final long WAIT_S = 10;
  private static final int STEPS_BETWEEN_LOOKS = 20_000;

  private final Path file;
  private final Duration atMost;
  private final Semaphore free = new Semaphore(CONNECTIONS, true);
  private final Deque<Reading> idle = new ArrayDeque<>();
  private boolean closed;

  /** Reads as long as each is allowed to. */
  Readers(Path file) {
    this(file, Duration.ofDays(1));
  }

  /**
   * @param atMost no read takes longer than this, whatever it is allowed
   */
  Readers(Path file, Duration atMost) {
    this.file = file;
    this.atMost = atMost;
  }

  /**
   * Reads in one transaction.
   *
   * @throws StoreBusyException when all connections stay in use
   * @throws ReadTooLongException when it takes longer than allowed
   */
  <T> T read(Duration allowed, Transactions.Work<T> work) {
    try (Reading reading = begin(allowed)) {
      return reading.run(work);
    }
  }

  /** Takes a connection for a longer read; closing it gives it back. */
  Reading begin(Duration allowed) {
    try {
      if (!free.tryAcquire(WAIT_S, TimeUnit.SECONDS)) {
        throw new StoreBusyException("too many reads are under way; try again in a moment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreBusyException("the read was given up while it waited for its turn");
    }
    try {
      Reading reading = takeIdle();
      if (reading == null) {
        reading = new Reading(Sqlite.openReader(file));
      }
      reading.allow(allowed);
      return reading;
    } catch (SQLException e) {
      free.release();
      throw Sqlite.failure("opening " + file.getFileName() + " failed", e);
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
  }

  private @Nullable Reading takeIdle() {
    synchronized (idle) {
      if (closed) {
        throw new StoreException(file.getFileName() + " is closed");
      }
      return idle.pollFirst();
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(Reading::closeConnection);
      idle.clear();
    }
  }

  /** One connection in use. */
  final class Reading implements org.machizu.store.sql.Reading {
    private final Connection connection;
    private volatile long endNanos;
    private Duration allowed = Duration.ZERO;

    private Reading(Connection connection) throws SQLException {
      this.connection = connection;
      ProgressHandler.setHandler(
          connection,
          STEPS_BETWEEN_LOOKS,
          new ProgressHandler() {
            @Override
            protected int progress() {
              return isOver() ? 1 : 0;
            }
          });
    }

    private void allow(Duration time) {
      allowed = time.compareTo(atMost) < 0 ? time : atMost;
      endNanos = System.nanoTime() + allowed.toNanos();
    }

    private boolean isOver() {
      return System.nanoTime() - endNanos > 0;
    }

    @Override
    public void checkTime() {
      if (isOver()) {
        throw new ReadTooLongException(allowed);
      }
    }

    @Override
    public <T> T run(Transactions.Work<T> work) {
      try {
        return work.run(connection);
      } catch (SQLException e) {
        if (Sqlite.isInterrupted(e)) {
          throw new ReadTooLongException(allowed);
        }
        if (Sqlite.isBusy(e)) {
          throw new StoreBusyException(
              file.getFileName() + " is locked by another program; try again in a moment");
        }
        throw Sqlite.failure("reading " + file.getFileName() + " failed", e);
      }
    }

    @Override
    public void close() {
      boolean usable = true;
      try {
        connection.rollback();
      } catch (SQLException e) {
        usable = false;
      }
      synchronized (idle) {
        if (usable && !closed) {
          idle.addFirst(this);
        } else {
          closeConnection();
        }
      }
      free.release();
    }

    private void closeConnection() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new StoreException("closing " + file.getFileName() + " failed", e);
      }
    }
  }
}
