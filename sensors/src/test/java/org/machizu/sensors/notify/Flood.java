package org.machizu.sensors.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.alert.Episode.ReachSeconds;
import org.machizu.sensors.gauge.Level.Severity;
import org.machizu.sensors.gauge.LevelSet;
import org.machizu.sensors.gauge.Reference;
import org.machizu.sensors.notify.Earlier.Fate;
import org.machizu.sensors.notify.Recipient.Audience;
import org.machizu.sensors.notify.Situation.State;

/** An alert, those who are told of it, and what they were sent; to test with. */
final class Flood {
  /** A Tuesday, 14:20 in Japan. */
  static final Instant NOW = Instant.parse("2026-09-01T05:20:00Z");

  static final Channel MAIL = new Channel(Channel.Type.MAIL, "duty@town.example");

  private Flood() {}

  static Recipient staff(String id) {
    return staff(id, DutyHours.ALWAYS);
  }

  static Recipient staff(String id, DutyHours hours) {
    return of(id, Audience.STAFF, hours, false, Duration.ZERO, Duration.ZERO);
  }

  static Recipient publicMail() {
    return of("public", Audience.PUBLIC, DutyHours.ALWAYS, true, Duration.ZERO, Duration.ZERO);
  }

  static Recipient of(
      String id,
      Audience audience,
      DutyHours hours,
      boolean drills,
      Duration repeat,
      Duration escalate) {
    return new Recipient(
        id,
        id,
        audience,
        Language.JA,
        List.of(new Channel(Channel.Type.MAIL, id + "@town.example")),
        Set.of(),
        Set.of(),
        Severity.NOTICE,
        EnumSet.allOf(Kind.class),
        hours,
        drills,
        repeat,
        escalate);
  }

  static Episode episode(Kind kind, Severity severity) {
    return new Episode(
        kind,
        kind == Kind.NO_DATA ? null : severity.name().toLowerCase(java.util.Locale.ROOT),
        severity,
        kind == Kind.NO_DATA ? null : 4.0,
        NOW.minusSeconds(600),
        NOW.minusSeconds(60),
        NOW.minusSeconds(60),
        null,
        kind == Kind.NO_DATA ? null : 4.12,
        kind == Kind.NO_DATA ? null : NOW.minusSeconds(60),
        kind == Kind.FORECAST ? new ReachSeconds(1500, 1200, 2100) : null);
  }

  static Situation danger() {
    return situation(episode(Kind.LEVEL, Severity.DANGER), State.ACTIVE, false, false);
  }

  static Situation caution() {
    return situation(episode(Kind.LEVEL, Severity.CAUTION), State.ACTIVE, false, false);
  }

  static Situation situation(Episode episode, State state, boolean drill, boolean published) {
    Optional<String> level =
        Optional.ofNullable(episode.level())
            .map(code ->
                switch (code) {
                  case LevelSet.DANGER -> "氾濫危険水位";
                  case LevelSet.JUDGEMENT -> "避難判断水位";
                  default -> "氾濫注意水位";
                });
    return new Situation(
        12,
        "G01",
        "東和",
        "緑川",
        Optional.of("上流"),
        level,
        Reference.ZERO,
        episode,
        NOW,
        drill,
        false,
        state,
        false,
        published,
        Optional.of("https://gis.town.example/?gauge=G01"));
  }

  static Situation in(Situation s, State state) {
    return situation(s.episode(), state, s.drill(), s.published());
  }

  /** What was sent, one after the other, from message number 1 on. */
  static final class Sent implements Past {
    private final List<Earlier> all = new ArrayList<>();
    private final List<Instant> lately = new ArrayList<>();

    Sent add(Recipient to, Purpose purpose, Fate fate) {
      return add(to, purpose, fate, NOW);
    }

    Sent add(Recipient to, Purpose purpose, Fate fate, Instant at) {
      boolean out = fate == Fate.SENT;
      all.add(
          new Earlier(
              all.size() + 1,
              to.id(),
              to.channels().getFirst(),
              purpose,
              fate,
              at,
              out ? at : null,
              new Message("【氾濫危険水位】緑川 東和", "達しました。\n水位: 4.12m\n")));
      return this;
    }

    /** Writes down what was decided, as sent at once. */
    void take(Decision decision, Instant at) {
      for (Outgoing one : decision.messages()) {
        all.add(
            new Earlier(
                all.size() + 1,
                one.recipient(),
                one.channel(),
                one.purpose(),
                Fate.SENT,
                at,
                at,
                one.message()));
      }
    }

    void sentLately(Instant... moments) {
      lately.addAll(List.of(moments));
    }

    @Override
    public List<Earlier> ofAlert() {
      return all;
    }

    @Override
    public List<Instant> lately(Channel channel) {
      return lately;
    }
  }
}
