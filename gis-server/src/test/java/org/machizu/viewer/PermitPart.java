package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The desk that answers about sites, in Japanese. */
final class PermitPart {
  private final Page page;
  private final MapPage map;

  PermitPart(Page page, MapPage map) {
    this.page = page;
    this.map = map;
  }

  PermitPart opensTheDesk() {
    map.opensTheSheet();
    page.getByRole(AriaRole.BUTTON, exactly("敷地照会")).click();
    assertThat(desk()).isVisible();
    return this;
  }

  /** Nothing of it is on the page. */
  PermitPart isNotThere() {
    map.waitsUntilDrawn();
    assertThat(page.getByRole(AriaRole.BUTTON, exactly("敷地照会"))).hasCount(0);
    assertThat(desk()).isHidden();
    return this;
  }

  PermitPart opensPart(String words) {
    desk()
        .locator(".modes")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words))
        .click();
    return this;
  }

  PermitPart finds(String lot) {
    desk().locator("#permit-search").fill(lot);
    desk().locator("#permit-find").click();
    return this;
  }

  PermitPart hasChosen(String... lots) {
    assertThat(desk().locator(".lot-chosen li")).hasCount(lots.length);
    for (int i = 0; i < lots.length; i++) {
      assertThat(desk().locator(".lot-chosen li").nth(i)).containsText(lots[i]);
    }
    return this;
  }

  PermitPart asks() {
    desk().locator("#permit-ask").click();
    assertThat(desk().locator("#site-report")).isVisible();
    return this;
  }

  /** A line of the checklist with its result in words, and something that stands there. */
  PermitPart finding(String line, String result, String words) {
    Locator finding = desk().locator("#finding-" + line);
    assertThat(finding.locator(".finding-result")).hasText(result);
    assertThat(finding).containsText(words);
    return this;
  }

  /** All that a line rests on, and the documents of the first feature that it names. */
  DocumentPart opensFinding(String line) {
    Locator more = desk().locator("#finding-" + line + " .finding-more");
    more.locator("summary").click();
    return new DocumentPart(more.locator(".documents").first(), map);
  }

  /** The answer as a paper. */
  PermitPart issues() {
    desk().locator("#permit-issue").click();
    assertThat(desk().locator("#permit-issued")).containsText("号を交付しました");
    assertThat(desk().locator("#permit-pdf"))
        .hasAttribute("href", Pattern.compile("/api/sites/certificates/\\d{4}-\\d{6}\\.pdf"));
    return this;
  }

  /** The newest paper in the list. */
  PermitPart newestPaper(String state, String words) {
    Locator paper = desk().locator(".paper-list .paper").first();
    assertThat(paper.locator(".paper-state")).hasText(state);
    assertThat(paper).containsText(words);
    return this;
  }

  PermitPart takesTheFee() {
    desk()
        .locator(".paper-list .paper")
        .first()
        .getByRole(AriaRole.BUTTON)
        .filter(new Locator.FilterOptions().setHasText("手数料を受け取った"))
        .click();
    return this;
  }

  PermitPart closesTheDay(String countedYen) {
    desk().locator("#closing-counted").fill(countedYen);
    desk().locator("#closing-close").click();
    return this;
  }

  PermitPart showsNoReport() {
    assertThat(desk().locator(".site-report")).hasCount(0);
    return this;
  }

  /** Changes the checklist in the editor. */
  PermitPart edits(String from, String to) {
    Locator editor = desk().locator("#checklist-yaml");
    String before = editor.inputValue();
    if (!before.contains(from)) {
      throw new AssertionError("the checklist has no '" + from + "'");
    }
    editor.fill(before.replace(from, to));
    return this;
  }

  PermitPart tries() {
    desk().locator("#checklist-try").click();
    return this;
  }

  PermitPart putsIntoForce(String why) {
    desk().locator("#checklist-note").fill(why);
    desk().locator("#checklist-save").click();
    return this;
  }

  PermitPart reads(String words) {
    assertThat(desk()).containsText(words);
    return this;
  }

  PermitPart closes() {
    desk().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("許認可デスクを閉じる")).click();
    assertThat(desk()).isHidden();
    return this;
  }

  private Locator desk() {
    return page.locator("#permit-desk");
  }

  private static Page.GetByRoleOptions exactly(String words) {
    return new Page.GetByRoleOptions().setName(words).setExact(true);
  }
}
