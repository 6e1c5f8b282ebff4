package org.machizu.store.sql;

/** One transaction that reads, on a connection of its own, until it is closed. */
public interface Reading extends AutoCloseable {
  /**
   * @throws org.machizu.layers.ReadTooLongException when its time is over
   */
  <T> T run(Transactions.Work<T> work);

  /**
   * For reads of many short statements, each of which is over before the database looks at the
   * time.
   *
   * @throws org.machizu.layers.ReadTooLongException when its time is over
   */
  void checkTime();

  /** Gives the connection back. */
  @Override
  void close();
}
