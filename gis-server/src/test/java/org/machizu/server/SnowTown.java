package org.machizu.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.machizu.access.Account;
import org.machizu.access.Passwords;
import org.machizu.access.Rights;
import org.machizu.access.Role;
import org.machizu.config.Settings;
import org.machizu.config.SettingsLoader;
import org.machizu.handover.HandoverRequest;
import org.machizu.http.Edge;
import org.machizu.http.HttpListener;
import org.machizu.http.Listening;
import org.machizu.http.Pages;
import org.machizu.http.RequestTimes;
import org.machizu.http.Route;
import org.machizu.http.RouteTable;
import org.machizu.jobs.Progress;
import org.machizu.layers.PublishRoutes;
import org.machizu.layers.RightsRoutes;
import org.machizu.layers.RuleCheck;
import org.machizu.layers.SettableClock;
import org.machizu.live.EventRoutes;
import org.machizu.live.OpenScreens;
import org.machizu.live.RoadNews;
import org.machizu.ogc.ComputedCollection;
import org.machizu.ogc.ComputedRoutes;
import org.machizu.ogc.EditRoutes;
import org.machizu.ogc.ItemsRoutes;
import org.machizu.ogc.OgcRoutes;
import org.machizu.ogc.pages.OgcPages;
import org.machizu.search.IndexKeeper;
import org.machizu.search.TownSearch;
import org.machizu.search.text.AddressParser;
import org.machizu.search.text.Gazetteer;
import org.machizu.snow.ListedPasses;
import org.machizu.snow.Passes;
import org.machizu.snow.Snow;
import org.machizu.tracks.PassesChanged;
import org.machizu.tracks.RoadPass;

/**
 * A little town in the snow, over HTTP: a real store, accounts, rights and search; passes come from
 * the test itself, so that each answer is known to the second.
 *
 * <p>Roads of 200 m, numbered as they lie from south to north: 1 and 4 with one lane, 2 with two, 3
 * one-way; 1 to 3 are on routes.
 */
final class SnowTown implements AutoCloseable {
  private static final String PASSWORD = "snow and water";
  private static final String HASH = Passwords.hash(PASSWORD);
  private static final String CODE = "01585";
  static final double WEST = 141.82;

  private final SettableClock clock = new SettableClock();
  private final ListedPasses passes = new ListedPasses();
  private final Map<String, Caller> signedIn = new LinkedHashMap<>();
  private final Town town;
  private final IndexKeeper index;
  private final Snow snow;
  private final Entrance entrance;
  private final OpenScreens screens = new OpenScreens(0);
  private final List<Route> routes = new ArrayList<>();
  private final Javalin http;

  SnowTown(Path folder) throws Exception {
    clock.set(Passes.hour(2));
    Map<String, String> given = new LinkedHashMap<>();
    given.put("data", folder.toString());
    given.put("port", "0");
    given.put("municipality.code", CODE);
    given.put("municipality.crs", "EPSG:6680");
    Settings settings = SettingsLoader.load(null, Map.of(), given, warning -> {});
    town = Town.open(settings, clock);
    AddressParser parser = new AddressParser(Gazetteer.ofTown("町"));
    index = new IndexKeeper(town.layers(), town.features(), town.searchIndex(), parser);
    TownSearch search =
        new TownSearch(
            town.layers(),
            town.features(),
            town.searchIndex(),
            parser,
            settings.municipality().zone());
    Snow.Ports ports = town.snow();
    snow =
        new Snow(
            settings.snow(),
            new Snow.Ports(passes, ports.snow(), ports.layers(), ports.features(), ports.zone()),
            search,
            clock,
            new RoadNews(screens, town.layers(), CODE));
    town.changes()
        .start(change -> {
          index.accept(change);
          snow.layerChanged(change);
        });
    index.start();
    snow.start();
    List<Account> accounts =
        Role.OF_STAFF.stream()
            .map(role ->
                Account.local(role.name(), role.name(), HASH, Set.of(role.name()), Instant.EPOCH))
            .collect(Collectors.toList());
    entrance =
        new Entrance(
            town.access(),
            settings,
            new StartAccounts(accounts, false),
            new Rights(clock),
            new Pages("/web"),
            clock);
    routes.addAll(entrance.routes());
    routes.addAll(new EditRoutes(town.layers(), town.features(), town.grids()).routes());
    routes.addAll(new PublishRoutes(town.layers(), town.catalog(), town.features()).routes());
    routes.addAll(
        new RightsRoutes(CODE, town.catalog(), town.rights(), new RuleCheck(town.access()::knows))
            .routes());
    OgcPages pages = new OgcPages("/web");
    List<ComputedCollection> computed = List.of(snow.collection());
    routes.addAll(new ComputedRoutes(computed, pages).routes());
    routes.addAll(
        new OgcRoutes(
                town.layers(),
                town.features(),
                town.rasters(),
                computed,
                _ -> Optional.empty(),
                "t",
                pages)
            .routes());
    routes.addAll(
        new ItemsRoutes(town.layers(), town.features(), town.grids(), clock, pages).routes());
    routes.addAll(snow.routes());
    routes.addAll(new EventRoutes(screens).routes());
    RouteTable table =
        new RouteTable(
            routes, entrance.identity(), settings.publicUrl(), new Edge(settings.edge()));
    Listening listening =
        new Listening(
            settings.host(), 0, RequestTimes.DEFAULT, settings.edge(), List.of(), Optional.empty());
    http =
        Javalin.create(config -> {
          HttpListener.configure(config, listening);
          config.events.serverStopping(screens::close);
          table.register(config.routes);
        });
    http.start();
    fill();
  }

  private void fill() throws Exception {
    importLayer(
        "roads",
        road(1, "本通", 4.0, ""),
        road(2, "駅前通", 7.0, ""),
        road(3, "一条通", 4.0, "順"),
        road(4, "裏通", 4.0, ""));
    importLayer(
        "snow_routes",
        piece(1, "第1種", "06:30"),
        piece(2, "第2種", "06:30"),
        piece(3, "第2種", "07:30"));
    importLayer(
        "facilities",
        "{\"type\":\"Feature\",\"properties\":{\"施設名\":\"町民会館\",\"住所\":\"本町1丁目2番3号\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%s,%s]}}"
            .formatted(WEST + 0.001, lat(1) + 0.0002));
    publish("facilities", true);
    setRule(
        "snow_routes",
        "{\"grants\":{\"planner\":[\"read\",\"edit\",\"publish\"],\"crew\":[\"read\"],\"duty\":[\"read\",\"edit\"]}}");
    snow.settle();
  }

  /** No snow, no passes, two hours after {@link Passes#BEGIN}; everybody sees the roads. */
  void reset() {
    clock.set(Passes.hour(2));
    passes.removeIf(_ -> true);
    for (JsonNode event : as("planner").get("/api/snow/events").json().path("events")) {
      Answer withdrawn =
          as("planner")
              .patch("/api/snow/events/" + event.path("id").asLong(), "{\"withdrawn\":true}");
      if (withdrawn.status() != 204) {
        throw new AssertionError(withdrawn.text());
      }
    }
    setRule("roads", "{\"grants\":{\"planner\":[\"read\",\"edit\",\"publish\"]}}");
    publish("roads", true);
    snow.settle();
  }

  /** The latitude of a road. */
  static double lat(int road) {
    return 42.76 + road * 0.003;
  }

  private static String line(int road) {
    return "{\"type\":\"LineString\",\"coordinates\":[[%1$s,%3$s],[%2$s,%3$s]]}"
        .formatted(WEST, WEST + 0.00245, lat(road));
  }

  private static String road(int number, String name, double widthM, String oneWay) {
    return "{\"type\":\"Feature\",\"properties\":{\"区間番号\":\"R%d\",\"路線名\":\"%s\",\"幅員_m\":%s,\"一方通行\":\"%s\"},\"geometry\":%s}"
        .formatted(number, name, widthM, oneWay, line(number));
  }

  private static String piece(int road, String priority, String target) {
    return "{\"type\":\"Feature\",\"properties\":{\"区間番号\":\"R%d\",\"工区\":\"第1工区\",\"コース\":\"1-1\",\"優先度\":\"%s\",\"目標時刻\":\"%s\",\"受託者\":\"町直営\"},\"geometry\":%s}"
        .formatted(road, priority, target, line(road));
  }

  private void importLayer(String layer, String... features) throws Exception {
    Path file = Files.createTempFile("import", ".geojson");
    try {
      Files.writeString(file, RunningTown.collection(features));
      Map<String, String> arguments = Map.of("layer", layer, "file", file.toString());
      Map<String, Object> unused =
          town.work().run(new HandoverRequest("import", arguments), Progress.SILENT);
    } finally {
      Files.delete(file);
    }
  }

  void publish(String layer, boolean published) {
    done(
        as("planner")
            .post(
                "/api/layers/" + layer + "/publish",
                "{\"published\":%s,\"reason\":\"test\"}".formatted(published)));
  }

  void setRule(String layer, String rule) {
    done(
        as("admin")
            .put(
                "/api/layers/" + layer + "/rights",
                "{\"rule\":%s,\"reason\":\"for the test\"}".formatted(rule)));
  }

  private static void done(Answer answer) {
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
  }

  List<Route> routes() {
    return routes;
  }

  /** A vehicle has passed; it is known everywhere when this returns. */
  RoadPass drive(Passes.Pass pass) {
    RoadPass made = pass.made();
    passes.add(made);
    snow.passesChanged(new PassesChanged(made.device(), Set.of(made.road()), made.entered()));
    snow.settle();
    return made;
  }

  void setTime(Instant now) {
    clock.set(now);
    snow.settle();
  }

  /** What was entered is taken in when this returns. */
  void settle() {
    snow.settle();
  }

  Caller visitor() {
    return new Caller("http://localhost:" + http.port());
  }

  Caller as(String role) {
    return role.equals("public")
        ? visitor()
        : signedIn.computeIfAbsent(role, name -> visitor().signedIn(name, PASSWORD));
  }

  @Override
  public void close() throws IOException {
    http.stop();
    snow.close();
    index.close();
    entrance.close();
    town.close();
  }
}
