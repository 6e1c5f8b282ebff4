package org.machizu.gauges;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.alert.AlertChange;
import org.machizu.sensors.alert.Given;
import org.machizu.sensors.alert.JudgeState;
import org.machizu.sensors.alert.Judged.Marked;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.Mark;

/**
 * Readings as they came, and where the alerts of each gauge stand. A port, with one contract test
 * for every store. The key of a reading is stream, time and value: what comes again is not kept
 * again.
 *
 * <p>Whatever is judged is judged while the stream is locked for everybody else, on all servers,
 * and written in the same transaction as the readings: each reading has its part exactly once.
 */
public interface GaugeStore {
  /** No transaction takes more readings. */
  int MOST_AT_ONCE = 5_000;

  /** No answer holds more readings: a week of one in a minute, twice. */
  int MOST_READ = 20_000;

  /** Readings of one stream. */
  record Lot(Stream stream, List<Reading> readings) {}

  /**
   * A message with the readings that it held: whether they were new is found out when they are
   * kept.
   *
   * @param stream whose they are; null when it held none
   */
  record Noted(Message message, @Nullable Stream stream, List<Observation> readings) {
    public Noted {
      readings = List.copyOf(readings);
    }
  }

  /**
   * What became of a lot.
   *
   * @param added the readings that are new, each with its mark
   * @param duplicate how many were there already
   */
  record Taken(Stream stream, List<Reading> added, int duplicate, List<AlertEvent> events) {}

  /** Where the alerts of a stream stood before the first reading of a UTC day. */
  record Checkpoint(Instant day, JudgeState state) {}

  /** What is kept of a stream, as it stands within the transaction. */
  interface Kept {
    /** Empty before the first reading. */
    Optional<JudgeState> state();

    /** When something of it came last; {@link Instant#MIN} before that. */
    Instant heard();

    /** The latest checkpoint that is not after a moment. */
    Optional<Checkpoint> checkpoint(Instant atOrBefore);

    /** Readings that are in the order of time, from a moment on, those just added among them. */
    List<Observation> observations(Instant from);

    /**
     * Alerts that stand (neither withdrawn nor merged) and were not over before a moment, by id.
     */
    List<Given> alerts(Instant notOverBefore);
  }

  /**
   * What follows from a lot.
   *
   * @param state where the alerts stand; null: where they stood
   * @param from from here on all checkpoints are replaced
   * @param checkpoints the new ones
   * @param marks of the readings that were added, and of others whose mark may be another by now
   * @param spikes times in which readings that are marked as jumps were spikes
   */
  record Verdict(
      @Nullable JudgeState state,
      Instant from,
      List<Checkpoint> checkpoints,
      List<Marked> marks,
      List<Span> spikes,
      List<AlertChange> changes) {}

  /** Says what follows; is asked within the transaction, and may be asked twice for the same. */
  interface Judging {
    /**
     * @param added the readings that are new and in the order of time, in their natural order; may
     *     be empty when something else than a reading is to be judged
     */
    Verdict judge(Stream stream, List<Observation> added, Kept kept);
  }

  /**
   * Keeps readings, judges them, writes what follows; returns after the commit.
   *
   * @param lots each stream once; together at most {@value #MOST_AT_ONCE} readings; those with a
   *     mark already are kept and not judged
   * @param messages what is to be seen in the log of messages; one whose readings all were there
   *     already is written as a duplicate
   * @param now for what is written down
   */
  List<Taken> take(List<Lot> lots, List<Noted> messages, Judging judging, Instant now);

  /** Judges a stream anew without a reading: a rule was changed, or time went by. */
  List<AlertEvent> judge(Stream stream, Judging judging, Instant now);

  /** When anything came last, of any stream; {@link Instant#EPOCH} before the first. */
  Instant heard();

  /** All streams that ever had a reading. */
  List<Stream> streams();

  /** Where the alerts of all streams stand. */
  List<Standing> standings();

  /** As {@link #standings()}, of some streams; those without a reading are left out. */
  List<Standing> standings(Set<Stream> streams);

  /**
   * Where the alerts of a stream stand.
   *
   * @param mark what was thought of its newest reading
   * @param heard when something of it came last
   * @param mayLose whether its last message was sent in a way in which messages may be lost
   */
  record Standing(
      Stream stream, JudgeState state, @Nullable Mark mark, Instant heard, boolean mayLose) {}

  /**
   * Readings of a stream by time.
   *
   * @param from inclusive
   * @param until exclusive
   * @param marks only with these; empty: all
   * @param limit 1 to {@value #MOST_READ}
   */
  List<Reading> readings(Stream stream, Instant from, Instant until, List<Mark> marks, int limit);

  /** A page of the log of messages, the newest first, before a number. */
  List<Message.Numbered> messages(Message.Filter filter, long before, int limit);
}
