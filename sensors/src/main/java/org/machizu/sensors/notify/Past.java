package org.machizu.sensors.notify;

import java.time.Instant;
import java.util.List;

/** What went out before, as it stands at the moment of the decision. */
public interface Past {
  /** All messages of the alert, in the order in which they were made; without the suppressed. */
  List<Earlier> ofAlert();

  /** When messages, of whatever alert, went out to an address within the last hour. */
  List<Instant> lately(Channel channel);
}
