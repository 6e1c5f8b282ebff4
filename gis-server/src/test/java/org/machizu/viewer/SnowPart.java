package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;

/** Snow clearing on the map page, in Japanese: the theme, the card of a road, and the desk. */
final class SnowPart {
  private final Page page;
  private final MapPage map;

  SnowPart(Page page, MapPage map) {
    this.page = page;
    this.map = map;
  }

  SnowPart switchesOn() {
    map.opensTheSheet();
    page.locator(".snow-switch").click();
    assertThat(panel()).isVisible();
    map.waitsUntilDrawn();
    return this;
  }

  /** In this town, or for this visitor, there is nothing to see. */
  SnowPart cannotBeSwitchedOn() {
    assertThat(page.locator(".snow-switch")).isHidden();
    return this;
  }

  /** Waits until the legend counts so many roads in a condition. */
  SnowPart counts(String condition, int roads) {
    Locator row =
        panel()
            .locator(".snow-legend li")
            .filter(new Locator.FilterOptions().setHasText(condition));
    assertThat(row.locator(".snow-count")).hasText(roads + " 区間");
    return this;
  }

  /** Waits until the legend counts more roads than this that a vehicle has been on. */
  SnowPart waitsUntilCleared(int roads) {
    var patience = new Page.WaitForFunctionOptions().setTimeout(180_000);
    page.waitForFunction(
        """
        (roads) => {
          const counts = [...document.querySelectorAll('.snow-legend li')]
              .filter((row) => !row.textContent.includes('未除雪'))
              .map((row) => Number(row.querySelector('.snow-count').textContent.replace(/[^0-9]/g, '')));
          return counts.reduce((sum, count) => sum + count, 0) > roads;
        }
        """,
        roads,
        patience);
    map.waitsUntilDrawn();
    return this;
  }

  SnowPart saysOfTheSnow(String words) {
    assertThat(panel().locator(".snow-event")).containsText(words);
    return this;
  }

  /** The vehicles as the list has them. */
  SnowPart listsVehicle(String words) {
    assertThat(panel().locator(".vehicles")).containsText(words);
    return this;
  }

  SnowPart listsNoVehicles() {
    assertThat(panel().locator(".snow-vehicles")).isHidden();
    return this;
  }

  /** The card that a click on a road opens. */
  SnowPart cardSays(String words) {
    assertThat(page.locator(".road-card")).containsText(words);
    return this;
  }

  SnowPart cardDoesNotSay(String words) {
    assertThat(page.locator(".road-card")).not().containsText(words);
    return this;
  }

  SnowPart asksWhenCleared(String address) {
    Locator form = panel().locator(".street-form");
    form.getByRole(AriaRole.SEARCHBOX).fill(address);
    form.getByRole(AriaRole.BUTTON).click();
    return this;
  }

  SnowPart isAnswered(String words) {
    assertThat(panel().locator(".street")).containsText(words);
    return this;
  }

  /** Opens the bar with which one looks at another time. */
  SnowPart opensTheTimeBar() {
    page.locator("#snow-past").click();
    assertThat(page.locator(".time-bar")).isVisible();
    return this;
  }

  /** Goes to the begin of the time bar with the keyboard. */
  SnowPart goesToTheBeginning() {
    page.locator(".time-bar-slider").press("Home");
    return this;
  }

  SnowPart goesBackToNow() {
    page.locator(".time-bar").press("Escape");
    assertThat(page.locator(".time-bar")).isHidden();
    return this;
  }

  SnowPart opensTheDesk() {
    page.locator("#snow-desk-open").click();
    assertThat(desk()).isVisible();
    return this;
  }

  SnowPart hasNoDesk() {
    assertThat(page.locator("#snow-desk-open")).hasCount(0);
    assertThat(desk()).isHidden();
    return this;
  }

  SnowPart opensPartOfTheDesk(String words) {
    desk()
        .locator(".modes")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words))
        .click();
    return this;
  }

  SnowPart pressesOnTheDesk(String words) {
    desk()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words))
        .first()
        .click();
    return this;
  }

  SnowPart choosesTheDay(LocalDate day) {
    desk().getByLabel("日付").fill(day.toString());
    return this;
  }

  SnowPart deskSays(String words) {
    assertThat(desk()).containsText(words);
    return this;
  }

  SnowPart deskDoesNotSay(String words) {
    assertThat(desk()).not().containsText(words);
    return this;
  }

  private Locator panel() {
    return page.locator(".snow");
  }

  private Locator desk() {
    return page.locator("#snow-desk");
  }
}
