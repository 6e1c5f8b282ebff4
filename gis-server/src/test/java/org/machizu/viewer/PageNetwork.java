package org.machizu.viewer;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the page asks of the network, and what it gets. */
final class PageNetwork {
  static final String SURVEY_AUTHORITY = "https://cyberjapandata.gsi.go.jp";

  private static final String VALUES = "**/value?*";

  private final List<Route> held = new ArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> askedOutside = new CopyOnWriteArrayList<>();
  private final Page page;
  private final MapPage map;

  PageNetwork(Page page, MapPage map) {
    this.page = page;
    this.map = map;
    page.onRequest(request -> asked.add(request.url()));
  }

  /** From now on the server refuses the tiles of this layer, as when it has too much to do. */
  MapPage findsTilesRefused(String layerId) {
    page.route(tilesOf(layerId), route -> route.fulfill(new Route.FulfillOptions().setStatus(429)));
    return map;
  }

  /** The tiles of this layer come again. */
  MapPage findsTilesAnswered(String layerId) {
    page.unroute(tilesOf(layerId));
    return map;
  }

  private static String tilesOf(String layerId) {
    return "**/tiles/" + layerId + "/**";
  }

  /** The survey authority's server gives this picture for every tile. */
  MapPage reachesTheSurveyAuthority(byte[] png) {
    return answersSurveyTiles(route ->
        route.fulfill(
            new Route.FulfillOptions()
                .setContentType("image/png")
                .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                .setBodyBytes(png)));
  }

  /** The office's network ends at the town's own server. */
  MapPage cannotReachTheSurveyAuthority() {
    return answersSurveyTiles(Route::abort);
  }

  private MapPage answersSurveyTiles(Consumer<Route> answer) {
    page.unroute(SURVEY_AUTHORITY + "/**");
    page.route(
        SURVEY_AUTHORITY + "/**",
        route -> {
          askedOutside.add(route.request().url());
          answer.accept(route);
        });
    return map;
  }

  /** Does something and waits until tiles of this layer have come in. */
  MapPage waitsForTilesOf(String layerId, Runnable act) {
    page.waitForResponse(answer -> answer.url().contains("/tiles/" + layerId + "/"), act);
    return map;
  }

  /** How many tiles of a layer this page has asked for so far. */
  int tilesAskedOf(String layerId) {
    return (int) asked.stream().filter(url -> url.contains("/tiles/" + layerId + "/")).count();
  }

  /** Tiles that were asked of the survey authority so far. */
  List<String> askedOutside() {
    return askedOutside;
  }

  /** From now on the server is slow to tell the numbers of grids. */
  MapPage holdsValuesBack() {
    page.route(VALUES, held::add);
    return map;
  }

  /** The answer to the last question for a number comes, those before it do not yet. */
  MapPage lastHeldValueComes() {
    page.waitForCondition(() -> !held.isEmpty());
    page.waitForResponse(VALUES, () -> held.removeLast().resume());
    return map;
  }

  /** The late answers come, as far as anybody still waits for them. */
  MapPage allHeldValuesCome() {
    for (Route route : held) {
      route.fulfill(
          new Route.FulfillOptions().setContentType("application/json").setBody("{\"value\":9}"));
    }
    held.clear();
    return map;
  }

  /** From now on the server refuses to tell the numbers of grids. */
  MapPage findsValuesRefused() {
    page.route(VALUES, route -> route.fulfill(new Route.FulfillOptions().setStatus(429)));
    return map;
  }

  /** Something between here and the server answers with words. */
  MapPage findsValuesGarbled() {
    page.route(
        VALUES,
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"value\":\"deep\"}")));
    return map;
  }

  MapPage findsValuesAnswered() {
    page.unroute(VALUES);
    return map;
  }
}
