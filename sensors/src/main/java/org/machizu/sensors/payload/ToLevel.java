package org.machizu.sensors.payload;

import java.util.Optional;
import java.util.OptionalDouble;
import org.machizu.sensors.gauge.Dated;

/**
 * Turns what one sensor measures into the level of its gauge.
 *
 * @param mountings by the day from which each counts; a sensor that was moved has several
 */
public record ToLevel(Dated<Mounting> mountings) {

  /** What became of a sample. */
  public sealed interface Outcome {
    /** A level in the gauge's reference, or that there was none. */
    record Leveled(OptionalDouble metres) implements Outcome {}

    /** No level can be told. */
    record Unknown(Decoded.Refused why) implements Outcome {}
  }

  /** Whether a sample is one of level at all; batteries are not. */
  public static boolean concerns(Sample sample) {
    return sample.quantity() == Quantity.LEVEL || sample.quantity() == Quantity.DISTANCE_DOWN;
  }

  /** Judges by the moment of measuring: late data of a sensor that was moved since stay right. */
  public Outcome apply(Sample sample) {
    Optional<Mounting> mounting = mountings.at(sample.time());
    if (mounting.isEmpty()) {
      return new Outcome.Unknown(
          new Decoded.Refused(
              Reason.DATUM_UNKNOWN,
              "the height of the sensor is not known for %s: enter it with the day from which it counts"
                  .formatted(sample.time())));
    }
    if (mounting.get().measures() != sample.quantity()) {
      return new Outcome.Unknown(
          new Decoded.Refused(
              Reason.QUANTITY_UNEXPECTED,
              "the sensor is configured to measure %s and sent %s"
                  .formatted(mounting.get().measures().code(), sample.quantity().code())));
    }
    return new Outcome.Leveled(
        sample.value().isPresent()
            ? OptionalDouble.of(mounting.get().level(sample.value().getAsDouble()))
            : OptionalDouble.empty());
  }
}
