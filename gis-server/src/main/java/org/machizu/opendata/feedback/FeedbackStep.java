package org.machizu.opendata.feedback;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something that the desk did with a message.
 *
 * @param number counts up within the message, from 1
 * @param by who did it
 * @param text the answer, or a note for the desk alone; "" for none, or when it is forgotten
 * @param section whom it belongs to from then on
 */
public record FeedbackStep(
    int number, Instant at, String by, Kind kind, String text, String section) {

  /** What was done. */
  public enum Kind {
    /** Somebody has begun to see to it. */
    TAKE,
    /** The sender is answered. */
    ANSWER,
    /** Nothing more is done; the text is for the desk. */
    CLOSE,
    /** Another section is to see to it. */
    HAND_OVER,
    /** A note for the desk. */
    NOTE;

    public String code() {
      return this == HAND_OVER ? "handOver" : name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> find(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }

    static String codes() {
      return Arrays.stream(values()).map(Kind::code).collect(Collectors.joining(", "));
    }

    /** The state after it. */
    public Feedback.State after(Feedback.State before) {
      return switch (this) {
        case TAKE -> Feedback.State.WORKING;
        case ANSWER -> Feedback.State.ANSWERED;
        case CLOSE -> Feedback.State.CLOSED;
        case HAND_OVER -> Feedback.State.NEW;
        case NOTE -> before;
      };
    }
  }
}
