package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.DemoTown;

/** The public's page on a phone, in the sample town. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class SafetyPageTest {
  /** In 若葉町四丁目, where the flood map has 0.5 to 3 m. */
  private static final double LON = 141.8237;

  private static final double LAT = 42.7634;
  private static final String LINK = "?lon=%s&lat=%s".formatted(LON, LAT);

  @RegisterExtension static final TownInBrowser<DemoTown> browser = TownInBrowser.demo();

  /** Nothing on this screen is in anybody's way. */
  private static SafetyPage fits(SafetyPage page) {
    assertThat(page.buttonsTooSmall()).isEmpty();
    assertThat(page.fitsTheWidth()).isTrue();
    assertThat(page.barriers()).isEmpty();
    return page;
  }

  @Test
  void aPlaceIsAnsweredByAddressByTapAndByPositionAndNeverStandsInThePagesAddress() {
    SafetyPage page = browser.visitor(Screen.PHONE).opensTheSafetyPage("");
    fits(page.says("住所をさがすか、地図を押すか"));
    page.searchesFor("みどり野中学校").says("みどり野中学校").tells("flood", "区域の中");
    page.tells("flood", "水につかることがあります").pictures("flood", "身長1.7mの大人");
    page.tells("tsunami", "地図がありません").tells("tsunami", "安全という意味ではありません");
    page.unfolds("hazard-maps-flood").tells("flood", "重要事項説明").tells("flood", "水防法");
    page.unfolds("safety-levels").says("レベル4危険警報").says("このページは指示を出しません");
    fits(page);
    page.pressesTheMap(70, 0).says("地図で選んだ場所").says("この場所で起こるかもしれないこと");

    page.standsAt(LON, LAT, 8).asksForItsPosition().says("今いる場所（誤差 約10 m）");
    page.tells("flood", "区域の中");
    assertThat(page.address()).doesNotContain("lon=", "lat=", "map=", "141.", "42.");
    page.standsAt(LON + 0.0001, LAT, 350).says("約350 m ずれているかもしれません");
  }

  @Test
  void whoDoesNotGiveTheirPositionIsToldTheOtherWays() {
    SafetyPage page = browser.visitor(Screen.PHONE).opensTheSafetyPage("");
    page.says("住所をさがすか").asksForItsPosition().says("許可されていません").says("地図を押すか、住所をさがして");
    fits(page).opens("guidance").says("許可されていません").says("出発する場所を決めてください");
    page.opens("answer").pressesTheMap(0, 0).says("この場所で起こるかもしれないこと").doesNotSay("許可されていません");
  }

  @Test
  void sheltersTellWhatTheySuitAndChangeBeforeOnesEyes() {
    browser.town().tellsOfShelter("S03", "{\"status\":\"closed\"}");
    SafetyPage page = browser.visitor(Screen.PHONE).opensTheSafetyPage(LINK);
    page.tells("flood", "区域の中").opens("shelters").tellsOf("S03", "閉まっています").tellsOf("S09", "本町会館");
    page.selects("shelter-hazard", "flood").tellsOf("S03", "洪水: 上の階なら使えます");
    page.hasNone("#shelter-S09");
    fits(page.unfolds("shelter-more-S03").tellsOf("S03", "定員 580人").tellsOf("S03", "ペット"));
    browser.town().tellsOfShelter("S03", "{\"status\":\"open\",\"people\":300,\"note\":\"体育館です\"}");
    page.tellsOf("S03", "開いています・やや混雑").tellsOf("S03", "体育館です");
    page.pressesPart("#shelter-choose-S03-flood").notices("避難先にしました");
    page.opens("plan").says("洪水 みどり野中学校");
    assertThat(page.texts("#plan-part-shelters ~ ul li")).hasSize(1);
  }

  @Test
  void aWayIsFollowedAndAskedAnewWhereItIsLeftUntilOneArrives() {
    SafetyPage page = browser.visitor(Screen.PHONE).opensTheSafetyPage("");
    page.says("住所をさがすか").standsAt(LON, LAT, 8).asksForItsPosition().tells("flood", "区域の中");
    fits(page.opens("guidance").says("出発：今いる場所")).chooses("guide-hazard-earthquake");
    page.pressesPart("#guide-ask").says("道順").says("町長が出します");
    fits(page).pressesPart("#guide-follow").says("のこり").isAtStep("今ここ");
    assertThat(page.asksFor("/api/guidance")).isEqualTo(1);

    List<double[]> way = page.way();
    double[] half = way.get(way.size() / 2);
    page.standsAt(half[0], half[1], 8);
    page.says("のこり").doesNotSay("道からはなれました");
    // Some 450 m away there is another way.
    page.standsAt(LON, LAT + 0.004, 8).says("道からはなれました").waitsUntilItAsks("/api/guidance", 2);
    double[] end = page.way().getLast();
    page.standsAt(end[0], end[1], 8).says("避難先に着きました");
    fits(page).pressesPart("#guide-follow").says("道案内をはじめる");
  }

  @Test
  void aPlanStaysOnThePhoneAndIsSentToNobody() {
    String secret = "祖母とたまねぎ畑の道";
    SafetyPage page = browser.visitor(Screen.PHONE).opensTheSafetyPage("").opens("plan");
    page.says("このスマートフォンだけに保存されます").fills("plan-adults", "2").chooses("plan-need-walking");
    page.pressesPart("#plan-template-flood").hasValue("plan-step-1-0", "天気予報と町のお知らせを見る");
    page.pressesPart("#plan-add-3").fills("plan-step-3-2", secret);
    page.pressesPart("#plan-step-up-3-2").hasValue("plan-step-3-1", secret);
    page.pressesPart("#bag-add").fills("bag-text-0", "かんづめ").fills("bag-until-0", "2026-01-31");
    page.says("期限が切れています: かんづめ");
    fits(page);

    page.reloads().hasValue("plan-step-3-1", secret).hasValue("plan-adults", "2");
    page.pressesPart("#plan-share").asks("これを渡してよいですか").asks("レベル3: " + secret);
    page.doesNotAsk("大人: 2人").chooses("share-household").asks("大人: 2人").asks("歩くのに手助けがいる");
    assertThat(page.barriers()).isEmpty();
    page.presses("やめる");
    page.opens("answer").pressesTheMap(0, 0).says("この場所で起こるかもしれないこと").opens("plan");
    assertThat(page.sent()).isNotEmpty().noneMatch(sent -> sent.contains(secret));
    assertThat(page.sent()).noneMatch(sent -> sent.contains("かんづめ"));

    page.pressesPart("#plan-delete").asks("元には戻せません").presses("消す").notices("計画を消しました");
    page.hasNone("#plan-step-1-0").reloads().says("家族").hasNone("#plan-step-1-0");
  }

  @Test
  void withoutANetworkThePageItsMapAndTheLastAnswersAreThereWithTheirAge() {
    MapPage visitor = browser.visitor(Screen.PHONE);
    SafetyPage page = visitor.opensTheSafetyPage(LINK).tells("flood", "区域の中").waitsUntilDrawn();
    page.reloads().tells("flood", "区域の中").isKept().hasNetwork(false);
    page.warns("通信できません。").warns("の情報です（1分以内）。").tells("flood", "区域の中");
    page.reloads().warns("の情報です（1分以内）。").tells("flood", "区域の中").waitsUntilDrawn();
    fits(page).opens("shelters").tellsOf("S01", "みどり野町役場").opens("plan").warns("そのまま使えます");
    page.hasNetwork(true).doesNotWarn();
    visitor.hasNoFaultsButTheNetwork();
  }

  @Test
  void everyPartIsReadInThreeLanguagesOnPhoneAndDesk() {
    for (Screen screen : Screen.ofAnybody()) {
      SafetyPage page = browser.visitor(screen).opensTheSafetyPage(LINK);
      page.tells("flood", "区域の中").choosesLanguage("English").tells("flood", "Inside a zone");
      for (String tab : List.of("guidance", "shelters", "plan", "answer")) {
        fits(page.opens(tab));
      }
      page.choosesLanguage("やさしい日本語").tells("flood", "あぶない ところの 中");
      for (String tab : List.of("guidance", "shelters", "plan", "answer")) {
        fits(page.opens(tab));
      }
    }
  }
}
