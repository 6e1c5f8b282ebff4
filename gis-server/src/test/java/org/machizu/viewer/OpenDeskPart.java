package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The desk of the open GIS on the map page, in Japanese. */
final class OpenDeskPart {
  private final Page page;

  OpenDeskPart(Page page) {
    this.page = page;
  }

  private Locator desk() {
    return page.locator("#open-desk");
  }

  OpenDeskPart isOpen() {
    assertThat(desk()).isVisible();
    return this;
  }

  OpenDeskPart says(String words) {
    assertThat(desk()).containsText(words);
    return this;
  }

  OpenDeskPart presses(String words) {
    desk()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words))
        .first()
        .click();
    return this;
  }

  OpenDeskPart types(String label, String value) {
    desk().getByLabel(label).first().fill(value);
    return this;
  }

  OpenDeskPart chooses(String label, String option) {
    desk().getByLabel(label).first().selectOption(option);
    return this;
  }

  /** Fills in the dialog, and presses its button. */
  OpenDeskPart states(String label, String words, String button) {
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel(label).fill(words);
    dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button)).click();
    assertThat(dialog).hasCount(0);
    return this;
  }

  /** States the reason in the dialog, and presses its button. */
  OpenDeskPart because(String reason, String button) {
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("理由").fill(reason);
    dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button)).click();
    assertThat(dialog).hasCount(0);
    return this;
  }
}
