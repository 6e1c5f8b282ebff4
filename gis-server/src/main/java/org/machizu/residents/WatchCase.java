package org.machizu.residents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A household that somebody has taken up.
 *
 * @param version grows by one with each step; it is the case's ETag
 * @param household feature id in the layer of households
 * @param event the snowfall it is about; "" when it is about none
 * @param assignee null while nobody looks after it
 * @param followUp the day on which to look again; null when there is none
 */
public record WatchCase(
    long id,
    long version,
    long household,
    String event,
    State state,
    Origin origin,
    @Nullable Assignee assignee,
    @Nullable LocalDate followUp,
    Instant opened,
    String openedBy,
    Instant changed) {

  /** The codes stand in the store and in answers. */
  public enum State {
    OPEN("open"),
    VISITED("visited"),
    SETTLED("settled");

    private final String code;

    State(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static State ofCode(String code) {
      for (State state : values()) {
        if (state.code.equals(code)) {
          return state;
        }
      }
      throw new IllegalArgumentException("there is no state '" + code + "' of a case");
    }
  }

  /** What a case was opened from. */
  public enum Origin {
    RANKING("ranking"),
    HAND("hand"),
    REPORT("report");

    private final String code;

    Origin(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }

    public static Origin ofCode(String code) {
      for (Origin origin : values()) {
        if (origin.code.equals(code)) {
          return origin;
        }
      }
      throw new IllegalArgumentException("a case is not opened from '" + code + "'");
    }
  }

  public boolean isSettled() {
    return state == State.SETTLED;
  }

  /** What steps change, for the history and for answers. */
  public Map<String, @Nullable Object> standing() {
    Map<String, @Nullable Object> standing = new LinkedHashMap<>();
    standing.put("state", state.code());
    standing.put("assignee", assignee == null ? null : assignee.text());
    standing.put("followUp", followUp == null ? null : followUp.toString());
    return standing;
  }

  WatchCase in(State next) {
    return new WatchCase(
        id, version, household, event, next, origin, assignee, followUp, opened, openedBy, changed);
  }

  WatchCase lookedAfterBy(@Nullable Assignee next) {
    return new WatchCase(
        id, version, household, event, state, origin, next, followUp, opened, openedBy, changed);
  }

  WatchCase followedUp(@Nullable LocalDate next) {
    return new WatchCase(
        id, version, household, event, state, origin, assignee, next, opened, openedBy, changed);
  }

  /** The next version, as of a moment. */
  public WatchCase stepped(Instant now) {
    return new WatchCase(
        id,
        version + 1,
        household,
        event,
        state,
        origin,
        assignee,
        followUp,
        opened,
        openedBy,
        now);
  }
}
