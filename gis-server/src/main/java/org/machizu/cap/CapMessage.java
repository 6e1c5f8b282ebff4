package org.machizu.cap;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.machizu.gauges.Alert;
import org.machizu.gauges.Alert.Status;
import org.machizu.gauges.AlertEvent;
import org.machizu.gauges.AlertEvent.What;
import org.machizu.sensors.alert.Episode.Kind;

/**
 * The newest message of a confirmed alert.
 *
 * @param alert as it stands
 * @param identifier unique for ever
 * @param sender how the town is named
 * @param sent when what it tells was written down; whole seconds
 * @param cause the step that it tells of
 * @param references the messages before it, in order, as CAP writes them
 * @param firstSent when the first of them was sent
 */
record CapMessage(
    Alert alert,
    String identifier,
    String sender,
    Instant sent,
    What cause,
    List<String> references,
    Instant firstSent) {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  /** Without fractions, and never with Z. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(JAPAN);

  /** What CAP calls a message. */
  enum Type {
    ALERT("Alert"),
    UPDATE("Update"),
    CANCEL("Cancel");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  CapMessage {
    references = List.copyOf(references);
  }

  /**
   * The newest message.
   *
   * @param municipality the town's code
   * @param sender how the town is named
   * @param events the steps of the alert, in order
   * @return empty when nobody has confirmed it, when it was over before that, and for what is not
   *     of the public: doubtful and missing readings
   */
  static Optional<CapMessage> of(
      String municipality, String sender, Alert alert, List<AlertEvent> events) {
    Kind kind = alert.episode().kind();
    if (alert.published() == null || (kind != Kind.LEVEL && kind != Kind.FORECAST)) {
      return Optional.empty();
    }
    List<AlertEvent> told = new ArrayList<>();
    for (AlertEvent event : events) {
      if (event.what() == What.PUBLISHED || (!told.isEmpty() && isTold(event.what()))) {
        told.add(event);
      }
    }
    boolean wasOverBefore =
        told.isEmpty()
            || (told.size() == 1 && alert.status() != Status.ACTIVE)
            || told.getFirst().what() != What.PUBLISHED;
    if (wasOverBefore) {
      return Optional.empty();
    }
    String prefix = "machizu-" + municipality + "-" + alert.id() + "-";
    List<String> references = new ArrayList<>();
    for (int i = 0; i < told.size() - 1; i++) {
      references.add(sender + "," + prefix + (i + 1) + "," + time(told.get(i).recorded()));
    }
    AlertEvent last = told.getLast();
    return Optional.of(
        new CapMessage(
            alert,
            prefix + told.size(),
            sender,
            last.recorded().truncatedTo(ChronoUnit.SECONDS),
            last.what(),
            references,
            told.getFirst().recorded().truncatedTo(ChronoUnit.SECONDS)));
  }

  private static boolean isTold(What what) {
    return switch (what) {
      case GRAVER, REOPENED, CLEARED, WITHDRAWN, MERGED -> true;
      case RAISED, RECORDED, DETAILS, ACKNOWLEDGED, ASSIGNED, PUBLISHED -> false;
    };
  }

  Type type() {
    return switch (cause) {
      case PUBLISHED -> Type.ALERT;
      case WITHDRAWN, MERGED -> Type.CANCEL;
      default -> Type.UPDATE;
    };
  }

  boolean isDrill() {
    return alert.stream().drill();
  }

  static String time(Instant moment) {
    return TIME.format(moment);
  }
}
