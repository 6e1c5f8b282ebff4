package org.machizu.geo.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
  @ParameterizedTest
  @CsvSource({
    "Kiev, KIEV",
    "Straße, STRASSE",
    "ẞ, ss",
    "ΟΔΟΣ, οδος",
    "οδοσ, οδος",
    "ｓｈｅｌｔｅｒ, ＳＨＥＬＴＥＲ",
    "ﬁ, FI",
    "\u212A, k", // the sign of Kelvin
    "İ, i\u0307",
    "𐐀, 𐐨",
  })
  void lettersOfOneNameAreOneWithoutCases(String one, String other) {
    assertThat(Folding.cases(one)).isEqualTo(Folding.cases(other));
  }

  @ParameterizedTest
  @CsvSource({"ı, i", "ı, I", "İ, i", "ア, ｱ", "あ, ぁ", "Ａ, A", "ø, o"})
  void lettersOfTwoNamesStayTwo(String one, String other) {
    assertThat(Folding.cases(one)).isNotEqualTo(Folding.cases(other));
  }

  @ParameterizedTest
  @CsvSource({
    "Chișinău, Chisinau",
    "e\u0301, é",
    "Zürich, Zurich",
    "Ǟ, A",
    "が, か\u3099", // one letter, written in two ways
    "北見, 北見",
  })
  void accentsAreTakenOff(String one, String other) {
    assertThat(Folding.accents(one)).isEqualTo(Folding.accents(other));
  }

  @ParameterizedTest
  @CsvSource({"が, か", "ぱ, は", "バ, ハ", "ヴ, ウ", "葛\uDB40\uDD00, 葛", "ø, o"})
  void marksThatMakeAnotherLetterStay(String one, String other) {
    assertThat(Folding.accents(one)).isNotEqualTo(Folding.accents(other));
  }
}
