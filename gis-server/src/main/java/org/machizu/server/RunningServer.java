package org.machizu.server;

import java.util.Optional;
import java.util.OptionalInt;

/** A server that answers, until it is closed. */
public interface RunningServer extends OpenTown {

  /** The port it listens on. */
  int port();

  /** Where its own MQTT broker listens; empty when it has none. */
  OptionalInt mqttPort();

  /**
   * The secret of a link by which the first administrator is made, once; a new one at each call.
   * Empty when there is an administrator, and in the demo.
   */
  Optional<String> setUpSecret();
}
