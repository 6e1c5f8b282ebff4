package org.machizu.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.machizu.residents.EntranceStates.State;

/**
 * A town of four roads in the snow. Twelve households stand on the first; three each on two short
 * ones that meet, two on one that lies apart. Of those on the first one is an aged person alone
 * (3), one alone (8), and one, alone and aged, is protected (5): only the officer ({@code
 * neighbour}) may know of it.
 */
public final class WatchedTown implements AutoCloseable {
  public static final long MAIN = 1;
  public static final String OF_PROTECTED = "canary-protected-address";
  public static final String NAME = "Xanary-resident-name";

  /** Degrees of longitude between two doors, 33 m: a report counts for one of them. */
  private static final double APART = 0.0008;

  private final RunningTown town;
  private final SnowOnRoads snow;

  private WatchedTown(RunningTown town, SnowOnRoads snow) {
    this.town = town;
    this.snow = snow;
  }

  public static WatchedTown start(Path folder, String... settings) throws Exception {
    SnowOnRoads snow = new SnowOnRoads(Map.of(1L, 42.76, 2L, 42.77, 3L, 42.7701, 4L, 42.78));
    Map<String, String> more = new HashMap<>();
    more.put("limits.writesPerMinute", "0");
    more.put("limits.readsPerMinute", "0");
    for (int i = 0; i < settings.length; i += 2) {
      more.put(settings[i], settings[i + 1]);
    }
    RunningTown running = RunningTown.start(folder, more, snow, Clock.systemUTC());
    WatchedTown town = new WatchedTown(running, snow);
    town.fill();
    return town;
  }

  /** As the other, where the server itself finds out how roads stand. */
  static WatchedTown startWithItsOwnSnow(Path folder) throws Exception {
    WatchedTown town = new WatchedTown(RunningTown.start(folder), new SnowOnRoads(Map.of()));
    town.fill();
    town.town.importGeoJson(
        "snow_routes", RunningTown.collection(road(141.80, 141.812, 42.76, 42.76)));
    town.town.setRule("snow_routes", "{\"grants\":{\"duty\":[\"read\",\"edit\"]}}");
    return town;
  }

  public static double lonOf(int household) {
    return 141.80 + household * APART;
  }

  private void fill() throws Exception {
    town.importGeoJson(
        "roads",
        RunningTown.collection(
            road(141.80, 141.812, 42.76, 42.76),
            road(141.80, 141.803, 42.77, 42.77),
            road(141.803, 141.806, 42.77, 42.7701),
            road(141.80, 141.803, 42.78, 42.78)));
    town.publish("roads");
    List<String> households = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      households.add(household(i, lonOf(i), 42.7601));
    }
    for (int i = 13; i <= 15; i++) {
      households.add(household(i, lonOf(i - 12), 42.7699));
    }
    for (int i = 16; i <= 18; i++) {
      households.add(household(i, 141.8035 + (i - 16) * APART, 42.7702));
    }
    for (int i = 19; i <= 20; i++) {
      households.add(household(i, lonOf(i - 18), 42.7801));
    }
    town.importGeoJson(
        "households",
        RunningTown.collection(households.toArray(String[]::new)),
        "personal",
        "true",
        "key",
        "世帯番号");
    town.importGeoJson(
        "residents",
        RunningTown.collection(
            resident(1, 3, NAME, "○", ""),
            resident(2, 3, NAME + "-2", "", ""),
            resident(3, 5, "canary-protected-name", "○", "○"),
            resident(4, 8, NAME + "-8", "", "")),
        "personal",
        "true",
        "key",
        "住民番号");
    town.describe("residents", "{\"attributes\":{\"氏名\":{\"visibility\":\"onDemand\"}}}");
    town.setRule(
        "households",
        """
        {"grants":{"welfare":["read","edit"],"duty":["read"],"@neighbour":["read","edit"]},
         "attributes":{"支援措置":{"welfare":"hidden","duty":"hidden"}},
         "rows":{"welfare":{"op":"isNull","args":[{"property":"支援措置"}]},
                 "duty":{"op":"isNull","args":[{"property":"支援措置"}]}}}
        """);
    town.setRule(
        "residents",
        """
        {"grants":{"welfare":["read","edit"],"@neighbour":["read","edit"]},
         "rows":{"welfare":{"op":"isNull","args":[{"property":"支援措置"}]}}}
        """);
  }

  private static String road(double west, double east, double latWest, double latEast) {
    return "{\"type\":\"Feature\",\"properties\":{\"区間番号\":\"R\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[%s,%s],[%s,%s]]}}"
        .formatted(west, latWest, east, latEast);
  }

  private static String household(int number, double lon, double lat) {
    boolean alone = number == 3 || number == 5 || number == 8;
    boolean aged = number == 3 || number == 5;
    return "{\"type\":\"Feature\",\"properties\":{\"世帯番号\":\"H%02d\",\"住所\":\"%s\",\"独居\":%s,\"高齢者のみ\":%s,\"支援措置\":%s},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%s,%s]}}"
        .formatted(
            number,
            number == 5 ? OF_PROTECTED : "本町1番地" + number,
            mark(alone),
            mark(aged),
            number == 5 ? "\"○\"" : "null",
            lon,
            lat);
  }

  private static String mark(boolean yes) {
    return yes ? "\"○\"" : "null";
  }

  private static String resident(
      int number, int household, String name, String needsHelp, String hidden) {
    return "{\"type\":\"Feature\",\"properties\":{\"住民番号\":\"J%d\",\"世帯番号\":\"H%02d\",\"氏名\":\"%s\",\"避難行動要支援者\":\"%s\",\"支援措置\":%s},\"geometry\":null}"
        .formatted(
            number, household, name, needsHelp, hidden.isEmpty() ? "null" : "\"" + hidden + "\"");
  }

  /** It has snowed for some hours, and nothing is cleared. */
  public void snows(String event, int hoursAgo) {
    snow.snows(event, Instant.now().minusSeconds(3600L * hoursAgo));
  }

  public void mainRoad(State state, Instant cleared) {
    snow.set(MAIN, state, cleared);
  }

  public RunningTown running() {
    return town;
  }

  Caller as(String role) {
    return town.as(role);
  }

  /** Who alone may know of the protected household. */
  Caller officer() {
    return town.as("neighbour");
  }

  /** The household's feature id, as the officer finds it. */
  long household(int number) {
    for (JsonNode feature : officer().all("/ogc/collections/households/items")) {
      if (feature.at("/properties/世帯番号").asText().equals("H%02d".formatted(number))) {
        return feature.path("id").asLong();
      }
    }
    throw new AssertionError("no household " + number);
  }

  @Override
  public void close() throws Exception {
    town.close();
  }
}
