package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/**
 * The map page as people see it: layers by their titles, places by longitude and latitude, buttons
 * by their words in Japanese.
 */
final class MapPage implements AutoCloseable {
  private final List<String> refusedContent = new CopyOnWriteArrayList<>();
  private final Page page;
  private final String address;
  private final List<String> faults;
  private final PageNetwork network;

  private MapPage(Page page, String address, List<String> faults) {
    this.page = page;
    this.address = address;
    this.faults = faults;
    this.network = new PageNetwork(page, this);
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

  MapPage pressesKey(String key) {
    page.keyboard().press(key);
    return this;
  }

  /** Presses a part of the page whose words differ from language to language. */
  MapPage pressesPart(String selector) {
    page.locator(selector).click();
    return this;
  }

  /** Clears a field whose label differs from language to language. */
  MapPage empties(String selector) {
    page.locator(selector).fill("");
    return this;
  }

  /** Fills a field that has no words of its own. */
  MapPage fillsPart(String selector, String value) {
    page.locator(selector).fill(value);
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

  /** What staff do with the layers. */
  StaffWork staff() {
    return new StaffWork(page, this);
  }

  /** The administrators' page in this visitor's browser, opened anew. */
  AdminPage opensTheAdminPage() {
    page.navigate(address + "/admin");
    return new AdminPage(page, this);
  }

  /** The crews' page in this visitor's browser, opened anew. */
  FieldPage opensTheFieldPage(String hash) {
    page.navigate("about:blank");
    page.navigate(address + "/field" + hash);
    return new FieldPage(page, this);
  }

  /**
   * The terminal at the counter in this visitor's browser, opened anew with what follows its path.
   */
  Counter opensTheCounter(String rest) {
    return new Counter(anew(address + "/counter" + rest));
  }

  /** As {@link #opensTheCounter}, with the time of the page in our hand. */
  Counter opensTheCounterInPausableTime(String rest) {
    page.clock().install();
    return opensTheCounter(rest);
  }

  /** The page that tells whether a paper is real, opened anew with what follows its path. */
  PaperCheck opensThePaperCheck(String rest) {
    return new PaperCheck(anew(address + "/check" + rest));
  }

  /** The public's page for a phone, opened anew with what follows its path. */
  SafetyPage opensTheSafetyPage(String rest) {
    return new SafetyPage(anew(address + "/safety" + rest));
  }

  /** The same address again is a new visit too. */
  private Page anew(String link) {
    page.navigate("about:blank");
    page.navigate(link);
    return page;
  }

  /** A page of the open GIS, opened anew. */
  OpenPage opensTheOpenPage(String path) {
    return new OpenPage(anew(address + path));
  }

  /** The desk of the open GIS, by the address of one of its parts; the map looks at a place. */
  OpenDeskPart opensTheOpenDesk(String part, double lon, double lat, double zoom) {
    page.navigate("%s/?desk=%s#map=%s/%s/%s".formatted(address, part, zoom, lat, lon));
    return new OpenDeskPart(page);
  }

  /** Opens a link to a page that is no map. */
  MapPage opensThePage(String link) {
    page.navigate(link);
    return this;
  }

  /** The form that stands over the page. */
  PageDialog dialog() {
    return new PageDialog(page, this);
  }

  /** The search field and its suggestions. */
  SearchField search() {
    return new SearchField(page, this);
  }

  /** Measuring, places, backgrounds, brightness. */
  MapTools tools() {
    return new MapTools(page, this);
  }

  /** Snow clearing: the theme on the map, and the desk. */
  SnowPart snow() {
    return new SnowPart(page, this);
  }

  /** Water levels: the signs on the map, the list, and the desk. */
  GaugePart gauges() {
    return new GaugePart(page, this);
  }

  /** Hazards: the theme on the map. */
  HazardPart hazards() {
    return new HazardPart(page, this);
  }

  /** The headquarters' desk of shelters. */
  ShelterDeskPart shelters() {
    return new ShelterDeskPart(page);
  }

  /** The headquarters' desk of shelters, as by a bookmark. */
  ShelterDeskPart opensTheShelterDesk() {
    page.navigate("about:blank");
    page.navigate(address + "/?desk=shelters");
    return shelters();
  }

  /** The page of a shelter's phone by its link. */
  ShelterPhone opensTheShelterPage(String link) {
    return new ShelterPhone(anew(link));
  }

  /** The desk of the watch over households. */
  WatchPart watch() {
    return new WatchPart(page, this);
  }

  /** The desk that answers about sites. */
  PermitPart permits() {
    return new PermitPart(page, this);
  }

  /** What the page asks of the network. */
  PageNetwork network() {
    return network;
  }

  /** What a checking tool finds wrong for people with disabilities. */
  List<String> barriers() {
    return Barriers.seriousOn(page);
  }

  // ---- then

  /** How near the map looks, and where its middle is: zoom, longitude, latitude. */
  double[] looksAt() {
    MapPlace place = MapPlace.in(page.url());
    return new double[] {place.zoom(), place.lon(), place.lat()};
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

  /** Opens a hit of a layer, where several lie at a place. */
  MapPage opensHit(String layer) {
    Locator hit = page.locator("#hits details").filter(textIs(layer)).first();
    if (hit.getAttribute("open") == null) {
      hit.locator("summary").click();
    }
    return this;
  }

  /** The documents of the hit that stands open. */
  DocumentPart documents() {
    return new DocumentPart(page.locator("#hits details[open] .documents"), this);
  }

  /** Waits until a grid's line in the answer begins like this. */
  MapPage seesValue(String title, String value) {
    Locator line = page.locator("#hits .grid-values .attribute").filter(textIs(title));
    assertThat(line.locator("dd")).containsText(value);
    return this;
  }

  MapPage seesNoValues() {
    assertThat(page.locator("#hits .grid-values")).hasCount(0);
    return this;
  }

  /** Presses a button by its words. */
  MapPage pressesWords(String words) {
    button(words).click();
    return this;
  }

  /** Whether nothing lies over the coordinates at the foot of the map. */
  boolean placeIsFree() {
    return (boolean)
        page.evaluate(
            """
            () => {
              const place = document.querySelector('.readout-place');
              const box = place.getBoundingClientRect();
              return [box.left + 2, box.right - 2].every((x) =>
                place.contains(document.elementFromPoint(x, (box.top + box.bottom) / 2)));
            }
            """);
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

  /** Waits until a layer stands in the list. */
  MapPage seesTheLayer(String title) {
    opensTheSheet();
    unfoldsTheGroups();
    assertThat(layer(title)).isVisible();
    return this;
  }

  /** Waits until the list has others but not this layer. */
  MapPage lacksTheLayer(String title) {
    seesTheLayer(LittleTown.ZONES);
    assertThat(layer(title)).hasCount(0);
    return this;
  }

  MapPage seesNoHits() {
    assertThat(page.locator("#hits")).isHidden();
    return this;
  }

  /** As {@link #hasNoFaults}, after somebody chose to ask the survey authority. */
  MapPage hasNoFaultsButAskingOutside() {
    faults.removeIf(
        fault -> fault.contains(PageNetwork.SURVEY_AUTHORITY) || fault.contains("net::ERR_FAILED"));
    return hasNoFaults();
  }

  /** As {@link #hasNoFaults}, after there was no network for some time. */
  MapPage hasNoFaultsButTheNetwork() {
    faults.removeIf(fault -> fault.contains("net::ERR_INTERNET_DISCONNECTED"));
    return hasNoFaults();
  }

  /** As {@link #hasNoFaults}, after somebody put something into the page. */
  MapPage hasNoFaultsButRefusedContent() {
    faults.removeIf(fault -> fault.contains("Content Security Policy"));
    return hasNoFaults();
  }

  /** The mean brightness of the screen, 0 to 255. */
  double brightness() {
    return Pixels.meanBrightness(page.screenshot());
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

  /** Where a place lies on the map, in pixels from its upper left. */
  private double[] onTheMap(double lon, double lat) {
    var frame = canvas().boundingBox();
    return MapPlace.in(page.url()).pixelsTo(lon, lat, frame.width, frame.height);
  }

  private Locator layer(String title) {
    return page.getByRole(AriaRole.CHECKBOX, exactly(title));
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, exactly(name));
  }

  /** On a phone the layers lie in a sheet that has to be opened. */
  void opensTheSheet() {
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
}
