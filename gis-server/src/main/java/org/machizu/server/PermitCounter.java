package org.machizu.server;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import org.machizu.config.Settings;
import org.machizu.http.Pages;
import org.machizu.http.Route;
import org.machizu.layers.ground.Grounds;
import org.machizu.permits.Permits;
import org.machizu.printing.Printers;
import org.machizu.printing.TerminalsException;

/** The permit counter with its printers. */
final class PermitCounter implements AutoCloseable {
  private final Printers printers;
  private final Permits permits;

  private PermitCounter(Printers printers, Permits permits) {
    this.printers = printers;
    this.permits = permits;
  }

  /**
   * Sets it up.
   *
   * @param background where the day's counts are written
   * @param grounds the layers, as far as they are held in memory
   * @throws UserErrorException when the file of terminals cannot be used
   */
  static PermitCounter start(
      Town town, Settings settings, Grounds grounds, Pages pages, Executor background, Clock clock)
      throws UserErrorException {
    Printers printers = printers(settings, clock);
    Permits.Ports ports =
        new Permits.Ports(
            town.layers(),
            town.features(),
            grounds,
            town.attachments(),
            town.documents(),
            town.permits());
    return new PermitCounter(
        printers, new Permits(settings.municipality(), ports, printers, pages, background, clock));
  }

  private static Printers printers(Settings settings, Clock clock) throws UserErrorException {
    try {
      return Printers.start(settings.counter().terminals(), clock);
    } catch (TerminalsException e) {
      throw new UserErrorException(
          String.valueOf(e.getMessage()), "correct it, or leave counter.terminals out");
    }
  }

  List<Route> routes() {
    return permits.routes();
  }

  @Override
  public void close() {
    permits.close();
    printers.close();
  }
}
