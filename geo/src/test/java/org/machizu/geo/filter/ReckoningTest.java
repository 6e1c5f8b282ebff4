package org.machizu.geo.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.machizu.geo.filter.Reckoning.Operator;

class ReckoningTest {
  @Test
  void wholeNumbersStayWholeAndExact() {
    long large = (1L << 53) + 1;
    assertThat(Reckoning.of(large, Operator.PLUS, 1L)).isEqualTo(large + 1);
    assertThat(Reckoning.of(4_000_000L, Operator.DIVIDED, 4L)).isEqualTo(1_000_000L);
    assertThat(Reckoning.of(1L, Operator.DIVIDED, 4L)).isEqualTo(0.25);
    assertThat(Reckoning.of(2L, Operator.POWER, 62L)).isEqualTo(1L << 62);
    assertThat(Reckoning.of(-2L, Operator.POWER, 63L)).isEqualTo(Long.MIN_VALUE);
    assertThat(Reckoning.of(-1L, Operator.POWER, 4_000_000_000L)).isEqualTo(1.0);
    assertThat(Reckoning.of(2L, Operator.POWER, -1L)).isEqualTo(0.5);
  }

  @Test
  void divisionGoesTowardsZeroAndLeavesTheSignOfTheDividend() {
    assertThat(Reckoning.of(-7L, Operator.WHOLE_DIVIDED, 2L)).isEqualTo(-3L);
    assertThat(Reckoning.of(-7L, Operator.REMAINDER, 2L)).isEqualTo(-1L);
    assertThat(Reckoning.of(-7.5, Operator.WHOLE_DIVIDED, 2L)).isEqualTo(-3.0);
    assertThat(Reckoning.of(-7.5, Operator.REMAINDER, 2L)).isEqualTo(-1.5);
  }

  @Test
  void whatDoesNotFitGoesOnWithDoubles() {
    assertThat(Reckoning.of(Long.MAX_VALUE, Operator.PLUS, 1L)).isEqualTo(0x1p63);
    assertThat(Reckoning.of(Long.MIN_VALUE, Operator.WHOLE_DIVIDED, -1L)).isEqualTo(0x1p63);
    assertThat(Reckoning.of(10L, Operator.POWER, 300L)).isEqualTo(1e300);
  }

  @Test
  void whatHasNoFiniteResultIsEmpty() {
    for (Operator operator : Operator.values()) {
      assertThat(Reckoning.of(null, operator, 1L)).isNull();
      assertThat(Reckoning.of("1", operator, 1L)).isNull();
    }
    assertThat(Reckoning.of(1L, Operator.DIVIDED, 0L)).isNull();
    assertThat(Reckoning.of(1L, Operator.WHOLE_DIVIDED, 0L)).isNull();
    assertThat(Reckoning.of(1L, Operator.REMAINDER, 0L)).isNull();
    assertThat(Reckoning.of(1.0, Operator.DIVIDED, 0.0)).isNull();
    assertThat(Reckoning.of(1.5, Operator.REMAINDER, 0L)).isNull();
    assertThat(Reckoning.of(10L, Operator.POWER, 400L)).isNull();
    assertThat(Reckoning.of(-1L, Operator.POWER, 0.5)).isNull();
  }
}
