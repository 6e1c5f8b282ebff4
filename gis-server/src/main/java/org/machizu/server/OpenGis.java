package org.machizu.server;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.machizu.access.Role;
import org.machizu.access.TownRole;
import org.machizu.basemap.BaseMap;
import org.machizu.config.Settings;
import org.machizu.federation.Federation;
import org.machizu.http.ProblemAnswers;
import org.machizu.http.Route;
import org.machizu.opendata.OpenData;
import org.machizu.opendata.feedback.FeedbackProblems;
import org.machizu.opendata.feedback.StaleFeedbackException;
import org.machizu.opendata.themes.MapProblems;
import org.machizu.opendata.themes.StaleMapException;
import org.machizu.outbox.Letters;

/** The open GIS page with its desks. */
final class OpenGis implements AutoCloseable {
  private final OpenData pages;

  /**
   * @param baseMaps the backgrounds that the settings offer
   * @param federation whose layers are
   */
  OpenGis(
      Town town,
      Settings settings,
      List<BaseMap> baseMaps,
      Federation federation,
      Letters letters,
      Clock clock) {
    OpenData.Ports ports =
        new OpenData.Ports(
            town.layers(),
            town.features(),
            town.rasters(),
            town.formats(),
            town.thematicMaps(),
            town.feedback(),
            federation::origin);
    pages =
        new OpenData(
            settings.municipality(),
            settings.openData(),
            ports,
            baseMaps,
            () -> sections(town),
            letters,
            clock);
  }

  /** Those of every town, and its own. */
  private static List<String> sections(Town town) {
    return Stream.concat(
            Role.OF_STAFF.stream().map(Role::name),
            town.access().roles().list().stream().map(TownRole::name))
        .distinct()
        .toList();
  }

  List<Route> routes() {
    return pages.routes();
  }

  /** What goes wrong there, as it is told. */
  static void tellProblems(RoutesConfig routes) {
    ProblemAnswers.on(routes, StaleMapException.class, MapProblems::of);
    ProblemAnswers.on(routes, StaleFeedbackException.class, FeedbackProblems::of);
  }

  @Override
  public void close() {
    pages.close();
  }
}
