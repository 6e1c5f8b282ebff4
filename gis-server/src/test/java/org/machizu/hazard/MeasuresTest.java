package org.machizu.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasuresTest {
  private final Measures measures = new Measures(Sentences.shipped());

  @Test
  void waterIsNeverToldShallowerThanItMayBe() {
    assertThat(measures.depth(0.14).ja()).isEqualTo("20cm");
    assertThat(measures.depth(0.5).ja()).isEqualTo("50cm");
    assertThat(measures.depth(0.95).en()).isEqualTo("1 m");
    assertThat(measures.depth(3).en()).isEqualTo("3 m");
    assertThat(measures.depth(3.97).en()).isEqualTo("4 m");
    assertThat(measures.depth(2.43).en()).isEqualTo("2.5 m");
    // A cell of single precision holds 0.3 m as 0.30000001.
    assertThat(measures.depth(0.3f).ja()).isEqualTo("30cm");
  }

  @Test
  void timesAreSpokenInTheLargestUnitThatFits() {
    assertThat(measures.time(12).en()).isEqualTo("12 hours");
    assertThat(measures.time(24).ja()).isEqualTo("1日");
    assertThat(measures.time(72).easy()).isEqualTo("3日");
    assertThat(measures.time(168).en()).isEqualTo("1 week");
    assertThat(measures.time(672).ja()).isEqualTo("4週間");
    assertThat(measures.time(36).ja()).isEqualTo("36時間");
    assertThat(measures.time(0.5).en()).isEqualTo("0.5 hours");
  }

  @Test
  void distancesAreRoundedUp() {
    assertThat(measures.distance(2.5).ja()).isEqualTo("3 m");
    assertThat(measures.distance(25).ja()).isEqualTo("25 m");
  }
}
