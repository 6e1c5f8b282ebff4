package org.machizu.sensors.payload;

/**
 * How a sensor stands to its gauge.
 *
 * @param measures {@link Quantity#LEVEL} or {@link Quantity#DISTANCE_DOWN}
 * @param datumM height in the gauge's reference, metres: of the face of a sensor that looks down,
 *     of the 0 of one that measures a level
 * @param factor by which its numbers are to be multiplied, 1 for a true one
 * @param offsetM what is to be added to its numbers after that, metres, 0 for a true one
 */
public record Mounting(Quantity measures, double datumM, double factor, double offsetM) {

  /**
   * @throws IllegalArgumentException when it measures neither, or a number is none
   */
  public Mounting {
    if (measures != Quantity.LEVEL && measures != Quantity.DISTANCE_DOWN) {
      throw new IllegalArgumentException(
          "a gauge's sensor measures level or distance-down, not " + measures.code());
    }
    if (!Double.isFinite(datumM) || !Double.isFinite(offsetM) || !(factor > 0 && factor < 1e6)) {
      throw new IllegalArgumentException(
          "datum %s m, factor %s, offset %s m: the factor must be above 0, the others numbers"
              .formatted(datumM, factor, offsetM));
    }
  }

  /** A sensor whose levels are those of its gauge. */
  public static Mounting asSent() {
    return new Mounting(Quantity.LEVEL, 0, 1, 0);
  }

  /** A true sensor at a height, looking down. */
  public static Mounting above(double datumM) {
    return new Mounting(Quantity.DISTANCE_DOWN, datumM, 1, 0);
  }

  double level(double measuredM) {
    double corrected = measuredM * factor + offsetM;
    return measures == Quantity.LEVEL ? datumM + corrected : datumM - corrected;
  }
}
