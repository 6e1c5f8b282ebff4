package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.ingest.gps.PlowState.Working;

class PlowStateTest {
  private static PlowState of(Map<String, Object> extra) {
    return PlowState.of(new TreeMap<>(extra));
  }

  @ParameterizedTest
  @CsvSource({
    "blade, down, YES",
    "blade, up, NO",
    "Blade, LOWERED, YES",
    "plow, true, YES",
    "plough, 0, NO",
    "attributes.plow, 1, YES",
    "ブレード, 下, YES",
    "ブレード, 上昇, NO",
    "blade_up, true, NO",
    "spreader, on, YES",
    "spreader, off, NO",
    "spreader, 20, YES",
    "散布, 入, YES",
    "散布量, 0, NO",
    "spread_rate, 15.5, YES",
    "作業, 作業中, YES",
    "作業, 回送, NO",
    "in1, true, YES",
    "out1, false, NO",
    "ignition, false, NO",
    "ignition, true, UNKNOWN",
    "blade, 37, UNKNOWN",
    "battery, 1, UNKNOWN",
    "speed, down, UNKNOWN",
  })
  void anAttributeTells(String name, String value, Working expected) {
    PlowState state = of(Map.of(name, Numbers.typed(value)));
    assertThat(state.working()).isEqualTo(expected);
    assertThat(state.by()).isEqualTo(expected == Working.UNKNOWN ? null : name);
    assertThat(state.inferred()).isFalse();
  }

  @Test
  void amountAndMaterialAreRead() {
    PlowState state = of(Map.of("spreader", "20 g/m²", "material", "塩カル", "blade", "up"));
    assertThat(state.working()).isEqualTo(Working.YES);
    assertThat(state.by()).isEqualTo("spreader");
    assertThat(state.blade()).isEqualTo(Working.NO);
    assertThat(state.spreader()).isEqualTo(Working.YES);
    assertThat(state.spreadGramsPerM2()).isEqualTo(20);
    assertThat(state.material()).isEqualTo("calcium-chloride");
    assertThat(of(Map.of("material", "special mix")).material()).isEqualTo("special mix");
  }

  @Test
  void aNamedToolOutweighsWiresAndAnyToolIsEnough() {
    assertThat(of(Map.of("blade", "up", "in1", true, "ignition", true)).working())
        .isEqualTo(Working.NO);
    assertThat(of(Map.of("blade", "up", "rotary", "on")).working()).isEqualTo(Working.YES);
    assertThat(of(Map.of("in1", false, "in2", true)).working()).isEqualTo(Working.NO);
    assertThat(of(Map.of("in1", true, "ignition", false)).by()).isEqualTo("in1");
    assertThat(of(Map.of())).isEqualTo(PlowState.UNKNOWN);
  }
}
