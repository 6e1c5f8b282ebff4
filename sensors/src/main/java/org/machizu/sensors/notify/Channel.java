package org.machizu.sensors.notify;

/**
 * A way to a recipient.
 *
 * @param address an e-mail address, a web address, or a topic
 */
public record Channel(Type type, String address) {

  /** The kinds of ways. */
  public enum Type {
    MAIL,
    WEBHOOK,
    MQTT;

    /** Whether people read what comes: several messages become one, and quiet hours count. */
    public boolean isForPeople() {
      return this == MAIL;
    }
  }
}
