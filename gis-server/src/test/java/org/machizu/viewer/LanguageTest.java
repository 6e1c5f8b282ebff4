package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** The three languages of the page. */
class LanguageTest {

  @RegisterExtension static final TownInBrowser<RunningTown> browser = TownInBrowser.little();

  @Test
  void easyJapaneseIsJapaneseForScreenReadersAndHasPlainWords() {
    try (MapPage visitor = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR)) {
      visitor.choosesLanguage("やさしい日本語").reads("地図に 見せるもの").reads("災害から 命を まもる");
      assertThat(visitor.language()).isEqualTo("ja");
      visitor.seesLayer("避難所").clicksAt(LON, LAT - 0.004).reads("ここに あるもの");
      visitor.hits("浸水想定区域A");
      // Remembered for the next visit.
      visitor.opensTheMapAt(LON, LAT, NEAR).reads("地図に 見せるもの");
      visitor.hasNoFaults();
    }
  }

  @Test
  void englishHasTheServersEnglishTitlesAndWordsForEveryGroup() {
    try (MapPage visitor = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR)) {
      visitor.choosesLanguage("English").seesLayer("Zoning").reads("Disaster prevention");
      assertThat(visitor.language()).isEqualTo("en");
      visitor.clicksAt(LON, LAT).reads("At this place").hasNoFaults();
    }
  }
}
