package org.machizu.sensors.mqtt;

import java.util.List;

/**
 * Who keeps what came. Called from one thread for each connection, with messages in the order in
 * which the broker sent them; connections call side by side.
 */
@FunctionalInterface
public interface Intake {
  /**
   * Keeps the messages, and returns when all of them are committed: they are acknowledged then, and
   * the broker forgets them. A message that can never be taken (its payload is nonsense, nobody
   * knows its topic) is kept as refused, and no reason to throw: it would come again for ever.
   *
   * @param messages at least one; some may have been given before
   * @throws NotNow when they cannot be kept at present. The same messages are given again, later
   *     and before any others; nothing is acknowledged meanwhile
   */
  void take(List<MqttMessage> messages) throws NotNow;

  /** The store is away; it is worth trying again. */
  final class NotNow extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param why as people read it: what is away
     */
    public NotNow(String why, Throwable cause) {
      super(why, cause);
    }

    public NotNow(String why) {
      super(why);
    }
  }
}
