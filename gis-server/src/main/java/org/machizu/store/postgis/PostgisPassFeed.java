package org.machizu.store.postgis;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.store.sql.Transactions;
import org.machizu.tracks.PassFeed;
import org.machizu.tracks.PassesChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log of changed passes, whichever other server writes it, and which devices are heard.
 */
final class PostgisPassFeed implements PassFeed {
  private static final Logger LOG = LoggerFactory.getLogger(PostgisPassFeed.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration CLEAR_EVERY = Duration.ofMinutes(1);

  private final Database database;
  private final PassLog log;
  private final LogTail tail;
  private final HeardDevices devices;
  private final Duration missesAfter;
  private @Nullable ScheduledThreadPoolExecutor thread;
  private boolean told;
  private long lookedMillis;
  private long clearedMillis;

  /**
   * @param missesAfter so long without a look, and rows may be gone; less than they are kept, as
   *     writes last
   */
  PostgisPassFeed(Database database, Duration missesAfter) {
    this.database = database;
    this.missesAfter = missesAfter;
    this.log = new PassLog(database.municipality());
    this.tail = new LogTail(database);
    this.devices = new HeardDevices(database.municipality());
  }

  @Override
  public synchronized void start(
      String server, Consumer<PassesChanged> listener, Consumer<Set<String>> arrived) {
    if (thread != null) {
      throw new IllegalStateException("the feed of passes runs already");
    }
    tail.begin();
    Set<String> unusedNames = database.read(Transactions.ALLOWED, devices::look);
    lookedMillis = database.read(Transactions.ALLOWED, PassLog::millis);
    clearedMillis = lookedMillis;
    thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("passes of others").factory());
    var unused =
        thread.scheduleWithFixedDelay(
            () -> follow(server, listener, arrived),
            0,
            LOOK_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void follow(
      String server, Consumer<PassesChanged> listener, Consumer<Set<String>> arrived) {
    record Look(long millis, List<PassesChanged> changes, Set<String> devices) {}
    try {
      Look look =
          tail.look((c, seen) ->
              new Look(PassLog.millis(c), log.select(c, seen, server), devices.look(c)));
      if (look.millis - lookedMillis > missesAfter.toMillis()) {
        tell(listener, PassesChanged.ofEverything());
      } else {
        look.changes.forEach(change -> tell(listener, change));
      }
      if (!look.devices.isEmpty()) {
        tell(arrived, look.devices);
      }
      lookedMillis = look.millis;
      if (look.millis - clearedMillis > CLEAR_EVERY.toMillis()) {
        clearedMillis = look.millis;
        clear();
      }
      if (told) {
        LOG.info("the database is back; passes that other servers match are followed again");
        told = false;
      }
    } catch (RuntimeException e) {
      if (!told) {
        LOG.warn("passes that other servers match are not known for now: {}", e.toString());
        told = true;
      }
    }
  }

  private void clear() {
    boolean unused =
        database.writeBlind(c -> {
          log.clear(c);
          return true;
        });
  }

  private static <T> void tell(Consumer<T> listener, T news) {
    try {
      listener.accept(news);
    } catch (RuntimeException e) {
      LOG.error("a listener failed on {}", news, e);
    }
  }

  @Override
  public void close() {
    ScheduledThreadPoolExecutor running;
    synchronized (this) {
      running = thread;
    }
    if (running == null) {
      return;
    }
    running.shutdownNow();
    try {
      boolean unused = running.awaitTermination(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
