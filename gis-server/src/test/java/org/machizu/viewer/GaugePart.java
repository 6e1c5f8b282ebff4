package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Water levels on the map page, in Japanese: the list, the card of a gauge, and the desk. */
final class GaugePart {
  private final Page page;
  private final MapPage map;

  GaugePart(Page page, MapPage map) {
    this.page = page;
    this.map = map;
  }

  GaugePart opensTheList() {
    map.opensTheSheet();
    page.locator(".gauges-switch").click();
    assertThat(page.locator(".gauges")).isVisible();
    return this;
  }

  GaugePart lists(String words) {
    assertThat(page.locator(".gauges-list")).containsText(words);
    return this;
  }

  GaugePart choosesInTheList(String name) {
    page.locator(".gauge-line").filter(new Locator.FilterOptions().setHasText(name)).click();
    return this;
  }

  GaugePart cardSays(String words) {
    assertThat(page.locator(".gauge-card")).containsText(words);
    return this;
  }

  GaugePart cardDoesNotSay(String words) {
    assertThat(page.locator(".gauge-card")).not().containsText(words);
    return this;
  }

  /** The bar that the card draws. */
  GaugePart barNames(String level) {
    assertThat(page.locator(".gauge-card svg.gauge-bar")).containsText(level);
    return this;
  }

  GaugePart chartIsDrawn() {
    assertThat(page.locator(".gauge-plot canvas")).isVisible();
    return this;
  }

  GaugePart opensTheTable() {
    page.locator(".gauge-history summary").click();
    return this;
  }

  GaugePart tableSays(String words) {
    assertThat(page.locator(".gauge-table table")).containsText(words);
    return this;
  }

  GaugePart choosesDays(int days) {
    Locator button = page.locator(".gauge-history [data-days='" + days + "']");
    button.click();
    assertThat(button).hasAttribute("aria-pressed", "true");
    return this;
  }

  GaugePart hasNoDesk() {
    assertThat(page.locator("#gauge-desk-open")).hasCount(0);
    assertThat(desk()).isHidden();
    return this;
  }

  GaugePart opensTheDesk() {
    page.locator("#gauge-desk-open").click();
    return seesTheDesk();
  }

  GaugePart seesTheDesk() {
    assertThat(desk()).isVisible();
    return this;
  }

  GaugePart opensPartOfTheDesk(String part) {
    page.locator("#gauge-desk-" + part).click();
    return this;
  }

  GaugePart deskSays(String words) {
    assertThat(desk()).containsText(words);
    return this;
  }

  GaugePart deskDoesNotSay(String words) {
    assertThat(desk()).not().containsText(words);
    return this;
  }

  /** What is read out to those who listen. */
  GaugePart isToldAloud(String words) {
    assertThat(desk().locator("[role=alert]").first()).containsText(words);
    return this;
  }

  GaugePart presses(String words) {
    desk()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words))
        .first()
        .click();
    return this;
  }

  /** Takes notice of everything that waits. */
  GaugePart acknowledgesAll() {
    Locator waiting = desk().locator("[id^='alert-acknowledge-']");
    while (waiting.count() > 0) {
      String id = waiting.first().getAttribute("id");
      page.locator("#" + id).click();
      assertThat(page.locator("#" + id)).hasCount(0);
    }
    return this;
  }

  /** Opens a gauge in the desk's list, with what can be done about it. */
  GaugePart choosesOnTheDesk(String gauge) {
    page.locator("#desk-gauge-" + gauge).click();
    return this;
  }

  /** Takes the keyboard to the button that opens a gauge. */
  GaugePart standsOn(String gauge) {
    page.locator("#desk-gauge-" + gauge).focus();
    return this;
  }

  GaugePart stillStandsOn(String gauge) {
    assertThat(page.locator("#desk-gauge-" + gauge)).isFocused();
    return this;
  }

  GaugePart titleSays(String words) {
    assertThat(page).hasTitle(java.util.regex.Pattern.compile(".*" + words + ".*"));
    return this;
  }

  /** The way from a gauge's card to the desk. */
  GaugePart goesFromTheCardToTheDesk() {
    page.locator(".gauge-card .gauge-desk-way button").click();
    return seesTheDesk();
  }

  GaugePart hasNoWayToTheDesk() {
    assertThat(page.locator(".gauge-desk-way")).hasCount(0);
    return this;
  }

  /** All alerts of a gauge that wait stand together, the others of them folded away. */
  GaugePart standTogether(String gauge, String lead) {
    Locator group = desk().locator(".desk-alerts > .alert.is-waiting[aria-label*='" + gauge + "']");
    assertThat(group).hasCount(1);
    assertThat(group.locator("> .alert-headline")).containsText(lead);
    Locator others = group.locator(".alert-others .alert");
    assertThat(others.first()).isHidden();
    group.locator(".alert-others > summary").click();
    assertThat(others.first()).isVisible();
    return this;
  }

  /** What became of a test message. */
  GaugePart testSays(String words) {
    assertThat(desk().locator(".recipient-told")).containsText(words);
    return this;
  }

  /** A part of the card of somebody who is told of alerts. */
  GaugePart ofRecipient(String name, String button) {
    recipient(name)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
        .click();
    return this;
  }

  GaugePart recipientSays(String name, String words) {
    assertThat(recipient(name)).containsText(words);
    return this;
  }

  GaugePart opensTheLogOf(String name) {
    recipient(name).locator("summary").click();
    return this;
  }

  GaugePart hasNoRecipient(String name) {
    assertThat(recipient(name)).hasCount(0);
    return this;
  }

  private Locator recipient(String name) {
    return desk().locator(".recipient[aria-label='" + name + "']");
  }

  /** Counts from now on what the page begins to sound. */
  GaugePart listens() {
    page.evaluate(
        """
        () => {
          window.beeps = 0;
          const make = AudioContext.prototype.createOscillator;
          AudioContext.prototype.createOscillator = function () {
            const tone = make.call(this);
            const start = tone.start;
            tone.start = function (at) { window.beeps++; return start.call(this, at); };
            return tone;
          };
        }
        """);
    return this;
  }

  /** How many tones were begun. */
  int beeps() {
    return ((Number) page.evaluate("() => window.beeps")).intValue();
  }

  /** Waits for more tones than those. */
  GaugePart hearsMoreThan(int before) {
    page.waitForFunction("before => window.beeps > before", before);
    return this;
  }

  private Locator desk() {
    return page.locator("#gauge-desk");
  }
}
