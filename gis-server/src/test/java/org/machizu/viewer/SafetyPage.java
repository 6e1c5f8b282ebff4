package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Geolocation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The public's page on a phone. */
final class SafetyPage {
  private static final double LEAST_PX = 44;

  private final Page page;
  private final List<String> sent = new CopyOnWriteArrayList<>();

  SafetyPage(Page page) {
    this.page = page;
    // Of the whole browser, and so of the service worker too.
    page.context()
        .onRequest(request -> {
          sent.add(URLDecoder.decode(request.url(), StandardCharsets.UTF_8));
          sent.add(orEmpty(request.postData()));
        });
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  // ---- given

  /** The phone knows where it is, and may tell the page. */
  SafetyPage standsAt(double lon, double lat, double accuracyM) {
    page.context().grantPermissions(List.of("geolocation"));
    page.context().setGeolocation(new Geolocation(lat, lon).setAccuracy(accuracyM));
    return this;
  }

  SafetyPage hasNetwork(boolean has) {
    page.context().setOffline(!has);
    return this;
  }

  /** Waits until the browser's worker has kept the page, its style and some of its map. */
  SafetyPage isKept() {
    page.waitForFunction(
        """
        async () => {
          const kept = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url);
          const page = await kept('machizu-safety-page-1');
          const tiles = await kept('machizu-safety-tiles-1');
          const has = (part) => page.some((url) => url.startsWith(location.origin + part));
          return navigator.serviceWorker.controller !== null && tiles.length > 4
            && page.includes(location.origin + '/safety')
            && ['/styles/', '/safety-map.js', '/assets/safety-'].every(has);
        }
        """);
    return this;
  }

  // ---- when

  SafetyPage reloads() {
    page.reload();
    return this;
  }

  /** One of {@code answer}, {@code guidance}, {@code shelters}, {@code plan}. */
  SafetyPage opens(String tab) {
    page.locator("#tab-" + tab).click();
    assertThat(page.locator("#tab-" + tab)).hasAttribute("aria-current", "page");
    return this;
  }

  SafetyPage searchesFor(String words) {
    page.locator("#search-field").fill(words);
    page.locator("#search-list li").filter(hasText(words)).first().click();
    return this;
  }

  SafetyPage asksForItsPosition() {
    page.locator("#here").click();
    return this;
  }

  /** Presses the middle of the map, or so many pixels beside it. */
  SafetyPage pressesTheMap(double byX, double byY) {
    assertThat(page.locator("#map")).hasAttribute("aria-busy", "false");
    Locator canvas = page.locator("#map canvas");
    var box = canvas.boundingBox();
    canvas.click(new Locator.ClickOptions().setPosition(box.width / 2 + byX, box.height / 2 + byY));
    return this;
  }

  SafetyPage presses(String words) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true))
        .first()
        .click();
    return this;
  }

  SafetyPage pressesPart(String selector) {
    page.locator(selector).click();
    return this;
  }

  /** Chooses one of a few choices, by the id of it. */
  SafetyPage chooses(String choice) {
    page.locator("label:has(#" + choice + ")").click();
    return this;
  }

  SafetyPage selects(String field, String value) {
    page.locator("#" + field).selectOption(value);
    return this;
  }

  SafetyPage fills(String field, String value) {
    page.locator("#" + field).fill(value);
    page.locator("#" + field).blur();
    return this;
  }

  SafetyPage unfolds(String part) {
    page.locator("#" + part + " > summary").click();
    return this;
  }

  SafetyPage choosesLanguage(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
    return this;
  }

  // ---- then

  /** A text that stands in the page's answer, or comes to stand there. */
  SafetyPage says(String words) {
    assertThat(panel()).containsText(words);
    return this;
  }

  SafetyPage doesNotSay(String words) {
    assertThat(panel()).not().containsText(words);
    return this;
  }

  /** What the bar over the page says while there is no network. */
  SafetyPage warns(String words) {
    assertThat(page.locator("#trouble")).containsText(words);
    return this;
  }

  SafetyPage doesNotWarn() {
    assertThat(page.locator("#trouble")).isHidden();
    return this;
  }

  SafetyPage notices(String words) {
    assertThat(page.locator("#notice")).containsText(words);
    return this;
  }

  /** What the dialog over the page says. */
  SafetyPage asks(String words) {
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText(words);
    return this;
  }

  SafetyPage doesNotAsk(String words) {
    assertThat(page.getByRole(AriaRole.DIALOG)).not().containsText(words);
    return this;
  }

  /** What a hazard's card says: result, summary, advice. */
  SafetyPage tells(String hazard, String words) {
    assertThat(page.locator("article:has(#hazard-" + hazard + ")")).containsText(words);
    return this;
  }

  /** The picture of a hazard's depth in words. */
  SafetyPage pictures(String hazard, String words) {
    assertThat(
            page.locator(
                "article:has(#hazard-"
                    + hazard
                    + ") .depth-picture[aria-label*=\""
                    + words
                    + "\"]"))
        .isVisible();
    return this;
  }

  /** What a shelter's card says. */
  SafetyPage tellsOf(String shelter, String words) {
    assertThat(page.locator("article:has(#shelter-" + shelter + ")")).containsText(words);
    return this;
  }

  SafetyPage hasValue(String field, String value) {
    assertThat(page.locator("#" + field)).hasValue(value);
    return this;
  }

  SafetyPage hasNone(String selector) {
    assertThat(page.locator(selector)).hasCount(0);
    return this;
  }

  /** What the present step of the way says. */
  SafetyPage isAtStep(String words) {
    assertThat(page.locator("[aria-current=step]")).containsText(words);
    return this;
  }

  SafetyPage waitsUntilDrawn() {
    assertThat(page.locator("#map")).hasAttribute("aria-busy", "false");
    return this;
  }

  /** The page's address. */
  String address() {
    return page.url();
  }

  /** The texts of elements as they stand now. */
  List<String> texts(String selector) {
    return page.locator(selector).allInnerTexts();
  }

  /** Addresses and bodies of everything the browser has sent since the page was opened. */
  List<String> sent() {
    return List.copyOf(sent);
  }

  List<String> barriers() {
    return Barriers.seriousOn(page);
  }

  boolean fitsTheWidth() {
    return (boolean)
        page.evaluate(
            "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");
  }

  /** What is pressed is large enough for a finger; the languages stand as on every page. */
  @SuppressWarnings("unchecked") // the script gives a list of texts
  List<String> buttonsTooSmall() {
    // In one moment: the page may draw itself anew between two looks.
    return (List<String>)
        page.evaluate(
            """
            (least) => [...document.querySelectorAll(
                '#panel button, #panel summary, #panel label.pill, #tabs button, #here')]
              .filter((each) => {
                const { width, height } = each.getBoundingClientRect();
                return width > 0 && (width < least || height < least);
              })
              .map((each) => each.outerHTML)
            """,
            LEAST_PX);
  }

  private Locator panel() {
    return page.locator("#panel");
  }

  private static Locator.FilterOptions hasText(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }
}
