package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;

/** The documents of one feature, in Japanese. */
final class DocumentPart {
  private final Locator list;
  private final MapPage map;

  /**
   * @param list the part of the page in which they stand
   */
  DocumentPart(Locator list, MapPage map) {
    this.list = list;
    this.map = map;
  }

  DocumentPart attaches(String title, byte[] pdf) {
    button("文書を添付する").click();
    Locator form = list.page().getByRole(AriaRole.DIALOG);
    form.locator("input[type=file]")
        .setInputFiles(new FilePayload("plan.pdf", "application/pdf", pdf));
    map.dialog().fills("文書の名前", title);
    form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("添付する")).click();
    assertThat(list).containsText("「" + title + "」を添付しました。");
    return this;
  }

  /** One of them, and what is told of it; whoever presses it reads it. */
  DocumentPart has(String title, String words) {
    Locator row = list.locator("li").filter(new Locator.FilterOptions().setHasText(title));
    assertThat(row).containsText(words);
    Locator link =
        row.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("「" + title + "」を開く"));
    String content = (String) link.evaluate("a => a.href");
    assertThat(list.page().request().get(content)).isOK();
    return this;
  }

  DocumentPart givesOutACopy(String title) {
    button("「" + title + "」の写しを交付").click();
    assertThat(list).containsText("号を交付しました");
    assertThat(list.getByRole(AriaRole.LINK).last())
        .hasAttribute("href", Pattern.compile("/api/sites/certificates/\\d{4}-\\d{6}\\.pdf"));
    return this;
  }

  private Locator button(String name) {
    return list.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }
}
