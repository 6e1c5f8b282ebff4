package org.machizu.sensors.notify;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When somebody is told of alerts, by the clocks of Japan.
 *
 * @param duty when they are on duty; empty: always
 * @param quiet when only danger may disturb them
 */
public record DutyHours(List<Shift> duty, Optional<Hours> quiet) {
  /** The one zone of the country. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  /** Told at all times. */
  public static final DutyHours ALWAYS = new DutyHours(List.of(), Optional.empty());

  /** So many shifts in a week. */
  public static final int MOST_SHIFTS = 50;

  /**
   * A part of the day; one that ends when it begins, or before, goes on into the next day.
   *
   * @param from its first minute
   * @param to the first minute after it
   */
  public record Hours(LocalTime from, LocalTime to) {
    boolean isOverMidnight() {
      return !to.isAfter(from);
    }
  }

  /**
   * Hours of some days of the week.
   *
   * @param days on which they begin
   */
  public record Shift(Set<DayOfWeek> days, Hours hours) {
    public Shift {
      days = Set.copyOf(days);
    }

    boolean covers(ZonedDateTime moment) {
      LocalTime time = moment.toLocalTime();
      DayOfWeek day = moment.getDayOfWeek();
      if (!hours.isOverMidnight()) {
        return days.contains(day) && !time.isBefore(hours.from()) && time.isBefore(hours.to());
      }
      return (days.contains(day) && !time.isBefore(hours.from()))
          || (days.contains(day.minus(1)) && time.isBefore(hours.to()));
    }
  }

  /**
   * @throws IllegalArgumentException when there are more than {@value #MOST_SHIFTS} shifts
   */
  public DutyHours {
    if (duty.size() > MOST_SHIFTS) {
      throw new IllegalArgumentException(
          duty.size() + " shifts; allowed: up to " + MOST_SHIFTS + " in a week");
    }
    duty = List.copyOf(duty);
  }

  public boolean isOnDuty(Instant moment) {
    ZonedDateTime here = moment.atZone(ZONE);
    return duty.isEmpty() || duty.stream().anyMatch(shift -> shift.covers(here));
  }

  public boolean isQuiet(Instant moment) {
    ZonedDateTime here = moment.atZone(ZONE);
    return quiet
        .map(hours -> new Shift(Set.of(DayOfWeek.values()), hours).covers(here))
        .orElse(false);
  }

  /** The moment itself, or the end of the quiet hours in which it lies. */
  Instant afterQuiet(Instant moment) {
    if (!isQuiet(moment)) {
      return moment;
    }
    ZonedDateTime here = moment.atZone(ZONE);
    ZonedDateTime end = here.with(quiet.orElseThrow().to());
    return (end.isAfter(here) ? end : end.plusDays(1)).toInstant();
  }
}
