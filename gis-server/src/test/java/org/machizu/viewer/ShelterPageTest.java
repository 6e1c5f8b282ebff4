package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.DemoTown;

/**
 * Shelters of the sample town as people see and keep them: on the map with its hazards, at the
 * headquarters, and on a shelter's own phone.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ShelterPageTest {
  /** Of the demo's accounts. */
  private static final String PASSWORD = "demo";

  /** Above 中央公園, which is under water in the largest flood. */
  private static final double LON = 141.8213;

  private static final double LAT = 42.7650;

  @RegisterExtension static final TownInBrowser<DemoTown> browser = TownInBrowser.demo();

  /** The link of a shelter's phone, as an administrator gets it. */
  private static String linkOf(String shelter) {
    AdminPage tokens =
        browser
            .visitor(Screen.DESKTOP)
            .opensTheAdminPage()
            .signsIn("admin", PASSWORD)
            .opens("トークン");
    tokens.presses("トークンを作る").chooses("種類", "避難所の端末");
    tokens.dialog().fills("避難所の番号（例：S01）", shelter).presses("作る");
    tokens.reads("開設・閉鎖と人数を伝えられます");
    return tokens.secret();
  }

  private static MapPage duty() {
    MapPage page = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, 14);
    page.staff().signsIn("duty", PASSWORD).reads("ログインしました");
    return page;
  }

  @Test
  void aShelterSaysHowItStandsWithAndWithoutANetworkAndHeadquartersSeesWhoSaidIt() {
    String link = linkOf("S02");
    assertThat(link).startsWith(browser.base() + "/shelter#token=mz_");
    MapPage desk = duty();
    ShelterDeskPart table = desk.opensTheShelterDesk().isOpen().rowSays("S02", "開設していません");

    MapPage phone = browser.visitor(Screen.PHONE);
    ShelterPhone shelter = phone.opensTheShelterPage(link).says("開設していません").counts("—");
    assertThat(shelter.buttonsTooSmall()).isEmpty();
    assertThat(phone.barriers()).isEmpty();
    assertThat(phone.fitsTheWidth()).isTrue();
    shelter.presses("開設する").asks("町のみなさんの地図にすぐ表示されます").answers("はい");
    shelter.says("開設中").presses("5人増やす").presses("5人増やす").presses("1人減らす").counts("9");
    shelter.lineSays("役場に伝わっています");
    table.rowSays("S02", "空いています").rowSays("S02", "9／640").rowSays("S02", "避難所の端末");

    shelter.hasNetwork(false).types("人数を入力", "５００").presses("決定").counts("500").says("混雑");
    shelter.lineSays("通信できません").lineSays("未送信の変更があります");
    table.rowSays("S02", "9／640");
    shelter.hasNetwork(true).lineSays("役場に伝わっています");
    table.rowSays("S02", "500／640");

    table.opensByKeyboard("S02").fills("お知らせ（公開", "毛布を運びます").presses("保存");
    table.rowSays("S02", "毛布を運びます").stillStandsOn("S02");
    shelter.isTold("本部（duty）が変更しました");
    shelter.reloads().counts("500").choosesLanguage("English").says("Open").says("500");
    phone.hasNoFaultsButTheNetwork();
  }

  @Test
  void headquartersOpensManyAtOnceAndNothingMovesUnderTheHand() {
    MapPage desk = duty();
    desk.hazards().opensTheTheme().opensTheDesk();
    ShelterDeskPart table = desk.shelters().isOpen().lists(29);
    assertThat(desk.barriers()).isEmpty();
    table.finds("かいかん").chooses("S10").chooses("S11").presses("開設する");
    table.asks("2か所を「開設中」にしますか").asks("西町会館").asks("栄町会館").answers("変更する");
    table.finds("").rowSays("S10", "開設中").rowSays("S11", "開設中").rowSays("S12", "開設していません");

    table.opensByKeyboard("S10").fills("人数", "44");
    MapPage other = duty();
    other.opensTheShelterDesk().isOpen().chooses("S11").presses("閉鎖する").answers("変更する");
    table.rowSays("S11", "開設していません").stillHas("人数", "44").presses("保存");
    table.rowSays("S10", "混雑").rowSays("S10", "duty");
    table.opensByKeyboard("S10").unfoldsTheHistory().says("44人");
  }

  @Test
  void aLinkThatHoldsNoMoreSaysSoAndNobodyElseHasTheDesk() {
    ShelterPhone ended =
        browser
            .visitor(Screen.PHONE)
            .opensTheShelterPage(browser.base() + "/shelter#token=mz_none");
    ended.says("このリンクは使えません");
    ShelterPhone none =
        browser.visitor(Screen.PHONE).opensTheShelterPage(browser.base() + "/shelter");
    none.says("役場から渡された避難所用のリンク");
    MapPage crew = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, 14);
    crew.staff().signsIn("crew", PASSWORD).reads("ログインしました");
    crew.hazards().opensTheTheme().says("避難所").hasNoDesk();
    crew.opensTheShelterDesk().isNotThere();
  }

  @Test
  void theMapShowsOneFloodAtATimeWithItsLegendAndAnswersAboutAPlace() {
    MapPage map = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, 15);
    int dry = map.colourAt(LON, LAT);
    HazardPart hazards = map.hazards().opensTheTheme().isChosen("洪水（想定最大規模）").isChosen("土砂災害");
    hazards.says("0.5m以上3.0m未満（1階の天井くらいまで）").says("開設していない避難所");
    assertThat(map.barriers()).isEmpty();
    int flooded = map.colourAt(LON, LAT);
    assertThat(flooded).isNotEqualTo(dry);
    map.clicksAt(LON, LAT);
    hazards.cardSays("ここは、").cardSays("水につかることがあります").cardSays("参考");
    hazards.cardSays("この町の「津波」の地図は、ここにはありません").leadsToThePageOfThePlace(LON, LAT);
    assertThat(hazards.addressOfTheSheet()).startsWith("/api/hazards/sheet.pdf?lon=141.82");
    hazards.chooses("洪水（計画規模）").isChosen("洪水（計画規模）").closesTheTheme();
    assertThat(map.colourAt(LON, LAT)).isEqualTo(dry);
  }

  @Test
  void onAPhoneAShelterIsPressedAndTellsForWhichHazardsItIsMeant() {
    MapPage phone = browser.visitor(Screen.PHONE).opensTheMapAt(141.82145429, 42.76235335, 17);
    HazardPart hazards = phone.hazards().opensTheTheme();
    phone.sheet("side").isDrawnTo(0.05).is("peek");
    phone.clicksAt(141.82145429, 42.76235335 + 0.00002);
    hazards.cardSays("みどり野町役場").cardSays("上の階だけ").cardSays("定員 180人");
    assertThat(phone.barriers()).isEmpty();
    assertThat(phone.fitsTheWidth()).isTrue();
  }
}
