package org.machizu.guidance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.machizu.hazard.kind.Hazard;

class RulesReaderTest {
  private final GuidanceRules rules = RulesReader.usual();

  private static String yaml() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RulesReader.class.getResourceAsStream("rules.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whoeverFleesFromALandslideEntersNoZoneOfOneByAnyMeans() {
    for (Mode mode : Mode.values()) {
      for (Danger danger : new Danger[] {Danger.YELLOW, Danger.RED}) {
        assertThat(rules.ofZone(Hazard.LANDSLIDE, Hazard.LANDSLIDE, danger).of(mode))
            .isEqualTo(Effect.FORBIDDEN);
      }
    }
  }

  @Test
  void deeperWaterNeverCountsForLess() {
    for (Hazard zone :
        new Hazard[] {Hazard.FLOOD, Hazard.INLAND_FLOOD, Hazard.STORM_SURGE, Hazard.TSUNAMI}) {
      for (Mode mode : Mode.values()) {
        double shallow = rules.ofZone(zone, zone, Danger.SHALLOW).of(mode);
        double deep = rules.ofZone(zone, zone, Danger.DEEP).of(mode);
        assertThat(shallow).as("%s %s", zone, mode).isGreaterThan(1);
        assertThat(deep).as("%s %s", zone, mode).isGreaterThanOrEqualTo(shallow);
      }
    }
    assertThat(rules.ofZone(Hazard.FLOOD, Hazard.FLOOD, Danger.COLLAPSE).of(Mode.FOOT))
        .isGreaterThan(rules.ofZone(Hazard.FLOOD, Hazard.FLOOD, Danger.DEEP).of(Mode.FOOT));
  }

  @Test
  void everyHazardOfRainOrWaterClosesUnderpasses() {
    assertThat(rules.underpassFor())
        .containsExactlyInAnyOrder(
            Hazard.FLOOD,
            Hazard.INLAND_FLOOD,
            Hazard.STORM_SURGE,
            Hazard.TSUNAMI,
            Hazard.LANDSLIDE);
  }

  @Test
  void whatIsWrongIsToldByName() throws IOException {
    String good = yaml();
    assertThatThrownBy(() -> RulesReader.read(good.replace("foot: 1.3", "foot: 0.5")))
        .hasMessageContaining("0.5");
    assertThatThrownBy(() -> RulesReader.read(good.replace("zone: tsunami", "zone: rain")))
        .hasMessageContaining("rain")
        .hasMessageContaining("storm_surge");
    assertThatThrownBy(() -> RulesReader.read(good.replace("outsideM: 30", "outsideM: wide")))
        .hasMessageContaining("outsideM");
    assertThatThrownBy(
            () -> RulesReader.read(good.replace("impassable: [car]", "impassable: [bus]")))
        .hasMessageContaining("bus");
  }
}
