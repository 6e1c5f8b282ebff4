package org.machizu.sensors.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.notify.DutyHours.Hours;
import org.machizu.sensors.notify.DutyHours.Shift;
import org.machizu.sensors.notify.Recipient.Audience;

class DutyHoursTest {
  private static final Shift FRIDAY_NIGHT =
      new Shift(Set.of(DayOfWeek.FRIDAY), new Hours(LocalTime.of(17, 15), LocalTime.of(8, 30)));

  /** By the clocks of Japan; 2026-09-04 is a Friday. */
  private static Instant at(String localTime) {
    return Instant.parse(localTime + ":00+09:00");
  }

  @Test
  void aNightShiftBelongsToTheDayOnWhichItBegins() {
    DutyHours hours = new DutyHours(List.of(FRIDAY_NIGHT), Optional.empty());
    assertThat(hours.isOnDuty(at("2026-09-04T17:14"))).isFalse();
    assertThat(hours.isOnDuty(at("2026-09-04T17:15"))).isTrue();
    assertThat(hours.isOnDuty(at("2026-09-05T08:29"))).isTrue();
    assertThat(hours.isOnDuty(at("2026-09-05T08:30"))).isFalse();
    assertThat(hours.isOnDuty(at("2026-09-05T17:15"))).isFalse();
    assertThat(hours.isOnDuty(at("2026-09-04T08:00"))).isFalse();
  }

  @Test
  void quietHoursEndAtTheirEnd() {
    DutyHours hours =
        new DutyHours(List.of(), Optional.of(new Hours(LocalTime.of(22, 0), LocalTime.of(6, 0))));
    assertThat(hours.isOnDuty(at("2026-09-05T03:00"))).isTrue();
    assertThat(hours.isQuiet(at("2026-09-04T21:59"))).isFalse();
    assertThat(hours.isQuiet(at("2026-09-04T22:00"))).isTrue();
    assertThat(hours.afterQuiet(at("2026-09-04T22:00"))).isEqualTo(at("2026-09-05T06:00"));
    assertThat(hours.afterQuiet(at("2026-09-05T05:59"))).isEqualTo(at("2026-09-05T06:00"));
    assertThat(hours.afterQuiet(at("2026-09-05T06:00"))).isEqualTo(at("2026-09-05T06:00"));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new DutyHours(Collections.nCopies(51, FRIDAY_NIGHT), Optional.empty()))
        .hasMessageContaining("51 shifts");
    assertThatThrownBy(() ->
            Flood.of(
                "a", Audience.STAFF, DutyHours.ALWAYS, false, Duration.ofMinutes(2), Duration.ZERO))
        .hasMessageContaining("3 minutes to a day");
    assertThatThrownBy(() ->
            Flood.of(
                "a",
                Audience.PUBLIC,
                DutyHours.ALWAYS,
                false,
                Duration.ofMinutes(5),
                Duration.ZERO))
        .hasMessageContaining("the public");
  }
}
