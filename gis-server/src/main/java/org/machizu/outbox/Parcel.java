package org.machizu.outbox;

import java.util.List;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.Message;
import org.machizu.sensors.notify.Wording;

/**
 * Messages that go out as one.
 *
 * @param batch names it, at each attempt the same
 * @param deliveries the urgent ones first, then in the order in which they were made; not empty
 */
public record Parcel(String batch, List<Delivery> deliveries) {
  public Parcel {
    deliveries = List.copyOf(deliveries);
  }

  Delivery first() {
    return deliveries.getFirst();
  }

  Channel channel() {
    return first().channel();
  }

  /** How often it was tried, this attempt included. */
  int attempts() {
    return deliveries.stream().mapToInt(Delivery::attempts).max().orElse(1);
  }

  /** What is read. */
  Message message() {
    return deliveries.size() == 1
        ? first().message()
        : Wording.in(first().language())
            .digest(deliveries.stream().map(Delivery::message).toList());
  }
}
