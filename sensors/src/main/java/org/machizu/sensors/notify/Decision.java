package org.machizu.sensors.notify;

import java.util.List;

/**
 * What follows from a step.
 *
 * @param calledOff numbers of earlier messages that must not go out any more
 */
public record Decision(List<Outgoing> messages, List<Suppressed> suppressed, List<Long> calledOff) {
  public static final Decision NOTHING = new Decision(List.of(), List.of(), List.of());

  public Decision {
    messages = List.copyOf(messages);
    suppressed = List.copyOf(suppressed);
    calledOff = List.copyOf(calledOff);
  }

  public boolean isNothing() {
    return messages.isEmpty() && suppressed.isEmpty() && calledOff.isEmpty();
  }
}
