package org.machizu.server;

import java.time.Clock;
import org.machizu.config.Settings;
import org.machizu.federation.Federation;
import org.machizu.federation.ServersException;

/** The layers of other towns' servers, put together. */
final class BetweenTowns {
  private BetweenTowns() {}

  /**
   * @throws UserErrorException when the file of servers cannot be used
   */
  static Federation of(Town town, Settings settings, Clock clock) throws UserErrorException {
    try {
      return Federation.of(
          settings.neighbours(),
          settings.municipality().code(),
          town.catalog(),
          town.features(),
          town.importer(),
          town.rights(),
          town.harvests(),
          settings.data().resolve("harvest"),
          clock);
    } catch (ServersException e) {
      throw new UserErrorException(
          String.valueOf(e.getMessage()), "correct it, or leave federation.servers out");
    }
  }
}
