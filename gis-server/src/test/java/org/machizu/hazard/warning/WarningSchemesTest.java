package org.machizu.hazard.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;

class WarningSchemesTest {
  private final WarningSchemes schemes = WarningSchemes.shipped();

  @Test
  void eachDayHasTheSchemeThatHeldThen() {
    assertThat(schemes.find(LocalDate.of(2019, 5, 28))).isEmpty();
    assertThat(on(2019, 5, 29).id()).isEqualTo("2019-05");
    assertThat(on(2021, 5, 19).id()).isEqualTo("2019-05");
    assertThat(on(2021, 5, 20).id()).isEqualTo("2021-05");
    assertThat(on(2026, 5, 27).id()).isEqualTo("2021-05");
    assertThat(on(2026, 5, 28).id()).isEqualTo("2026-05");
    assertThat(on(2040, 1, 1).id()).isEqualTo("2026-05");
  }

  @Test
  void levelFourWasCalledOtherwiseBefore() {
    assertThat(warning(on(2026, 7, 1), 4, Hazard.LANDSLIDE)).isEqualTo("レベル4土砂災害危険警報");
    assertThat(warning(on(2024, 7, 1), 4, Hazard.LANDSLIDE)).isEqualTo("土砂災害警戒情報");
    assertThat(warning(on(2024, 7, 1), 3, Hazard.FLOOD)).isEqualTo("氾濫警戒情報・洪水警報");
    assertThat(evacuation(on(2020, 7, 1), 4)).contains("避難勧告");
    assertThat(evacuation(on(2024, 7, 1), 4)).isEqualTo("避難指示");
    assertThat(evacuation(on(2020, 7, 1), 5)).isEqualTo("災害発生情報");
    assertThat(evacuation(on(2026, 7, 1), 5)).isEqualTo("緊急安全確保");
  }

  @Test
  void everySchemeHasFiveLevelsTheWorstFirstAndTheNewOneNamesAllFourKinds() {
    for (WarningScheme scheme : schemes.list()) {
      assertThat(scheme.levels().stream().map(WarningLevel::level))
          .as(scheme.id())
          .isEqualTo(List.of(5, 4, 3, 2, 1));
      // Evacuation information is the mayor's, who issues it from level 3 on.
      assertThat(scheme.levels().stream().map(level -> level.evacuation().isPresent()))
          .as(scheme.id())
          .isEqualTo(List.of(true, true, true, false, false));
    }
    for (WarningLevel level : on(2026, 6, 1).levels().subList(0, 4)) {
      assertThat(level.kinds().keySet())
          .containsExactlyInAnyOrder(
              Hazard.FLOOD, Hazard.INLAND_FLOOD, Hazard.LANDSLIDE, Hazard.STORM_SURGE);
      level
          .kinds()
          .values()
          .forEach(name -> assertThat(name.ja()).startsWith("レベル" + level.level()));
    }
  }

  /** What a level means tells how things stand; telling people to go is for the mayor. */
  @Test
  void noMeaningSoundsLikeAnOrder() {
    for (WarningScheme scheme : schemes.list()) {
      for (WarningLevel level : scheme.levels()) {
        Words meaning = level.meaning();
        assertThat(meaning.ja()).doesNotContain("してください", "避難せよ", "逃げて");
        assertThat(meaning.easy()).doesNotContain("ください", "逃げろ", "逃げて");
        assertThat(meaning.en().toLowerCase(java.util.Locale.ROOT)).doesNotContain("evacuate");
      }
    }
  }

  private WarningScheme on(int year, int month, int day) {
    return schemes.find(LocalDate.of(year, month, day)).orElseThrow();
  }

  private static String warning(WarningScheme scheme, int level, Hazard hazard) {
    return Objects.requireNonNull(at(scheme, level).kinds().get(hazard)).ja();
  }

  private static String evacuation(WarningScheme scheme, int level) {
    return at(scheme, level).evacuation().orElseThrow().ja();
  }

  private static WarningLevel at(WarningScheme scheme, int level) {
    return scheme.levels().get(WarningLevel.WORST - level);
  }
}
