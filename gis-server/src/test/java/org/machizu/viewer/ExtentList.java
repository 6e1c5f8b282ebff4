package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** The table of what the map shows, in Japanese. */
final class ExtentList {
  private final Page page;

  ExtentList(Page page) {
    this.page = page;
  }

  // ---- when

  ExtentList opens() {
    button("地図の範囲の一覧").click();
    return this;
  }

  ExtentList chooses(String layer) {
    list().getByLabel("レイヤ").selectOption(layer);
    return this;
  }

  ExtentList choosesTheWholeTown() {
    list().getByLabel("範囲").selectOption("町全体");
    return this;
  }

  ExtentList sortsBy(String attribute) {
    list().getByRole(AriaRole.BUTTON, named(attribute)).click();
    return this;
  }

  ExtentList turnsThePage() {
    list().getByRole(AriaRole.BUTTON, named("次のページ")).click();
    return this;
  }

  ExtentList opensRow(String name) {
    list().getByRole(AriaRole.BUTTON, named(name)).click();
    return this;
  }

  // ---- then

  /** What is said politely of the list. */
  ExtentList says(String words) {
    assertThat(list().getByRole(AriaRole.STATUS)).containsText(words);
    return this;
  }

  /** Waits until these rows stand there, from the top. */
  ExtentList hasRows(String... names) {
    assertThat(list().locator("tbody th")).hasText(names);
    return this;
  }

  ExtentList isSorted(String attribute, String order) {
    Locator head =
        list().locator("thead th").filter(new Locator.FilterOptions().setHasText(attribute));
    assertThat(head).hasAttribute("aria-sort", order);
    return this;
  }

  /** The cells of a row, without its name. */
  List<String> cells(String name) {
    return list()
        .locator("tbody tr")
        .filter(new Locator.FilterOptions().setHasText(name))
        .locator("td")
        .allInnerTexts();
  }

  /** The address behind the link to the whole list as a file. */
  String download() {
    return String.valueOf(list().getByText("GeoJSON で保存").getAttribute("href"));
  }

  private Locator list() {
    return page.locator("#list");
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first();
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
