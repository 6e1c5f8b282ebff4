package org.machizu.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | false",
        "*/* | false",
        "application/json | false",
        "application/geo+json, text/html;q=0.5 | false",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true",
        "application/json;q=0.5, text/html;q=0.9 | true",
        "text/html;q=0 | false",
        "text/html;q=much | false",
        "TEXT/HTML; charset=utf-8 | true",
      })
  void browsersGetThePageAndProgramsTheData(@Nullable String accept, boolean html) {
    assertThat(Negotiation.prefersHtml(accept)).isEqualTo(html);
  }
}
