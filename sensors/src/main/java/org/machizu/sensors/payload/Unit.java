package org.machizu.sensors.payload;

import java.util.Optional;

/** Units in which devices send; numbers become metres, per cent or volts. */
enum Unit {
  METRE("m", 1, 1),
  CENTIMETRE("cm", 1, 100),
  MILLIMETRE("mm", 1, 1000),
  /** The international foot, 0.3048 m exactly. */
  FOOT("ft", 0.3048, 1),
  PERCENT("%", 1, 1),
  VOLT("V", 1, 1),
  MILLIVOLT("mV", 1, 1000);

  private final String symbol;
  private final double times;
  private final double by;

  Unit(String symbol, double times, double by) {
    this.symbol = symbol;
    this.times = times;
    this.by = by;
  }

  /** As written in messages and configuration. */
  String symbol() {
    return symbol;
  }

  /** Divides where it can, so that 1234 mm is the number that 1.234 is. */
  double toBase(double number) {
    return number * times / by;
  }

  /** Whether both measure the same, as metres and feet do. */
  boolean measuresAs(Unit other) {
    return base() == other.base();
  }

  private Unit base() {
    return switch (this) {
      case METRE, CENTIMETRE, MILLIMETRE, FOOT -> METRE;
      case PERCENT -> PERCENT;
      case VOLT, MILLIVOLT -> VOLT;
    };
  }

  static Optional<Unit> find(String symbol) {
    for (Unit unit : values()) {
      if (unit.symbol.equals(symbol)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }
}
