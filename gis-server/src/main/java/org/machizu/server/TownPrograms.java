package org.machizu.server;

import java.io.IOException;
import java.time.Clock;
import org.machizu.config.Settings;

/** The server and the town's folder as the commands start them. */
final class TownPrograms implements Programs {

  @Override
  public RunningServer start(Settings settings, boolean demo)
      throws IOException, UserErrorException {
    Clock clock = Clock.systemUTC();
    StartAccounts accounts =
        demo
            ? StartAccounts.ofDemo(clock.instant())
            : StartAccounts.ofSettings(settings, clock.instant());
    return GisServer.start(settings, accounts, clock);
  }

  @Override
  public OpenTown open(Settings settings) throws UserErrorException {
    return Town.open(settings);
  }
}
