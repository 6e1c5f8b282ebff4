package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** The page of a shelter's own phone, in Japanese. */
final class ShelterPhone {
  private static final double LEAST_PX = 44;

  private final Page page;

  ShelterPhone(Page page) {
    this.page = page;
  }

  ShelterPhone presses(String words) {
    button(page.locator("#panel"), words).click();
    return this;
  }

  /** Answers what the page asks before it does something. */
  ShelterPhone answers(String words) {
    button(page.getByRole(AriaRole.DIALOG), words).click();
    return this;
  }

  private static Locator button(Locator within, String words) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true));
  }

  ShelterPhone asks(String words) {
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText(words);
    return this;
  }

  ShelterPhone types(String label, String value) {
    page.locator("#panel").getByLabel(label).fill(value);
    return this;
  }

  ShelterPhone ticks(String label) {
    page.locator("#panel")
        .getByLabel(label, new Locator.GetByLabelOptions().setExact(true))
        .check();
    return this;
  }

  ShelterPhone hasNetwork(boolean has) {
    page.context().setOffline(!has);
    return this;
  }

  ShelterPhone reloads() {
    page.reload();
    return this;
  }

  ShelterPhone choosesLanguage(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
    return this;
  }

  ShelterPhone says(String words) {
    assertThat(page.locator("#panel")).containsText(words);
    return this;
  }

  /** Whether the town knows, as the line above the page tells it. */
  ShelterPhone lineSays(String words) {
    assertThat(page.locator("#line")).containsText(words);
    return this;
  }

  ShelterPhone counts(String people) {
    assertThat(page.locator("#shelter-people")).hasText(people);
    return this;
  }

  ShelterPhone isTold(String words) {
    assertThat(page.locator("#notice").getByText(words).first()).isVisible();
    return this;
  }

  /** What is pressed is as large as a hurried finger needs. */
  List<String> buttonsTooSmall() {
    return page.locator("#panel button:visible, #panel select:visible").all().stream()
        .filter(button -> button.boundingBox().height < LEAST_PX)
        .map(Locator::innerHTML)
        .toList();
  }
}
