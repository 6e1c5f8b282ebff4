package org.machizu.sensors.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.notify.Recipient.Audience;
import org.machizu.sensors.notify.Situation.State;

/**
 * Says who is told once more, or now at last, while an alert goes on and nobody has taken notice:
 * those whose duty begins, whose quiet hours end, who are to be told when others do not answer, and
 * those who want to be told again.
 */
public final class Reminders {
  /** Before that the step that raised the alert may still be on its way to be told. */
  private static final Duration FIRST_AFTER = Duration.ofMinutes(2);

  private final Pacing pacing;

  public Reminders(Pacing pacing) {
    this.pacing = pacing;
  }

  /**
   * What is due at a moment. Asked again with what follows from it in the past, it says nothing
   * more.
   */
  public Decision due(Situation situation, List<Recipient> recipients, Past past, Instant now) {
    boolean concernsAnybody =
        situation.state() == State.ACTIVE
            && !situation.acknowledged()
            // Of less nobody has to do anything.
            && situation.episode().severity().compareTo(Severity.CAUTION) >= 0;
    if (!concernsAnybody) {
      return Decision.NOTHING;
    }
    Course course = new Course(pacing, situation, recipients, past, now);
    for (Recipient one : recipients) {
      if (one.audience() == Audience.STAFF && one.isConcernedBy(situation)) {
        for (Channel channel : one.channels()) {
          remind(course, one, channel, now);
        }
      }
    }
    return course.decision();
  }

  private static void remind(Course course, Recipient one, Channel channel, Instant now) {
    List<Earlier> told =
        course.earlier().stream()
            .filter(e -> e.isTo(one.id(), channel) && e.purpose().tellsOfAlert())
            .toList();
    if (course.hindrance(one, channel).isPresent()) {
      return;
    }
    if (told.isEmpty()) {
      if (now.isBefore(course.situation().raised().plus(FIRST_AFTER))) {
        return;
      }
      course.send(one, channel, Purpose.STANDING, 0);
    } else if (!one.repeatEvery().isZero() && isOver(told.getLast(), one.repeatEvery(), now)) {
      long rounds = told.stream().filter(e -> e.purpose() == Purpose.REPEAT).count();
      course.send(one, channel, Purpose.REPEAT, (int) rounds + 1);
    }
  }

  /**
   * Whether the last one has been out for so long; one that is still to go out is none to repeat.
   */
  private static boolean isOver(Earlier last, Duration every, Instant now) {
    Instant at = Optional.ofNullable(last.sent()).orElse(last.made());
    return !last.isUnderWay() && !now.isBefore(at.plus(every));
  }
}
