package org.machizu.store.gpkg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.machizu.layers.StoreBusyException;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;
import org.machizu.store.sql.Transactions;

/**
 * The one thread that writes to a file. Work that waits is put into one transaction (group commit),
 * each piece under its own savepoint, and is answered only after the commit.
 */
final class Writer implements AutoCloseable {
  /** A transaction takes no further piece after this long, so that nobody waits much more. */
  private static final long GROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int GROUP_SIZE = 64;
  private static final int QUEUE_SIZE = 1000;
  private static final long QUEUE_WAIT_S = 10;

  /** Nobody holds a writer longer than this, whatever happens to them. */
  private static final long HOLD_S = 30;

  /**
   * @param alone whether it runs by itself, outside a transaction
   */
  private record Entry<T>(Transactions.Work<T> task, CompletableFuture<T> answer, boolean alone) {}

  private final Path file;
  private final Connection connection;
  private final Runnable afterCommit;
  private final BlockingQueue<Entry<?>> queue = new ArrayBlockingQueue<>(QUEUE_SIZE, true);
  private final Thread thread;
  private volatile boolean closed;

  Writer(Path file, Connection connection, Runnable afterCommit) {
    this.file = file;
    this.connection = connection;
    this.afterCommit = afterCommit;
    this.thread =
        Thread.ofPlatform().daemon().name("write " + file.getFileName()).start(this::loop);
  }

  /**
   * Does the work and returns after its commit.
   *
   * @throws StoreBusyException when another program holds the file's lock for too long, or the
   *     queue stays full
   */
  <T> T write(Transactions.Work<T> task) {
    return await(submit(task));
  }

  /** Hands the work in and goes on; {@link #await} tells its end. */
  <T> CompletableFuture<T> submit(Transactions.Work<T> task) {
    return submit(new Entry<>(task, new CompletableFuture<>(), false));
  }

  /** Does what cannot be done within a transaction (VACUUM), while nobody else writes. */
  <T> T alone(Transactions.Work<T> task) {
    return await(submit(new Entry<>(task, new CompletableFuture<>(), true)));
  }

  /**
   * Keeps everybody from writing from {@code held} on, until {@code go}; a commit is over by then.
   */
  void hold(CountDownLatch held, CountDownLatch go) {
    var unused =
        submit(
            new Entry<>(
                c -> {
                  held.countDown();
                  return awaitGo(go);
                },
                new CompletableFuture<>(),
                true));
  }

  private static boolean awaitGo(CountDownLatch go) {
    try {
      return go.await(HOLD_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private <T> CompletableFuture<T> submit(Entry<T> entry) {
    if (closed) {
      throw new StoreException(file.getFileName() + " is closed");
    }
    try {
      // Without waiting at first: a cancelled caller must still be able to clean up.
      if (!queue.offer(entry) && !queue.offer(entry, QUEUE_WAIT_S, TimeUnit.SECONDS)) {
        throw new StoreBusyException("too many writes wait; try again in a moment");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreBusyException("the write was given up while it waited for its turn");
    }
    if (closed && queue.remove(entry)) {
      throw new StoreException(file.getFileName() + " is closed");
    }
    return entry.answer;
  }

  /** The result of work handed in; failures as {@link #write} has them. */
  <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw rethrow(e);
    }
  }

  private RuntimeException rethrow(CompletionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof SQLException sql) {
      return Sqlite.writing(String.valueOf(file.getFileName()), sql);
    }
    if (cause instanceof RuntimeException ours) {
      return ours;
    }
    return e;
  }

  /**
   * Until it is closed, and then what was handed in before: nobody waits for a session's last use,
   * and it would be lost. A file that does not take it now is not waited for.
   */
  private void loop() {
    try {
      boolean stands = true;
      while (true) {
        Entry<?> first = closed ? queue.poll() : queue.poll(1, TimeUnit.SECONDS);
        if (closed && (first == null || !stands)) {
          giveUp(first);
          return;
        }
        if (first != null && first.alone) {
          runAlone(first);
        } else if (first != null) {
          stands = group(first);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closed = true;
      for (Entry<?> left = queue.poll(); left != null; left = queue.poll()) {
        giveUp(left);
      }
    }
  }

  private void giveUp(@Nullable Entry<?> left) {
    if (left != null) {
      left.answer.completeExceptionally(new StoreException(file.getFileName() + " is closed"));
    }
  }

  /**
   * @return whether the transaction could be committed
   */
  private boolean group(Entry<?> first) {
    List<Entry<?>> members = new ArrayList<>();
    List<Runnable> answers = new ArrayList<>();
    members.add(first);
    try {
      Sql.execute(connection, "BEGIN IMMEDIATE");
      long end = System.nanoTime() + GROUP_NANOS;
      answers.add(runOne(first));
      while (members.size() < GROUP_SIZE && System.nanoTime() < end) {
        Entry<?> next = queue.peek();
        if (next == null || next.alone) {
          break;
        }
        if (!queue.remove(next)) { // its owner took it back when the file was being closed
          continue;
        }
        members.add(next);
        answers.add(runOne(next));
      }
      Sql.execute(connection, "COMMIT");
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      members.forEach(m -> m.answer.completeExceptionally(e));
      return false;
    }
    afterCommit.run();
    answers.forEach(Runnable::run);
    return true;
  }

  private <T> void runAlone(Entry<T> entry) {
    T result;
    try {
      result = entry.task.run(connection);
    } catch (SQLException | RuntimeException e) {
      entry.answer.completeExceptionally(e);
      return;
    }
    afterCommit.run();
    entry.answer.complete(result);
  }

  /** Runs one piece; what it returns tells its caller, and is to be done after the commit. */
  private <T> Runnable runOne(Entry<T> entry) throws SQLException {
    Sql.execute(connection, "SAVEPOINT piece");
    try {
      T result = entry.task.run(connection);
      Sql.execute(connection, "RELEASE piece");
      return () -> entry.answer.complete(result);
    } catch (SQLException | RuntimeException e) {
      // When SQLite has ended the transaction by itself (disk full), this fails, and so the group.
      try {
        Sql.execute(connection, "ROLLBACK TO piece");
        Sql.execute(connection, "RELEASE piece");
      } catch (SQLException lost) {
        e.addSuppressed(lost);
        throw e;
      }
      return () -> entry.answer.completeExceptionally(e);
    }
  }

  private void rollBack(Exception cause) {
    try {
      Sql.execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e); // usual: the transaction had not begun or is over
    }
  }

  /** A full queue needs no waking. */
  private void wake() {
    CompletableFuture<Boolean> nobody = new CompletableFuture<>();
    if (!queue.offer(new Entry<>(c -> true, nobody, false))) {
      nobody.cancel(false);
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join();
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new StoreException("closing " + file.getFileName() + " failed", e);
    }
  }
}
