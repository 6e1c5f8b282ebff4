package org.machizu.sensors.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.gauge.Level.Severity;

/**
 * A time during which something was so at a gauge: a level was reached, a level was going to be
 * reached soon, nothing came, or what came could not be believed.
 *
 * @param kind what was so
 * @param level code of the level; for bad data the level that the readings would mean, or null;
 *     null for silence
 * @param severity of that level, or {@link Severity#NOTICE}
 * @param thresholdM height of that level when it was raised; null without a level
 * @param first sensor time of the first reading that was part of it
 * @param raised sensor time of the reading with which it was certain
 * @param last sensor time of the last reading that was part of it
 * @param cleared sensor time of the reading that ended it; null: it goes on
 * @param peakM the highest believed reading (for bad data: the worst one); null for silence
 * @param peakAt when that was
 * @param reach for forecasts: seconds from {@code last} until the level is reached, as about,
 *     soonest, latest; else null
 */
public record Episode(
    Kind kind,
    @Nullable String level,
    Severity severity,
    @Nullable Double thresholdM,
    Instant first,
    Instant raised,
    Instant last,
    @Nullable Instant cleared,
    @Nullable Double peakM,
    @Nullable Instant peakAt,
    @Nullable ReachSeconds reach) {

  /** What was so. */
  public enum Kind {
    /** A level was reached. */
    LEVEL,
    /** A level will be reached soon if it goes on so. */
    FORECAST,
    /** Readings came that cannot be believed. */
    BAD_DATA,
    /** Nothing came. */
    NO_DATA
  }

  /** Seconds until a level is reached. */
  public record ReachSeconds(long about, long soonest, long latest) {
    static ReachSeconds of(Trend.Reach reach) {
      return new ReachSeconds(
          reach.about().toSeconds(), reach.soonest().toSeconds(), reach.latest().toSeconds());
    }
  }

  public boolean isOpen() {
    return cleared == null;
  }

  /** Whether the two are of one thing: the same kind, and of levels the same one. */
  boolean isOfSame(Episode other) {
    boolean levelCounts = kind == Kind.LEVEL || kind == Kind.FORECAST;
    return kind == other.kind && (!levelCounts || java.util.Objects.equals(level, other.level));
  }

  /** Whether the two share a moment. */
  boolean overlaps(Episode other) {
    return (cleared == null || !cleared.isBefore(other.first))
        && (other.cleared == null || !other.cleared.isBefore(first));
  }

  /** The same, ended at a moment. */
  public Episode closed(Instant at) {
    return new Episode(
        kind, level, severity, thresholdM, first, raised, last, at, peakM, peakAt, reach);
  }

  /** The same with one more reading. */
  Episode going(Instant time, double metres) {
    boolean higher = peakM == null || metres > peakM;
    return new Episode(
        kind,
        level,
        severity,
        thresholdM,
        first,
        raised,
        time,
        null,
        higher ? Double.valueOf(metres) : peakM,
        higher ? time : peakAt,
        reach);
  }
}
