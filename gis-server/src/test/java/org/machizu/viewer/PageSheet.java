package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;

/** One of the phone's sheets. */
final class PageSheet {
  private final Page page;
  private final Locator sheet;

  PageSheet(Page page, String part) {
    this.page = page;
    this.sheet = page.locator("#" + part);
  }

  /** Draws the sheet by its handle to a height, in parts of the screen. */
  PageSheet isDrawnTo(double part) {
    // Waits until the sheet has come to rest, which takes a moment after each change.
    handle().hover();
    BoundingBox handle = handle().boundingBox();
    double x = handle.x + handle.width / 2;
    page.mouse().down();
    double y = page.viewportSize().height * (1 - part);
    page.mouse().move(x, y, new Mouse.MoveOptions().setSteps(6));
    page.mouse().up();
    return this;
  }

  PageSheet press(String key) {
    handle().press(key);
    return this;
  }

  /** Waits until it has a size: {@code peek}, {@code half} or {@code full}. */
  PageSheet is(String size) {
    assertThat(sheet).hasAttribute("data-size", size);
    return this;
  }

  PageSheet isGone() {
    assertThat(sheet).isHidden();
    return this;
  }

  /** How much of the screen's height it takes. */
  double part() {
    return sheet.boundingBox().height / page.viewportSize().height;
  }

  private Locator handle() {
    return sheet.locator(".sheet-handle");
  }
}
