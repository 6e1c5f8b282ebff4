package org.machizu.sensors.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.notify.Flood.NOW;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.notify.DutyHours.Hours;
import org.machizu.sensors.notify.Earlier.Fate;
import org.machizu.sensors.notify.Flood.Sent;
import org.machizu.sensors.notify.Recipient.Audience;
import org.machizu.sensors.notify.Situation.State;

class RemindersTest {
  private static final Reminders REMINDERS = new Reminders(Pacing.USUAL);

  private static Recipient of(String id, long repeatMinutes, long escalateMinutes) {
    return Flood.of(
        id,
        Audience.STAFF,
        DutyHours.ALWAYS,
        false,
        Duration.ofMinutes(repeatMinutes),
        Duration.ofMinutes(escalateMinutes));
  }

  private static Instant minute(long minutes) {
    return NOW.plus(Duration.ofMinutes(minutes));
  }

  private static List<String> due(Sent sent, long minutes, Recipient... to) {
    return due(Flood.danger(), sent, minutes, to);
  }

  private static List<String> due(Situation situation, Sent sent, long minutes, Recipient... to) {
    Decision decision = REMINDERS.due(situation, List.of(to), sent, minute(minutes));
    sent.take(decision, minute(minutes));
    return decision.messages().stream()
        .map(m -> m.purpose() + " " + m.recipient() + (m.round() == 0 ? "" : " " + m.round()))
        .toList();
  }

  @Test
  void untilSomebodyTakesNoticeItIsRepeatedAndThenOthersAreTold() {
    Recipient duty = of("duty", 5, 0);
    Recipient chief = of("chief", 10, 15);
    Sent sent = new Sent().add(duty, Purpose.RAISED, Fate.SENT);

    assertThat(due(sent, 4, duty, chief)).isEmpty();
    assertThat(due(sent, 5, duty, chief)).containsExactly("REPEAT duty 1");
    assertThat(due(sent, 5, duty, chief)).isEmpty();
    assertThat(due(sent, 14, duty, chief)).containsExactly("REPEAT duty 2");
    assertThat(due(sent, 15, duty, chief)).containsExactly("STANDING chief");
    assertThat(due(sent, 25, duty, chief)).containsExactly("REPEAT duty 3", "REPEAT chief 1");
  }

  @Test
  void whatIsOverAcknowledgedOrSlightIsNotRepeated() {
    Recipient duty = of("duty", 5, 0);
    Sent sent = new Sent().add(duty, Purpose.RAISED, Fate.SENT);
    assertThat(due(Flood.in(Flood.danger(), State.ENDED), sent, 60, duty)).isEmpty();
    assertThat(due(Flood.in(Flood.danger(), State.WITHDRAWN), sent, 60, duty)).isEmpty();
    Situation slight =
        Flood.situation(Flood.episode(Kind.LEVEL, Severity.STANDBY), State.ACTIVE, false, false);
    assertThat(due(slight, sent, 60, duty)).isEmpty();
    Situation s = Flood.danger();
    Situation noticed =
        new Situation(
            s.alert(),
            s.gauge(),
            s.gaugeName(),
            s.water(),
            s.section(),
            s.levelName(),
            s.reference(),
            s.episode(),
            s.raised(),
            false,
            false,
            State.ACTIVE,
            true,
            false,
            s.link());
    assertThat(due(noticed, sent, 60, duty)).isEmpty();
    assertThat(due(sent, 60, duty)).isNotEmpty();
  }

  @Test
  void whatHasNotGoneOutYetIsNotRepeated() {
    Recipient duty = of("duty", 5, 0);
    for (Fate fate : List.of(Fate.WAITING, Fate.WAITING_IN_DOUBT, Fate.SENDING)) {
      assertThat(due(new Sent().add(duty, Purpose.RAISED, fate), 60, duty)).isEmpty();
    }
    // An address that refuses is tried again as often as it would be told, and no oftener.
    Sent refused = new Sent().add(duty, Purpose.RAISED, Fate.NEVER_SENT);
    assertThat(due(refused, 4, duty)).isEmpty();
    assertThat(due(refused, 5, duty)).containsExactly("REPEAT duty 1");
  }

  @Test
  void afterTheirQuietHoursPeopleAreToldWhatStillGoesOn() {
    DutyHours until15 =
        new DutyHours(List.of(), Optional.of(new Hours(LocalTime.of(22, 0), LocalTime.of(15, 0))));
    Recipient rests = Flood.staff("rests", until15);
    Sent sent = new Sent();
    assertThat(due(Flood.caution(), sent, 39, rests)).isEmpty();
    assertThat(due(Flood.caution(), sent, 40, rests)).containsExactly("STANDING rests");
    assertThat(due(Flood.caution(), sent, 41, rests)).isEmpty();
  }

  /** The step that raised the alert is told by itself, and nobody hears of one alert twice. */
  @Test
  void aFreshAlertIsLeftToTheStepThatRaisedIt() {
    Recipient duty = of("duty", 0, 0);
    assertThat(REMINDERS.due(Flood.danger(), List.of(duty), new Sent(), minute(1)).isNothing())
        .isTrue();
    Sent sent = new Sent();
    assertThat(due(sent, 2, duty)).containsExactly("STANDING duty");
    Notifier notifier = new Notifier(Pacing.USUAL);
    assertThat(
            notifier
                .decide(Step.RAISED, Flood.danger(), List.of(duty), sent, minute(2))
                .isNothing())
        .isTrue();
  }

  @Test
  void thePublicIsNeverReminded() {
    assertThat(due(new Sent(), 60, Flood.publicMail())).isEmpty();
  }
}
