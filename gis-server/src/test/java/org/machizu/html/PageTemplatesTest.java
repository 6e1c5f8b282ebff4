package org.machizu.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTemplatesTest {
  private static final String FOLDER = "/org/machizu/html/hall";
  private final PageTemplates templates = new PageTemplates(FOLDER, FOLDER + "/web");

  @Test
  void whatAModelSaysIsTextAndNeverMarkup() {
    String html = write("<script>alert(1)</script>&\"'", "/hall", PageLanguage.JA);

    assertThat(html)
        .doesNotContain("<script>alert")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(html).contains("<title>&lt;script&gt;");
  }

  @Test
  void aPageLeadsToItselfInTheOtherLanguages() {
    String html = write("会館", "/hall?limit=10", PageLanguage.EASY);

    assertThat(html).contains("<html lang=\"ja\">").contains("つかう ことが できます");
    assertThat(html)
        .contains("href=\"/hall?limit&#61;10&amp;lang&#61;en\"")
        .contains("<span lang=\"ja\" aria-current=\"true\">やさしい日本語</span>")
        .doesNotContain("lang&#61;easy");
  }

  @Test
  void aPageHasTheStylesOfEveryPieceThatItsEntriesImport() {
    String html = write("会館", "/hall", PageLanguage.EN);

    assertThat(html)
        .containsSubsequence(
            "href=\"/assets/document-1.css\"",
            "href=\"/assets/shared-2.css\"",
            "href=\"/assets/hall-3.css\"",
            "src=\"/assets/hall-4.js\"");
  }

  @Test
  void theThreeLanguagesHaveTheSameWords() {
    var japanese = PageWords.read("/org/machizu/html", PageLanguage.JA).keySet();

    for (PageLanguage language : PageLanguage.values()) {
      assertThat(PageWords.read("/org/machizu/html", language).keySet()).isEqualTo(japanese);
    }
  }

  @Test
  void aWordThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> templates.word(PageLanguage.JA, "roof")).hasMessageContaining("roof");
  }

  private String write(String title, String address, PageLanguage language) {
    HtmlPage page =
        new HtmlPage(
            "hall",
            title,
            address,
            List.of(new HtmlPage.Step("公開", "/open")),
            Map.of("name", title),
            List.of("src/hall/hallPage.ts"));
    return new String(templates.write(page, language), StandardCharsets.UTF_8);
  }
}
