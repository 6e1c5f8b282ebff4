package org.machizu.sensors.quality;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.gauge.Observation;
import org.machizu.sensors.gauge.Span;
import org.machizu.sensors.quality.GateState.Point;

/**
 * The checks that every reading goes through, one after the other, in the order of sensor time.
 *
 * <p>A jump is believed by nobody but a person ("accepted"): an inspection looks exactly like a
 * wall of water. It is told to the staff at once, with the level it would mean; see {@code
 * sensors.alert}. When a reading is back nearer to where the water was than to where it jumped, the
 * jump was a spike. Time alone never makes a jump believable: an inspection may last for hours.
 *
 * @param maintenance when somebody worked at the station
 * @param accepted for which times a person has said that the readings are right, jump or not
 */
public record Gate(QualityRules rules, List<Span> maintenance, List<Span> accepted) {

  /** Two heights nearer than this are the same to a sensor that counts in centimetres. */
  private static final double SAME_M = 0.005;

  public Gate {
    maintenance = List.copyOf(maintenance);
    accepted = List.copyOf(accepted);
  }

  /**
   * What a reading led to.
   *
   * @param after where the checks stand now
   * @param mark of the reading itself
   * @param spikesFrom when the reading shows that those marked {@link Mark#JUMP} from this moment
   *     on were a spike; else null
   */
  public record Step(GateState after, Mark mark, @Nullable Instant spikesFrom) {}

  /** Looks at a reading that is not older than those before. */
  public Step look(GateState before, Observation observation) {
    Instant time = observation.time();
    if (Span.anyCovers(maintenance, time)) {
      return new Step(new GateState(before.last(), null, null, null, time), Mark.MAINTENANCE, null);
    }
    GateState seen =
        new GateState(before.last(), before.strange(), before.strangeSince(), before.still(), time);
    if (observation.metres().isEmpty()) {
      return new Step(seen, Mark.NO_NUMBER, null);
    }
    double metres = observation.metres().getAsDouble();
    if (metres < rules.lowest() || metres > rules.highest()) {
      return new Step(seen, Mark.OUT_OF_RANGE, null);
    }
    Point last = before.last();
    if (last != null && last.time().equals(time)) {
      return new Step(seen, Mark.SAME_TIME, null);
    }
    boolean isAccepted = Span.anyCovers(accepted, time);
    if (last != null && !isAccepted && isStrange(last, before, time, metres)) {
      Instant since = before.strangeSince();
      return new Step(
          new GateState(
              last, new Point(time, metres), since == null ? time : since, before.still(), time),
          Mark.JUMP,
          null);
    }
    return believed(before, time, metres, isAccepted ? null : before.strangeSince());
  }

  private Step believed(
      GateState before, Instant time, double metres, @Nullable Instant spikesFrom) {
    Point last = before.last();
    boolean same = last != null && Math.abs(last.metres() - metres) < SAME_M;
    Instant still = same && before.still() != null ? before.still() : time;
    GateState after = new GateState(new Point(time, metres), null, null, still, time);
    boolean stuck = isStuck(still, time, metres);
    return new Step(after, stuck ? Mark.FLAT : Mark.GOOD, spikesFrom);
  }

  private boolean isStuck(@Nullable Instant still, Instant time, double metres) {
    return still != null
        && rules.flatAbove().isPresent()
        && metres >= rules.flatAbove().getAsDouble()
        && Duration.between(still, time).compareTo(rules.flatAfter()) >= 0;
  }

  /** Of a sensor that was stuck the last true height is the one with which it got stuck. */
  private boolean isStrange(Point last, GateState before, Instant time, double metres) {
    Instant still = before.still();
    boolean wasStuck = isStuck(still, last.time(), last.metres());
    Instant known = wasStuck && still != null ? still : last.time();
    Point strange = before.strange();
    double away = Math.abs(metres - last.metres());
    return away > rules.allowedM(Duration.between(known, time))
        || (strange != null && Math.abs(metres - strange.metres()) <= away);
  }
}
