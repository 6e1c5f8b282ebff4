package org.machizu.store.gpkg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.layers.ChangeFeed;
import org.machizu.layers.LayerChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the logs of all files after each commit of ours, and looks several times a second whether
 * another program has committed ({@code PRAGMA data_version}).
 */
final class GpkgChangeFeed implements ChangeFeed {
  private static final Logger LOG = LoggerFactory.getLogger(GpkgChangeFeed.class);

  private final LayerFiles files;
  private final String municipality;
  private final Wakeup wakeup;
  private final Duration lookEvery;
  private final List<FileWatch> watches = new ArrayList<>();
  private @Nullable Thread thread;
  private volatile boolean closed;

  GpkgChangeFeed(LayerFiles files, String municipality, Wakeup wakeup, Duration lookEvery) {
    this.files = files;
    this.municipality = municipality;
    this.wakeup = wakeup;
    this.lookEvery = lookEvery;
  }

  @Override
  public synchronized void start(Consumer<LayerChanged> listener) {
    if (thread != null) {
      throw new IllegalStateException("the change feed runs already");
    }
    watchNewFiles(false);
    thread = Thread.ofPlatform().daemon().name("change feed").start(() -> loop(listener));
  }

  private void loop(Consumer<LayerChanged> listener) {
    try {
      while (!closed) {
        watchNewFiles(true);
        for (FileWatch watch : watches) {
          look(watch, listener);
        }
        wakeup.await(lookEvery);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watches.forEach(FileWatch::close);
    }
  }

  /** A failure of one look (a locked file) must not end the feed: the next look goes on there. */
  private static void look(FileWatch watch, Consumer<LayerChanged> listener) {
    try {
      watch.look(change -> tell(listener, change));
    } catch (RuntimeException e) {
      LOG.error("looking for changes failed; it is tried again", e);
    }
  }

  private static void tell(Consumer<LayerChanged> listener, LayerChanged change) {
    try {
      listener.accept(change);
    } catch (RuntimeException e) {
      LOG.error("a listener failed on {}", change, e);
    }
  }

  private void watchNewFiles(boolean fromItsBeginning) {
    for (LayerFile file : files.list()) {
      if (watches.stream().noneMatch(w -> w.file() == file)) {
        watches.add(new FileWatch(file, municipality, fromItsBeginning));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    wakeup.wake();
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
