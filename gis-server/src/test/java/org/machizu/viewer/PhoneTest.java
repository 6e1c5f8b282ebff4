package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on a phone: a map, and sheets that are drawn over it. */
class PhoneTest {
  @TempDir static Path folder;
  private static LittleTown town;

  private MapPage phone;

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

  @BeforeEach
  void somebodyOpensTheMapOnAPhone() {
    phone = town.visitor(Screen.PHONE).opensTheMapAt(LON, LAT, NEAR);
  }

  @AfterEach
  void thePageHadNoFaults() {
    assertThat(phone.fitsTheWidth()).isTrue();
    phone.hasNoFaults();
    phone.close();
  }

  @Test
  void theSheetIsDrawnUpAndDown() {
    var side = phone.sheet("side").is("peek");
    side.isDrawnTo(0.55).is("half");
    phone.layers().isVisible("農地");
    side.isDrawnTo(0.9).is("full").isDrawnTo(0.4).is("half").isDrawnTo(0.05).is("peek");
    assertThat(side.part()).isLessThan(0.1);
  }

  @Test
  void theSheetAnswersToKeysToo() {
    var side = phone.sheet("side").press("ArrowUp").is("half").press("ArrowUp").is("full");
    side.press("ArrowDown").press("ArrowDown").is("peek").press("Enter").is("half");
    side.press("Escape").is("peek");
  }

  @Test
  void whatLiesAtAPlaceComesInASheetAndThePlaceStaysInSight() {
    phone.clicksAt(LON, LAT - 0.004).hits("浸水想定区域A").sheet("hits").is("half");
    phone.sheet("hits").isDrawnTo(0.95).is("full").isDrawnTo(0.02).isGone();
    assertThat(phone.link()).doesNotContain("f=");
  }

  @Test
  void theBackButtonClosesTheSheetOfAPlace() {
    phone.clicksAt(LON, LAT).hits("浸水想定区域A").waitsUntilAddress("f=flood_planned/1");
    phone.goesBack().sheet("hits").isGone();
  }

  @Test
  void theListOfWhatTheMapShowsIsASheetToo() {
    phone.layers();
    phone.list().opens().says("件").hasRows("浸水想定区域A");
    phone.sheet("side").is("peek");
    phone.sheet("list").is("half").isDrawnTo(0.9).is("full");
  }
}
