package org.machizu.sensors.notify;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.machizu.sensors.alert.Episode.Kind;
import org.machizu.sensors.gauge.Level.Severity;

/**
 * Somebody who is told of alerts: a person, a department, a program, or the public.
 *
 * @param id short, of letters, digits, - and _
 * @param name as people know them, as 建設課 当番
 * @param audience whether they are of the staff
 * @param sections of these parts of rivers or districts; empty together with {@code gauges}: of all
 * @param gauges of these gauges
 * @param lowest of nothing that is less grave
 * @param kinds of what; the public is told of levels and forecasts only, whatever stands here
 * @param drills whether they take part in drills (訓練)
 * @param repeatEvery how often they are told again while nobody has taken notice; zero: never
 * @param escalateAfter they are told only when nobody has taken notice for so long; zero: at once
 */
public record Recipient(
    String id,
    String name,
    Audience audience,
    Language language,
    List<Channel> channels,
    Set<String> sections,
    Set<String> gauges,
    Severity lowest,
    Set<Kind> kinds,
    DutyHours hours,
    boolean drills,
    Duration repeatEvery,
    Duration escalateAfter) {

  /** So many ways lead to one of them. */
  public static final int MOST_CHANNELS = 20;

  private static final Duration SHORTEST_REPEAT = Duration.ofMinutes(3);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Whom a recipient belongs to. */
  public enum Audience {
    STAFF,
    /** Is told nothing that nobody of the staff has confirmed. */
    PUBLIC
  }

  /**
   * @throws IllegalArgumentException naming what cannot be
   */
  public Recipient {
    channels = channels.stream().distinct().toList();
    sections = Set.copyOf(sections);
    gauges = Set.copyOf(gauges);
    kinds = Set.copyOf(kinds);
    if (channels.size() > MOST_CHANNELS) {
      throw new IllegalArgumentException(
          channels.size() + " channels; allowed: up to " + MOST_CHANNELS);
    }
    if (!repeatEvery.isZero()
        && (repeatEvery.compareTo(SHORTEST_REPEAT) < 0 || repeatEvery.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException(
          "repeated every %s; allowed: zero, or 3 minutes to a day".formatted(repeatEvery));
    }
    if (escalateAfter.isNegative() || escalateAfter.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "told after %s; allowed: zero to a day".formatted(escalateAfter));
    }
    boolean plain =
        repeatEvery.isZero() && escalateAfter.isZero() && hours.equals(DutyHours.ALWAYS);
    if (audience == Audience.PUBLIC && !plain) {
      throw new IllegalArgumentException(
          "the public takes no notice of an alert and has no duty; allowed: neither repetition nor escalation nor hours");
    }
  }

  /** Whether alerts of this kind, place and gravity are theirs at all. */
  boolean isConcernedBy(Situation situation) {
    Kind kind = situation.episode().kind();
    boolean place =
        (sections.isEmpty() && gauges.isEmpty())
            || gauges.contains(situation.gauge())
            || situation.section().map(sections::contains).orElse(false);
    boolean trouble = kind == Kind.BAD_DATA || kind == Kind.NO_DATA;
    return place
        && kinds.contains(kind)
        && situation.episode().severity().compareTo(lowest) >= 0
        && !(audience == Audience.PUBLIC && trouble);
  }
}
