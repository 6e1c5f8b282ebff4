package org.machizu.sensors.broker;

import java.util.List;

/**
 * What a user may do.
 *
 * @param publish filters of topics to which messages may be sent, as {@code gauges/a1/level}
 * @param subscribe filters of topics that may be heard; a narrower filter may be subscribed too
 * @param share whether subscriptions may be shared with others ({@code $share/…})
 */
public record Permissions(List<String> publish, List<String> subscribe, boolean share) {
  public Permissions {
    publish = List.copyOf(publish);
    subscribe = List.copyOf(subscribe);
  }

  /** A device that only tells, on these topics. */
  public static Permissions toPublish(String... topics) {
    return new Permissions(List.of(topics), List.of(), false);
  }

  boolean mayPublish(String topic) {
    return publish.stream().anyMatch(filter -> covers(filter, topic));
  }

  boolean maySubscribe(String wanted) {
    return subscribe.stream().anyMatch(filter -> covers(filter, wanted));
  }

  /** Whether everything that a topic or filter can mean is among what the filter means. */
  private static boolean covers(String filter, String wanted) {
    if (wanted.startsWith("$")) {
      return false; // the broker's own
    }
    String[] allowed = filter.split("/", -1);
    String[] asked = wanted.split("/", -1);
    for (int i = 0; i < allowed.length; i++) {
      if (allowed[i].equals("#")) {
        return true;
      }
      if (i >= asked.length || asked[i].equals("#")) {
        return false;
      }
      if (!allowed[i].equals("+") && !allowed[i].equals(asked[i])) {
        return false;
      }
    }
    return allowed.length == asked.length;
  }
}
