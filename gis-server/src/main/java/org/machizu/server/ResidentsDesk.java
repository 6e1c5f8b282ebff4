package org.machizu.server;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.machizu.access.LayerRule;
import org.machizu.config.Settings;
import org.machizu.config.WatchSettings;
import org.machizu.http.Route;
import org.machizu.residents.AssigneeRoutes;
import org.machizu.residents.CaseRoutes;
import org.machizu.residents.EntranceReportRoutes;
import org.machizu.residents.EntranceStates;
import org.machizu.residents.Hints;
import org.machizu.residents.Watch;
import org.machizu.residents.WatchPurge;
import org.machizu.residents.WatchRoutes;
import org.machizu.residents.WatchStore;
import org.machizu.residents.WatchedHouseholds;
import org.machizu.residents.register.ResidentRegister;
import org.machizu.retention.PurgePlace;

/** The wiring of the watch over households. */
final class ResidentsDesk {
  private final List<Route> routes;
  private final PurgePlace purge;

  ResidentsDesk(Town town, Settings settings, EntranceStates entrances, Clock clock) {
    WatchSettings told = settings.watch();
    WatchStore store = town.watch();
    WatchedHouseholds households = new WatchedHouseholds(town.layers(), town.features(), told);
    Watch watch = new Watch(households, store, entrances, told, clock);
    Hints hints =
        new Hints(
            watch,
            town.layers(),
            town.features(),
            store,
            entrances,
            told,
            clock,
            settings.snow().roadsLayer());
    routes =
        Stream.of(
                new WatchRoutes(watch, hints, store, town.layers(), town.features(), told).routes(),
                new CaseRoutes(
                        watch,
                        store,
                        town.features(),
                        clock,
                        name -> town.access().knows(LayerRule.account(name)),
                        town.access()::knows)
                    .routes(),
                new AssigneeRoutes(households, town.access().accounts(), town.access().roles())
                    .routes(),
                new EntranceReportRoutes(watch, store, clock).routes())
            .flatMap(List::stream)
            .toList();
    purge = new WatchPurge(store, town.catalog(), town.features(), town.rights(), told);
  }

  /** The extract of the resident register. */
  static ResidentRegister register(Town town, Settings settings, Clock clock) {
    return new ResidentRegister(
        town.layers(),
        town.catalog(),
        town.features(),
        town.rights(),
        town.register(),
        settings.watch(),
        clock);
  }

  List<Route> routes() {
    return routes;
  }

  /** What is kept of households goes with them. */
  PurgePlace purge() {
    return purge;
  }
}
