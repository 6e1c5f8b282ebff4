package org.machizu.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pages of the open GIS over a slow line (1.6 Mbit/s, 150 ms), on a phone's screen and with nothing
 * kept in the browser, until what one came for is seen: text with the pictures of the first two
 * screens, the drawn map. There is no peer.
 */
final class OpenGisBenchmark implements Bench.Benchmark {
  private static final int ROUNDS = 5;

  private static final String TEXT =
      "document.querySelector('main h1') !== null && performance.getEntriesByName('first-contentful-paint').length > 0";

  /** Those on the first two screens; others come when one scrolls. */
  private static final String PICTURES =
      TEXT
          + " && document.readyState !== 'loading' && [...document.images].every((image) => image.complete"
          + " || image.getBoundingClientRect().top > 2 * innerHeight)";

  private static final String MAP =
      "document.querySelector('.open-map-view')?.getAttribute('aria-busy') === 'false'";

  /**
   * @param isThere an expression of the page's script
   */
  private record Sight(String path, String isThere) {}

  @Override
  public void run() throws Exception {
    Map<String, Sight> sights = new LinkedHashMap<>();
    sights.put("catalogue: text", new Sight("/open", TEXT));
    sights.put("catalogue: with its pictures", new Sight("/open", PICTURES));
    sights.put("a layer: with its picture", new Sight("/open/layers/shelters", PICTURES));
    sights.put("a map: text", new Sight("/open/maps/~shelters", TEXT));
    sights.put("a map: drawn", new Sight("/open/maps/~shelters", MAP));
    Path folder = Files.createTempDirectory("machizu-bench-");
    try (Served town = Served.start("demo", folder.resolve("town"), Map.of());
        SlowBrowser browser = new SlowBrowser()) {
      System.out.println("                                   median    largest");
      for (Map.Entry<String, Sight> sight : sights.entrySet()) {
        String address = town.at(sight.getValue().path()).toString();
        String isThere = sight.getValue().isThere();
        double first = browser.millisUntil(address, isThere); // pictures are drawn once
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          millis.add(browser.millisUntil(address, isThere));
        }
        Collections.sort(millis);
        System.out.printf(
            "  %-30s %7.0f ms %7.0f ms   (the first time after the start %.0f ms)%n",
            sight.getKey(), millis.get(ROUNDS / 2), millis.getLast(), first);
      }
      System.out.println("ratio n/a");
    } finally {
      Runs.delete(folder);
    }
  }
}
