package org.machizu.sensors.payload;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the time of a reading stands.
 *
 * @param from the first of these that is there counts; none: the moment of arrival
 * @param zone of times that name none
 * @param orArrival the moment of arrival counts also when none of the places is there
 * @param step of a list of readings with one time: from one to the next, negative when the newest
 *     is first
 * @param anchor which reading of such a list the time is of
 */
record TimeRule(
    List<Place> from,
    Style style,
    ZoneId zone,
    boolean orArrival,
    Optional<Duration> step,
    Anchor anchor) {
  static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  static final TimeRule ARRIVAL =
      new TimeRule(List.of(), Style.ISO, JAPAN, true, Optional.empty(), Anchor.FIRST);

  TimeRule {
    from = List.copyOf(from);
  }

  enum Style {
    /** Dates and times of day with or without zone, see {@link WrittenTime}. */
    ISO,
    EPOCH_S,
    EPOCH_MS;

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  enum Anchor {
    FIRST,
    LAST;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
