package org.machizu.server;

/** A server that answers, until it is closed. */
public interface RunningServer extends OpenTown {

  /** The port it listens on. */
  int port();
}
