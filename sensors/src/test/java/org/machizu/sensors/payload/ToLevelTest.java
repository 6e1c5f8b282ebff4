package org.machizu.sensors.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.gauge.Dated;
import org.machizu.sensors.payload.ToLevel.Outcome.Leveled;
import org.machizu.sensors.payload.ToLevel.Outcome.Unknown;

/** From what a sensor measures to the level of its gauge. */
class ToLevelTest {
  private static final Instant MOVED = Instant.parse("2026-04-01T00:00:00Z");

  private static Sample sample(Quantity quantity, OptionalDouble value, Instant time) {
    return new Sample(
        Optional.of("A1"),
        Optional.empty(),
        quantity,
        value,
        value.isPresent() ? value.getAsDouble() + " m" : "*",
        time,
        false,
        new TreeMap<>());
  }

  private static double level(ToLevel toLevel, Quantity quantity, double value, Instant time) {
    ToLevel.Outcome outcome = toLevel.apply(sample(quantity, OptionalDouble.of(value), time));
    assertThat(outcome).isInstanceOf(Leveled.class);
    return ((Leveled) outcome).metres().orElseThrow();
  }

  private static Reason refused(ToLevel toLevel, Quantity quantity, Instant time) {
    ToLevel.Outcome outcome = toLevel.apply(sample(quantity, OptionalDouble.of(1), time));
    assertThat(outcome).isInstanceOf(Unknown.class);
    return ((Unknown) outcome).why().reason();
  }

  @Test
  void theLevelIsTheDatumLessTheDistance() {
    ToLevel bridge = new ToLevel(Dated.always(Mounting.above(6.2)));
    assertThat(level(bridge, Quantity.DISTANCE_DOWN, 5.7, MOVED)).isCloseTo(0.5, within(1e-9));
    assertThat(level(bridge, Quantity.DISTANCE_DOWN, 7, MOVED)).isCloseTo(-0.8, within(1e-9));
  }

  @Test
  void aDistanceIsCorrectedBeforeItIsTakenOff() {
    ToLevel bridge = new ToLevel(Dated.always(new Mounting(Quantity.DISTANCE_DOWN, 6, 1.01, 0.02)));
    assertThat(level(bridge, Quantity.DISTANCE_DOWN, 2, MOVED)).isCloseTo(3.96, within(1e-9));
  }

  @Test
  void aLevelGetsTheHeightOfItsSensor() {
    ToLevel bed = new ToLevel(Dated.always(new Mounting(Quantity.LEVEL, -0.3, 1.02, 0.05)));
    assertThat(level(bed, Quantity.LEVEL, 1, MOVED)).isCloseTo(0.77, within(1e-9));
    assertThat(level(new ToLevel(Dated.always(Mounting.asSent())), Quantity.LEVEL, 1.23, MOVED))
        .isEqualTo(1.23);
  }

  @Test
  void lateDataOfASensorThatWasMovedCountFromWhereItWas() {
    ToLevel moved =
        new ToLevel(
            new Dated<>(
                List.of(
                    new Dated.Entry<>(MOVED.minus(Duration.ofDays(30)), Mounting.above(5)),
                    new Dated.Entry<>(MOVED, Mounting.above(8)))));
    assertThat(level(moved, Quantity.DISTANCE_DOWN, 2, MOVED)).isEqualTo(6);
    assertThat(level(moved, Quantity.DISTANCE_DOWN, 2, MOVED.minusNanos(1))).isEqualTo(3);
    Instant before = MOVED.minus(Duration.ofDays(31));
    assertThat(refused(moved, Quantity.DISTANCE_DOWN, before)).isEqualTo(Reason.DATUM_UNKNOWN);
    assertThat(
            ((Unknown) moved.apply(sample(Quantity.DISTANCE_DOWN, OptionalDouble.of(1), before)))
                .why()
                .detail())
        .contains("2026-03-01");
  }

  @Test
  void anotherQuantityIsNoLevel() {
    ToLevel bridge = new ToLevel(Dated.always(Mounting.above(6.2)));
    assertThat(refused(bridge, Quantity.LEVEL, MOVED)).isEqualTo(Reason.QUANTITY_UNEXPECTED);
    assertThat(refused(bridge, Quantity.BATTERY_PERCENT, MOVED))
        .isEqualTo(Reason.QUANTITY_UNEXPECTED);
    assertThat(ToLevel.concerns(sample(Quantity.BATTERY_VOLTAGE, OptionalDouble.of(3), MOVED)))
        .isFalse();
    assertThat(ToLevel.concerns(sample(Quantity.DISTANCE_DOWN, OptionalDouble.of(3), MOVED)))
        .isTrue();
  }

  @Test
  void noNumberStaysNone() {
    Sample none = sample(Quantity.DISTANCE_DOWN, OptionalDouble.empty(), MOVED);
    ToLevel.Outcome outcome = new ToLevel(Dated.always(Mounting.above(6.2))).apply(none);
    assertThat(outcome).isEqualTo(new Leveled(OptionalDouble.empty()));
  }

  @Test
  void aMountingIsChecked() {
    assertThatThrownBy(() -> new Mounting(Quantity.BATTERY_PERCENT, 0, 1, 0))
        .hasMessageContaining("not battery-percent");
    assertThatThrownBy(() -> Mounting.above(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Mounting(Quantity.LEVEL, 0, 0, 0)).hasMessageContaining("factor");
  }
}
