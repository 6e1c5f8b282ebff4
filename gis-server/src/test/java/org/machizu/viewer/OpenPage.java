package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A page of the open GIS in the browser, in Japanese. */
final class OpenPage {
  private final Page page;

  OpenPage(Page page) {
    this.page = page;
  }

  /** Waits until the map has drawn everything. */
  OpenPage mapIsDrawn() {
    assertThat(page.locator(".open-map-view")).hasAttribute("aria-busy", "false");
    return this;
  }

  OpenPage reads(String words) {
    assertThat(page.locator("main")).containsText(words);
    return this;
  }

  OpenPage lacks(String words) {
    assertThat(page.locator("main")).not().containsText(words);
    return this;
  }

  /** Presses the middle of the map. */
  OpenPage pressesTheMiddle() {
    page.locator(".maplibregl-canvas").click();
    return this;
  }

  /** What the page tells of the place that was pressed. */
  OpenPage isTold(String words) {
    assertThat(page.locator("[data-told]")).containsText(words);
    return this;
  }

  OpenPage switches(String layer, boolean on) {
    page.locator(".open-layers").getByLabel(layer).setChecked(on);
    return this;
  }

  OpenPage isOn(String layer, boolean on) {
    Locator box = page.locator(".open-layers").getByLabel(layer);
    assertThat(box).isChecked(new LocatorAssertions.IsCheckedOptions().setChecked(on));
    return this;
  }

  OpenPage follows(String link) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link)).first().click();
    return this;
  }

  OpenPage types(String label, String value) {
    page.getByLabel(label).fill(value);
    return this;
  }

  /** As long as somebody takes who reads before writing. */
  OpenPage waits(double ms) {
    page.waitForTimeout(ms);
    return this;
  }

  OpenPage presses(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    return this;
  }

  /** The link that the page offers to share, once it has such a part. */
  String linkToShare(String part) {
    Locator link = page.locator("#share-link");
    assertThat(link).hasValue(Pattern.compile(".*" + part.replace(".", "\\.") + ".*"));
    return link.inputValue();
  }

  String address() {
    return page.url();
  }

  /** What another site's page shows in its frame. */
  FrameLocator framedBy(String elsewhere) {
    page.navigate(elsewhere);
    return page.frameLocator("iframe");
  }

  List<String> barriers() {
    return Barriers.seriousOn(page);
  }

  /** For a look at it. */
  OpenPage isPictured(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    return this;
  }
}
