package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.util.regex.Pattern;

/** The desk of the watch over households, in Japanese. */
final class WatchPart {
  private final Page page;
  private final MapPage map;

  WatchPart(Page page, MapPage map) {
    this.page = page;
    this.map = map;
  }

  WatchPart opensTheDesk() {
    map.opensTheSheet();
    page.getByRole(AriaRole.BUTTON, exactly("見守りデスク")).click();
    assertThat(desk()).isVisible();
    return this;
  }

  /** Nothing of it is on the page, nor asked for. */
  WatchPart isNotThere() {
    map.waitsUntilDrawn();
    assertThat(page.getByRole(AriaRole.BUTTON, exactly("見守りデスク"))).hasCount(0);
    assertThat(desk()).isHidden();
    return this;
  }

  WatchPart opensPart(String words) {
    desk()
        .locator(".modes")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words))
        .click();
    return this;
  }

  WatchPart filters(String words) {
    desk().locator("#watch-filter").selectOption(new SelectOption().setLabel(words));
    return this;
  }

  /** Waits until the list counts so many. */
  WatchPart counts(int households) {
    assertThat(desk().getByRole(AriaRole.STATUS).filter(has(households + "世帯"))).isVisible();
    return this;
  }

  WatchPart lists(String address, String words) {
    assertThat(line(address)).containsText(words);
    return this;
  }

  WatchPart doesNotList(String address) {
    assertThat(line(address)).hasCount(0);
    return this;
  }

  WatchPart opens(String address) {
    line(address).click();
    assertThat(desk().locator(".watch-title")).hasText(address);
    return this;
  }

  WatchPart presses(String words) {
    desk()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true))
        .click();
    return this;
  }

  /** Presses what begins with these words, as a button that names what it is about. */
  WatchPart pressesFirst(String words) {
    desk()
        .getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + words)))
        .first()
        .click();
    return this;
  }

  WatchPart unfolds(String words) {
    desk().locator("summary").filter(has(words)).click();
    return this;
  }

  WatchPart says(String words) {
    assertThat(desk()).containsText(words);
    return this;
  }

  WatchPart doesNotSay(String words) {
    assertThat(desk()).not().containsText(words);
    return this;
  }

  /** Waits until so many reports have this note. */
  WatchPart countsReports(String note, int reports) {
    assertThat(desk().locator(".watch-note").filter(has(note))).hasCount(reports);
    return this;
  }

  /** The steps of the case, the first one first. */
  WatchPart hasHistory(String... steps) {
    assertThat(desk().locator(".watch-history .watch-step")).hasText(steps);
    return this;
  }

  /** Waits until the keyboard stands at a heading. */
  WatchPart isAtHeading(String words) {
    assertThat(desk().getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName(words)))
        .isFocused();
    return this;
  }

  /** Waits until the keyboard stands at a line of the list. */
  WatchPart isAtLine(String address) {
    assertThat(line(address)).isFocused();
    return this;
  }

  WatchPart fills(String label, String value) {
    desk().getByLabel(label).fill(value);
    return this;
  }

  WatchPart choosesIn(String label, String option) {
    desk().getByLabel(label).selectOption(new SelectOption().setLabel(option));
    return this;
  }

  WatchPart isDisabled(String words) {
    assertThat(
            desk()
                .getByRole(
                    AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true)))
        .isDisabled();
    return this;
  }

  WatchPart choosesFile(String name, String type, byte[] bytes) {
    desk().locator("input[type=file]").setInputFiles(new FilePayload(name, type, bytes));
    return this;
  }

  /** Answers the question that stands over the page. */
  WatchPart checks(String words) {
    page.getByRole(AriaRole.DIALOG).getByLabel(words).check();
    return this;
  }

  WatchPart choosesPhoto(byte[] bytes) {
    page.getByRole(AriaRole.DIALOG)
        .locator("input[type=file]")
        .setInputFiles(new FilePayload("door.png", "image/png", bytes));
    return this;
  }

  /** Waits until a photo is seen, not only asked for. */
  WatchPart seesPhoto(String words) {
    Locator photo =
        desk().getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName(words)).first();
    photo.scrollIntoViewIfNeeded();
    assertThat(photo).isVisible();
    page.waitForCondition(
        () -> (boolean) photo.evaluate("(image) => image.complete && image.naturalWidth > 0"));
    return this;
  }

  private Locator line(String address) {
    return desk()
        .locator(".watch-line")
        .filter(
            new Locator.FilterOptions()
                .setHas(page.locator(".watch-address").getByText(address, exactText())));
  }

  private Locator desk() {
    return page.locator("#watch-desk");
  }

  private static Locator.GetByTextOptions exactText() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
