package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;

/** The terminal at the counter, as the person before it uses it. */
final class Counter {
  /** What a finger needs of a person who stands. */
  private static final double LEAST_PX = 64;

  /** A key of the on-screen keyboard may be less wide than high. */
  private static final double LEAST_WIDE_PX = 48;

  private final Page page;

  Counter(Page page) {
    this.page = page;
  }

  // ---- when

  Counter begins() {
    page.locator("#begin").click();
    assertThat(page.locator("#question")).isVisible();
    return this;
  }

  /** Begins, and finds a lot by its whole address. */
  Counter begins(String lot) {
    if (page.locator("#begin").isVisible()) {
      begins();
    }
    return writes(lot).pressesEnterWhenFound(lot);
  }

  /** With the keyboard, as soon as the lot is offered. */
  Counter pressesEnterWhenFound(String lot) {
    assertThat(hit(lot)).isVisible();
    page.locator("#question").press("Enter");
    return hasChosen(lot);
  }

  /** Presses a part that several others have the words of. */
  Counter pressesPart(String selector) {
    page.locator(selector).click();
    return this;
  }

  /** Lets time pass, since {@link MapPage#opensTheCounterInPausableTime}. */
  Counter passes(int seconds) {
    page.clock().runFor(seconds * 1000L);
    return this;
  }

  Counter hasNetwork(boolean has) {
    page.context().setOffline(!has);
    return this;
  }

  /** Presses a button by its words. */
  Counter presses(String words) {
    button(words).click();
    return this;
  }

  /**
   * Leaves the last screen, which goes to the start by itself after 10 seconds: maybe it has, while
   * it was looked at.
   */
  Counter leavesTheThanks(String words, String start) {
    page.evaluate(
        "words => [...document.querySelectorAll('button')]"
            + ".find(button => button.textContent.trim() === words)?.click()",
        words);
    return stands(start);
  }

  /** Presses what leads to the printing, and waits until the printers have been asked anew. */
  Counter pressesAndHearsOfThePrinters(String words) {
    page.waitForResponse("**/api/counter", () -> presses(words));
    return this;
  }

  /** Presses keys of the on-screen keyboard, one after the other. */
  Counter pressesKeys(String... faces) {
    for (String face : faces) {
      page.locator(".key-board").getByRole(AriaRole.BUTTON, exactly(face)).click();
    }
    return this;
  }

  /** Writes on a real keyboard. */
  Counter writes(String words) {
    page.locator("#question").fill(words);
    return this;
  }

  Counter pressesKey(String key) {
    page.keyboard().press(key);
    return this;
  }

  /** Chooses what was found by its words. */
  Counter chooses(String found) {
    hit(found).click();
    return this;
  }

  /** Presses the map, so many pixels right of and below the middle of what it shows. */
  Counter pressesTheMap(double right, double below) {
    waitsUntilDrawn();
    var frame = page.locator("#map canvas").boundingBox();
    page.locator("#map canvas")
        .click(
            new Locator.ClickOptions()
                .setPosition(frame.width / 2 + right, frame.height / 2 + below));
    return this;
  }

  Counter opensGroup(String id) {
    page.locator("#group-" + id).click();
    return this;
  }

  Counter choosesLanguage(String name) {
    // The paper may be had in these languages, too.
    page.locator(".counter-languages").getByRole(AriaRole.BUTTON, exactly(name)).click();
    return this;
  }

  /** The browser's own button, which a terminal does not show. */
  Counter goesBackAndForward() {
    page.goBack();
    page.goForward();
    return this;
  }

  Counter waitsUntilDrawn() {
    assertThat(page.locator("#map")).hasAttribute("aria-busy", "false");
    return this;
  }

  // ---- then

  Counter stands(String heading) {
    assertThat(page.locator("#screen-head")).hasText(heading);
    return this;
  }

  Counter reads(String words) {
    Locator all = page.locator("body");
    assertThat(all).containsText(words);
    return this;
  }

  Counter doesNotRead(String words) {
    assertThat(page.locator("body")).not().containsText(words);
    return this;
  }

  Counter hasChosen(String... lots) {
    assertThat(page.locator(".site-lots strong")).hasText(lots);
    return this;
  }

  /** A group of findings with the result of one of its lines. */
  Counter tells(String group, String line, String result) {
    Locator tile = page.locator("#group-" + group);
    Locator told = tile.locator(".tile-line").filter(new Locator.FilterOptions().setHasText(line));
    assertThat(told.locator(".tile-result")).hasText(result);
    return this;
  }

  Counter hasField(String words) {
    assertThat(page.locator("#question")).hasValue(words);
    return this;
  }

  /** Whether a button by these words can be pressed. */
  Counter offers(String words, boolean can) {
    if (can) {
      assertThat(button(words)).isEnabled();
    } else {
      assertThat(button(words)).isDisabled();
    }
    return this;
  }

  Counter hasNoButton(String words) {
    assertThat(button(words)).hasCount(0);
    return this;
  }

  /** Is asked whether somebody is still there. */
  Counter isAskedWhetherToGoOn(String words) {
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText(words);
    return this;
  }

  Counter hasNoDialog() {
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    return this;
  }

  Counter hasChosenSeveral(int lots) {
    assertThat(page.locator(".site-lots strong")).hasCount(lots);
    return this;
  }

  boolean showsTheMap() {
    return page.locator("#map").isVisible();
  }

  /** The number of the certificate that stands there. */
  String certificate() {
    return page.locator(".print-number strong").innerText();
  }

  /** Everything the browser keeps for the page, by name; but the token of the terminal. */
  List<String> kept() {
    Object found =
        page.evaluate(
            """
            async () => [
              ...Object.keys(localStorage).filter((key) => key !== 'machizu.terminal'),
              ...Object.keys(sessionStorage),
              ...document.cookie.split(';').filter((cookie) => cookie.trim() !== ''),
              ...(await indexedDB.databases()).map(({ name }) => name),
              ...(await caches.keys()),
            ]
            """);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /** The whole page with what stands in its fields, to look for something in it. */
  String everything() {
    return page.content()
        + page.evaluate(
            "() => [...document.querySelectorAll('input')].map(({ value }) => value).join(' ')")
        + page.url();
  }

  /** How many steps the browser could go back. */
  int steps() {
    return (int) page.evaluate("() => history.length");
  }

  /** Everything that leads elsewhere. */
  List<String> links() {
    return page.locator("a[href]").all().stream().map(link -> link.getAttribute("href")).toList();
  }

  /** Whether a right click, or a long press, brings the browser's menu. */
  boolean hasMenu() {
    return (boolean)
        page.evaluate(
            """
            () => document.querySelector('#screen').dispatchEvent(
              new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))
            """);
  }

  /** What is pressed and is too small for a finger; all of one moment, since screens change. */
  @SuppressWarnings("unchecked") // The page answers with an array of texts.
  List<String> buttonsTooSmall() {
    return (List<String>)
        page.evaluate(
            """
            ([least, leastWide]) =>
              [...document.querySelectorAll('button:not(.maplibregl-ctrl-attrib-button), a')]
                .map((button) => [button, button.getBoundingClientRect()])
                .filter(([button, box]) => button.checkVisibility({ visibilityProperty: true })
                  && box.width > 0 && box.height > 0)
                .filter(([, box]) => box.height < least || box.width < leastWide)
                .map(([button, box]) =>
                  `${button.innerText} ${button.className}: ${box.width} x ${box.height}`)
            """,
            List.of(LEAST_PX, LEAST_WIDE_PX));
  }

  /** Whether nothing has to be pushed sideways, nor the page as a whole upwards. */
  boolean fitsTheScreen() {
    return (boolean)
        page.evaluate(
            """
            () => [document.documentElement, document.body].every((part) =>
              part.scrollWidth <= part.clientWidth && part.scrollHeight <= part.clientHeight)
            """);
  }

  List<String> barriers() {
    return Barriers.seriousOn(page);
  }

  void takesPicture(Path png) {
    page.screenshot(new Page.ScreenshotOptions().setPath(png));
  }

  private Locator button(String words) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
  }

  private static Locator.GetByRoleOptions exactly(String words) {
    return new Locator.GetByRoleOptions().setName(words).setExact(true);
  }

  private Locator hit(String words) {
    return page.locator(".hit-list")
        .getByText(words, new Locator.GetByTextOptions().setExact(true));
  }
}
