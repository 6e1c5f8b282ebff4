package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing that the page does is against its content security policy, which allows nothing inline.
 */
class ContentPolicyTest {
  @TempDir static Path folder;
  private static LittleTown town;

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

  @Test
  void theMapItsPartsAndItsDialogsKeepToIt() {
    for (Screen screen : Screen.values()) {
      try (MapPage page = town.visitor(screen).noticesRefusedContent()) {
        page.opensTheMapAt(LON, LAT, NEAR);
        page.clicksAt(LON, LAT).darkens(true).waitsUntilDrawn().darkens(false);
        page.searches("中央").seesSuggestions().leavesTheSearch();
        page.opensTheMapAt(LON, LAT, NEAR).keys().press("t");
        page.waitsUntilDrawn();
        page.opensTheMapAt(LON, LAT, NEAR).pressesPart("#account-button").pressesKey("Escape");
        page.opensTheMapAt(LON, LAT, NEAR).keys().press("?");

        assertThat(page.refusedContent()).as("on the %s", screen).isEmpty();
        page.hasNoFaults();
      }
    }
  }

  @Test
  void measuringAndAnotherBackgroundKeepToIt() {
    try (MapPage page = town.visitor(Screen.DESKTOP).noticesRefusedContent()) {
      page.cannotReachTheSurveyAuthority().opensTheMapAt(LON, LAT, NEAR);
      page.pressesTool("面積を測る").clicksAt(LON, LAT).clicksAt(LON + 0.002, LAT);
      page.clicksAt(LON + 0.002, LAT + 0.001).pressesKey("Escape");
      page.pressesPart("#mode-stack");
      page.opensTheMapAt(LON, LAT, NEAR).pressesPart("#more-zoning");
      page.prefersDark().opensTheMapAt(LON, LAT, NEAR).switchesLayer(LittleTown.FIELDS);

      assertThat(page.refusedContent()).isEmpty();
    }
  }

  @Test
  void staffsFormsKeepToIt() {
    try (MapPage page = town.visitor(Screen.DESKTOP).noticesRefusedContent()) {
      page.opensTheMapAt(LON, LAT, NEAR).signsIn("clerk", org.machizu.server.RunningTown.PASSWORD);
      page.looksAtTheWordsOf(LittleTown.ZONES);

      assertThat(page.refusedContent()).isEmpty();
      page.hasNoFaults();
    }
  }

  /** What the other tests would see if the page broke it. */
  @Test
  void whatIsInlineIsRefusedAndNoticed() {
    try (MapPage page = town.visitor(Screen.DESKTOP).noticesRefusedContent()) {
      page.opensTheMapAt(LON, LAT, NEAR).addsInlineContent();

      assertThat(page.refusedContent())
          .contains("style-src-attr", "style-src-elem", "script-src-elem");
    }
  }
}
