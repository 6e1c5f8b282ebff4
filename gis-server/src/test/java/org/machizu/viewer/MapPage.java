package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;

/**
 * The map page as people see it: layers by their titles, places by longitude and latitude, buttons
 * by their words in Japanese.
 */
final class MapPage implements AutoCloseable {
  private static final Pattern PLACE =
      Pattern.compile("map=(-?[0-9.]+)/(-?[0-9.]+)/(-?[0-9.]+)(?:&|$)");

  /** MapLibre counts zoom levels by tiles of this size. */
  private static final double TILE_PX = 512;

  private static final String SURVEY_AUTHORITY = "https://cyberjapandata.gsi.go.jp";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> refusedContent = new CopyOnWriteArrayList<>();
  private final List<String> askedOutside = new CopyOnWriteArrayList<>();
  private final Page page;
  private final String address;
  private final List<String> faults;

  private MapPage(Page page, String address, List<String> faults) {
    this.page = page;
    this.address = address;
    this.faults = faults;
    page.onRequest(request -> asked.add(request.url()));
  }

  // ---- given

  /** A visitor whose browser asks for Japanese, before the page is open. */
  static MapPage visitor(Chromium chromium, String address, Screen screen) {
    List<String> faults = new ArrayList<>();
    return new MapPage(chromium.newVisitor(screen, "ja-JP", faults), address, faults);
  }

  /** Opens the page where it wants to look by itself. */
  MapPage opensTheMap() {
    return opens(address + "/");
  }

  /** Opens the page as by a link that somebody sent. */
  MapPage opensTheMapAt(double lon, double lat, double zoom) {
    return opens("%s/#map=%s/%s/%s".formatted(address, zoom, lat, lon));
  }

  /** Opens a link that somebody copied from the page. */
  MapPage follows(String link) {
    return opens(link);
  }

  /** From now on the server refuses the tiles of this layer, as when it has too much to do. */
  MapPage findsTilesRefused(String layerId) {
    page.route(tilesOf(layerId), route -> route.fulfill(new Route.FulfillOptions().setStatus(429)));
    return this;
  }

  /** The tiles of this layer come again. */
  MapPage findsTilesAnswered(String layerId) {
    page.unroute(tilesOf(layerId));
    return this;
  }

  private static String tilesOf(String layerId) {
    return "**/tiles/" + layerId + "/**";
  }

  /** The survey authority's server gives this picture for every tile. */
  MapPage reachesTheSurveyAuthority(byte[] png) {
    return answersSurveyTiles(route ->
        route.fulfill(
            new Route.FulfillOptions()
                .setContentType("image/png")
                .setHeaders(Map.of("Access-Control-Allow-Origin", "*"))
                .setBodyBytes(png)));
  }

  /** The office's network ends at the town's own server. */
  MapPage cannotReachTheSurveyAuthority() {
    return answersSurveyTiles(Route::abort);
  }

  private MapPage answersSurveyTiles(Consumer<Route> answer) {
    page.unroute(SURVEY_AUTHORITY + "/**");
    page.route(
        SURVEY_AUTHORITY + "/**",
        route -> {
          askedOutside.add(route.request().url());
          answer.accept(route);
        });
    return this;
  }

  /** A device that is set to dark. */
  MapPage prefersDark() {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    return this;
  }

  /** From now on what the page's content security policy refuses is noted. */
  MapPage noticesRefusedContent() {
    page.exposeFunction(
        "noteRefusal",
        refused -> {
          refusedContent.add(String.valueOf(refused[0]));
          return null;
        });
    page.addInitScript(
        "document.addEventListener('securitypolicyviolation',"
            + " (e) => window.noteRefusal(e.effectiveDirective));");
    return this;
  }

  private MapPage opens(String link) {
    // From an empty page, since a new place alone would not load the page again.
    page.navigate("about:blank");
    page.navigate(link);
    return waitsUntilDrawn();
  }

  // ---- when

  /** Asks what lies at a place that is on the screen now. */
  MapPage clicksAt(double lon, double lat) {
    double[] at = onTheMap(lon, lat);
    canvas().click(new Locator.ClickOptions().setPosition(at[0], at[1]));
    return this;
  }

  /** Asks with the keyboard what lies at the centre of the map. */
  MapPage asksForTheCentreByKeyboard() {
    canvas().focus();
    page.keyboard().press("Enter");
    return this;
  }

  MapPage switchesLayer(String title) {
    opensTheSheet();
    unfoldsTheGroups();
    layer(title).click();
    return waitsUntilDrawn();
  }

  MapPage choosesLanguage(String name) {
    button(name).click();
    return waitsUntilDrawn();
  }

  MapPage signsIn(String user, String password) {
    button("職員ログイン").click();
    page.getByLabel("利用者名").fill(user);
    page.getByLabel("パスワード").fill(password);
    page.getByRole(AriaRole.BUTTON, exactly("ログイン")).click();
    return this;
  }

  MapPage signsOut() {
    button("ログアウト").click();
    return this;
  }

  MapPage imports(Path file, String layerId) {
    return imports(file, layerId, "");
  }

  MapPage imports(Path file, String layerId, String title) {
    opensTheSheet();
    Locator panel = page.locator("#import");
    if (panel.getAttribute("open") == null) {
      panel.getByText("ファイルの取り込み").click();
    }
    panel.locator("input[type=file]").setInputFiles(file);
    panel.getByLabel("レイヤID").fill(layerId);
    panel.getByLabel("名称").fill(title);
    panel.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("取り込む")).click();
    return this;
  }

  MapPage publishes(String title, String reason) {
    opensTheSheet();
    button("公開する: " + title).click();
    page.getByLabel("公開の理由").fill(reason);
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("公開する"))
        .click();
    return this;
  }

  /** Types into the search field, and leaves the suggestions open. */
  MapPage searches(String text) {
    searchField().fill(text);
    return this;
  }

  /** Chooses a suggestion with the keyboard alone: so many steps down, then Enter. */
  MapPage choosesSuggestion(int number) {
    assertThat(suggestions().nth(number - 1)).isVisible();
    for (int i = 0; i < number; i++) {
      searchField().press("ArrowDown");
    }
    assertThat(searchField()).hasAttribute("aria-activedescendant", "search-hit-" + (number - 1));
    searchField().press("Enter");
    return waitsUntilDrawn();
  }

  /** Chooses the suggestion of this title with pointer or finger. */
  MapPage taps(String suggestion) {
    suggestions().filter(textIs(suggestion)).first().click();
    return waitsUntilDrawn();
  }

  MapPage leavesTheSearch() {
    searchField().press("Escape");
    return this;
  }

  MapPage unpublishes(String title, String reason) {
    opensTheSheet();
    opensSettings(title);
    button("公開をやめる: " + title).click();
    page.getByLabel("公開をやめる理由").fill(reason);
    return presses("公開をやめる");
  }

  /** Opens the form with a layer's title, group and origin. */
  MapPage looksAtTheWordsOf(String title) {
    opensTheSheet();
    opensSettings(title);
    button("名称などを変える: " + title).click();
    assertThat(dialog()).isVisible();
    return this;
  }

  MapPage fills(String label, String value) {
    dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).fill(value);
    return this;
  }

  MapPage chooses(String label, String option) {
    dialog().getByLabel(label).selectOption(new SelectOption().setLabel(option));
    return this;
  }

  MapPage presses(String words) {
    dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true))
        .click();
    return this;
  }

  /** Does something and waits until tiles of this layer have come in. */
  MapPage waitsForTilesOf(String layerId, Runnable act) {
    page.waitForResponse(answer -> answer.url().contains("/tiles/" + layerId + "/"), act);
    return this;
  }

  /** Begins to measure, or ends it: "距離を測る", "面積を測る". */
  MapPage pressesTool(String name) {
    button(name).click();
    return this;
  }

  /** Moves the map with the keyboard and places a point at its centre. */
  MapPage movesEastAndPlacesAPoint() {
    canvas().focus();
    page.keyboard().press("ArrowRight");
    waitsUntilDrawn();
    page.keyboard().press("Enter");
    return this;
  }

  MapPage pressesKey(String key) {
    page.keyboard().press(key);
    return this;
  }

  /** Chooses a background or a brightness by its words. */
  MapPage chooses(String label) {
    opensTheSheet();
    page.getByRole(AriaRole.RADIO, exactly(label)).check();
    return waitsUntilDrawn();
  }

  MapPage writesPlacesAs(String form) {
    page.getByLabel("座標の表し方").selectOption(new SelectOption().setLabel(form));
    return this;
  }

  /** Presses a part of the page whose words differ from language to language. */
  MapPage pressesPart(String selector) {
    page.locator(selector).click();
    return this;
  }

  /** Looks elsewhere, as by an address typed by hand; the page stays. */
  MapPage looksAt(double lon, double lat, double zoom) {
    String place = "#map=%s/%s/%s".formatted(zoom, lat, lon);
    page.evaluate("(hash) => { location.hash = hash; }", place);
    return waitsUntilDrawn();
  }

  /** Puts styles and a script into the page itself, as an attacker would. */
  MapPage addsInlineContent() {
    page.evaluate(
        """
        async () => {
          const refused = () => new Promise((done) =>
              document.addEventListener('securitypolicyviolation', done, { once: true }));
          for (const html of ['<p style="color: red">', '<style>p { color: red }</style>']) {
            const seen = refused();
            document.body.insertAdjacentHTML('beforeend', html);
            await seen;
          }
          const seen = refused();
          const script = document.createElement('script');
          script.textContent = 'window.broken = true';
          document.body.append(script);
          await seen;
        }
        """);
    return this;
  }

  /** By night. */
  MapPage darkens(boolean isDark) {
    page.evaluate(
        "(theme) => { document.documentElement.dataset.theme = theme; }",
        isDark ? "dark" : "light");
    return this;
  }

  /** Goes back a step by the browser's own button. */
  MapPage goesBack() {
    page.goBack();
    return this;
  }

  /** Goes forward again. */
  MapPage goesForward() {
    page.goForward();
    return this;
  }

  // ---- the parts of the page that have words of their own

  /** The panel of layers. */
  LayerPanel layers() {
    opensTheSheet();
    return new LayerPanel(page);
  }

  /** The table of what the map shows. */
  ExtentList list() {
    return new ExtentList(page);
  }

  /** The keyboard, for those who have no mouse. */
  PageKeys keys() {
    return new PageKeys(page);
  }

  /** A sheet of the phone: {@code side}, {@code hits} or {@code list}. */
  PageSheet sheet(String part) {
    return new PageSheet(page, part);
  }

  /** What a checking tool finds wrong for people with disabilities. */
  List<String> barriers() {
    return Barriers.seriousOn(page);
  }

  // ---- then

  /** Waits until the first suggestion has this title. */
  MapPage isSuggestedFirst(String title) {
    assertThat(suggestions().first().locator(".search-title")).hasText(title);
    return this;
  }

  /** The titles of the suggestions as they stand now. */
  List<String> suggested() {
    return suggestions().locator(".search-title").allTextContents();
  }

  MapPage seesSuggestions() {
    assertThat(suggestions().first()).isVisible();
    return this;
  }

  MapPage seesNoSuggestions() {
    assertThat(searchField()).hasAttribute("aria-expanded", "false");
    assertThat(page.locator(".search-panel")).isHidden();
    return this;
  }

  /** How near the map looks, and where its middle is: zoom, longitude, latitude. */
  double[] looksAt() {
    Matcher place = PLACE.matcher(page.url());
    Assertions.assertThat(place.find()).as(page.url()).isTrue();
    return new double[] {
      Double.parseDouble(place.group(1)),
      Double.parseDouble(place.group(3)),
      Double.parseDouble(place.group(2))
    };
  }

  /** Waits until the address has a part that looks like this. */
  MapPage waitsUntilAddress(String pattern) {
    assertThat(page).hasURL(Pattern.compile(".*" + pattern + ".*"));
    return this;
  }

  /** What stands drawn at a place that is on the screen now, as 0xRRGGBB. */
  int colourAt(double lon, double lat) {
    double[] at = onTheMap(lon, lat);
    var frame = canvas().boundingBox();
    byte[] png =
        page.screenshot(
            new Page.ScreenshotOptions().setClip(frame.x + at[0], frame.y + at[1], 1, 1));
    return Pixels.first(png);
  }

  MapPage seesLayer(String title) {
    opensTheSheet();
    unfoldsTheGroups();
    assertThat(layer(title)).isVisible();
    return this;
  }

  MapPage doesNotSeeLayer(String title) {
    opensTheSheet();
    unfoldsTheGroups();
    assertThat(layer(title)).hasCount(0);
    return this;
  }

  MapPage seesLayerSwitchedOff(String title) {
    opensTheSheet();
    unfoldsTheGroups();
    assertThat(layer(title)).not().isChecked();
    return this;
  }

  /** A text that stands anywhere on the page, or comes to stand there. */
  MapPage reads(String text) {
    var visible = new Locator.FilterOptions().setVisible(true);
    assertThat(page.getByText(text).filter(visible).first()).isVisible();
    return this;
  }

  MapPage doesNotRead(String text) {
    assertThat(page.getByText(text)).hasCount(0);
    return this;
  }

  /** The features at the place that was asked for: layer and name of each, the topmost first. */
  List<String> hits() {
    Locator summaries = page.locator("#hits summary");
    assertThat(page.locator("#hits")).isVisible();
    return summaries.all().stream().map(hit -> hit.innerText().replace('\n', ' ').strip()).toList();
  }

  /** Waits until the answer has a hit with this text, as after the map was refreshed. */
  MapPage hits(String text) {
    assertThat(page.locator("#hits summary").filter(textIs(text)).first()).isVisible();
    return this;
  }

  /** The attributes of the hit that stands open, titles and values as they are read. */
  Map<String, String> attributesOfTheFirstHit() {
    Locator rows = page.locator("#hits details[open] .attribute");
    assertThat(rows.first()).isVisible();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (Locator row : rows.all()) {
      attributes.put(row.locator("dt").innerText(), row.locator("dd").innerText());
    }
    return attributes;
  }

  /** The language that the page declares to screen readers. */
  String language() {
    return String.valueOf(page.locator("html").getAttribute("lang"));
  }

  /** What a link to this view would be. */
  String link() {
    return page.url();
  }

  /** Whether everything fits the width, so that a phone need not be pushed sideways. */
  boolean fitsTheWidth() {
    return (boolean)
        page.evaluate(
            "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");
  }

  /** By which parts of the policy something was refused, since {@link #noticesRefusedContent}. */
  List<String> refusedContent() {
    page.evaluate("() => new Promise((done) => setTimeout(done))"); // what was seen is told by now
    return List.copyOf(refusedContent);
  }

  /** The browser had nothing to complain of: no script error, nothing refused or missing. */
  MapPage hasNoFaults() {
    Assertions.assertThat(faults).isEmpty();
    return this;
  }

  /** What is measured, as it is said. */
  String measured() {
    return page.locator(".measure-result").innerText();
  }

  MapPage seesNoMeasuring() {
    assertThat(page.locator(".measure")).isHidden();
    return this;
  }

  MapPage seesNoHits() {
    assertThat(page.locator("#hits")).isHidden();
    return this;
  }

  /** How many tiles of a layer this page has asked for so far. */
  int tilesAskedOf(String layerId) {
    return (int) asked.stream().filter(url -> url.contains("/tiles/" + layerId + "/")).count();
  }

  /** The place at the foot of the map. */
  String place() {
    return page.locator(".readout-place").innerText();
  }

  String scale() {
    return page.locator(".readout-scale").innerText();
  }

  /** Tiles that were asked of the survey authority so far. */
  List<String> askedOutside() {
    return askedOutside;
  }

  /** The choice among backgrounds or brightnesses that holds. */
  MapPage seesChosen(String label) {
    opensTheSheet();
    assertThat(page.getByRole(AriaRole.RADIO, exactly(label))).isChecked();
    return this;
  }

  MapPage doesNotOffer(String label) {
    opensTheSheet();
    assertThat(page.getByRole(AriaRole.RADIO, exactly(label))).hasCount(0);
    return this;
  }

  /** As {@link #hasNoFaults}, after somebody chose to ask the survey authority. */
  MapPage hasNoFaultsButAskingOutside() {
    faults.removeIf(fault -> fault.contains(SURVEY_AUTHORITY) || fault.contains("net::ERR_FAILED"));
    return hasNoFaults();
  }

  /** Waits until the map has been drawn anew in the dark: the style comes first. */
  MapPage becomesDarkerThan(double brightness) {
    page.waitForCondition(() -> brightness() < brightness);
    return this;
  }

  /** The mean brightness of the screen, 0 to 255. */
  double brightness() {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
      long sum = 0;
      for (int y = 0; y < picture.getHeight(); y++) {
        for (int x = 0; x < picture.getWidth(); x++) {
          int rgb = picture.getRGB(x, y);
          sum += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
        }
      }
      return sum / 3.0 / picture.getWidth() / picture.getHeight();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MapPage waitsUntilDrawn() {
    assertThat(page.locator("#map")).hasAttribute("aria-busy", "false");
    return this;
  }

  void takesPicture(Path png) {
    page.screenshot(new Page.ScreenshotOptions().setPath(png));
  }

  @Override
  public void close() {
    page.context().close();
  }

  // ---- the parts of the page

  private Locator canvas() {
    return page.locator("#map canvas");
  }

  private Locator searchField() {
    return page.locator("#search").getByRole(AriaRole.COMBOBOX);
  }

  private Locator suggestions() {
    return page.locator("#search").getByRole(AriaRole.LISTBOX).getByRole(AriaRole.OPTION);
  }

  /** Where a place lies on the map, in pixels from its upper left. */
  private double[] onTheMap(double lon, double lat) {
    Matcher place = PLACE.matcher(page.url());
    if (!place.find()) {
      throw new IllegalStateException("the address does not say where the map is: " + page.url());
    }
    double worldPx = TILE_PX * Math.pow(2, Double.parseDouble(place.group(1)));
    double right = (column(lon) - column(Double.parseDouble(place.group(3)))) * worldPx;
    double down = (row(lat) - row(Double.parseDouble(place.group(2)))) * worldPx;
    var frame = canvas().boundingBox();
    double x = frame.width / 2 + right;
    double y = frame.height / 2 + down;
    if (x < 0 || y < 0 || x >= frame.width || y >= frame.height) {
      throw new IllegalStateException(lon + "," + lat + " is not on the screen: " + page.url());
    }
    return new double[] {x, y};
  }

  private Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  /** What may be done with a layer lies behind a button of its row. */
  private void opensSettings(String title) {
    Locator more = button("「" + title + "」の設定と情報");
    if ("false".equals(more.getAttribute("aria-expanded"))) {
      more.click();
    }
  }

  private Locator layer(String title) {
    return page.getByRole(AriaRole.CHECKBOX, exactly(title));
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, exactly(name));
  }

  /** On a phone the layers lie in a sheet that has to be opened. */
  private void opensTheSheet() {
    Locator handle = page.locator("#side .sheet-handle");
    if (handle.isVisible() && "false".equals(handle.getAttribute("aria-expanded"))) {
      handle.click();
    }
  }

  /** Groups of a long list of which nothing is on are folded at first. */
  private void unfoldsTheGroups() {
    Locator folded = page.locator(".group-fold[aria-expanded=false]");
    while (folded.count() > 0) {
      folded.first().click();
    }
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.FilterOptions textIs(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  /** Longitude as a part of the world's width in Web Mercator. */
  private static double column(double lon) {
    return (lon + 180) / 360;
  }

  /** Latitude as a part of the world's height in Web Mercator, 0 in the north. */
  private static double row(double lat) {
    double sin = Math.sin(Math.toRadians(lat));
    return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
  }
}
