package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The headquarters' desk of shelters on the map page, in Japanese. */
final class ShelterDeskPart {
  private final Page page;

  ShelterDeskPart(Page page) {
    this.page = page;
  }

  ShelterDeskPart isOpen() {
    assertThat(desk()).isVisible();
    return this;
  }

  ShelterDeskPart isNotThere() {
    assertThat(desk()).isHidden();
    return this;
  }

  private Locator desk() {
    return page.locator("#shelter-desk");
  }

  private Locator row(String id) {
    return desk()
        .locator(".shelter-row")
        .filter(new Locator.FilterOptions().setHas(page.locator("#shelter-" + id)));
  }

  ShelterDeskPart says(String words) {
    assertThat(desk()).containsText(words);
    return this;
  }

  ShelterDeskPart rowSays(String id, String words) {
    assertThat(row(id)).containsText(words);
    return this;
  }

  ShelterDeskPart lists(int count) {
    assertThat(desk().locator(".shelter-row")).hasCount(count);
    return this;
  }

  ShelterDeskPart finds(String words) {
    desk().locator("#shelter-find").fill(words);
    return this;
  }

  ShelterDeskPart chooses(String id) {
    row(id).locator("input[type=checkbox]").check();
    return this;
  }

  ShelterDeskPart presses(String words) {
    desk()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true))
        .click();
    return this;
  }

  ShelterDeskPart asks(String words) {
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText(words);
    return this;
  }

  ShelterDeskPart answers(String words) {
    page.getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true))
        .click();
    return this;
  }

  /** Opens the form of a shelter with the keyboard. */
  ShelterDeskPart opensByKeyboard(String id) {
    page.locator("#shelter-" + id).focus();
    page.keyboard().press("Enter");
    assertThat(desk().locator(".shelter-edit")).isVisible();
    return this;
  }

  ShelterDeskPart fills(String label, String value) {
    desk().locator(".shelter-edit").getByLabel(label).fill(value);
    return this;
  }

  /** A field that is being filled in. */
  ShelterDeskPart stillHas(String label, String value) {
    Locator field = desk().locator(".shelter-edit").getByLabel(label);
    assertThat(field).hasValue(value);
    assertThat(field).isFocused();
    return this;
  }

  ShelterDeskPart stillStandsOn(String id) {
    assertThat(page.locator("#shelter-" + id)).isFocused();
    return this;
  }

  ShelterDeskPart unfoldsTheHistory() {
    desk().locator(".shelter-edit-place details summary").click();
    return this;
  }
}
