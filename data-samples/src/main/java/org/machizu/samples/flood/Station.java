package org.machizu.samples.flood;

import org.machizu.sensors.gauge.Gauge;
import org.machizu.sensors.gauge.Reference;

/**
 * A gauge, and where its water comes from.
 *
 * @param alongM from where its river enters the town, metres; 0 for ponds
 * @param zeroTpM its zero
 * @param deepM from the zero to the bank, of ponds to the spillway
 * @param usualM how high the water usually stands above the zero
 */
public record Station(
    Gauge gauge, Course course, double alongM, double zeroTpM, double deepM, double usualM) {

  /** Where its water is. */
  public enum Course {
    /** 緑川. */
    MAIN,
    /** 鈴沢川, which flows into it. */
    TRIBUTARY,
    POND
  }

  public String id() {
    return gauge.id();
  }

  /** How high the gauge's reference lies above its zero. */
  public double referenceM() {
    return switch (gauge.reference()) {
      case ZERO -> 0;
      case TP -> -zeroTpM;
      case OVERFLOW -> deepM;
    };
  }

  /** A stage above the zero in the gauge's reference. */
  double inReference(double stageM) {
    return stageM - referenceM();
  }

  boolean isRelative() {
    return gauge.reference() == Reference.OVERFLOW;
  }
}
