package org.machizu.imports;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Row;
import org.machizu.jobs.CancelledException;

/**
 * Makes batches of rows on a thread of its own, a few ahead of whoever takes them, so that reading
 * and checking do not wait for the store nor the store for them. Holds a bounded number of rows.
 */
final class ReadAhead implements AutoCloseable {
  private static final int BATCHES_AHEAD = 6;
  private static final int POLL_MILLIS = 100;

  /** Where batches come from; used on the reading thread only. */
  interface Source {
    /** The next rows, perhaps none; null at the end. */
    @Nullable List<Row> next() throws FormatException, IOException;
  }

  /** Called from time to time while waiting for a batch; throws to give up. */
  interface Patience {
    void check() throws ImportException, CancelledException;
  }

  private sealed interface Message {
    record Rows(List<Row> rows) implements Message {}

    record End() implements Message {}

    record Failure(Throwable cause) implements Message {}
  }

  private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(BATCHES_AHEAD);
  private final Source source;
  private final Thread thread;
  private volatile boolean closed;

  ReadAhead(Source source) {
    this.source = source;
    this.thread = Thread.ofPlatform().name("import-read-ahead").daemon().start(this::read);
  }

  /**
   * The next rows in the order of the file, perhaps none; null at the end.
   *
   * @throws FormatException when the rest of the file cannot be read
   */
  @Nullable List<Row> next(Patience patience)
      throws ImportException, CancelledException, FormatException, IOException {
    while (true) {
      patience.check();
      Message message = poll();
      switch (message) {
        case null -> {}
        case Message.Rows(List<Row> rows) -> {
          return rows;
        }
        case Message.End() -> {
          return null;
        }
        case Message.Failure(FormatException cause) -> throw cause;
        case Message.Failure(IOException cause) -> throw cause;
        case Message.Failure(RuntimeException cause) -> throw cause;
        case Message.Failure(Error cause) -> throw cause;
        case Message.Failure(Throwable cause) -> throw new IllegalStateException(cause);
      }
    }
  }

  private @Nullable Message poll() {
    try {
      return queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the file's next rows", e);
    }
  }

  /** Stops reading, and returns when the reading thread has let go of the file. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      queue.clear();
      try {
        thread.join(POLL_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true; // the file must not be closed under the reading thread
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    Message last;
    try {
      for (List<Row> rows = source.next(); rows != null && !closed; rows = source.next()) {
        put(new Message.Rows(rows));
      }
      last = new Message.End();
    } catch (FormatException
        | IOException
        | RuntimeException
        | OutOfMemoryError
        | StackOverflowError e) {
      last = new Message.Failure(e);
    }
    put(last);
  }

  private void put(Message message) {
    try {
      while (!closed && !queue.offer(message, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        continue; // the taker is busy; look again whether it still wants any
      }
    } catch (InterruptedException e) {
      closed = true; // nobody interrupts this thread but a stopping virtual machine
    }
  }
}
