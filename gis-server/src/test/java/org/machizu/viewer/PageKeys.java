package org.machizu.viewer;

import com.microsoft.playwright.Page;

/** A keyboard and nothing else. */
final class PageKeys {
  private static final int MOST_STOPS = 60;

  /** What the keyboard stands on, by the name that a screen reader says. */
  private static final String FOCUSED =
      """
      () => {
        const at = document.activeElement;
        if (at === null || at === document.body) return '';
        return (at.getAttribute('aria-label') || at.labels?.[0]?.innerText || at.innerText || at.id)
            .replace(/\\s+/g, ' ').trim();
      }
      """;

  /** Whether what the keyboard stands on is on the screen and marked. */
  private static final String IS_SEEN =
      """
      () => {
        const at = document.activeElement;
        const box = at.getBoundingClientRect();
        const look = getComputedStyle(at);
        return box.width > 2 && box.height > 2 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth
            && look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
      }
      """;

  private final Page page;

  PageKeys(Page page) {
    this.page = page;
  }

  PageKeys press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
    return this;
  }

  PageKeys type(String text) {
    page.keyboard().type(text);
    return this;
  }

  /** What the keyboard stands on. */
  String focused() {
    return String.valueOf(page.evaluate(FOCUSED));
  }

  /** Whether one sees where the keyboard stands. */
  boolean isFocusSeen() {
    return Boolean.TRUE.equals(page.evaluate(IS_SEEN));
  }

  /** Goes on by the tab key until it stands on this name. */
  PageKeys tabTo(String name) {
    StringBuilder stops = new StringBuilder();
    for (int i = 0; i < MOST_STOPS; i++) {
      press("Tab");
      String focused = focused();
      if (focused.startsWith(name)) {
        return this;
      }
      stops.append("\n").append(focused);
    }
    throw new AssertionError("the tab key never comes to " + name + ", but to" + stops);
  }
}
