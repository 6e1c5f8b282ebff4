package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;

/** The administrators' page as a clerk sees it, in Japanese: parts, rows and buttons by words. */
final class AdminPage {
  private final Page page;
  private final MapPage visitor;

  AdminPage(Page page, MapPage visitor) {
    this.page = page;
    this.visitor = visitor;
  }

  // ---- when

  /** Signs in by the form of the page. */
  AdminPage signsIn(String user, String password) {
    page.locator("#account-button").click();
    return fillsInTheSignIn(user, password);
  }

  /** Fills in the form of the sign-in that stands open. */
  AdminPage fillsInTheSignIn(String user, String password) {
    Locator dialog = page.getByRole(AriaRole.DIALOG).last();
    dialog.getByLabel("利用者名").fill(user);
    dialog.getByLabel("パスワード").fill(password);
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("ログイン").setExact(true))
        .click();
    return this;
  }

  AdminPage opens(String part) {
    page.locator("#sections")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(part).setExact(true))
        .click();
    return waitsUntilShown();
  }

  /** Goes to a part by its address, as by a bookmark. */
  AdminPage opensPart(String hash) {
    page.evaluate("(hash) => { location.hash = hash; }", hash);
    return waitsUntilShown();
  }

  AdminPage choosesLanguage(String name) {
    button(name).click();
    return waitsUntilShown();
  }

  AdminPage presses(String words) {
    button(words).click();
    return this;
  }

  /** Presses a part of the page whose words differ from language to language. */
  AdminPage pressesPart(String selector) {
    page.locator(selector).first().click();
    return this;
  }

  /** Presses a link that looks like a button. */
  AdminPage follows(String words) {
    page.getByRole(AriaRole.LINK, exactly(words)).click();
    return waitsUntilShown();
  }

  AdminPage fills(String label, String value) {
    field(label).fill(value);
    return this;
  }

  AdminPage chooses(String label, String option) {
    page.getByRole(AriaRole.COMBOBOX, exactly(label))
        .selectOption(new SelectOption().setLabel(option));
    return this;
  }

  AdminPage ticks(String box) {
    page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(box).setExact(true))
        .check();
    return this;
  }

  /** Opens the limits of a role. */
  AdminPage unfolds(String role) {
    page.locator("summary").getByText(role, new Locator.GetByTextOptions().setExact(true)).click();
    return this;
  }

  /** The form that stands over the page. */
  PageDialog dialog() {
    return new PageDialog(page, visitor).isOpen();
  }

  /** The session ends elsewhere, as after some hours. */
  AdminPage losesTheSession() {
    page.context().clearCookies();
    return this;
  }

  MapPage darkens(boolean isDark) {
    return visitor.darkens(isDark);
  }

  PageKeys keys() {
    return new PageKeys(page);
  }

  // ---- then

  /** Waits until a text can be read. */
  AdminPage reads(String text) {
    try {
      assertThat(page.getByText(text).first()).isVisible();
    } catch (AssertionError e) {
      throw new AssertionError("instead there stands:\n" + page.locator("body").innerText(), e);
    }
    return this;
  }

  /** Waits until the row of this name says this. */
  AdminPage rowSays(String name, String text) {
    assertThat(row(name)).containsText(text);
    return this;
  }

  /** Waits until the table has so many rows. */
  AdminPage rowCountIs(int count) {
    assertThat(page.locator("#page .table tbody tr")).hasCount(count);
    return this;
  }

  AdminPage hasNoRow(String name) {
    assertThat(row(name)).hasCount(0);
    return this;
  }

  /** Waits until what will change says this. */
  AdminPage previews(String text) {
    assertThat(page.locator(".preview")).containsText(text);
    return this;
  }

  /** Waits until the keyboard stands on this field, which is marked as wrong. */
  AdminPage isAt(String label) {
    Locator field = field(label);
    assertThat(field).isFocused();
    assertThat(field).hasAttribute("aria-invalid", "true");
    return this;
  }

  /** Waits until the field of this label that is not folded away holds this. */
  AdminPage holds(String label, String value) {
    assertThat(field(label)).hasValue(value);
    return this;
  }

  AdminPage hasChosen(String label, String value) {
    assertThat(page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))).hasValue(value);
    return this;
  }

  AdminPage isDisabled(String label) {
    assertThat(field(label)).isDisabled();
    return this;
  }

  AdminPage isEnabled(String label) {
    assertThat(field(label)).isEnabled();
    return this;
  }

  AdminPage offersNot(String label, String option) {
    assertThat(field(label).locator("option", new Locator.LocatorOptions().setHasText(option)))
        .hasCount(0);
    return this;
  }

  AdminPage isTicked(String box) {
    assertThat(page.getByRole(AriaRole.CHECKBOX, exactly(box))).isChecked();
    return this;
  }

  /** What is shown only once. */
  String secret() {
    return page.locator("dialog .secret").inputValue();
  }

  /** The address of a link by its words. */
  String addressOf(String link) {
    return String.valueOf(page.getByRole(AriaRole.LINK, exactly(link)).getAttribute("href"));
  }

  List<String> barriers() {
    return Barriers.seriousOn(page);
  }

  boolean fitsTheWidth() {
    return visitor.fitsTheWidth()
        && (boolean)
            page.locator("#page").evaluate("(main) => main.scrollWidth <= main.clientWidth");
  }

  /** Waits until the parts of the page are offered, as they are to administrators. */
  AdminPage waitsUntilEntered() {
    assertThat(page.locator("#sections")).isVisible();
    return waitsUntilShown();
  }

  AdminPage waitsUntilShown() {
    assertThat(page.locator("#page h2").first()).isVisible();
    assertThat(page.locator("#page [aria-busy]")).hasCount(0);
    return this;
  }

  private Locator row(String name) {
    return page.locator("tbody tr")
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    page.getByRole(AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName(name))));
  }

  /** The field of this label that is not folded away; a choice's label holds all it offers. */
  private Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
        .or(page.getByRole(AriaRole.COMBOBOX, exactly(label)))
        .locator("visible=true");
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, exactly(name));
  }

  private static Page.GetByRoleOptions exactly(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
