package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * No state of the page has a serious or critical fault of accessibility, in any language and by day
 * and night (JIS X 8341-3:2016 level AA).
 */
class AccessibilityTest {
  @TempDir static Path folder;
  private static LittleTown town;

  private static final Map<String, Consumer<MapPage>> STATES =
      Map.of(
          "start", page -> {},
          "hits", page -> page.keys().press("m", "Enter"),
          "list", page -> page.keys().press("t"),
          "order", page -> page.pressesPart("#mode-stack"),
          "settings", page -> page.pressesPart("#more-zoning"),
          "sign-in", page -> page.pressesPart("#account-button"),
          "keys", page -> page.keys().press("?"));

  @BeforeAll
  static void startsTheTown() throws Exception {
    town = LittleTown.start(folder);
  }

  @AfterAll
  static void stopsTheTown() throws Exception {
    if (town != null) {
      town.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> noStateHasASeriousBarrier() {
    return Stream.of(Screen.values())
        .flatMap(screen ->
            Stream.of("日本語", "English")
                .flatMap(language ->
                    Stream.of(false, true)
                        .map(isDark ->
                            DynamicTest.dynamicTest(
                                "%s %s %s".formatted(screen, language, isDark ? "dark" : "light"),
                                () -> checkAll(screen, language, isDark)))));
  }

  private void checkAll(Screen screen, String language, boolean isDark) {
    try (MapPage page = town.visitor(screen)) {
      page.opensTheMapAt(LON, LAT, NEAR).choosesLanguage(language);
      STATES.forEach((state, reach) -> {
        page.opensTheMapAt(LON, LAT, NEAR).darkens(isDark);
        if (screen == Screen.PHONE && List.of("order", "settings").contains(state)) {
          page.sheet("side").press("Enter");
        }
        reach.accept(page);
        page.waitsUntilDrawn();
        assertThat(page.barriers())
            .as("%s, %s, %s, dark %s", state, screen, language, isDark)
            .isEmpty();
      });
      page.hasNoFaults();
    }
  }
}
