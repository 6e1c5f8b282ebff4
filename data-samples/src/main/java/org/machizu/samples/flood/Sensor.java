package org.machizu.samples.flood;

import java.util.List;
import org.machizu.sensors.payload.Mounting;

/**
 * The device of a station, and how the town has to read what it sends.
 *
 * @param device the user of the broker under whose name it sends
 * @param topic where to
 * @param decoding how its messages are read, as {@link org.machizu.sensors.payload.Decoder#ofJson}
 *     takes it
 * @param mounting how it stands to its gauge
 */
public record Sensor(
    String gauge, String device, String topic, String decoding, Mounting mounting, Wire wire) {

  /** The form of its messages. */
  @FunctionalInterface
  interface Wire {
    /**
     * @param last the readings up to the one that is sent, oldest first; at least one
     */
    byte[] message(List<Measured> last, Mounting mounting, String device);
  }

  /** Whether its messages hold the time of what they tell; else it is when they come. */
  boolean tellsTime() {
    return !decoding.contains("\"plain\"");
  }

  byte[] message(List<Measured> last) {
    return wire.message(last, mounting, device);
  }
}
