package org.machizu.sensors.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A message as a broker handed it to us. Whether it has come before it does not tell: MQTT's flag
 * for that is only a hint, and Paho keeps it to itself.
 *
 * @param broker the name of the broker in the settings
 * @param payload its bytes; not to be changed
 * @param qos 0 or 1: how it came here, which is the lower of how it was sent and subscribed. With 0
 *     messages may be lost on the way
 * @param retained the broker kept it for newcomers: it tells of the past and is no new reading
 * @param received when it came here
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go straight from the wire to the store
public record MqttMessage(
    String broker, String topic, byte[] payload, int qos, boolean retained, Instant received) {

  /** The payload as UTF-8; what is none becomes U+FFFD. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
