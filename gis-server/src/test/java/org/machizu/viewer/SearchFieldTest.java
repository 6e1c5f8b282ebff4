package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** The search field in a real browser over a real server. */
class SearchFieldTest {
  private static final double LON = 141.829;
  private static final double LAT = 42.765;

  private MapPage visitor;

  @RegisterExtension
  static final TownInBrowser<RunningTown> browser =
      TownInBrowser.with(town -> {
        town.importGeoJson(
            "parcels",
            features(parcel("12-3", LON), parcel("12-4", LON + 0.002), parcel("120", LON + 0.004)));
        town.importGeoJson("facilities", features(facility("中央公民館"), facility("中央診療所")));
        town.publish("parcels");
        town.publish("facilities");
      });

  @BeforeEach
  void aVisitorComes() {
    visitor = browser.visitor(Screen.DESKTOP);
  }

  private static String features(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  private static String parcel(String lot, double lon) {
    return """
    {"type":"Feature","properties":{"大字":"本町","丁目":"一丁目","地番":"%1$s"},"geometry":{"type":"Polygon",
     "coordinates":[[[%2$s,42.765],[%3$s,42.765],[%3$s,42.766],[%2$s,42.766],[%2$s,42.765]]]}}\
    """
        .formatted(lot, lon, lon + 0.001);
  }

  private static String facility(String name) {
    return """
    {"type":"Feature","properties":{"名称":"%s"},"geometry":{"type":"Point","coordinates":[%s,%s]}}\
    """
        .formatted(name, LON, LAT - 0.01);
  }

  @Test
  void aLotIsFoundInTheSpellingOfAFormAndOpensInThePanel() {
    visitor.opensTheMap().search().searches("本町１ー１２ー３").isSuggestedFirst("本町一丁目12-3");
    visitor.search().choosesSuggestion(1).hits("parcels");
    assertThat(visitor.attributesOfTheFirstHit()).containsEntry("地番", "12-3");
    assertThat(visitor.looksAt()[0]).isGreaterThan(16);
    assertThat(visitor.looksAt()[1]).isCloseTo(LON + 0.0005, offset(0.002));
    visitor.search().seesNoSuggestions();
  }

  @Test
  void suggestionsFollowTheTypingAndTheArrowsGoThroughThem() {
    // Near the first lot: of those that fit equally well the nearer comes first.
    visitor.opensTheMapAt(LON, LAT, 15).search().searches("本町一丁目12").isSuggestedFirst("本町一丁目12-3");
    assertThat(visitor.search().suggested()).containsExactly("本町一丁目12-3", "本町一丁目12-4", "本町一丁目120");
    visitor.search().choosesSuggestion(2).hits("parcels");
    assertThat(visitor.attributesOfTheFirstHit()).containsEntry("地番", "12-4");
  }

  @Test
  void twoCharactersOfANameAreEnough() {
    visitor.opensTheMap().search().searches("中央").isSuggestedFirst("中央公民館");
    visitor.search().taps("中央診療所").hits("中央診療所");
  }

  @Test
  void coordinatesMoveTheMapThere() {
    visitor.opensTheMap().search().searches("北緯42度46分 東経141度50分").choosesSuggestion(1);
    assertThat(visitor.looksAt()[1]).isCloseTo(141 + 50 / 60.0, offset(1e-4));
    assertThat(visitor.looksAt()[2]).isCloseTo(42 + 46 / 60.0, offset(1e-4));
  }

  @Test
  void whatIsNotFoundSaysWhatToDoAndEscapeCloses() {
    visitor.opensTheMap().search().searches("火星");
    visitor.reads("見つかりませんでした");
    visitor.search().leaves().seesNoSuggestions();
    visitor.search().searches("長".repeat(201));
    visitor.reads("200 文字以内で入力してください");
  }

  @Test
  void onAPhoneTheFieldHasTheWidthOfTheScreen() {
    try (MapPage phone = browser.visitor(Screen.PHONE)) {
      phone.opensTheMap().search().searches("本町1-12-3").isSuggestedFirst("本町一丁目12-3");
      assertThat(phone.fitsTheWidth()).isTrue();
      phone.search().taps("本町一丁目12-3").hits("parcels");
      phone.hasNoFaults();
    }
  }
}
