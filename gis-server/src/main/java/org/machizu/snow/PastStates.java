package org.machizu.snow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.machizu.layers.StoreBusyException;

/** States of moments that are gone, for time sliders; some of them are remembered. */
final class PastStates {
  private static final int AT_ONCE = 2;
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final int REMEMBERED_ROADS = 200_000;

  private final RoadStates states;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final AtomicLong changes = new AtomicLong();
  private final Cache<Moment, SnowStates> remembered;

  /**
   * @param change how many changes there had been: what was made before the last one is not asked
   *     for any more
   */
  private record Moment(Instant at, long change) {}

  PastStates(RoadStates states) {
    this.states = states;
    this.remembered =
        Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_ROADS)
            .weigher((Moment _, SnowStates made) -> 1 + made.touched().size())
            .expireAfterWrite(Duration.ofHours(1))
            .build();
  }

  /** Something has changed that the past may look otherwise by. */
  void changed() {
    changes.incrementAndGet();
  }

  /**
   * How roads stood at a moment.
   *
   * @param only these roads; null for all
   */
  SnowStates at(Instant at, @Nullable Collection<Long> only) {
    Moment moment = new Moment(at, changes.get());
    SnowStates known = remembered.getIfPresent(moment);
    if (known != null) {
      return known;
    }
    take();
    try {
      SnowStates made = states.at(at, only);
      if (only == null) {
        remembered.put(moment, made);
      }
      return made;
    } finally {
      places.release();
    }
  }

  private void take() {
    try {
      if (places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StoreBusyException("many ask for former states of roads; try again in a while");
  }
}
