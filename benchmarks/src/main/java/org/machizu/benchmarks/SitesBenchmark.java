package org.machizu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Site enquiries over HTTP in a city of 300,000 lots, by the shipped checklist, one after the
 * other; beside the same questions about the same lots as SQL on PostGIS, in metres and with
 * indexes, one prepared statement a line, over a connection that stays open. Both were asked about
 * {@value #WARM_UP} other lots before. The peer answers with rows only: it knows no tolerance, no
 * rights, no texts, and sends no HTTP.
 */
final class SitesBenchmark implements Bench.Benchmark {
  private static final int LOTS = 1_500;

  /**
   * A server runs for months; until its code is compiled, which is many questions, it is slower.
   */
  private static final int WARM_UP = 5_000;

  private static final double P99 = 0.99;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param id of the feature
   * @param number 筆番号, by which the peer knows it
   */
  private record Lot(long id, String number) {}

  private interface Asking {
    void ask(Lot lot) throws Exception;
  }

  @Override
  public void run() throws Exception {
    try (LargeTown town = LargeTown.demo();
        OwnDatabase database = OwnDatabase.start();
        SiteQuestions peer = SiteQuestions.load(database, LargeTown.samples())) {
      town.signIn("permit");
      List<Lot> all = lots(town);
      List<Lot> first = all.subList(0, WARM_UP);
      List<Lot> lots = all.subList(WARM_UP, WARM_UP + LOTS);
      System.out.printf("%,d lots, %d questions of the peer%n", lots.size(), peer.count());
      Asking us = lot -> town.get("/api/sites?parcel=" + lot.id());
      Asking them = lot -> peer.ask(lot.number());
      measure(first, us);
      measure(first, them);
      double before = town.cpuSeconds();
      List<Double> ours = measure(lots, us);
      double ourCpu = (town.cpuSeconds() - before) * 1e3 / lots.size();
      before = peer.cpuSeconds();
      List<Double> theirs = measure(lots, them);
      double theirCpu = (peer.cpuSeconds() - before) * 1e3 / lots.size();
      System.out.println("an enquiry                     median       99 %        CPU");
      print("machizu, HTTP and JSON", ours, ourCpu);
      print("PostGIS, the SQL alone", theirs, theirCpu);
      List<Double> searches = searches(town, lots);
      System.out.printf(
          "a lot found by its address  %9.2f ms %7.2f ms%n",
          Runs.median(searches), Runs.quantile(searches, P99));
      System.out.printf("ratio %.2f%n", theirCpu / ourCpu);
    }
  }

  private static void print(String who, List<Double> millis, double cpuMillis) {
    System.out.printf(
        "  %-24s %10.2f ms %7.2f ms %7.2f ms%n",
        who, Runs.median(millis), Runs.quantile(millis, P99), cpuMillis);
  }

  private static List<Double> measure(List<Lot> lots, Asking asking) throws Exception {
    List<Double> millis = new ArrayList<>(lots.size());
    for (Lot lot : lots) {
      long begun = System.nanoTime();
      asking.ask(lot);
      millis.add((System.nanoTime() - begun) / 1e6);
    }
    return millis;
  }

  /** Building land from all over the city, the same each time. */
  private static List<Lot> lots(LargeTown town) throws Exception {
    List<Lot> all = new ArrayList<>();
    String next =
        "/ogc/collections/parcels/items?limit=10000&"
            + encoded("地目")
            + "="
            + encoded("宅地")
            + "&"
            + encoded("座標系")
            + "="
            + encoded("公共座標12系");
    while (next != null) {
      JsonNode page = JSON.readTree(town.text(next));
      for (JsonNode feature : page.path("features")) {
        all.add(new Lot(feature.path("id").asLong(), feature.at("/properties/筆番号").asText()));
      }
      next = null;
      for (JsonNode link : page.path("links")) {
        if (link.path("rel").asText().equals("next")) {
          String address = link.path("href").asText();
          next = address.substring(address.indexOf("/ogc/"));
        }
      }
    }
    Collections.shuffle(all, new Random(1));
    return all;
  }

  /** As the counter searches: by the address of a lot. */
  private static List<Double> searches(LargeTown town, List<Lot> lots) throws Exception {
    List<String> addresses = new ArrayList<>();
    for (Lot lot : lots.subList(0, 300)) {
      JsonNode answer = JSON.readTree(town.text("/api/sites?parcel=" + lot.id()));
      addresses.add(answer.at("/site/parcels/0/address").asText());
    }
    List<Double> millis = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      millis.clear();
      for (String address : addresses) {
        long begun = System.nanoTime();
        town.get("/api/search?q=" + encoded(address));
        millis.add((System.nanoTime() - begun) / 1e6);
      }
    }
    return millis;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
