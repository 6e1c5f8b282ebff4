package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/**
 * Nothing that the page does is against its content security policy, which allows nothing inline.
 */
class ContentPolicyTest {
  @RegisterExtension static final TownInBrowser<RunningTown> browser = TownInBrowser.little();

  @Test
  void theMapItsPartsAndItsDialogsKeepToIt() {
    for (Screen screen : Screen.ofAnybody()) {
      MapPage page = browser.visitor(screen).noticesRefusedContent();
      page.opensTheMapAt(LON, LAT, NEAR);
      page.clicksAt(LON, LAT).darkens(true).waitsUntilDrawn().darkens(false);
      page.search().searches("中央").seesSuggestions().leaves();
      page.opensTheMapAt(LON, LAT, NEAR).keys().press("t");
      page.waitsUntilDrawn();
      page.opensTheMapAt(LON, LAT, NEAR).pressesPart("#account-button").pressesKey("Escape");
      page.opensTheMapAt(LON, LAT, NEAR).keys().press("?");

      assertThat(page.refusedContent()).as("on the %s", screen).isEmpty();
    }
  }

  @Test
  void measuringAndAnotherBackgroundKeepToIt() {
    MapPage page = browser.visitor(Screen.DESKTOP).noticesRefusedContent();
    page.opensTheMapAt(LON, LAT, NEAR).tools().pressesTool("面積を測る");
    page.clicksAt(LON, LAT).clicksAt(LON + 0.002, LAT);
    page.clicksAt(LON + 0.002, LAT + 0.001).pressesKey("Escape");
    page.pressesPart("#mode-stack");
    page.opensTheMapAt(LON, LAT, NEAR).pressesPart("#more-zoning");
    page.prefersDark().opensTheMapAt(LON, LAT, NEAR).switchesLayer(LittleTown.FIELDS);

    assertThat(page.refusedContent()).isEmpty();
  }

  @Test
  void staffsFormsKeepToIt() {
    MapPage page = browser.visitor(Screen.DESKTOP).noticesRefusedContent();
    page.opensTheMapAt(LON, LAT, NEAR).staff().signsIn("clerk", RunningTown.PASSWORD);
    page.staff().looksAtTheWordsOf(LittleTown.ZONES);

    assertThat(page.refusedContent()).isEmpty();
  }

  /** What the other tests would see if the page broke it. */
  @Test
  void whatIsInlineIsRefusedAndNoticed() {
    MapPage page = browser.visitor(Screen.DESKTOP).noticesRefusedContent();
    page.opensTheMapAt(LON, LAT, NEAR).addsInlineContent();

    assertThat(page.refusedContent())
        .contains("style-src-attr", "style-src-elem", "script-src-elem");
    page.hasNoFaultsButRefusedContent();
  }
}
