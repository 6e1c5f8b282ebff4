package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/**
 * No state of the page has a serious or critical fault of accessibility, in any language and by day
 * and night (JIS X 8341-3:2016 level AA).
 */
class AccessibilityTest {

  private static final Map<String, Consumer<MapPage>> STATES =
      Map.of(
          "start", page -> {},
          "hits", page -> page.keys().press("m", "Enter"),
          "list", page -> page.keys().press("t"),
          "order", page -> page.pressesPart("#mode-stack"),
          "settings", page -> page.pressesPart("#more-zoning"),
          "sign-in", page -> page.pressesPart("#account-button"),
          "keys", page -> page.keys().press("?"));

  /** What only staff come to. */
  private static final Map<String, Consumer<MapPage>> STAFF_STATES =
      Map.of(
          "layers", page -> {},
          "staff settings", page -> page.pressesPart("#more-zoning"),
          "import", page -> page.pressesPart("#import > summary"),
          "import refused",
              page -> page.pressesPart("#import > summary").pressesPart("#import [type=submit]"),
          "describe", AccessibilityTest::describes,
          "describe refused",
              page -> {
                describes(page);
                page.empties("dialog [name=ja]").pressesPart("dialog [type=submit]");
              });

  /** On a phone these lie in a sheet that is shut at first. */
  private static final Set<String> IN_THE_SHEET =
      Set.of(
          "order",
          "settings",
          "layers",
          "staff settings",
          "import",
          "import refused",
          "describe",
          "describe refused");

  private static void describes(MapPage page) {
    page.pressesPart("#more-zoning")
        .pressesPart("#settings-zoning .layer-actions button:nth-child(3)");
  }

  @RegisterExtension static final TownInBrowser<RunningTown> browser = TownInBrowser.little();

  @TestFactory
  Stream<DynamicTest> noStateHasASeriousBarrier() {
    return Screen.ofAnybody().stream()
        .flatMap(screen ->
            Stream.of("日本語", "やさしい日本語", "English")
                .flatMap(language ->
                    Stream.of(false, true)
                        .map(isDark ->
                            DynamicTest.dynamicTest(
                                "%s %s %s".formatted(screen, language, isDark ? "dark" : "light"),
                                () -> checkAll(screen, language, isDark)))));
  }

  private void checkAll(Screen screen, String language, boolean isDark) {
    MapPage page = browser.visitor(screen);
    page.opensTheMapAt(LON, LAT, NEAR).choosesLanguage(language);
    check(page, STATES, "%s, %s, dark %s".formatted(screen, language, isDark), screen, isDark);
    // Staff read the clerks' own words also in easy Japanese, and colours know no language.
    if (language.equals("やさしい日本語") || (isDark && !language.equals("日本語"))) {
      return;
    }
    page.opensTheMapAt(LON, LAT, NEAR).choosesLanguage("日本語");
    page.staff().signsIn("clerk", RunningTown.PASSWORD).reads("ログインしました");
    page.choosesLanguage(language);
    String staff = "staff, %s, %s, dark %s".formatted(screen, language, isDark);
    check(page, STAFF_STATES, staff, screen, isDark);
  }

  private static void check(
      MapPage page,
      Map<String, Consumer<MapPage>> states,
      String who,
      Screen screen,
      boolean dark) {
    states.forEach((state, reach) -> {
      page.opensTheMapAt(LON, LAT, NEAR).darkens(dark);
      if (screen == Screen.PHONE && IN_THE_SHEET.contains(state)) {
        page.sheet("side").press("Enter");
      }
      reach.accept(page);
      page.waitsUntilDrawn();
      assertThat(page.barriers()).as("%s, %s", state, who).isEmpty();
    });
  }
}
