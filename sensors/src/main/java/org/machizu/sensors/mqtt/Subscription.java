package org.machizu.sensors.mqtt;

/**
 * What we want to hear of.
 *
 * @param filter a topic, or with wildcards as {@code gauges/+/level}
 * @param qos 0 or 1
 */
public record Subscription(String filter, int qos) {
  /**
   * @throws IllegalArgumentException when the filter is none, or the QoS another
   */
  public Subscription {
    Topics.requireFilter(filter);
    if (qos != 0 && qos != 1) {
      throw new IllegalArgumentException(
          "QoS "
              + qos
              + " of the topic filter '"
              + filter
              + "' is not allowed; give 1 (kept before it is acknowledged) or 0. With 2 a broker"
              + " forgets a message before it is kept here, so 2 is taken as 1 where devices use it");
    }
  }

  /** With QoS 1. */
  public static Subscription to(String filter) {
    return new Subscription(filter, 1);
  }
}
