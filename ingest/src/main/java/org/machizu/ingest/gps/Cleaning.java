package org.machizu.ingest.gps;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges which positions of one device can be trusted. It is given them sorted by time (those of
 * the same time by {@link ContentHash}), and asks neither a clock nor in which order they arrived:
 * the same positions always have the same verdicts. Positions are never changed.
 *
 * <p>Verdicts become final in order, at most {@link #LOOK_AHEAD} positions or 60 s later. The judge
 * forgets over gaps of more than {@link #FORGETS_AFTER}: a stretch between two such gaps can be
 * judged alone, and that is what to judge again when something came late.
 *
 * <p>How a jump is found. A position that needs an unlikely speed from the last good one is held
 * back. When one of the following lies as the last good one lets expect, but can hardly have come
 * from those held back, these were {@code JUMP}s (a spike, or another device under the same name);
 * when none does, the device really moved there (a tunnel, a ferry, a receiver carried indoors). A
 * position that none of the following bears out is a jump too. A spike that needs no unlikely speed
 * is not seen: 300 m aside at fixes of 20 s and more.
 *
 * <p>Distances are by a local equirectangular approximation: within 0.1 % over the few kilometres
 * that matter here. Used by one thread.
 */
public final class Cleaning {
  /** So many positions are looked at to decide about a jump. */
  public static final int LOOK_AHEAD = 5;

  /** Over a longer gap nothing is concluded from what was before. */
  public static final Duration FORGETS_AFTER = Duration.ofMinutes(5);

  /** A worse accuracy comes from radio cells, not from satellites. */
  static final double MAX_ACCURACY_M = 100;

  private static final long WINDOW_MS = 60_000;

  /** At most so many are held, of whatever kind, so that no input can fill the memory. */
  private static final int MAX_HELD = 64;

  /** 72 km/h: faster than a plow or a town's patrol car goes between two positions. */
  private static final double LIKELY_MPS = 20;

  /** 162 km/h: what a car on a motorway may do, or a bad fix of a slower one. */
  private static final double POSSIBLE_MPS = 45;

  private static final double MAX_LIKELY_MPS = 70;
  private static final double UNKNOWN_ACCURACY_M = 10;
  private static final double STAND_RADIUS_M = 25;
  private static final long STAND_MS = 30_000;
  private static final double STUCK_MPS = 3;
  private static final double NULL_ISLAND_DEGREES = 0.01;

  private final Deque<Entry> held = new ArrayDeque<>();
  private @Nullable Entry good;
  private @Nullable Position last;
  private @Nullable Position stand;

  /**
   * A position with its final verdict.
   *
   * @param standing a kept position at which the device has stood for half a minute or more; what
   *     moves there is the receiver's noise
   */
  public record Judged(Position position, Verdict verdict, boolean standing) {}

  private static final class Entry {
    private final Position position;
    private @Nullable Verdict verdict;

    Entry(Position position) {
      this.position = position;
    }

    long ms() {
      return position.time().toEpochMilli();
    }
  }

  /** One in the same state, that goes its own way from here. */
  public Cleaning copy() {
    Cleaning copy = new Cleaning();
    for (Entry entry : held) {
      Entry same = new Entry(entry.position);
      same.verdict = entry.verdict;
      copy.held.addLast(same);
    }
    copy.good = good; // has its verdict, and keeps it
    copy.last = last;
    copy.stand = stand;
    return copy;
  }

  /**
   * Takes the next position.
   *
   * @return the positions whose verdicts became final, in the order in which they were given
   * @throws IllegalArgumentException when it is earlier than the one before
   */
  public List<Judged> add(Position position) {
    Position before = last;
    List<Judged> judged = new ArrayList<>(2);
    if (before != null) {
      long gap = position.time().toEpochMilli() - before.time().toEpochMilli();
      if (gap < 0) {
        throw new IllegalArgumentException(
            "%s comes after %s; positions must be sorted by time"
                .formatted(position.time(), before.time()));
      }
      if (gap > FORGETS_AFTER.toMillis()) {
        judged.addAll(finish());
      }
    }
    last = position;
    held.addLast(new Entry(position));
    decide(judged, false);
    return judged;
  }

  /** The verdicts of all that is still held back; the judge is then as new. */
  public List<Judged> finish() {
    List<Judged> judged = new ArrayList<>();
    decide(judged, true);
    good = null;
    last = null;
    stand = null;
    return judged;
  }

  private void decide(List<Judged> judged, boolean isEnd) {
    while (!held.isEmpty()) {
      Entry first = held.getFirst();
      if (first.verdict == null) {
        first.verdict = alone(first.position);
      }
      if (first.verdict == null) {
        judgePlace(first, isEnd);
      }
      if (first.verdict == null) {
        return; // not enough is known yet
      }
      held.removeFirst();
      judged.add(told(first));
    }
  }

  /** What a position says by itself. */
  private static @Nullable Verdict alone(Position position) {
    if (Math.abs(position.lon()) < NULL_ISLAND_DEGREES
        && Math.abs(position.lat()) < NULL_ISLAND_DEGREES) {
      return Verdict.NULL_ISLAND;
    }
    Double accuracy = position.accuracyM();
    return accuracy != null && accuracy > MAX_ACCURACY_M ? Verdict.INACCURATE : null;
  }

  private void judgePlace(Entry entry, boolean isEnd) {
    Entry from = good;
    if (from != null && from.ms() == entry.ms()) {
      entry.verdict = Verdict.SAME_TIME;
    } else if (from != null && isStuck(from.position, entry.position)) {
      entry.verdict = Verdict.STUCK;
    } else if (from != null && isLikely(from.position, entry.position)) {
      entry.verdict = Verdict.KEPT;
    } else {
      lookAhead(from, entry, isEnd);
    }
  }

  /** Decides about a position that does not follow from the last good one, if enough is known. */
  private void lookAhead(@Nullable Entry from, Entry suspect, boolean isEnd) {
    List<Entry> after = new ArrayList<>(LOOK_AHEAD);
    boolean isOver = isEnd || held.size() >= MAX_HELD;
    for (Entry entry : held) {
      if (entry.ms() - suspect.ms() > WINDOW_MS) {
        isOver = true;
        break;
      }
      // One of the same time, or bad by itself, does not tell where the device went.
      if (entry.ms() > suspect.ms() && alone(entry.position) == null) {
        after.add(entry);
        if (after.size() == LOOK_AHEAD) {
          isOver = true;
          break;
        }
      }
    }
    suspect.verdict =
        from == null ? ofFirst(suspect, after, isOver) : ofJump(from, suspect, after, isOver);
  }

  private static @Nullable Verdict ofJump(
      Entry from, Entry suspect, List<Entry> after, boolean isOver) {
    Entry there = suspect;
    for (int i = 0; i < after.size(); i++) {
      Entry entry = after.get(i);
      if (isLikely(from.position, entry.position) && !isLikely(there.position, entry.position)) {
        after.subList(0, i).forEach(companion -> companion.verdict = Verdict.JUMP);
        return Verdict.JUMP;
      }
      if (isPossible(there.position, entry.position)) {
        there = entry;
      }
    }
    if (!isOver) {
      return null;
    }
    boolean isBorneOut =
        after.isEmpty() ? isPossible(from.position, suspect.position) : there != suspect;
    return isBorneOut ? Verdict.KEPT : Verdict.JUMP;
  }

  /** The first of a stretch has nothing before it: the next ones must bear it out. */
  private static @Nullable Verdict ofFirst(Entry first, List<Entry> after, boolean isOver) {
    boolean isPossible = false;
    for (int i = 0; i < after.size(); i++) {
      Position next = after.get(0).position;
      Position entry = after.get(i).position;
      boolean follows = isLikely(first.position, entry);
      if (i > 0
          && isLikely(next, entry)
          && !(follows && neededMps(first.position, entry) < neededMps(next, entry))) {
        return Verdict.JUMP; // the others agree without it
      }
      if (follows) {
        return Verdict.KEPT;
      }
      isPossible |= isPossible(first.position, entry);
    }
    if (!isOver) {
      return null;
    }
    return isPossible || after.size() < 2 ? Verdict.KEPT : Verdict.JUMP;
  }

  private Judged told(Entry entry) {
    Verdict verdict = Objects.requireNonNull(entry.verdict);
    if (verdict != Verdict.KEPT) {
      return new Judged(entry.position, verdict, false);
    }
    good = entry;
    Position center = stand;
    if (center == null || distanceM(center, entry.position) > STAND_RADIUS_M) {
      stand = entry.position;
      return new Judged(entry.position, verdict, false);
    }
    long stood = entry.ms() - center.time().toEpochMilli();
    return new Judged(entry.position, verdict, stood >= STAND_MS);
  }

  /** A receiver that repeats its last place, as in a tunnel, while the device says it moves. */
  private static boolean isStuck(Position from, Position to) {
    Double speed = to.speedMps();
    return from.lon() == to.lon() && from.lat() == to.lat() && speed != null && speed >= STUCK_MPS;
  }

  private static boolean isPossible(Position from, Position to) {
    return isLikely(from, to) || neededMps(from, to) <= POSSIBLE_MPS;
  }

  private static boolean isLikely(Position from, Position to) {
    return neededMps(from, to) <= likelyMps(from, to);
  }

  /** By the speeds that the device itself tells, where it tells them at both ends. */
  private static double likelyMps(Position from, Position to) {
    Double a = from.speedMps();
    Double b = to.speedMps();
    if (a == null || b == null) {
      return LIKELY_MPS;
    }
    return Math.clamp(1.5 * Math.max(a, b) + 8, 12, MAX_LIKELY_MPS);
  }

  /** Metres a second to get there, the accuracies taken off the way. */
  private static double neededMps(Position from, Position to) {
    double metres = distanceM(from, to) - slackM(from) - slackM(to);
    if (metres <= 0) {
      return 0;
    }
    double seconds = (to.time().toEpochMilli() - from.time().toEpochMilli()) / 1000.0;
    return seconds <= 0 ? Double.POSITIVE_INFINITY : metres / seconds;
  }

  private static double slackM(Position position) {
    Double accuracy = position.accuracyM();
    return accuracy == null ? UNKNOWN_ACCURACY_M : Math.min(accuracy, MAX_ACCURACY_M);
  }

  /** Metres between two places some kilometres apart. */
  static double distanceM(Position a, Position b) {
    double east = Math.abs(b.lon() - a.lon());
    if (east > 180) {
      east = 360 - east; // over the date line
    }
    double x = Math.toRadians(east) * Math.cos(Math.toRadians((a.lat() + b.lat()) / 2));
    double y = Math.toRadians(b.lat() - a.lat());
    return 6_371_008.8 * Math.sqrt(x * x + y * y);
  }
}
