package org.machizu.sensors.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.notify.Flood.NOW;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.notify.DutyHours.Hours;
import org.machizu.sensors.notify.DutyHours.Shift;
import org.machizu.sensors.notify.Earlier.Fate;
import org.machizu.sensors.notify.Flood.Sent;
import org.machizu.sensors.notify.Recipient.Audience;
import org.machizu.sensors.notify.Situation.State;

class NotifierTest {
  private static final Hours ALL_DAY = new Hours(LocalTime.of(0, 0), LocalTime.of(23, 59));
  private static final DutyHours RESTS = new DutyHours(List.of(), Optional.of(ALL_DAY));
  private static final DutyHours SUNDAYS =
      new DutyHours(List.of(new Shift(Set.of(DayOfWeek.SUNDAY), ALL_DAY)), Optional.empty());

  private static final Recipient DUTY = Flood.staff("duty");
  private static final Notifier NOTIFIER = new Notifier(Pacing.USUAL);

  private static Decision decide(Step step, Situation situation, Sent sent, Recipient... to) {
    return NOTIFIER.decide(step, situation, List.of(to), sent, NOW);
  }

  private static List<String> told(Decision decision) {
    return decision.messages().stream().map(m -> m.purpose() + " " + m.recipient()).toList();
  }

  private static List<String> hindered(Decision decision) {
    return decision.suppressed().stream().map(s -> s.reason() + " " + s.recipient()).toList();
  }

  @Test
  void whoIsConcernedIsToldAndNobodyElse() {
    Recipient other =
        new Recipient(
            "other",
            "下流",
            Audience.STAFF,
            Language.JA,
            DUTY.channels(),
            Set.of("下流"),
            Set.of("G09"),
            Severity.NOTICE,
            EnumSet.allOf(Kind.class),
            DutyHours.ALWAYS,
            false,
            Duration.ZERO,
            Duration.ZERO);
    Recipient grave =
        new Recipient(
            "grave",
            "町長",
            Audience.STAFF,
            Language.JA,
            DUTY.channels(),
            Set.of(),
            Set.of("G01"),
            Severity.DANGER,
            Set.of(Kind.LEVEL),
            DutyHours.ALWAYS,
            false,
            Duration.ZERO,
            Duration.ZERO);
    Recipient section =
        new Recipient(
            "section",
            "上流",
            Audience.STAFF,
            Language.JA,
            DUTY.channels(),
            Set.of("上流"),
            Set.of(),
            Severity.NOTICE,
            Set.of(Kind.BAD_DATA),
            DutyHours.ALWAYS,
            false,
            Duration.ZERO,
            Duration.ZERO);

    Decision decision =
        decide(Step.RAISED, Flood.caution(), new Sent(), DUTY, other, grave, section);
    assertThat(told(decision)).containsExactly("RAISED duty");
    assertThat(told(decide(Step.RAISED, Flood.danger(), new Sent(), other, grave, section)))
        .containsExactly("RAISED grave");
    Situation doubtful =
        Flood.situation(Flood.episode(Kind.BAD_DATA, Severity.DANGER), State.ACTIVE, false, false);
    assertThat(told(decide(Step.RAISED, doubtful, new Sent(), other, grave, section)))
        .containsExactly("RAISED section");
  }

  @Test
  void aDangerGoesOutAtOnceAndEverythingElseWaitsForOthers() {
    assertThat(decide(Step.RAISED, Flood.danger(), new Sent(), DUTY).messages())
        .singleElement()
        .satisfies(m -> {
          assertThat(m.due()).isEqualTo(NOW);
          assertThat(m.urgent()).isTrue();
        });
    assertThat(decide(Step.RAISED, Flood.caution(), new Sent(), DUTY).messages())
        .singleElement()
        .satisfies(m -> {
          assertThat(m.due()).isEqualTo(NOW.plusSeconds(30));
          assertThat(m.urgent()).isFalse();
        });
  }

  @Test
  void quietHoursAndDutyHoursAreKeptAndTheReasonIsNoted() {
    Decision decision =
        decide(
            Step.RAISED,
            Flood.caution(),
            new Sent(),
            Flood.staff("rests", RESTS),
            Flood.staff("sunday", SUNDAYS),
            Flood.of(
                "chief",
                Audience.STAFF,
                DutyHours.ALWAYS,
                false,
                Duration.ZERO,
                Duration.ofMinutes(15)));
    assertThat(told(decision)).isEmpty();
    assertThat(hindered(decision))
        .containsExactly("QUIET_HOURS rests", "OFF_DUTY sunday", "NOT_YET chief");
  }

  @Test
  void dangerIgnoresQuietHoursAndReachesEverybodyWhenNobodyIsOnDuty() {
    Decision someone =
        decide(
            Step.RAISED,
            Flood.danger(),
            new Sent(),
            Flood.staff("rests", RESTS),
            Flood.staff("sunday", SUNDAYS));
    assertThat(told(someone)).containsExactly("RAISED rests");
    assertThat(hindered(someone)).containsExactly("OFF_DUTY sunday");

    Decision nobody =
        decide(Step.RAISED, Flood.danger(), new Sent(), Flood.staff("sunday", SUNDAYS));
    assertThat(told(nobody)).containsExactly("RAISED sunday");
  }

  @Test
  void thePublicIsToldOnlyOfWhatSomebodyConfirmedAndNeverOfTroubleWithReadings() {
    Recipient everybody = Flood.publicMail();
    Decision before = decide(Step.RAISED, Flood.danger(), new Sent(), everybody);
    assertThat(told(before)).isEmpty();
    assertThat(hindered(before)).containsExactly("NOT_CONFIRMED public");

    Situation confirmed =
        Flood.situation(Flood.episode(Kind.LEVEL, Severity.DANGER), State.ACTIVE, false, true);
    assertThat(told(decide(Step.PUBLISHED, confirmed, new Sent(), everybody, DUTY)))
        .containsExactly("RAISED public");
    Sent once = new Sent().add(everybody, Purpose.RAISED, Fate.SENT);
    assertThat(decide(Step.PUBLISHED, confirmed, once, everybody).isNothing()).isTrue();

    for (Kind kind : List.of(Kind.BAD_DATA, Kind.NO_DATA)) {
      Situation trouble =
          Flood.situation(Flood.episode(kind, Severity.DANGER), State.ACTIVE, false, true);
      assertThat(decide(Step.RAISED, trouble, new Sent(), everybody).isNothing()).isTrue();
      assertThat(decide(Step.PUBLISHED, trouble, new Sent(), everybody).isNothing()).isTrue();
    }
  }

  @Test
  void aDrillReachesOnlyWhoTakesPartAndNotThePublic() {
    Situation drill =
        Flood.situation(Flood.episode(Kind.LEVEL, Severity.DANGER), State.ACTIVE, true, true);
    Recipient takesPart =
        Flood.of("corps", Audience.STAFF, DutyHours.ALWAYS, true, Duration.ZERO, Duration.ZERO);
    Decision decision = decide(Step.RAISED, drill, new Sent(), DUTY, takesPart, Flood.publicMail());
    assertThat(told(decision)).containsExactly("RAISED corps");
    assertThat(hindered(decision)).containsExactly("DRILL duty", "DRILL public");
    assertThat(told(decide(Step.PUBLISHED, drill, new Sent(), Flood.publicMail()))).isEmpty();
  }

  /** Nothing of a drill's line can be taken for real, and the public hears of it when it shall. */
  @Test
  void aDrillForThePublicReachesItToo() {
    Situation s =
        Flood.situation(Flood.episode(Kind.LEVEL, Severity.DANGER), State.ACTIVE, true, true);
    Situation open =
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
            true,
            true,
            State.ACTIVE,
            false,
            true,
            s.link());
    assertThat(told(decide(Step.PUBLISHED, open, new Sent(), Flood.publicMail())))
        .containsExactly("RAISED public");
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"RECORDED", "DETAILS", "MERGED", "ACKNOWLEDGED", "ASSIGNED"})
  void stepsThatAreNoNewsTellNobody(Step step) {
    Sent sent = new Sent().add(DUTY, Purpose.RAISED, Fate.SENT);
    assertThat(decide(step, Flood.danger(), sent, DUTY, Flood.publicMail()).isNothing()).isTrue();
  }

  @Test
  void onlyWhoWasToldOfItIsToldThatItIsOver() {
    Recipient other = Flood.staff("other");
    Situation over = Flood.in(Flood.danger(), State.ENDED);
    Sent sent = new Sent().add(DUTY, Purpose.RAISED, Fate.SENT);
    Decision decision = decide(Step.CLEARED, over, sent, DUTY, other);
    assertThat(told(decision)).containsExactly("CLEARED duty");
    assertThat(decision.messages().getFirst().follows()).isNull();

    sent.add(DUTY, Purpose.CLEARED, Fate.SENT);
    assertThat(decide(Step.CLEARED, over, sent, DUTY).isNothing()).isTrue();
    Sent refused = new Sent().add(DUTY, Purpose.RAISED, Fate.NEVER_SENT);
    assertThat(decide(Step.CLEARED, over, refused, DUTY).isNothing()).isTrue();
  }

  @Test
  void thatItIsOverIsToldAfterWhatIsStillOnItsWay() {
    Situation over = Flood.in(Flood.danger(), State.ENDED);
    for (Fate fate : List.of(Fate.WAITING, Fate.WAITING_IN_DOUBT, Fate.SENDING)) {
      Sent sent = new Sent().add(DUTY, Purpose.RAISED, fate);
      assertThat(decide(Step.CLEARED, over, sent, DUTY).messages())
          .singleElement()
          .satisfies(m -> assertThat(m.follows()).isEqualTo(1L));
    }
    Sent repeating =
        new Sent().add(DUTY, Purpose.RAISED, Fate.SENT).add(DUTY, Purpose.REPEAT, Fate.WAITING);
    Decision decision = decide(Step.CLEARED, over, repeating, DUTY);
    assertThat(decision.calledOff()).containsExactly(2L);
    assertThat(decision.messages().getFirst().follows()).isNull();
  }

  @Test
  void thatItIsOverDisturbsNobodysRest() {
    Recipient rests =
        Flood.staff(
            "rests",
            new DutyHours(
                List.of(), Optional.of(new Hours(LocalTime.of(14, 0), LocalTime.of(16, 0)))));
    Sent sent = new Sent().add(rests, Purpose.RAISED, Fate.SENT);
    Decision decision = decide(Step.CLEARED, Flood.in(Flood.caution(), State.ENDED), sent, rests);
    assertThat(decision.messages())
        .singleElement()
        .satisfies(m -> assertThat(m.due()).isEqualTo(Instant.parse("2026-09-01T07:00:00Z")));
  }

  @Test
  void whoWasToldThatItIsOverIsToldThatItIsNot() {
    Recipient other = Flood.staff("other");
    Sent sent =
        new Sent()
            .add(DUTY, Purpose.RAISED, Fate.SENT)
            .add(DUTY, Purpose.CLEARED, Fate.SENT)
            .add(other, Purpose.RAISED, Fate.SENT)
            .add(other, Purpose.CLEARED, Fate.WAITING);
    Decision decision = decide(Step.REOPENED, Flood.danger(), sent, DUTY, other);
    assertThat(told(decision)).containsExactly("REOPENED duty");
    assertThat(decision.calledOff()).containsExactly(4L);
  }

  @Test
  void worseIsToldToWhoKnowsAndRaisedForWhoDoesNot() {
    Recipient other = Flood.staff("other");
    Situation worse =
        Flood.situation(Flood.episode(Kind.BAD_DATA, Severity.DANGER), State.ACTIVE, false, false);
    Sent sent = new Sent().add(DUTY, Purpose.RAISED, Fate.SENT);
    assertThat(told(decide(Step.GRAVER, worse, sent, DUTY, other)))
        .containsExactly("GRAVER duty", "RAISED other");
  }

  /** Mie 2014: 1,256 people were warned, 7,697 corrections sent. */
  @Test
  void theCorrectionGoesToExactlyThoseWhoGotTheWrongMessage() {
    Recipient got = Flood.staff("got", RESTS);
    Recipient maybe = Flood.staff("maybe", SUNDAYS);
    Recipient underWay = Flood.staff("under-way");
    Recipient waits = Flood.staff("waits");
    Recipient refused = Flood.staff("refused");
    Recipient never = Flood.staff("never");
    Recipient gone = Flood.staff("gone");
    Sent sent =
        new Sent()
            .add(got, Purpose.RAISED, Fate.SENT)
            .add(maybe, Purpose.RAISED, Fate.WAITING_IN_DOUBT)
            .add(underWay, Purpose.RAISED, Fate.SENDING)
            .add(waits, Purpose.RAISED, Fate.WAITING)
            .add(refused, Purpose.RAISED, Fate.NEVER_SENT)
            .add(gone, Purpose.RAISED, Fate.SENT)
            .add(got, Purpose.REPEAT, Fate.WAITING);

    Decision decision =
        decide(
            Step.WITHDRAWN,
            Flood.in(Flood.caution(), State.WITHDRAWN),
            sent,
            got,
            maybe,
            underWay,
            waits,
            refused,
            never);

    assertThat(told(decision))
        .containsExactly(
            "CORRECTION got", "CORRECTION maybe", "CORRECTION under-way", "CORRECTION gone");
    assertThat(decision.messages()).allMatch(m -> m.due().equals(NOW) && m.urgent());
    assertThat(decision.messages().get(0).channel()).isEqualTo(got.channels().getFirst());
    assertThat(decision.messages().get(0).follows()).isNull();
    assertThat(decision.messages().get(2).follows()).isEqualTo(3L);
    assertThat(decision.calledOff()).containsExactlyInAnyOrder(2L, 3L, 4L, 7L);
    assertThat(decision.messages().getFirst().message().text())
        .contains("9月1日 14:20にお送りしたもの")
        .contains("> 【氾濫危険水位】緑川 東和\n> 達しました。\n> 水位: 4.12m\n");
  }

  @Test
  void whatWasWithdrawnBeforeAnybodyWasToldIsNeverTold() {
    Situation withdrawn = Flood.in(Flood.danger(), State.WITHDRAWN);
    assertThat(decide(Step.RAISED, withdrawn, new Sent(), DUTY).isNothing()).isTrue();
    assertThat(decide(Step.WITHDRAWN, withdrawn, new Sent(), DUTY).isNothing()).isTrue();
  }

  @Test
  void afterTwentyMailsInAnHourTheRestWaitsAndGoesOutAsOne() {
    Sent busy = new Sent();
    for (int i = 0; i < 20; i++) {
      busy.sentLately(NOW.minusSeconds(60L * (20 - i)));
    }
    assertThat(decide(Step.RAISED, Flood.caution(), busy, DUTY).messages().getFirst().due())
        .isEqualTo(NOW.minusSeconds(1200).plusSeconds(3600));
    assertThat(decide(Step.RAISED, Flood.danger(), busy, DUTY).messages().getFirst().due())
        .isEqualTo(NOW);
    assertThat(hindered(decide(Step.RAISED, Flood.caution(), busy, DUTY))).isEmpty();
  }
}
