package org.machizu.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.machizu.access.Account;
import org.machizu.access.Passwords;
import org.machizu.access.Role;
import org.machizu.config.SettingsLoader;
import org.machizu.handover.HandoverRequest;
import org.machizu.jobs.Progress;
import org.machizu.residents.EntranceStates;
import org.machizu.store.TownStore;
import org.machizu.store.gpkg.TownFolder;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.Cluster;
import org.machizu.store.postgis.TownDatabase;

/** A real server over a real data folder, on a free port, for one test class. */
public final class RunningTown implements AutoCloseable {
  public static final String PASSWORD = "snow and water";

  /**
   * {@code -Dmachizu.test.store=postgis}: the tests of the server, with every town in a database.
   */
  private static final boolean ON_POSTGIS =
      "postgis".equals(System.getProperty("machizu.test.store"));

  /** A group of supporters, for tests that make a role of it. */
  static final String SUPPORTERS = "minsei";

  private static final String CODE = "01585";
  private static final String HASH = Passwords.hash(PASSWORD);

  /** Two planners, and one account for each role, named like it. */
  private static final List<Account> ACCOUNTS =
      Stream.concat(
              Stream.of(
                  account("clerk", "planner"),
                  account("neighbour", "planner"),
                  account("supporter", SUPPORTERS)),
              Role.OF_STAFF.stream().map(role -> account(role.name(), role.name())))
          .toList();

  private final Map<String, Caller> signedIn = new ConcurrentHashMap<>();
  private final Path folder;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Clock clock;
  private Optional<Address> ownDatabase = Optional.empty();
  private GisServer server;

  private Optional<EntranceStates> entrances = Optional.empty();

  private RunningTown(Path folder, Map<String, String> more, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    settings.putAll(Map.of("data", folder.toString(), "port", "0", "municipality.code", CODE));
    settings.put("limits.signInsPerMinute", "0"); // every clerk() is a sign-in
    if (ON_POSTGIS && !more.containsKey("db.url")) {
      ownDatabase = Optional.of(Cluster.shared().newDatabase());
      settings.putAll(database(ownDatabase.get()));
    }
    settings.putAll(more);
    settings.values().removeIf(String::isEmpty); // {@code "db.url", ""}: in the folder anyway
  }

  /** The settings of a server that keeps its town in a database. */
  static Map<String, String> database(Address address) {
    return Map.of("db.url", address.url(), "db.user", address.user());
  }

  private static Account account(String name, String role) {
    return Account.local(name, name, HASH, Set.of(role), Instant.EPOCH);
  }

  /** Starts a server over the folder; what lies there already is served. */
  public static RunningTown start(Path folder) throws Exception {
    return start(folder, Map.of());
  }

  /**
   * As {@link #start(Path)}.
   *
   * @param settings further ones, by their key
   */
  public static RunningTown start(Path folder, Map<String, String> settings) throws Exception {
    return start(folder, settings, Clock.systemUTC());
  }

  /** As {@link #start(Path, Map)}, with the clock of the whole server. */
  static RunningTown start(Path folder, Map<String, String> settings, Clock clock)
      throws Exception {
    RunningTown town = new RunningTown(folder, settings, clock);
    town.start();
    return town;
  }

  /** As {@link #start(Path, Map)}, with what is known of the snow before people's doors. */
  static RunningTown start(
      Path folder, Map<String, String> settings, EntranceStates entrances, Clock clock)
      throws Exception {
    RunningTown town = new RunningTown(folder, settings, clock);
    town.entrances = Optional.of(entrances);
    town.start();
    return town;
  }

  private void start() throws Exception {
    server =
        GisServer.start(
            SettingsLoader.load(null, Map.of(), settings, warning -> {}),
            new StartAccounts(ACCOUNTS, false),
            entrances,
            clock);
  }

  /** Stops the server and starts another over the same folder. */
  void restart() throws Exception {
    restart(store -> {});
  }

  /** As {@link #restart()}; meanwhile something is done to the store that no server has open. */
  void restart(Consumer<TownStore> meanwhile) throws Exception {
    server.close();
    signedIn.clear();
    try (TownStore store =
        ownDatabase.isPresent()
            ? TownDatabase.open(ownDatabase.get(), CODE, clock)
            : TownFolder.open(folder, CODE, clock)) {
      meanwhile.accept(store);
    }
    start();
  }

  GisServer server() {
    return server;
  }

  /** The database that the tests' setting has given to this town; else it lies in its folder. */
  Optional<Address> ownDatabase() {
    return ownDatabase;
  }

  /** Where the bytes of a text lie: in which files, tables and indexes. */
  List<String> traces(String text) {
    return Stream.concat(
            org.machizu.store.gpkg.Traces.in(folder, text).stream(),
            ownDatabase.stream()
                .flatMap(database -> org.machizu.store.postgis.Traces.in(database, text).stream()))
        .toList();
  }

  Path folder() {
    return folder;
  }

  public String base() {
    return "http://localhost:" + server.port();
  }

  /** Nobody signed in. */
  Caller visitor() {
    return new Caller(base());
  }

  /** A planner, signed in. */
  Caller clerk() {
    return visitor().signedIn("clerk", PASSWORD);
  }

  /** Somebody with this role and no other; the session is kept, since signing in takes its time. */
  Caller as(String role) {
    return signedIn.computeIfAbsent(role, name -> visitor().signedIn(name, PASSWORD));
  }

  /** Makes the role of {@link #SUPPORTERS}, and with it {@code supporter} somebody. */
  void addSupporters() {
    Answer made =
        as("admin")
            .put(
                "/api/roles/" + SUPPORTERS,
                "{\"title\":{\"ja\":\"民生委員\",\"en\":\"Welfare commissioners\"}}");
    if (made.status() != 200) {
      throw new AssertionError(made.text());
    }
  }

  /** Another planner, signed in. */
  Caller neighbour() {
    return visitor().signedIn("neighbour", PASSWORD);
  }

  /** Imports GeoJSON text as a layer that only staff see. */
  public Map<String, Object> importGeoJson(String layer, String geoJson, String... options)
      throws Exception {
    Path file = Files.createTempFile("import", ".geojson");
    try {
      Files.writeString(file, geoJson);
      return importFile(layer, file, options);
    } finally {
      Files.delete(file);
    }
  }

  /**
   * Imports a file as the command line does.
   *
   * @param options names and values by turns
   */
  public Map<String, Object> importFile(String layer, Path file, String... options)
      throws Exception {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("layer", layer);
    arguments.put("file", file.toString());
    for (int i = 0; i < options.length; i += 2) {
      arguments.put(options[i], options[i + 1]);
    }
    return server.work().run(new HandoverRequest("import", arguments), Progress.SILENT);
  }

  /** Gives a layer its words and its look, as the sample town's list does. */
  public void describe(String layer, String json) throws Exception {
    Map<String, String> arguments = Map.of("layer", layer, "description", json);
    server.work().run(new HandoverRequest("describe", arguments), Progress.SILENT);
  }

  /** Makes a thematic map and publishes it, as a section does; {@code draft} is JSON. */
  public void makeMap(String id, String draft) {
    Answer made = clerk().post("/api/maps", "{\"id\":\"%s\",\"draft\":%s}".formatted(id, draft));
    Answer shown =
        clerk().post("/api/maps/" + id + "/publish", "{\"published\":true,\"reason\":\"test\"}");
    if (made.status() != 201 || shown.status() != 200) {
      throw new AssertionError(made.text() + shown.text());
    }
  }

  /** Says who may do what with a layer, as an administrator does; {@code rule} is JSON. */
  public void setRule(String layer, String rule) {
    String body = "{\"rule\":%s,\"reason\":\"for the test\"}".formatted(rule);
    Answer answer = as("admin").put("/api/layers/" + layer + "/rights", body);
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
  }

  public void publish(String layer) {
    publish(layer, true);
  }

  /**
   * Sends positions as a vehicle's tracker does, with a token of its own.
   *
   * @param positions JSON, as for {@code /api/positions}
   */
  public void sendPositions(String device, String positions) {
    Answer sent = tracker(device).post("/api/positions", "{\"positions\":[" + positions + "]}");
    if (sent.status() != 200) {
      throw new AssertionError(sent.text());
    }
  }

  /**
   * Pushes levels as a station does, with a token of its own.
   *
   * @param messages each a JSON object with time and level
   */
  public void pushLevels(String gauge, String... messages) {
    Caller station = tracker(gauge);
    for (String message : messages) {
      Answer pushed = station.post("/api/gauges/push/json", message);
      if (pushed.status() != 200) {
        throw new AssertionError(pushed.text());
      }
    }
  }

  /** A vehicle's tracker, with a token of its own. */
  Caller tracker(String device) {
    Answer made =
        as("admin").post("/api/tokens", "{\"kind\":\"device\",\"device\":\"" + device + "\"}");
    if (made.status() != 201) {
      throw new AssertionError(made.text());
    }
    return visitor().with("Authorization", "Bearer " + made.json().path("token").asText());
  }

  /** Hides a published layer again. */
  public void unpublish(String layer) {
    publish(layer, false);
  }

  private void publish(String layer, boolean published) {
    String body = "{\"published\":%s,\"reason\":\"test\"}".formatted(published);
    Answer answer = clerk().post("/api/layers/" + layer + "/publish", body);
    if (answer.status() != 200) {
      throw new AssertionError(answer.text());
    }
  }

  /** A point feature as GeoJSON. */
  static String point(String name, double lon, double lat) {
    return "{\"type\":\"Feature\",\"properties\":{\"name\":\"%s\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%s,%s]}}"
        .formatted(name, lon, lat);
  }

  static String collection(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
