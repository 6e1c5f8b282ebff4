package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;

/**
 * What people do with the map itself, in Japanese: measuring, places, backgrounds and brightness.
 */
final class MapTools {
  private final Page page;
  private final MapPage map;

  MapTools(Page page, MapPage map) {
    this.page = page;
    this.map = map;
  }

  /** Begins to measure, or ends it: "距離を測る", "面積を測る". */
  MapTools pressesTool(String name) {
    button(name).click();
    return this;
  }

  /** Moves the map with the keyboard and places a point at its centre. */
  MapTools movesEastAndPlacesAPoint() {
    canvas().focus();
    page.keyboard().press("ArrowRight");
    map.waitsUntilDrawn();
    page.keyboard().press("Enter");
    return this;
  }

  /** Chooses a background or a brightness by its words. */
  MapPage chooses(String label) {
    map.opensTheSheet();
    page.getByRole(AriaRole.RADIO, exactly(label)).check();
    return map.waitsUntilDrawn();
  }

  MapTools writesPlacesAs(String form) {
    page.getByLabel("座標の表し方").selectOption(new SelectOption().setLabel(form));
    return this;
  }

  /** What is measured, as it is said. */
  String measured() {
    return page.locator(".measure-result").innerText();
  }

  MapTools seesNoMeasuring() {
    assertThat(page.locator(".measure")).isHidden();
    return this;
  }

  /** The place at the foot of the map. */
  String place() {
    return page.locator(".readout-place").innerText();
  }

  String scale() {
    return page.locator(".readout-scale").innerText();
  }

  /** The choice among backgrounds or brightnesses that holds. */
  MapPage seesChosen(String label) {
    map.opensTheSheet();
    assertThat(page.getByRole(AriaRole.RADIO, exactly(label))).isChecked();
    return map;
  }

  MapPage doesNotOffer(String label) {
    map.opensTheSheet();
    assertThat(page.getByRole(AriaRole.RADIO, exactly(label))).hasCount(0);
    return map;
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, exactly(name));
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private Locator canvas() {
    return page.locator("#map canvas");
  }
}
