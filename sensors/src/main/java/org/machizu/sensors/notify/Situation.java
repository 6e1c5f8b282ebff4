package org.machizu.sensors.notify;

import java.time.Instant;
import java.util.Optional;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.Reference;

/**
 * An alert as it stands, with what is to be told of its gauge.
 *
 * @param alert its number
 * @param gauge id of the gauge
 * @param gaugeName as 東和
 * @param water as 緑川
 * @param section the part of the river or the district
 * @param levelName of the level that the episode names, as 氾濫危険水位
 * @param reference what heights are counted from
 * @param raised when it was written down
 * @param drill whether it is an exercise (訓練)
 * @param drillIsPublic whether the exercise is to reach the public too
 * @param state whether it stands
 * @param acknowledged whether somebody of the staff has taken notice
 * @param published whether somebody of the staff confirmed that the public is told
 * @param link where it can be looked at; empty when the server does not know its own address
 */
public record Situation(
    long alert,
    String gauge,
    String gaugeName,
    String water,
    Optional<String> section,
    Optional<String> levelName,
    Reference reference,
    Episode episode,
    Instant raised,
    boolean drill,
    boolean drillIsPublic,
    State state,
    boolean acknowledged,
    boolean published,
    Optional<String> link) {

  /** Whether an alert stands. */
  public enum State {
    ACTIVE,
    ENDED,
    /** It never should have been. */
    WITHDRAWN,
    /** It turned out to be a part of another one. */
    MERGED
  }

  /** Whether people are in danger: told at once, at any hour. */
  boolean isDanger() {
    return episode.severity() == Severity.DANGER;
  }
}
