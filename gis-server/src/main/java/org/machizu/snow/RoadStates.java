package org.machizu.snow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.machizu.layers.StoreBusyException;
import org.machizu.tracks.PassReads;
import org.machizu.tracks.PassesChanged;
import org.machizu.tracks.RoadPass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps how all roads stand at present. One thread takes changes in and publishes immutable states;
 * whoever asks reads the last of these. Changes that come while it is at work are taken in together
 * afterwards.
 */
public final class RoadStates implements Consumer<PassesChanged>, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoadStates.class);

  /** Another server may have entered a snowfall. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** Time alone lets roads be snowed over. */
  private static final Duration JUDGE_EVERY = Duration.ofMinutes(1);

  private static final Duration WAIT_FOR_FIRST = Duration.ofSeconds(10);

  /** Passes of so many roads are read at once. */
  private static final int ROADS_AT_ONCE = 2_000;

  /** More changes than these are told as "everything". */
  static final int MOST_TOLD = 500;

  private final String layer;
  private final Supplier<RoadBook> book;
  private final PassReads passes;
  private final SnowEvents events;
  private final SnowRules rules;
  private final Clock clock;
  private final Consumer<RoadStateChanged> told;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("states of roads").daemon().factory());

  private final CountDownLatch first = new CountDownLatch(1);
  private volatile @Nullable SnowStates current;
  private volatile boolean closed;

  private final Set<Long> changedRoads = new HashSet<>(); // guarded by itself
  private final AtomicBoolean passesUnknown = new AtomicBoolean();
  private final AtomicBoolean bookChanged = new AtomicBoolean(true);
  private final AtomicBoolean eventsChanged = new AtomicBoolean(true);
  private final AtomicBoolean isDue = new AtomicBoolean();

  // Only the thread knows these.
  private final Map<Long, RoadCover> covers = new HashMap<>();
  private final Set<Long> later = new HashSet<>();
  private RoadBook roads = RoadBook.of(List.of());
  private @Nullable SnowEvent event;
  private long lastEntry;
  private Instant judged = Instant.MIN;

  /**
   * @param layer short id of the layer of roads, for the news
   * @param book reads the roads as they stand
   * @param told hears of every road that stands otherwise than before
   */
  RoadStates(
      String layer,
      Supplier<RoadBook> book,
      PassReads passes,
      SnowEvents events,
      SnowRules rules,
      Clock clock,
      Consumer<RoadStateChanged> told) {
    this.layer = layer;
    this.book = book;
    this.passes = passes;
    this.events = events;
    this.rules = rules;
    this.clock = clock;
    this.told = told;
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    events.onChange(() -> {
      eventsChanged.set(true);
      soon();
    });
  }

  void start() {
    soon();
    var unused =
        thread.scheduleWithFixedDelay(
            this::lookOrTryAgain,
            LOOK_EVERY.toMillis(),
            LOOK_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void accept(PassesChanged change) {
    if (change.everything()) {
      passesUnknown.set(true);
    }
    synchronized (changedRoads) {
      changedRoads.addAll(change.roads());
    }
    soon();
  }

  /** The layer of roads has changed. */
  void roadsChanged() {
    bookChanged.set(true);
    soon();
  }

  /** How roads stand at present, or did a moment ago. */
  SnowStates current() {
    SnowStates known = current;
    if (known != null) {
      return known;
    }
    try {
      if (first.await(WAIT_FOR_FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
        return Objects.requireNonNull(current);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StoreBusyException("the states of roads are still being read; try again in a minute");
  }

  private void soon() {
    if (isDue.compareAndSet(false, true)) {
      try {
        thread.execute(this::take);
      } catch (RejectedExecutionException e) {
        LOG.debug("the server stops; it reads states anew at the next start", e);
      }
    }
  }

  private void look() {
    if (isSomethingWaiting() || isJudgeTime() || events.last() != lastEntry) {
      refresh();
    }
  }

  private boolean isSomethingWaiting() {
    synchronized (changedRoads) {
      return bookChanged.get()
          || eventsChanged.get()
          || passesUnknown.get()
          || !changedRoads.isEmpty();
    }
  }

  private boolean isJudgeTime() {
    return current == null || !clock.instant().isBefore(judged.plus(JUDGE_EVERY));
  }

  private void failed(RuntimeException e) {
    if (closed) {
      LOG.debug("the server was stopped while it read states of roads", e);
    } else {
      LOG.warn("states of roads could not be read, and stay as they are: {}", e.toString());
    }
  }

  private void take() {
    orTryAgain(this::refresh);
  }

  private void lookOrTryAgain() {
    orTryAgain(this::look);
  }

  /** What could not be taken in waits for the next look. */
  private void orTryAgain(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** Takes in whatever has changed. Only the thread calls it. */
  private void refresh() {
    if (closed) {
      return;
    }
    isDue.set(false);
    Instant now = clock.instant();
    boolean judgeAll = isJudgeTime();
    boolean newBook = bookChanged.getAndSet(false);
    boolean newEvents = eventsChanged.getAndSet(false) || judgeAll || events.last() != lastEntry;
    boolean unknown = passesUnknown.getAndSet(false);
    Set<Long> changed = takeChanged();
    try {
      boolean anew = newEvents && lookAtEvents(now);
      if (newBook) {
        roads = book.get();
        anew = true;
      }
      if (unknown || anew) {
        roads.roads().forEach(road -> changed.add(road.id()));
      }
      if (anew) {
        covers.clear();
        later.clear();
      } else if (judgeAll) {
        changed.addAll(later);
        later.clear();
      }
      readCovers(changed, now);
      if (newEvents || anew) {
        publish(now, covers.keySet(), anew);
        judged = now;
      } else {
        publish(now, changed, false);
      }
    } catch (RuntimeException e) {
      bookChanged.set(true); // what was read half is read anew
      throw e;
    }
  }

  private Set<Long> takeChanged() {
    synchronized (changedRoads) {
      Set<Long> taken = new HashSet<>(changedRoads);
      changedRoads.clear();
      return taken;
    }
  }

  /** Whether roads are to be cleared of another snowfall, or since another time, than before. */
  private boolean lookAtEvents(Instant now) {
    SnowEvent before = event;
    lastEntry = events.last();
    event = events.at(now, rules).orElse(null);
    return !Objects.equals(window(before), window(event));
  }

  private static @Nullable Object window(@Nullable SnowEvent event) {
    return event == null ? null : List.of(event.id(), event.begin(), event.endAtLatest());
  }

  private void readCovers(Collection<Long> of, Instant now) {
    if (event == null) {
      return;
    }
    read(
        passes,
        roads,
        of,
        event,
        rules,
        event.toldUntil(rules),
        (road, found) -> {
          if (found.stream().anyMatch(pass -> pass.left().isAfter(now))) {
            later.add(road.id()); // a device whose clock goes fast
          }
          RoadCover cover = RoadCover.of(road, found, now, rules);
          if (cover.isEmpty()) {
            covers.remove(road.id());
          } else {
            covers.put(road.id(), cover);
          }
        });
  }

  private interface Found {
    void passes(SnowRoad road, List<RoadPass> passes);
  }

  private static void read(
      PassReads passes,
      RoadBook roads,
      Collection<Long> of,
      SnowEvent event,
      SnowRules rules,
      Instant until,
      Found found) {
    List<SnowRoad> known = of.stream().flatMap(id -> roads.find(id).stream()).toList();
    for (int i = 0; i < known.size(); i += ROADS_AT_ONCE) {
      List<SnowRoad> some = known.subList(i, Math.min(i + ROADS_AT_ONCE, known.size()));
      Map<Long, List<RoadPass>> byRoad = new HashMap<>();
      List<Long> ids = some.stream().map(SnowRoad::id).toList();
      for (RoadPass pass : passes.listOfRoads(ids, event.begin(), until)) {
        byRoad.computeIfAbsent(pass.road(), _ -> new ArrayList<>()).add(pass);
      }
      some.forEach(road -> found.passes(road, byRoad.getOrDefault(road.id(), List.of())));
    }
  }

  /**
   * @param which roads to judge
   * @param anew whether no state of before is to be kept
   */
  private void publish(Instant now, Collection<Long> which, boolean anew) {
    SnowStates before = current;
    Map<Long, RoadState> touched =
        before == null || anew ? new HashMap<>() : new HashMap<>(before.touched());
    SnowEvent of = event;
    if (of == null) {
      touched.clear();
    } else {
      Snowfall snow = new Snowfall(of, now, rules);
      for (long id : which) {
        RoadCover cover = covers.get(id);
        if (cover == null) {
          touched.remove(id);
        } else {
          touched.put(id, RoadState.of(cover, snow));
        }
      }
    }
    SnowStates states = new SnowStates(now, of, roads, touched);
    current = states;
    first.countDown();
    if (before != null) {
      Set<Long> looked = new HashSet<>(which);
      if (anew || of == null) {
        looked.addAll(before.touched().keySet());
      }
      tell(before, states, looked);
    }
  }

  /**
   * @param looked the roads that may stand otherwise
   */
  private void tell(SnowStates before, SnowStates now, Set<Long> looked) {
    boolean everything = !Objects.equals(head(before), head(now));
    List<RoadStateChanged.Direction> changed = new ArrayList<>();
    for (long id : looked) {
      Optional<RoadState> state = now.find(id);
      if (!Objects.equals(before.find(id), state)) {
        state.ifPresent(some -> changed.addAll(RoadStateChanged.Direction.of(some)));
      }
    }
    everything |= changed.size() > MOST_TOLD;
    if (everything || !changed.isEmpty()) {
      told.accept(new RoadStateChanged(layer, everything ? List.of() : changed, everything));
    }
  }

  private static @Nullable Object head(SnowStates states) {
    return states
        .event()
        .map(event -> List.of(event.id(), event.begin(), event.name()))
        .orElse(null);
  }

  /**
   * How roads stood at a moment, by what is known today; made from the store.
   *
   * @param only these roads; null for all
   */
  SnowStates at(Instant at, @Nullable Collection<Long> only) {
    RoadBook known = current().roads();
    Optional<SnowEvent> of = events.at(at, rules);
    Map<Long, RoadState> touched = new HashMap<>();
    if (of.isPresent()) {
      Snowfall snow = new Snowfall(of.get(), at, rules);
      Collection<Long> ids =
          only == null ? known.roads().stream().map(SnowRoad::id).toList() : only;
      Instant until = at.plusMillis(1);
      read(
          passes,
          known,
          ids,
          of.get(),
          rules,
          until,
          (road, found) -> {
            RoadCover cover = RoadCover.of(road, found, at, rules);
            if (!cover.isEmpty()) {
              touched.put(road.id(), RoadState.of(cover, snow));
            }
          });
    }
    return new SnowStates(at, of.orElse(null), known, touched);
  }

  /** Waits until everything that was told before is taken in; for tests. */
  void settle() {
    try {
      Object unused = thread.submit(this::look).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
  }
}
