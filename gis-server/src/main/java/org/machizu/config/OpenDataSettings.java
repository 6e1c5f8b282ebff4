package org.machizu.config;

import java.time.Duration;

/**
 * The open GIS page.
 *
 * @param addressesFor so long after a message is answered its sender's address is kept
 * @param messagesFor so long after it is answered or closed its words are kept
 */
public record OpenDataSettings(Duration addressesFor, Duration messagesFor) {
  public static final OpenDataSettings DEFAULT =
      new OpenDataSettings(Duration.ofDays(30), Duration.ofDays(366));
}
