package org.machizu.sensors.mqtt;

import java.util.List;

/**
 * A broker we listen to.
 *
 * @param name how people call it; it stands in every message of it
 * @param topics at least one
 */
public record BrokerSettings(
    String name, Address address, List<Subscription> topics, Session session, Flow flow) {
  /**
   * @throws IllegalArgumentException when it has no name or no topics
   */
  public BrokerSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the broker " + address.uri() + " has no name; give one");
    }
    if (topics.isEmpty()) {
      throw new IllegalArgumentException(
          "the broker " + name + " has no topics; give one at least, as gauges/+/level");
    }
    topics = List.copyOf(topics);
  }
}
