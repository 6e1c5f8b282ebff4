package org.machizu.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.machizu.guidance.roads.Mark;
import org.machizu.hazard.profile.Depth;

class ObstaclesTest {
  @Test
  void aDayIsClosedToItsEndInJapan() {
    assertThat(Obstacles.moment(LocalDate.parse("2026-08-01"), false))
        .isEqualTo("2026-07-31T15:00:00Z");
    assertThat(Obstacles.moment(LocalDate.parse("2026-08-01"), true))
        .isEqualTo("2026-08-01T15:00:00Z");
    assertThat(Obstacles.moment("2026/08/01", true)).isEqualTo("2026-08-01T15:00:00Z");
    assertThat(Obstacles.moment("2026-08-01T09:00:00+09:00", false))
        .isEqualTo("2026-08-01T00:00:00Z");
  }

  @Test
  void whatCannotBeReadAsATimeIsNoBound() {
    assertThat(Obstacles.moment("当分の間", true)).isNull();
    Mark.Closure closure = new Mark.Closure(1, null, null);
    assertThat(closure.isOn(Instant.EPOCH)).isTrue();
  }

  @Test
  void aClosureHoldsFromItsBeginningUntilBeforeItsEnd() {
    Instant from = Instant.parse("2026-08-01T00:00:00Z");
    Mark.Closure closure = new Mark.Closure(1, from, from.plusSeconds(60));
    assertThat(closure.isOn(from.minusSeconds(1))).isFalse();
    assertThat(closure.isOn(from)).isTrue();
    assertThat(closure.isOn(from.plusSeconds(60))).isFalse();
  }

  @Test
  void depthsOfMapsFallIntoTheClassesThatFloorsHave() {
    assertThat(TownZones.depthToM(null)).isNaN();
    assertThat(TownZones.depthToM(new Depth(0, 0.3, "0.3m未満"))).isEqualTo(0.5);
    assertThat(TownZones.depthToM(new Depth(0.5, 3.0, "0.5m以上3.0m未満"))).isEqualTo(3);
    assertThat(TownZones.depthToM(new Depth(3, 5.0, "3.0m以上5.0m未満"))).isEqualTo(5);
    assertThat(TownZones.depthToM(new Depth(20, null, "20m以上"))).isInfinite();
  }

  @Test
  void mapsNameARiverWithItsSystemOrWithout() {
    assertThat(Passage.isOf("緑川", "緑川")).isTrue();
    assertThat(Passage.isOf("緑川水系緑川", "緑川")).isTrue();
    assertThat(Passage.isOf("緑川水系鈴沢川", "緑川")).isFalse();
    assertThat(Passage.isOf(null, "緑川")).isFalse();
    assertThat(Passage.isOf("緑川", "")).isFalse();
  }
}
