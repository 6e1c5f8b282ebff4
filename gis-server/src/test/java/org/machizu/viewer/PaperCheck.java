package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;

/** The page that tells whether a paper is real, in Japanese. */
final class PaperCheck {
  private final Page page;

  PaperCheck(Page page) {
    this.page = page;
  }

  PaperCheck fills(String number, String code) {
    page.getByLabel("証明書番号").fill(number);
    page.getByLabel("確認コード").fill(code);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("確かめる").setExact(true))
        .click();
    return this;
  }

  /** Chooses a file that is given as its bytes. */
  PaperCheck choosesFile(byte[] bytes) {
    page.getByLabel("PDFファイル")
        .setInputFiles(new FilePayload("paper.pdf", "application/pdf", bytes));
    return this;
  }

  PaperCheck reads(String words) {
    assertThat(page.locator("main")).containsText(words);
    return this;
  }

  PaperCheck doesNotRead(String words) {
    assertThat(page.locator("main")).not().containsText(words);
    return this;
  }

  PaperCheck choosesLanguage(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
    return this;
  }

  List<String> barriers() {
    return Barriers.seriousOn(page);
  }
}
