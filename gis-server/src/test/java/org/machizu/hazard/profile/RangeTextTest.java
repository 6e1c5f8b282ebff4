package org.machizu.hazard.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTextTest {

  @ParameterizedTest
  @CsvSource({
    "0.5m未満, 0, 0.5",
    "0.5m以上3.0m未満, 0.5, 3",
    "0.3m以上 0.5m未満, 0.3, 0.5",
    "0.01m以上0.3m未満, 0.01, 0.3",
    "１０ｍ以上２０ｍ未満, 10, 20",
    "20m以上, 20,",
    "1.0～2.0m, 1, 2",
    "1.0m〜2.0m未満, 1, 2",
    "5m以上～10m未満, 5, 10",
    "浸水深2m以上5m未満, 2, 5",
    "0.5m以上3.0m未満（1階の天井まで）, 0.5, 3",
    "50cm以上100cm未満, 0.5, 1",
    "1.43m, 1.43, 1.43"
  })
  void aClassOfDepthsIsReadFromItsWords(String text, double from, @Nullable Double to) {
    RangeText range = RangeText.metres(text).orElseThrow();
    assertThat(range.from()).isCloseTo(from, within(1e-9));
    assertThat(range.to()).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({
    "12時間未満, 0, 12",
    "12時間以上1日未満, 12, 24",
    "72時間以上168時間未満（1週間）, 72, 168",
    "3日以上1週間未満, 72, 168",
    "4週間以上, 672,"
  })
  void aClassOfTimesIsReadFromItsWords(String text, double from, @Nullable Double to) {
    RangeText range = RangeText.hours(text).orElseThrow();
    assertThat(range.from()).isEqualTo(from);
    assertThat(range.to()).isEqualTo(to);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "不明", "床上浸水", "3m以上1m未満", "12時間以上1日未満", "m以上", "-1m以上", "以上"})
  void whatIsNoClassOfDepthsIsNotGuessed(String text) {
    assertThat(RangeText.metres(text)).isEmpty();
  }

  @Test
  void aDepthIsNoTime() {
    assertThat(RangeText.hours("0.5m以上3.0m未満")).isEmpty();
  }
}
