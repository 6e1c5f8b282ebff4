package org.machizu.guidance.rules;

import java.util.EnumMap;
import java.util.Map;

/**
 * What something on a road means for each mode: how many times as long a stretch counts. 1 where it
 * makes no difference.
 */
public record Effect(Map<Mode, Double> factors) {
  /** Not gone as long as there is any other way. */
  public static final double FORBIDDEN = Double.POSITIVE_INFINITY;

  public static final Effect NONE = new Effect(Map.of());

  public Effect {
    factors = Map.copyOf(factors);
  }

  /** The same for every mode. */
  static Effect same(double factor) {
    Map<Mode, Double> factors = new EnumMap<>(Mode.class);
    for (Mode mode : Mode.values()) {
      factors.put(mode, factor);
    }
    return new Effect(factors);
  }

  /** 1 or more, or {@link #FORBIDDEN}. */
  public double of(Mode mode) {
    return factors.getOrDefault(mode, 1.0);
  }
}
