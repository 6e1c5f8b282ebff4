package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** The search field and its suggestions. */
final class SearchField {
  private final Page page;
  private final MapPage map;

  SearchField(Page page, MapPage map) {
    this.page = page;
    this.map = map;
  }

  /** Types into the search field, and leaves the suggestions open. */
  SearchField searches(String text) {
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
    return map.waitsUntilDrawn();
  }

  /** Chooses the suggestion of this title with pointer or finger. */
  MapPage taps(String suggestion) {
    suggestions().filter(new Locator.FilterOptions().setHasText(suggestion)).first().click();
    return map.waitsUntilDrawn();
  }

  SearchField leaves() {
    searchField().press("Escape");
    return this;
  }

  /** Waits until the first suggestion has this title. */
  SearchField isSuggestedFirst(String title) {
    assertThat(suggestions().first().locator(".search-title")).hasText(title);
    return this;
  }

  /** The titles of the suggestions as they stand now. */
  List<String> suggested() {
    return suggestions().locator(".search-title").allTextContents();
  }

  SearchField seesSuggestions() {
    assertThat(suggestions().first()).isVisible();
    return this;
  }

  SearchField seesNoSuggestions() {
    assertThat(searchField()).hasAttribute("aria-expanded", "false");
    assertThat(page.locator(".search-panel")).isHidden();
    return this;
  }

  private Locator searchField() {
    return page.locator("#search").getByRole(AriaRole.COMBOBOX);
  }

  private Locator suggestions() {
    return page.locator("#search").getByRole(AriaRole.LISTBOX).getByRole(AriaRole.OPTION);
  }
}
