package org.machizu.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Answers about hazards over HTTP in a city of 25 towns, as anybody asks for them, one after the
 * other; beside the same questions about the same places as SQL on PostGIS, in metres and with
 * indexes, one prepared statement a map, over a connection that stays open. Both were asked about
 * other places before. The peer answers with rows only: it reads no grid, knows no rights and no
 * texts, and sends no HTTP.
 */
final class HazardsBenchmark implements Bench.Benchmark {
  private static final int PLACES = 2_000;

  /** A server runs for months; until its code is compiled it is slower. */
  private static final int WARM_UP = 5_000;

  /** Of the middle town's middle; half of its width and of its height, degrees. */
  private static final double HALF_LON = 0.09;

  private static final double HALF_LAT = 0.035;
  private static final double P99 = 0.99;

  private record Place(double lon, double lat) {}

  private interface Asking {
    void ask(Place place) throws Exception;
  }

  @Override
  public void run() throws Exception {
    try (LargeTown town = LargeTown.withoutLimits();
        OwnDatabase database = OwnDatabase.start();
        HazardQuestions peer = HazardQuestions.load(database, LargeTown.samples())) {
      Random random = new Random(1);
      List<Place> first = places(random, WARM_UP);
      List<Place> places = places(random, PLACES);
      System.out.printf("%,d places, %d questions of the peer%n", places.size(), peer.count());
      Asking us = place -> town.get("/api/hazards?lon=" + place.lon() + "&lat=" + place.lat());
      Asking all =
          place -> town.get("/api/hazards?lang=all&lon=" + place.lon() + "&lat=" + place.lat());
      Asking them = place -> peer.ask(place.lon(), place.lat());
      measure(first, us);
      measure(first, them);
      double before = town.cpuSeconds();
      List<Double> ours = measure(places, us);
      double ourCpu = (town.cpuSeconds() - before) * 1e3 / places.size();
      measure(first.subList(0, WARM_UP / 5), all);
      before = town.cpuSeconds();
      List<Double> whole = measure(places, all);
      double wholeCpu = (town.cpuSeconds() - before) * 1e3 / places.size();
      before = peer.cpuSeconds();
      List<Double> theirs = measure(places, them);
      double theirCpu = (peer.cpuSeconds() - before) * 1e3 / places.size();
      System.out.println("an answer                      median       99 %        CPU");
      print("machizu, one language", ours, ourCpu);
      print("machizu, all languages", whole, wholeCpu);
      print("PostGIS, the SQL alone", theirs, theirCpu);
      System.out.printf("ratio %.2f%n", theirCpu / ourCpu);
    }
  }

  private static void print(String who, List<Double> millis, double cpuMillis) {
    System.out.printf(
        "  %-24s %10.2f ms %7.2f ms %7.2f ms%n",
        who, Runs.median(millis), Runs.quantile(millis, P99), cpuMillis);
  }

  private static List<Double> measure(List<Place> places, Asking asking) throws Exception {
    List<Double> millis = new ArrayList<>(places.size());
    for (Place place : places) {
      long begun = System.nanoTime();
      asking.ask(place);
      millis.add((System.nanoTime() - begun) / 1e6);
    }
    return millis;
  }

  /** Places all over the middle town, the same each time. */
  private static List<Place> places(Random random, int count) {
    List<Place> places = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      places.add(
          new Place(
              LargeTown.LON + HALF_LON * (2 * random.nextDouble() - 1),
              LargeTown.LAT + HALF_LAT * (2 * random.nextDouble() - 1)));
    }
    return places;
  }
}
