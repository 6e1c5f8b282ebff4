package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Hazards on the map page: the theme, its legend, and what it says about a place. */
final class HazardPart {
  private final Page page;
  private final MapPage map;

  HazardPart(Page page, MapPage map) {
    this.page = page;
    this.map = map;
  }

  HazardPart opensTheTheme() {
    map.opensTheSheet();
    page.locator(".hazards-switch").click();
    assertThat(page.locator(".hazards-fields")).isVisible();
    map.waitsUntilDrawn();
    return this;
  }

  HazardPart closesTheTheme() {
    page.locator(".hazards-switch").click();
    assertThat(page.locator(".hazards")).isHidden();
    map.waitsUntilDrawn();
    return this;
  }

  HazardPart chooses(String name) {
    choice(name).check();
    map.waitsUntilDrawn();
    return this;
  }

  HazardPart isChosen(String name) {
    assertThat(choice(name)).isChecked();
    return this;
  }

  private Locator choice(String name) {
    return page.locator(".hazards-fields")
        .getByLabel(name, new Locator.GetByLabelOptions().setExact(true));
  }

  HazardPart says(String words) {
    assertThat(page.locator(".hazards")).containsText(words);
    return this;
  }

  /** What the panel tells about the place, or the shelter, that was pressed. */
  HazardPart cardSays(String words) {
    assertThat(page.locator(".hazard-card, .shelter-card")).containsText(words);
    return this;
  }

  HazardPart leadsToThePageOfThePlace(double lon, double lat) {
    Locator way = page.locator(".hazard-card a");
    assertThat(way)
        .hasAttribute(
            "href",
            java.util.regex.Pattern.compile(
                "/safety\\?lon=%.3f\\d*&lat=%.3f\\d*".formatted(lon, lat)));
    return this;
  }

  HazardPart hasNoDesk() {
    assertThat(page.locator("#shelter-desk-open")).hasCount(0);
    return this;
  }

  HazardPart opensTheDesk() {
    page.locator("#shelter-desk-open").click();
    return this;
  }

  /** The address of the paper about the map's middle. */
  String addressOfTheSheet() {
    return page.locator("#hazard-sheet").getAttribute("href");
  }
}
