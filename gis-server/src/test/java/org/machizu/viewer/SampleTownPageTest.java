package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.paper.TestOriginals;
import org.machizu.server.DemoTown;

/**
 * The sample town in a real browser: what a newcomer sees and does after {@code ./machizu demo}.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class SampleTownPageTest {
  /** みどり野町役場. */
  private static final double HALL_LON = 141.8213;

  private static final double HALL_LAT = 42.7626;

  /** In the middle of 中央二丁目通, along which the lot 本町二丁目1-2 lies. */
  private static final double ROAD_LON = 141.81725814;

  private static final double ROAD_LAT = 42.76061337;

  private MapPage visitor;

  @RegisterExtension static final TownInBrowser<DemoTown> browser = TownInBrowser.demo();

  @BeforeEach
  void aVisitorComes() {
    visitor = browser.visitor(Screen.DESKTOP);
  }

  /** One lot as a form, a letter, a register, a surveyor and a phone write it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "本町一丁目2-1",
        "本町1-2-1",
        "本町１－２－１",
        "本町１ー２ー１",
        "本町1丁目2番地1",
        "本町一丁目二番地の一",
        "みどり野町本町1丁目2番1",
        "大字本町一丁目２番地１",
        "本町 1 2-1",
        "本町1‐2‐1",
      })
  void aLotIsFoundHoweverItIsWritten(String spelling) {
    visitor.opensTheMap().search().searches(spelling).isSuggestedFirst("本町一丁目2-1");
    visitor.search().choosesSuggestion(1).hits("2-1");
    assertThat(visitor.attributesOfTheFirstHit())
        .containsEntry("大字", "本町")
        .containsEntry("丁目", "一丁目")
        .containsEntry("地番", "2-1");
  }

  @Test
  void aFacilityIsFoundByTwoCharactersOfItsName() {
    visitor.opensTheMap().search().searches("役場").isSuggestedFirst("みどり野町役場");
    visitor.search().choosesSuggestion(1).hits("みどり野町役場");
  }

  @Test
  void whatLiesAtThePlaceIsListedInTheWordsOfTheTown() {
    visitor.opensTheMapAt(HALL_LON, HALL_LAT, 17.5).clicksAt(HALL_LON - 0.0001, HALL_LAT);
    visitor.hits("みどり野町役場");
    assertThat(visitor.attributesOfTheFirstHit()).containsEntry("用途", "庁舎");
    assertThat(visitor.hits()).anyMatch(hit -> hit.startsWith("地番図"));
  }

  @Test
  void layersThatWouldCoverTheMapAreOffUntilSomebodyWantsThem() {
    visitor.opensTheMapAt(HALL_LON, HALL_LAT, 16);
    visitor.seesLayerSwitchedOff("用途地域").seesLayerSwitchedOff("航空写真（みどり野市街地）");
    visitor.switchesLayer("用途地域").clicksAt(HALL_LON, HALL_LAT);
    assertThat(visitor.hits()).anyMatch(hit -> hit.startsWith("用途地域"));
  }

  @Test
  void theAerialPictureLiesBelowTheMapsLines() {
    visitor.opensTheMapAt(HALL_LON, HALL_LAT, 15);
    int before = visitor.colourAt(HALL_LON - 0.0006, HALL_LAT + 0.0002);
    visitor.switchesLayer("航空写真（みどり野市街地）");
    assertThat(visitor.colourAt(HALL_LON - 0.0006, HALL_LAT + 0.0002)).isNotEqualTo(before);
  }

  @Test
  void peopleAreOnNoListAndInNoSuggestion() {
    visitor.opensTheMap().staff().signsIn("planner", "demo").reads("planner でログイン中");
    visitor.doesNotSeeLayer("世帯").doesNotSeeLayer("住民").seesLayer("水道管");
    visitor.search().searches("見本一〇二三");
    visitor.reads("見つかりませんでした");
  }

  @Test
  void theCounterAnswersAboutASiteOfLotsThatAreFoundAndPressed() {
    visitor.opensTheMap().permits().isNotThere();
    visitor.staff().signsIn("permit", "demo").reads("permit でログイン中");
    PermitPart desk = visitor.permits().opensTheDesk().finds("本町二丁目1-2");
    desk.hasChosen("本町二丁目1-2").asks();
    desk.finding("zoning", "該当", "商業地域").finding("zoning", "該当", "360 %");
    desk.finding("zoning", "該当", "容積率は、前面道路の幅員による制限後の値です。");
    desk.finding("farmland", "非該当", "農地台帳に登録がありません。");
    desk.finding("forest", "データなし", "農林課 林務係 0199-00-2402");
    desk.finds("本町二丁目1-3").hasChosen("本町二丁目1-2", "本町二丁目1-3").showsNoReport();
    desk.asks().finding("parcel", "該当", "P004018");
    desk.closes().opensTheDesk().reads("まだ選んでいません。").showsNoReport();
  }

  @Test
  void theDeskGivesOutAPaperTakesItsFeeAndClosesTheDay() {
    visitor.opensTheMap().staff().signsIn("permit", "demo").reads("permit でログイン中");
    PermitPart desk = visitor.permits().opensTheDesk().finds("本町二丁目1-2");
    desk.hasChosen("本町二丁目1-2").asks().issues();
    desk.opensPart("交付した書類").newestPaper("未収", "本町二丁目1-2").takesTheFee();
    desk.newestPaper("収納済", "300円").reads("の手数料を収納しました。");
    desk.opensPart("会計・利用状況").reads("1件　300円").closesTheDay("２９０円");
    desk.reads("締めました。").reads("第1回").reads("過不足 -10円");
  }

  @Test
  void aPlanOfARoadIsAttachedAndTheDeskGivesOutItsCopy() throws Exception {
    visitor.opensTheMapAt(ROAD_LON, ROAD_LAT, 18).staff().signsIn("planner", "demo");
    visitor.reads("planner でログイン中").switchesLayer("指定道路").clicksAt(ROAD_LON, ROAD_LAT);
    visitor.hits("中央二丁目通").opensHit("指定道路");
    visitor.documents().attaches("道路位置指定図", TestOriginals.pdf(2));
    visitor.documents().has("道路位置指定図", "PDF　2ページ");
    visitor.staff().signsOut();

    visitor.staff().signsIn("permit", "demo").reads("permit でログイン中");
    PermitPart desk = visitor.permits().opensTheDesk().finds("本町二丁目1-2");
    DocumentPart plans = desk.hasChosen("本町二丁目1-2").asks().opensFinding("road_class");
    plans.has("道路位置指定図", "PDF　2ページ").givesOutACopy("道路位置指定図");
    desk.opensPart("交付した書類").newestPaper("未収", "写し");
  }

  @Test
  void aClerkEditsWhatIsAsked() {
    visitor.opensTheMap().staff().signsIn("permit", "demo").reads("permit でログイン中");
    PermitPart desk = visitor.permits().opensTheDesk().finds("西町二丁目1-6");
    desk.hasChosen("西町二丁目1-6").opensPart("照会項目");
    desk.edits("kind: within", "kind: about").tries();
    desk.reads("誤りが1か所あります").reads("'about' という判定はありません");
    desk.edits("kind: about", "kind: within").edits("layer: rivers", "layer: brooks").tries();
    desk.reads("誤りはありません。").reads("river：レイヤ brooks がありません");
    desk.finding("zoning", "要確認", "第二種低層住居専用地域");
    desk.edits("layer: brooks", "layer: rivers").edits("（20m以内）", "（20メートル以内）");
    desk.putsIntoForce("表記を直した").reads("第1版を有効にしました。");
    desk.opensPart("敷地照会").asks().finding("river", "非該当", "河川（20メートル以内）");
  }
}
