package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** No part of the administrators' page has a serious barrier, nor has to be pushed sideways. */
class AdminAccessibilityTest {

  /** Parts by their address, and what to do there. */
  private static final Map<String, Consumer<AdminPage>> STATES = new LinkedHashMap<>();

  static {
    STATES.put("accounts", page -> {});
    STATES.put("accounts/new", page -> page.pressesPart(".desk-actions .button"));
    STATES.put(
        "accounts/refused",
        page -> page.pressesPart(".desk-actions .button").pressesPart("dialog [type=submit]"));
    STATES.put("roles", page -> {});
    STATES.put("roles/new", page -> page.pressesPart(".desk-actions .button"));
    STATES.put("rights", page -> {});
    STATES.put("rights/zoning", page -> page.pressesPart(".limits summary"));
    STATES.put("tokens", page -> {});
    STATES.put("tokens/new", page -> page.pressesPart(".desk-actions .button"));
    STATES.put("audit", page -> {});
    STATES.put("report", page -> {});
  }

  @RegisterExtension static final TownInBrowser<RunningTown> browser = TownInBrowser.little();

  @TestFactory
  Stream<DynamicTest> noPartHasASeriousBarrier() {
    // Each two of screen, language and theme come together once; all eight would take long.
    return Stream.of(
        check(Screen.DESKTOP, "日本語", false),
        check(Screen.DESKTOP, "English", true),
        check(Screen.PHONE, "日本語", true),
        check(Screen.PHONE, "English", false));
  }

  private static DynamicTest check(Screen screen, String language, boolean isDark) {
    return DynamicTest.dynamicTest(
        "%s %s %s".formatted(screen, language, isDark ? "dark" : "light"),
        () -> checkAll(screen, language, isDark));
  }

  private static void checkAll(Screen screen, String language, boolean isDark) {
    MapPage visitor = browser.visitor(screen);
    AdminPage page = visitor.opensTheAdminPage().signsIn("admin", RunningTown.PASSWORD);
    page.rowSays("planner", "計画・共有").choosesLanguage(language);
    STATES.forEach((state, reach) -> {
      visitor.opensThePage("about:blank");
      AdminPage here = visitor.opensTheAdminPage().waitsUntilEntered().opensPart(state);
      here.darkens(isDark);
      reach.accept(here);
      String what = "%s, %s, %s, dark %s".formatted(state, screen, language, isDark);
      assertThat(here.barriers()).as(what).isEmpty();
      assertThat(here.fitsTheWidth()).as(what).isTrue();
    });
  }

  @Test
  void theGateHasNoBarrier() {
    AdminPage page = browser.visitor(Screen.PHONE).opensTheAdminPage().waitsUntilShown();
    assertThat(page.barriers()).isEmpty();
    assertThat(page.presses("ログインする").barriers()).isEmpty();
  }
}
