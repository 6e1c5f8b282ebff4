package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.server.RunningTown;

/**
 * The standards' pages in a browser: no serious or critical fault of accessibility, no page that
 * scrolls sideways, and a way by links from the first page to a feature on the map.
 */
class OgcPagesBrowserTest {
  private static final List<String> PAGES =
      List.of(
          "/ogc",
          "/ogc/api",
          "/ogc/conformance",
          "/ogc/collections",
          "/ogc/collections/shelters",
          "/ogc/collections/shelters/items",
          "/ogc/collections/shelters/items/1",
          "/ogc/collections/shelters/schema",
          "/ogc/collections/shelters/queryables",
          "/ogc/collections/shelters/sortables");

  @TempDir static Path folder;
  private static RunningTown town;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    Chromium.needed();
    town = RunningTown.start(folder, Map.of("limits.readsPerMinute", "0"));
    LittleTown.fill(town);
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (town != null) {
      town.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> noPageHasASeriousBarrierOrScrollsSideways() {
    return Stream.of(
            Map.entry(Screen.PHONE, "ja"),
            Map.entry(Screen.PHONE, "en"),
            Map.entry(Screen.DESKTOP, "easy"))
        .map(way ->
            DynamicTest.dynamicTest(
                way.getKey() + " " + way.getValue(), () -> check(way.getKey(), way.getValue())));
  }

  private static void check(Screen screen, String language) {
    List<String> faults = new ArrayList<>();
    try (Page page = chromium.newVisitor(screen, "ja-JP", faults)) {
      for (String address : PAGES) {
        page.navigate(town.base() + address + "?lang=" + language);
        assertThat(page.locator("h1").count()).as(address).isEqualTo(1);
        assertThat(Barriers.seriousOn(page)).as(address).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
            .as(address + " is as wide as the screen")
            .isTrue();
      }
      page.context().close();
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void linksLeadFromTheFirstPageToAFeatureOnTheMap() {
    List<String> faults = new ArrayList<>();
    try (Page page = chromium.newVisitor(Screen.PHONE, "ja-JP", faults)) {
      page.navigate(town.base() + "/ogc");
      for (String link : List.of("データの一覧", "避難所", "地物を表で見る", "2")) {
        page.locator("main a", new Page.LocatorOptions().setHasText(link)).first().click();
      }
      assertThat(page.locator("dd").first().textContent()).isEqualTo("東小学校");
      String map = page.locator(".ogc-actions a").first().getAttribute("href");
      assertThat(map).startsWith("/#map=18/42.7").endsWith("&on=shelters&f=shelters/2");
      page.context().close();
    }
    assertThat(faults).isEmpty();
  }
}
