package org.machizu.hazard.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SheetWordsTest {
  /** What would tell somebody to go; that is the mayor's. */
  private static final Pattern ORDER =
      Pattern.compile("避難しましょう|避難してください|逃げましょう|逃げて ください|にげて ください|(?i)\\bevacuate\\b");

  private static Properties words(String language) throws Exception {
    Properties words = new Properties();
    String file = "words_%s.properties".formatted(language);
    try (var in = Objects.requireNonNull(SheetWords.class.getResourceAsStream(file))) {
      words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return words;
  }

  @Test
  void everyTextIsThereInEveryLanguageAndNoneSoundsLikeAnOrder() throws Exception {
    Properties japanese = words("ja");
    for (String language : new String[] {"ja", "easy", "en"}) {
      Properties words = words(language);
      assertThat(new TreeSet<>(words.stringPropertyNames()))
          .isEqualTo(new TreeSet<>(japanese.stringPropertyNames()));
      for (String key : words.stringPropertyNames()) {
        String text = words.getProperty(key);
        assertThat(ORDER.matcher(text).find()).as(key + " " + text).isFalse();
        assertThat(text.chars().filter(c -> c == '%').count())
            .as(language + " " + key)
            .isEqualTo(japanese.getProperty(key).chars().filter(c -> c == '%').count());
      }
    }
  }

  @Test
  void directionsGoRoundAndDistancesAreAsExactAsTheyMatter() {
    SheetWords words = SheetWords.of("ja");
    assertThat(words.direction(0)).isEqualTo("北");
    assertThat(words.direction(-22)).isEqualTo("北");
    assertThat(words.direction(-45)).isEqualTo("北西");
    assertThat(words.direction(180)).isEqualTo("南");
    assertThat(words.direction(-180)).isEqualTo("南");
    assertThat(words.distance(344)).isEqualTo("340 m");
    assertThat(words.distance(994)).isEqualTo("990 m");
    assertThat(words.distance(996)).isEqualTo("1.0 km");
    assertThat(SheetWords.of("??").say("depth.here")).isEqualTo("地図の中心");
  }
}
