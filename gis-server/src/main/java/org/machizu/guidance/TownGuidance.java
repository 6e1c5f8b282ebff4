package org.machizu.guidance;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.http.Route;
import org.machizu.layers.LayerChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guidance for everybody who asks: a {@link Situation} for each kind of asker, made in the
 * background when layers change, and made new within a second when gauges, snow or shelters do.
 * Whoever asks meanwhile is answered by the last one.
 */
public final class TownGuidance implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TownGuidance.class);

  /** Kinds of askers: the public and each role that sees more than it. */
  private static final int MOST_KINDS = 16;

  private static final Duration WAIT_FOR_FIRST = Duration.ofSeconds(8);
  private static final Duration SETTLE = Duration.ofMillis(400);

  /** Making roads anew, while somebody changes them all the time, takes one in so many moments. */
  private static final int MAKING_SHARE = 4;

  /** No open phone is told more often. */
  private static final Duration TELL_EVERY = Duration.ofSeconds(1);

  /** Closures begin and end, and readings grow old, though nothing is said. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(20);

  /** For so long it is known of which kind an asker is. */
  private static final Duration KIND_KEPT = Duration.ofSeconds(1);

  private static final int MOST_ASKERS = 10_000;

  private final SituationMaker maker;
  private final Clock clock;
  private final Runnable news;
  private final List<Route> routes;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("guidance").daemon().factory());

  private final Cache<String, Held> held = Caffeine.newBuilder().maximumSize(MOST_KINDS).build();
  private final ConcurrentHashMap<String, CompletableFuture<Optional<Held>>> making =
      new ConcurrentHashMap<>();
  private final Cache<Actor, String> kinds =
      Caffeine.newBuilder().maximumSize(MOST_ASKERS).expireAfterWrite(KIND_KEPT).build();

  private final AtomicBoolean layersChanged = new AtomicBoolean();

  /** Only the thread knows it. */
  private long nextMakingNanos = System.nanoTime();

  private final AtomicBoolean isPlanned = new AtomicBoolean();
  private final AtomicBoolean isToTell = new AtomicBoolean();

  /**
   * What is known for one kind of asker.
   *
   * @param of one of the kind
   * @param fixed the state of the layers that the roads were made of
   */
  record Held(Actor of, String fixed, Now now) {}

  /**
   * A situation with what is told of it.
   *
   * @param live a text that differs when gauges, snow or closures do
   */
  record Now(Situation situation, SituationMaker.Stand stand, String live, String version) {}

  /**
   * @param news is run when a way may be another one now, at most once a second
   */
  public TownGuidance(SituationMaker maker, Clock clock, Runnable news) {
    this.maker = maker;
    this.clock = clock;
    this.news = news;
    this.routes = new GuidanceRoutes(this, clock).routes();
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  public List<Route> routes() {
    return routes;
  }

  /** Makes the public's situation; begin to listen to changes before. */
  public void start() {
    var _ = make(Actor.PUBLIC);
    var _ =
        thread.scheduleWithFixedDelay(
            () -> orLog(() -> refresh(false)),
            LOOK_EVERY.toMillis(),
            LOOK_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        thread.scheduleWithFixedDelay(
            () -> orLog(this::tell),
            TELL_EVERY.toMillis(),
            TELL_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * The situation as somebody sees it.
   *
   * @throws org.machizu.http.ProblemException 404 when they see no roads, 503 while the first is
   *     being made
   */
  Now now(Actor actor) {
    String kind = kind(actor);
    Held known = held.getIfPresent(kind);
    if (known != null) {
      return known.now();
    }
    try {
      return make(actor)
          .get(WAIT_FOR_FIRST.toMillis(), TimeUnit.MILLISECONDS)
          .orElseThrow(() -> GuidanceProblems.noRoads(maker.roadsLayer()).asException())
          .now();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw GuidanceProblems.notReady().asException();
    } catch (TimeoutException e) {
      throw GuidanceProblems.notReady().asException();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the ways could not be made ready", e.getCause());
    }
  }

  /** Changes when anything does that a way depends on; empty where nothing is held for them. */
  public Optional<String> version(Actor actor) {
    return Optional.ofNullable(held.getIfPresent(kind(actor))).map(of -> of.now().version());
  }

  private String kind(Actor actor) {
    return kinds.get(actor.from(null), maker::kind);
  }

  private CompletableFuture<Optional<Held>> make(Actor actor) {
    String kind = kind(actor);
    return making.computeIfAbsent(
        kind,
        key -> {
          CompletableFuture<Optional<Held>> made = new CompletableFuture<>();
          Runnable work =
              () -> {
                try {
                  Optional<Held> fresh = Optional.ofNullable(build(actor.from(null)));
                  fresh.ifPresent(of -> {
                    held.put(key, of);
                    freshen(key, null); // what changed while it was being made
                  });
                  made.complete(fresh);
                } catch (RuntimeException e) {
                  made.completeExceptionally(e);
                } finally {
                  making.remove(key);
                }
              };
          try {
            thread.execute(work);
          } catch (RejectedExecutionException e) { // the server is closing
            made.completeExceptionally(e);
          }
          return made;
        });
  }

  private @Nullable Held build(Actor actor) {
    String fixed = maker.fixed(actor);
    Situation.Roads roads = maker.roads(actor).orElse(null);
    return roads == null ? null : new Held(actor, fixed, now(actor, roads, fixed, null));
  }

  private Now now(Actor actor, Situation.Roads roads, String fixed, @Nullable Now before) {
    Instant at = clock.instant();
    Live live = maker.live(actor, roads, at);
    List<Refuge> refuges = maker.refuges(actor);
    String liveText = maker.text(live, roads);
    Situation situation =
        before != null && isStillOf(before, roads) && before.live().equals(liveText)
            ? before.situation().with(refuges)
            : Situation.of(roads, live, refuges);
    return new Now(
        situation,
        maker.stand(actor, live),
        liveText,
        SituationMaker.version(fixed, liveText, refuges));
  }

  @SuppressWarnings("ReferenceEquality") // roads are made once for each state of the layers
  private static boolean isStillOf(Now before, Situation.Roads roads) {
    return before.situation().roads() == roads;
  }

  /** A layer has changed, or who may see it. */
  public void layerChanged(LayerChanged change) {
    kinds.invalidateAll();
    layersChanged.set(true);
    plan();
  }

  /** Gauges or roads stand otherwise. */
  public void liveChanged() {
    plan();
  }

  /** Something was said of shelters: the next answer knows it. */
  public void sheltersChanged() {
    orLog(() -> refresh(false));
  }

  private void plan() {
    if (isPlanned.compareAndSet(false, true)) {
      try {
        var _ =
            thread.schedule(
                () -> {
                  isPlanned.set(false);
                  orLog(this::takeIn);
                },
                SETTLE.toMillis(),
                TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("the server stops; it makes ways ready at the next start", e);
      }
    }
  }

  private void takeIn() {
    boolean mayMake = System.nanoTime() - nextMakingNanos >= 0;
    boolean layers = mayMake && layersChanged.getAndSet(false);
    if (!layers) {
      refresh(false);
      if (layersChanged.get()) {
        plan(); // their turn comes
      }
      return;
    }
    long begun = System.nanoTime();
    refresh(true);
    long ended = System.nanoTime();
    nextMakingNanos = ended + (MAKING_SHARE - 1) * (ended - begun);
  }

  /**
   * Makes all that is held new as far as it has changed. Roads are made by the one thread; what
   * takes no time is done where the news comes in.
   *
   * @param layers whether layers may have changed
   */
  private void refresh(boolean layers) {
    for (var entry : held.asMap().entrySet()) {
      Actor of = entry.getValue().of();
      if (!layers) {
        freshen(entry.getKey(), null);
      } else if (!maker.kind(of).equals(entry.getKey())) {
        forget(entry.getKey()); // whoever it was made for sees something else now
      } else if (maker.fixed(of).equals(entry.getValue().fixed())) {
        freshen(entry.getKey(), null);
      } else {
        String fixed = maker.fixed(of); // before the layers are read: a later change is seen
        Optional<Situation.Roads> roads = maker.roads(of);
        if (roads.isPresent()) {
          freshen(entry.getKey(), new Fresh(fixed, roads.get()));
        } else {
          forget(entry.getKey());
        }
      }
    }
  }

  /** Roads that were made anew. */
  private record Fresh(String fixed, Situation.Roads roads) {}

  private void forget(String kind) {
    held.invalidate(kind);
    isToTell.set(true);
  }

  private void freshen(String kind, @Nullable Fresh fresh) {
    held.asMap()
        .computeIfPresent(
            kind,
            (_, before) -> {
              String fixed = fresh == null ? before.fixed() : fresh.fixed();
              Situation.Roads roads =
                  fresh == null ? before.now().situation().roads() : fresh.roads();
              Now after = now(before.of(), roads, fixed, before.now());
              if (!after.version().equals(before.now().version())) {
                isToTell.set(true);
              }
              return new Held(before.of(), fixed, after);
            });
  }

  private void tell() {
    if (isToTell.getAndSet(false)) {
      news.run();
    }
  }

  private static void orLog(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("ways to refuges could not be made new, and stay as they are: {}", e.toString());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
