package org.machizu.viewer;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.DemoTown;

/**
 * Takes the pictures of the README from the demo, so that they show what there is. Not one of the
 * tests: {@code ./machizu pictures} runs it. The folder is the system property {@code
 * machizu.pictures}.
 */
class TownPictures {
  private static final double LON = 141.8213;
  private static final double LAT = 42.7626;

  /** When the plows have told of so many roads, there is something to see. */
  private static final int FEW_ROADS = 400;

  @RegisterExtension static final TownInBrowser<DemoTown> browser = TownInBrowser.demo();

  private static Path pictures;

  @BeforeAll
  static void start() throws Exception {
    pictures = Files.createDirectories(Path.of(System.getProperty("machizu.pictures")));
  }

  private static MapPage visitor(Screen screen) {
    return browser.visitor(screen);
  }

  private static void take(MapPage page, String name) {
    try (page) {
      page.waitsUntilDrawn().hasNoFaults().takesPicture(pictures.resolve(name + ".png"));
    }
  }

  /** A planner asks what stands on a lot. */
  @Test
  void planner() {
    take(
        visitor(Screen.DESKTOP)
            .opensTheMapAt(LON, LAT, 17.2)
            .clicksAt(LON - 0.0001, LAT)
            .hits("みどり野町役場"),
        "planner-ja");
  }

  /** The centre with its zoning. */
  @Test
  void zoning() {
    take(visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, 15).switchesLayer("用途地域"), "zoning-ja");
  }

  /** The public looks for a place on a phone. */
  @Test
  void phone() {
    MapPage phone = visitor(Screen.PHONE).opensTheMapAt(LON, LAT, 15.5);
    phone.choosesLanguage("やさしい日本語").search().searches("会館").seesSuggestions();
    take(phone, "phone-easy-ja");
  }

  /** The duty room at night, with the flood area. */
  @Test
  void night() {
    take(
        visitor(Screen.DESKTOP)
            .prefersDark()
            .opensTheMapAt(LON, LAT + 0.004, 14.3)
            .choosesLanguage("English")
            .switchesLayer("Flood area (largest conceivable)"),
        "night-en");
  }

  /** The orthophoto under the lots. */
  @Test
  void aerial() {
    take(
        visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, 16).switchesLayer("航空写真（みどり野市街地）"),
        "aerial-ja");
  }

  /** Which road is cleared, while the plows drive. */
  @Test
  void snow() throws Exception {
    browser.town().letsThePlowsDrive();
    MapPage page = visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, 14.2);
    page.snow().switchesOn().waitsUntilCleared(FEW_ROADS);
    take(page, "snow-ja");
  }
}
