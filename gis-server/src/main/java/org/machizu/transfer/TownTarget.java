package org.machizu.transfer;

/** Where a town goes; there is nothing of it yet, and nobody opens it until it is whole. A port. */
public interface TownTarget extends AutoCloseable {

  TownSink sink();

  /** Ends writing, and makes what is faster made when all rows are there. */
  void finish();

  /** Reads what was written as every later reader does. */
  TownSource reopen();

  /** Ends all access; what was not opened to everybody by then is of no use to anybody. */
  @Override
  void close();
}
