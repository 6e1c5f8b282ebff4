package org.machizu.gauges.sources;

import java.time.Instant;
import java.util.List;
import org.machizu.sensors.mqtt.BrokerSettings;
import org.machizu.sensors.payload.Decoded;

/**
 * A broker with how its messages are read.
 *
 * @param readings how, for each of its topics
 * @param takesAlerts whether alerts that go to topics are published there
 */
record Source(BrokerSettings broker, List<Reading> readings, boolean takesAlerts) {
  Source {
    readings = List.copyOf(readings);
  }

  /**
   * How messages of some topics are read.
   *
   * @param filter as it is subscribed
   */
  record Reading(String filter, Reader reader) {}

  /** Reads a message. */
  @FunctionalInterface
  interface Reader {
    Decoded decode(String topic, byte[] payload, Instant received);
  }

  /** The first reader whose filter the topic fits. */
  Reader readerOf(String topic) {
    return readings.stream()
        .filter(reading -> fits(reading.filter(), topic))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "a message of %s came, which is not subscribed".formatted(topic)))
        .reader();
  }

  /** Whether a topic is among what a filter of MQTT means. */
  static boolean fits(String filter, String topic) {
    String[] wanted = filter.split("/", -1);
    String[] given = topic.split("/", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals("#")) {
        return true;
      }
      if (i >= given.length || !wanted[i].equals("+") && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return wanted.length == given.length;
  }
}
