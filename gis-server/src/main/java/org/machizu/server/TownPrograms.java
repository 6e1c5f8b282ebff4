package org.machizu.server;

import org.machizu.config.Settings;

/** The server and the town's folder as the commands start them. */
final class TownPrograms implements Programs {

  @Override
  public RunningServer start(Settings settings, boolean demo) {
    throw new IllegalStateException("GisServer is not connected yet");
  }

  @Override
  public OpenTown open(Settings settings) {
    throw new IllegalStateException("the store is not connected yet");
  }
}
