package org.machizu.sensors.mqtt;

import java.nio.charset.StandardCharsets;

/** What MQTT 5 (OASIS, 4.7) allows as the name of a topic, and as a filter for topics. */
final class Topics {
  private static final int MAX_BYTES = 65_535;

  private Topics() {}

  /**
   * @throws IllegalArgumentException when nothing can be published under this name
   */
  static String requireName(String topic) {
    requireText("topic", topic);
    if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "the topic '" + topic + "' has a wildcard; + and # are for subscriptions only");
    }
    return topic;
  }

  /**
   * @throws IllegalArgumentException when nothing can be subscribed by this filter
   */
  static String requireFilter(String filter) {
    requireText("topic filter", filter);
    if (filter.startsWith("$share/")) {
      throw new IllegalArgumentException(
          "the topic filter '"
              + filter
              + "' names a shared group itself; give the filter alone, and the group in the session");
    }
    String[] levels = filter.split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      String level = levels[i];
      if (level.contains("#") && (level.length() > 1 || i < levels.length - 1)) {
        throw wildcard(filter, "# stands alone in the last level, as in gauges/#");
      }
      if (level.contains("+") && level.length() > 1) {
        throw wildcard(filter, "+ stands alone in its level, as in gauges/+/level");
      }
    }
    return filter;
  }

  private static IllegalArgumentException wildcard(String filter, String rule) {
    return new IllegalArgumentException(
        "the topic filter '" + filter + "' cannot be used: " + rule);
  }

  private static void requireText(String what, String text) {
    if (text.isEmpty() || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the " + what + " is empty or has a zero character");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "the " + what + " has " + bytes + " bytes; at most " + MAX_BYTES + " are allowed");
    }
  }
}
