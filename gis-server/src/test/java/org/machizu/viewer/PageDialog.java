package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;

/** The form that stands over the page. */
final class PageDialog {
  private final Page page;
  private final MapPage map;

  PageDialog(Page page, MapPage map) {
    this.page = page;
    this.map = map;
  }

  PageDialog isOpen() {
    assertThat(dialog()).isVisible();
    return this;
  }

  PageDialog fills(String label, String value) {
    dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).fill(value);
    return this;
  }

  PageDialog chooses(String label, String option) {
    dialog().getByLabel(label).selectOption(new SelectOption().setLabel(option));
    return this;
  }

  PageDialog ticks(String label) {
    dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).check();
    return this;
  }

  /** Opens a part of the form that is folded away. */
  PageDialog opens(String part) {
    dialog().locator("summary").filter(new Locator.FilterOptions().setHasText(part)).click();
    return this;
  }

  PageDialog holds(String label, String value) {
    assertThat(dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true)))
        .hasValue(value);
    return this;
  }

  PageDialog says(String words) {
    assertThat(dialog()).containsText(words);
    return this;
  }

  /** Waits until it is closed, as a form is that was taken. */
  MapPage isDone() {
    assertThat(dialog()).hasCount(0);
    return map;
  }

  MapPage presses(String words) {
    dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true))
        .click();
    return map;
  }

  /** Waits until the keyboard stands on this field, which is marked as wrong. */
  PageDialog isAt(String label) {
    Locator field = dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    assertThat(field).isFocused();
    assertThat(field).hasAttribute("aria-invalid", "true");
    return this;
  }

  private Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }
}
