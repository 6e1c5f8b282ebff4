package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One database in which things are read and written in transactions.
 *
 * <p>Of two writers with the same {@link #write} one waits until the other's transaction has ended:
 * a write may look at rows and then decide. (SQLite has one writer for a file anyway; on PostgreSQL
 * a lock of the municipality sees to it, so that it holds for all servers.)
 */
public interface Transactions {
  /** How long an answer of bounded size may take to read. */
  Duration ALLOWED = Duration.ofSeconds(30);

  /** What is done in a transaction; whatever it throws, nothing is kept. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Reads one state.
   *
   * @param allowed how long it may take
   * @throws org.machizu.layers.StoreBusyException when the database is not to be had in time
   * @throws org.machizu.layers.ReadTooLongException when it takes longer
   */
  <T> T read(Duration allowed, Work<T> work);

  /**
   * Writes all or nothing; returns after the commit.
   *
   * @throws org.machizu.layers.StoreBusyException when the database is not to be had in time;
   *     nothing is written
   */
  <T> T write(Work<T> work);

  /**
   * As {@link #write}, for what is right whatever others write meanwhile (a row that is added, a
   * row that is replaced): where the database can do so, it waits for no other writer.
   */
  <T> T writeBlind(Work<T> work);

  /** Writes soon, as {@link #writeBlind}; returns at once, and a crash may lose it. */
  void writeLater(Work<?> work);
}
