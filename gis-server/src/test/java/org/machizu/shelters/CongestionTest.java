package org.machizu.shelters;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The four words of congestion, at their borders. */
class CongestionTest {

  /** Compared with exact decimals, for every number of people in houses of every size to 400. */
  @Test
  void theBordersAreThreeSixAndEightTenthsExactly() {
    for (int capacity = 1; capacity <= 400; capacity++) {
      for (int people = 0; people <= capacity + 1; people++) {
        Congestion expected =
            isBelow(people, capacity, "0.3")
                ? Congestion.VACANT
                : isBelow(people, capacity, "0.6")
                    ? Congestion.FAIRLY_CROWDED
                    : isBelow(people, capacity, "0.8") ? Congestion.CROWDED : Congestion.FULL;
        assertThat(Congestion.of(people, capacity))
            .as("%d of %d", people, capacity)
            .isEqualTo(expected);
      }
    }
  }

  private static boolean isBelow(int people, int capacity, String part) {
    BigDecimal border = new BigDecimal(part).multiply(BigDecimal.valueOf(capacity));
    return BigDecimal.valueOf(people).compareTo(border) < 0;
  }

  @Test
  void onTheBorderItIsTheFullerWord() {
    assertThat(Congestion.of(3, 10)).isEqualTo(Congestion.FAIRLY_CROWDED);
    assertThat(Congestion.of(6, 10)).isEqualTo(Congestion.CROWDED);
    assertThat(Congestion.of(8, 10)).isEqualTo(Congestion.FULL);
    assertThat(Congestion.of(1_000_000, 1_000_000)).isEqualTo(Congestion.FULL);
    assertThat(Congestion.of(0, 1)).isEqualTo(Congestion.VACANT);
  }
}
