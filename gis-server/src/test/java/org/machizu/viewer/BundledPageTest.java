package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page as it stands in the jar: it must work in an office without any network but its own. */
class BundledPageTest {
  private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
  private static final Pattern CSS_ADDRESS = Pattern.compile("url\\(\\s*[\"']?([^)\"']+)");

  private static String page = "";

  @BeforeAll
  static void readThePage() throws IOException {
    String found = resource("/index.html");
    assumeThat(found).as("the page is not built (-Dskip.ui)").isNotNull();
    page = String.valueOf(found);
  }

  @Test
  void everythingThePageNamesStandsBesideIt() throws IOException {
    List<String> named = addresses(ADDRESS, page);
    assertThat(named).isNotEmpty().allMatch(address -> address.startsWith("/"));
    for (String address : named) {
      assertThat(resource(address)).as(address).isNotNull();
    }
  }

  @Test
  void nothingIsWrittenIntoThePageThatItsSecurityPolicyWouldRefuse() {
    assertThat(page).doesNotContain("<style", "style=", "onclick=");
    assertThat(page).doesNotContainPattern("<script(?![^>]* src=)");
  }

  @Test
  void theStyleSheetsAskNoOtherServer() throws IOException {
    for (String address : addresses(ADDRESS, page)) {
      if (address.endsWith(".css")) {
        assertThat(addresses(CSS_ADDRESS, String.valueOf(resource(address))))
            .allMatch(named -> named.startsWith("/") || named.startsWith("data:"));
      }
    }
  }

  @Test
  void thePageSaysItsLanguageAndFitsAPhone() {
    assertThat(page).contains("<html lang=\"ja\">", "width=device-width");
  }

  private static List<String> addresses(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static @Nullable String resource(String path) throws IOException {
    try (InputStream in = BundledPageTest.class.getResourceAsStream("/web" + path)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
