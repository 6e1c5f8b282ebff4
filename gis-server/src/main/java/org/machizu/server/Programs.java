package org.machizu.server;

import org.machizu.config.Settings;

/**
 * What the commands start. The caller holds the data folder already, and lets go of it after
 * closing.
 */
public interface Programs {

  /**
   * Starts the server; it answers when this returns.
   *
   * @param demo whether the demo's accounts (named like the roles, password "demo") exist
   */
  RunningServer start(Settings settings, boolean demo) throws Exception;

  /** Opens the data folder without serving it. */
  OpenTown open(Settings settings) throws Exception;
}
