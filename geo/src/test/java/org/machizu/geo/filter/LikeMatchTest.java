package org.machizu.geo.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikeMatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "早来駅|早来駅|true",
        "早来|早来駅|false",
        "%駅|早来駅|true",
        "早%|早来駅|true",
        "%来%|早来駅|true",
        "早_駅|早来駅|true",
        "早__駅|早来駅|false",
        "%|\"\"|true",
        "\"\"|\"\"|true",
        "\"\"|a|false",
        "_|\"\"|false",
        "%%|a|true",
        "%a%b|xaxbxab|true",
        "%a%b|xaxbxa|false",
        "a%a|a|false",
        "_野家|𠮷野家|true",
        "__野家|𠮷野家|false",
        "%𠮷%|山𠮷田|true",
        "50\\%|50%|true",
        "50\\%|50x|false",
        "a\\_b|a_b|true",
        "a\\_b|axb|false",
        "a\\\\b|a\\b|true",
        "\\𠮷|𠮷|true",
        "a\\|a\\|true",
        ".*|ab|false",
        "[a]|a|false",
        "ABC|abc|false"
      })
  void patternsMeanWhatSqlMeans(String pattern, String text, boolean expected) {
    assertThat(LikeMatch.matches(pattern, text, false)).isEqualTo(expected);
  }

  @Test
  void linesDoNotStopIt() {
    assertThat(LikeMatch.matches("a%b_c", "a\n\nb\nc", false)).isTrue();
  }

  @Test
  void caseIsIgnoredInEveryScriptThatHasIt() {
    assertThat(LikeMatch.matches("abc%", "ABCx", true)).isTrue();
    assertThat(LikeMatch.matches("ａｂｃ", "ＡＢＣ", true)).as("full width").isTrue();
    assertThat(LikeMatch.matches("дом", "ДОМ", true)).isTrue();
    assertThat(LikeMatch.matches("abc", "ａｂｃ", true)).as("width is no case").isFalse();
    assertThat(LikeMatch.matches("カ", "か", true)).isFalse();
  }

  @Test
  void onRandomTextsItAgreesWithARegularExpression() {
    Random random = new Random(3);
    String alphabet = "ab%_";
    for (int i = 0; i < 20_000; i++) {
      String pattern = word(random, alphabet, 6);
      String text = word(random, "ab", 8);
      String regex = pattern.replace("%", ".*").replace('_', '.');
      assertThat(LikeMatch.matches(pattern, text, false))
          .as("%s ~ %s", text, pattern)
          .isEqualTo(Pattern.matches(regex, text));
    }
  }

  private static String word(Random random, String alphabet, int longest) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  @Test
  void manyWildcardsDoNotTakeForEver() {
    // a regular expression needs about (20,000 / 20) to the 20th steps and would never come back
    String text = "a".repeat(20_000);
    String pattern = "%a".repeat(20) + "%b";
    assertThat(LikeMatch.matches(pattern, text, false)).isFalse();
  }
}
