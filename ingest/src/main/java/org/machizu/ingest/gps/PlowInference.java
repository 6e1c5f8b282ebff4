package org.machizu.ingest.gps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.gps.PlowState.Working;

/**
 * What a plow was doing at each of its positions: by its attributes where they tell, else inferred
 * from its speed. It is given the kept positions of one plow sorted by time, and decides each from
 * those at most 30 s (and 10 positions) before and after it:
 *
 * <ul>
 *   <li>faster than 45 km/h, here or at most of them: driving, not working
 *   <li>most of them between 3 and 30 km/h and none above 45: working
 *   <li>else (standing, in between, too few): nobody knows
 * </ul>
 *
 * <p>The speed is the one that the device tells, else that from the position before. Used by one
 * thread.
 */
public final class PlowInference {
  /** What {@link PlowState#by} says of an inferred state. */
  public static final String BY = "speed";

  private static final long WINDOW_MS = 30_000;
  private static final int WINDOW_POSITIONS = 10;
  private static final int FEWEST = 3;
  private static final double SLOWEST = 3 / 3.6;
  private static final double FASTEST = 30 / 3.6;
  private static final double DRIVING = 45 / 3.6;

  private final Deque<Entry> before = new ArrayDeque<>();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private @Nullable Position last;

  /** A position with what the plow was doing there. */
  public record Stated(Position position, PlowState state) {}

  /**
   * @param speedMps NaN when nobody knows
   */
  private record Entry(Position position, double speedMps) {
    long ms() {
      return position.time().toEpochMilli();
    }
  }

  /** One in the same state, that goes its own way from here. */
  public PlowInference copy() {
    PlowInference copy = new PlowInference();
    copy.before.addAll(before);
    copy.waiting.addAll(waiting);
    copy.last = last;
    return copy;
  }

  /**
   * Takes the next position.
   *
   * @return the positions that are decided now, in the order in which they were given
   * @throws IllegalArgumentException when it is earlier than the one before
   */
  public List<Stated> add(Position position) {
    Position previous = last;
    if (previous != null && position.time().isBefore(previous.time())) {
      throw new IllegalArgumentException(
          "%s comes after %s; positions must be sorted by time"
              .formatted(position.time(), previous.time()));
    }
    waiting.addLast(new Entry(position, speed(previous, position)));
    last = position;
    List<Stated> stated = new ArrayList<>(2);
    while (!waiting.isEmpty() && isDecided(waiting.getFirst(), waiting.getLast())) {
      stated.add(state(waiting.removeFirst()));
    }
    return stated;
  }

  /** All that still waits; then as new. */
  public List<Stated> finish() {
    List<Stated> stated = new ArrayList<>();
    while (!waiting.isEmpty()) {
      stated.add(state(waiting.removeFirst()));
    }
    before.clear();
    last = null;
    return stated;
  }

  private boolean isDecided(Entry first, Entry newest) {
    return waiting.size() > WINDOW_POSITIONS || newest.ms() - first.ms() > WINDOW_MS;
  }

  private static double speed(@Nullable Position from, Position to) {
    Double told = to.speedMps();
    if (told != null) {
      return told;
    }
    if (from == null) {
      return Double.NaN;
    }
    long ms = to.time().toEpochMilli() - from.time().toEpochMilli();
    return ms <= 0 || ms > 2 * WINDOW_MS
        ? Double.NaN
        : Cleaning.distanceM(from, to) / (ms / 1000.0);
  }

  private Stated state(Entry entry) {
    before.addLast(entry);
    while (before.size() > WINDOW_POSITIONS + 1
        || entry.ms() - before.getFirst().ms() > WINDOW_MS) {
      before.removeFirst();
    }
    PlowState told = PlowState.of(entry.position.extra());
    return new Stated(entry.position, told.by() == null ? told.inferred(bySpeed(entry)) : told);
  }

  private Working bySpeed(Entry entry) {
    double[] speeds = new double[2 * WINDOW_POSITIONS + 1];
    int n = 0;
    for (Entry other : before) { // with the entry itself
      n = put(speeds, n, other);
    }
    int looked = 0;
    for (Entry other : waiting) {
      if (++looked > WINDOW_POSITIONS || other.ms() - entry.ms() > WINDOW_MS) {
        break;
      }
      n = put(speeds, n, other);
    }
    if (entry.speedMps > DRIVING) {
      return Working.NO;
    }
    if (n < FEWEST) {
      return Working.UNKNOWN;
    }
    Arrays.sort(speeds, 0, n);
    double median = speeds[n / 2];
    if (median > DRIVING) {
      return Working.NO;
    }
    boolean isSlow = median >= SLOWEST && median <= FASTEST;
    return isSlow && speeds[n - 1] <= DRIVING ? Working.YES : Working.UNKNOWN;
  }

  private static int put(double[] speeds, int n, Entry entry) {
    if (Double.isNaN(entry.speedMps)) {
      return n;
    }
    speeds[n] = entry.speedMps;
    return n + 1;
  }
}
