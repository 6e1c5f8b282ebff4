package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** The page on a phone: a map, and sheets that are drawn over it. */
class PhoneTest {

  private MapPage phone;

  @RegisterExtension static final TownInBrowser<RunningTown> browser = TownInBrowser.little();

  @BeforeEach
  void somebodyOpensTheMapOnAPhone() {
    phone = browser.visitor(Screen.PHONE).opensTheMapAt(LON, LAT, NEAR);
  }

  @AfterEach
  void thePageFitsTheWidth() {
    assertThat(phone.fitsTheWidth()).isTrue();
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
