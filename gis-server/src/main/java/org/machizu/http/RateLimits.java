package org.machizu.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.machizu.config.LimitSettings;

/**
 * How much one client may ask for ({@link LimitSettings}). Somebody signed in is counted by account
 * and not by address, except when signing in.
 */
final class RateLimits {
  private static final int MOST_BUCKETS = 200_000;

  /** A bucket is full after a minute, and a full one need not be kept. */
  private static final Duration FULL_AFTER = Duration.ofMinutes(1);

  private final LimitSettings limits;
  private final LongSupplier nanos;
  private final Cache<Counted, TokenBucket> buckets;

  private record Counted(RateClass kind, Object client) {}

  /**
   * @param nanos a clock that only goes forward, as {@link System#nanoTime}
   */
  RateLimits(LimitSettings limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_BUCKETS)
            .expireAfterAccess(FULL_AFTER)
            .ticker(nanos::getAsLong)
            .build();
  }

  /**
   * Counts a request.
   *
   * @throws ProblemException 429 {@code too-many-requests}, with Retry-After, when its client has
   *     none left
   */
  void take(Context ctx) {
    RateClass kind = RateClass.of(ctx.method(), ctx.path());
    boolean byAccount = kind != RateClass.SIGNING_IN && Requests.actor(ctx).isStaff();
    double perMinute = (double) perMinute(kind) * (byAccount ? limits.staffTimes() : 1);
    if (perMinute == 0) {
      return;
    }
    Object client = byAccount ? Requests.limitedClient(ctx) : Requests.clientAddress(ctx).shared();
    long now = nanos.getAsLong();
    long wait =
        buckets.get(new Counted(kind, client), key -> new TokenBucket(perMinute, now)).take(now);
    if (wait > 0) {
      throw refusal(ctx, kind, (long) Math.ceil(wait / 1e9));
    }
  }

  private int perMinute(RateClass kind) {
    return switch (kind) {
      case READING -> limits.readsPerMinute();
      case TILES -> limits.tilesPerMinute();
      case WRITING -> limits.writesPerMinute();
      case TRACKING -> limits.tracksPerMinute();
      case SIGNING_IN -> limits.signInsPerMinute();
    };
  }

  private static ProblemException refusal(Context ctx, RateClass kind, long seconds) {
    ctx.header("Retry-After", String.valueOf(seconds));
    String what =
        switch (kind) {
          case READING -> "requests";
          case TILES -> "tiles";
          case WRITING -> "changes";
          case TRACKING -> "uploads of positions";
          case SIGNING_IN -> "attempts to sign in";
        };
    return new Problem(
            429,
            "too-many-requests",
            "Too many requests came from one place",
            "more %s than one client may have in a minute".formatted(what),
            "Wait for the seconds that Retry-After tells, and ask more slowly.",
            Map.of("retryAfterSeconds", seconds))
        .asException();
  }
}
