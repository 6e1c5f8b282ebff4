package org.machizu.tracks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.machizu.ingest.gps.Cleaning;
import org.machizu.ingest.gps.Position;

/**
 * What the matching needs of the store; nothing of it is shown to anybody as it is. A port, with
 * one contract test for every store.
 *
 * <p>A <em>run</em> is a sequence of positions of a device within one day of UTC (which begins at
 * nine in the morning of Japan, when the night's work is done) without a gap of more than {@link
 * #GAP}. Runs are made from the positions alone, so that late ones may join two, and nothing but
 * the runs near them is to be done again.
 */
public interface MatchStore {
  Duration GAP = Cleaning.FORGETS_AFTER;

  /**
   * Positions that have come and are not matched yet.
   *
   * @param ids of the notes that say so
   * @param spans times within which they lie, none nearer to another than {@link #GAP}
   */
  record Arrivals(Device device, List<Long> ids, List<Span> spans) {}

  /**
   * @param from inclusive
   * @param until inclusive
   */
  record Span(Instant from, Instant until) {
    /** Whether a run could lie in both. */
    boolean reaches(Span other) {
      return !other.from.isAfter(until.plus(GAP)) && !other.until.isBefore(from.minus(GAP));
    }

    /** Around both. */
    Span with(Span other) {
      return new Span(
          other.from.isBefore(from) ? other.from : from,
          other.until.isAfter(until) ? other.until : until);
    }
  }

  /**
   * Where a vehicle was on no road that could be told.
   *
   * @param reason "off-road", "standing", "no-route" …
   */
  record Lost(int number, Instant from, Instant until, String reason, int positions) {}

  /**
   * Why a position is not used.
   *
   * @param hash of its content
   */
  record Verdict(Instant time, long hash, String code) {}

  /**
   * What has become of a run: the rows from some number on are replaced, those before stay.
   *
   * @param begin the time of its first position; what it is known by
   * @param until the time of its last position
   * @param roads the revision of the roads that it was matched with
   * @param passesFrom the number of the first pass that is replaced
   * @param lostFrom the number of the first of {@code lost}
   * @param verdictsFrom verdicts from this time on are replaced
   */
  record Run(
      String device,
      Instant begin,
      Instant until,
      long positions,
      long roads,
      int passesFrom,
      List<RoadPass> passes,
      int lostFrom,
      List<Lost> lost,
      Instant verdictsFrom,
      List<Verdict> verdicts) {}

  /**
   * Takes devices that have something to match, for a while: no other server works at them
   * meanwhile. Those that this server has already come first.
   *
   * @param most at most so many devices
   */
  List<Arrivals> claim(String server, Duration lease, int most);

  /** Gives everything back that the server has taken. */
  void release(String server);

  /** The runs of a device that lie within {@link #GAP} of a span, by their begin. */
  List<Span> runs(String device, Span near);

  /** How many notes say that something of a device is not matched yet. */
  long waiting(String device);

  /** Goes through the positions of a device within a span, by time and hash. */
  void scan(String device, Span span, PositionVisitor visitor);

  /** Takes positions one by one. */
  interface PositionVisitor {
    void visit(Position position, long hash);
  }

  /**
   * Keeps results, in one transaction with the taking away of the notes.
   *
   * @param done what was matched; its notes go
   * @param cleared runs that begin within these spans are taken away first, with all that belongs
   *     to them
   * @return what has changed; empty when the server has lost the device meanwhile, and then nothing
   *     is kept
   */
  Optional<PassesChanged> save(String server, Arrivals done, List<Span> cleared, List<Run> runs);

  /**
   * Says that runs are to be matched again which were matched with other roads than the present
   * ones.
   *
   * @param since only runs that end after this
   * @param roads the present revision of the roads
   * @return how many runs
   */
  int matchAgain(Instant since, long roads);
}
