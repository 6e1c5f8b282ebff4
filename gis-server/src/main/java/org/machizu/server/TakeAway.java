package org.machizu.server;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.machizu.exports.DownloadRoutes;
import org.machizu.exports.ExportRoutes;
import org.machizu.http.Route;
import org.machizu.jobs.JobFiles;
import org.machizu.jobs.Jobs;

/** Layers as files that people take away. */
final class TakeAway {
  private TakeAway() {}

  static List<Route> routes(Town town, Jobs jobs, JobFiles files, Clock clock) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new ExportRoutes(town.layers(), town.exportParameters(), jobs, files).routes());
    routes.addAll(
        new DownloadRoutes(
                town.layers(),
                town.features(),
                town.exportParameters(),
                jobs,
                town.jobs(),
                files,
                clock)
            .routes());
    return routes;
  }
}
