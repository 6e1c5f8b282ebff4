package org.machizu.tracks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.StoreUnavailableException;
import org.machizu.tracks.MatchStore.Arrivals;
import org.machizu.tracks.MatchStore.Run;
import org.machizu.tracks.MatchStore.Span;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes passes of the positions that have come: one thread, that takes a device's new positions,
 * goes on where it stopped when they are the newest, and else matches the runs near them again from
 * their begin. Either way the passes are those that all positions together give.
 *
 * <p>Of several servers each works at its own devices ({@link MatchStore#claim}); one that is gone
 * loses them after {@link #LEASE}.
 */
public final class Matching implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Matching.class);

  private static final Duration LEASE = Duration.ofSeconds(60);

  /** How often it is looked whether other servers have taken positions in. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final Duration FAR = Duration.ofDays(36_500);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final int DEVICES_AT_ONCE = 64;

  /** Passes of so long are made anew when the roads have changed. */
  private static final Duration REMADE = Duration.ofHours(48);

  /** Runs of so many devices are remembered where they stopped. */
  private static final int MOST_OPEN = 3_000;

  private final MatchStore store;
  private final TownRoads roads;
  private final Consumer<PassesChanged> news;
  private final String server = UUID.randomUUID().toString();
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;

  /** The newest run of each device, by the time of use; only the thread knows them. */
  private final Map<String, OpenRun> open =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OpenRun> eldest) {
          return size() > MOST_OPEN;
        }
      };

  private volatile boolean closed;

  /**
   * @param news is told after each commit
   */
  public Matching(MatchStore store, TownRoads roads, Consumer<PassesChanged> news) {
    this.store = store;
    this.roads = roads;
    this.news = news;
    this.thread = Thread.ofPlatform().name("matching").daemon().unstarted(this::loop);
  }

  public void start() {
    thread.start();
  }

  /** What the store knows this server by. */
  String server() {
    return server;
  }

  /** Something has come; it is looked for at once. */
  public void wake() {
    wake.release();
  }

  /** The roads are others now: what was matched lately is matched again. */
  public void roadsChanged(TownRoads changed) {
    try {
      int runs = store.matchAgain(Instant.now().minus(REMADE), changed.now().revision().number());
      LOG.info("the roads have changed; {} runs are matched again", runs);
    } catch (RuntimeException e) {
      LOG.warn("what was matched with the former roads stays as it is: {}", e.toString());
    }
    wake();
  }

  private void loop() {
    while (!closed) {
      try {
        boolean unused = wake.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
        while (!closed && roads.isReady() && matchSome()) {
          // until there is nothing more
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (StoreBusyException | StoreUnavailableException e) {
        LOG.warn("matching waits for the store: {}", e.getMessage());
        pause();
      } catch (RuntimeException e) {
        LOG.error("matching failed, tried again in a moment", e);
        pause();
      }
    }
  }

  private void pause() {
    open.clear();
    try {
      boolean unused = wake.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean matchSome() {
    List<Arrivals> claimed = store.claim(server, LEASE, DEVICES_AT_ONCE);
    for (Arrivals arrivals : claimed) {
      if (closed) {
        return false;
      }
      match(arrivals);
    }
    return !claimed.isEmpty();
  }

  private void match(Arrivals arrivals) {
    String device = arrivals.device().name();
    OpenRun known = open.get(device);
    TownRoads.State state = roads.now();
    Work work =
        known != null && goesOn(known, arrivals, state)
            ? goOn(known, arrivals)
            : anew(arrivals, state);
    open.remove(device); // unless it is kept
    Optional<PassesChanged> changed = store.save(server, arrivals, work.cleared, work.runs);
    if (changed.isEmpty()) {
      return; // another server has the device now
    }
    keepOpen(device, known, work);
    if (!changed.get().roads().isEmpty()) {
      news.accept(changed.get());
    }
  }

  private static boolean goesOn(OpenRun known, Arrivals arrivals, TownRoads.State state) {
    return known.fits(arrivals.device(), state)
        && arrivals.spans().stream().allMatch(span -> span.from().isAfter(known.last()));
  }

  /** Only the newest run of a device may go on. */
  private void keepOpen(String device, @Nullable OpenRun known, Work work) {
    OpenRun last = work.last;
    if (known != null && last != known && work.leaves(known)) {
      open.put(device, known);
    } else if (last != null && (last == known || isNewest(device, last))) {
      last.saved();
      open.put(device, last);
    }
  }

  private boolean isNewest(String device, OpenRun run) {
    Instant next = run.last().plusMillis(1);
    return store.runs(device, new Span(next.plus(MatchStore.GAP), next.plus(FAR))).stream()
        .noneMatch(later -> later.from().isAfter(run.last()));
  }

  /** What came of it: runs to be written, and the newest, which may go on. */
  private static final class Work {
    private final List<Span> cleared = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private @Nullable OpenRun last;

    /** Whether a run stays as it was. */
    boolean leaves(OpenRun run) {
      return cleared.stream()
          .noneMatch(
              span -> !run.begin().isBefore(span.from()) && !run.begin().isAfter(span.until()));
    }
  }

  private Work goOn(OpenRun known, Arrivals arrivals) {
    Work work = new Work();
    Span fresh = new Span(known.last().plusMillis(1), arrivals.spans().getLast().until());
    work.last = scan(work, known, arrivals.device(), fresh, roads.now());
    return work;
  }

  private Work anew(Arrivals arrivals, TownRoads.State state) {
    Work work = new Work();
    for (Span span : reach(arrivals)) {
      work.cleared.add(span);
      work.last = scan(work, null, arrivals.device(), span, state);
    }
    return work;
  }

  /** The runs near what has come, and that itself; joined where they touch. */
  private List<Span> reach(Arrivals arrivals) {
    List<Span> all = new ArrayList<>();
    for (Span span : arrivals.spans()) {
      Span wide = span;
      for (Span run : store.runs(arrivals.device().name(), span)) {
        wide = wide.with(run);
      }
      if (!all.isEmpty() && all.getLast().reaches(wide)) {
        all.set(all.size() - 1, all.getLast().with(wide));
      } else {
        all.add(wide);
      }
    }
    return all;
  }

  /** Feeds what lies in a span to the run, and to others that begin in it. */
  private @Nullable OpenRun scan(
      Work work, @Nullable OpenRun first, Device device, Span span, TownRoads.State state) {
    OpenRun[] run = {first};
    store.scan(
        device.name(),
        span,
        (position, hash) -> {
          OpenRun now = run[0];
          if (now == null || !now.takes(position)) {
            if (now != null) {
              work.runs.add(now.result());
            }
            now = new OpenRun(device, state, position);
            run[0] = now;
          }
          now.add(position);
        });
    if (run[0] != null) {
      work.runs.add(run[0].result());
    }
    return run[0];
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join(Duration.ofSeconds(10));
      store.release(server);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn(
          "devices could not be given back; others take them after a minute: {}", e.toString());
    }
  }
}
