package org.machizu.sensors.payload;

import java.util.Locale;

/** What a number of a message measures. */
public enum Quantity {
  /** A water level, metres; of what reference is not in the message. */
  LEVEL(Unit.METRE),

  /** From the sensor down to the water, metres: the higher the water, the smaller. */
  DISTANCE_DOWN(Unit.METRE),

  /** How full the battery is, per cent. */
  BATTERY_PERCENT(Unit.PERCENT),

  /** The battery's voltage, volts. */
  BATTERY_VOLTAGE(Unit.VOLT);

  private final Unit unit;

  Quantity(Unit unit) {
    this.unit = unit;
  }

  /** In which its samples are given. */
  Unit unit() {
    return unit;
  }

  /** As written in configuration: lower-case with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
