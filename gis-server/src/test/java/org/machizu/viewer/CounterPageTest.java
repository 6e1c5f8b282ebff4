package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The counter's terminal: an upright touch panel, a lying one, and the desk behind it. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class CounterPageTest {
  private static final String LOT = "本町二丁目1-2";
  private static final String START = "土地のことを調べる";

  @RegisterExtension static final TownInBrowser<CounterTown> browser = TownInBrowser.counter();

  @BeforeEach
  void thePrintersAreWell() {
    browser.town().printers().hasPaper(true);
  }

  private static Counter at(MapPage visitor) {
    return visitor.opensTheCounter(browser.town().addressOf("hall-1")).stands(START);
  }

  /** Nothing on this screen is in anybody's way. */
  private static Counter fits(Counter counter) {
    assertThat(counter.buttonsTooSmall()).isEmpty();
    assertThat(counter.fitsTheScreen()).isTrue();
    assertThat(counter.barriers()).isEmpty();
    return counter;
  }

  @Test
  void aPersonFindsALotWithFingersAndTakesItsPaperHome() {
    var printers = browser.town().printers();
    int papers = printers.papers().size();
    int slips = printers.receipts();
    MapPage visitor = browser.visitor(Screen.TERMINAL);
    Counter counter = fits(at(visitor).reads("みどり野町").reads("本庁舎 1階 ロビー").reads("300円"));
    fits(counter.begins());
    counter.pressesKeys("は行", "本町");
    fits(counter.pressesKeys("本町二丁目").hasField("本町二丁目"));
    counter.pressesKeys("1", "の", "2").hasField("本町二丁目1-2");
    counter.chooses(LOT).stands("この土地ですか").hasChosen(LOT);
    fits(counter.waitsUntilDrawn());
    fits(counter.presses("はい、この土地です").stands("この土地のこたえ").reads(LOT));
    counter.tells("use", "用途地域・建蔽率・容積率", "該当").tells("land", "測量の基準と精度", "該当");
    fits(counter.opensGroup("use").stands("用途地域").reads("360 %").reads("都市計画法"));
    counter.reads("まちづくり課 都市計画係 0199-00-2101").reads("境界から 2.51 m 以内は判断しません");
    fits(counter.presses("地図で見る: 用途地域・建蔽率・容積率 Z14").stands("用途地域・建蔽率・容積率 Z14"));
    counter.presses("もどる").stands("用途地域").presses("もどる").stands("この土地のこたえ");

    // The paper runs out between two looks at the printer.
    counter.pressesAndHearsOfThePrinters("証明書を印刷する").stands("証明書の印刷").reads("300円");
    counter.offers("つくって印刷する", true);
    printers.hasPaper(false);
    fits(counter.presses("つくって印刷する").stands("印刷できませんでした").reads("用紙がありません"));
    printers.hasPaper(true);
    fits(counter.presses("もう一度印刷する").stands("証明書を受け取ってください").reads("A4"));
    String number = counter.certificate();
    assertThat(printers.papers()).hasSize(papers + 1);
    assertThat(printers.receipts()).isEqualTo(slips + 1);

    fits(counter.pressesPart("#finish").stands("ご利用ありがとうございました"));
    counter.leavesTheThanks("はじめの画面へ", START);
    hasNothingOf(counter, LOT, number);
    hasNothingOf(counter.goesBackAndForward().stands(START), LOT, number);
  }

  private static void hasNothingOf(Counter counter, String... words) {
    assertThat(counter.everything()).doesNotContain(words).doesNotContain("mz_");
    assertThat(counter.kept()).isEmpty();
  }

  @Test
  void aLyingPanelWithAKeyboardServesInEnglishAndEasyJapanese() {
    MapPage visitor = browser.visitor(Screen.DESKTOP);
    Counter counter =
        fits(at(visitor).choosesLanguage("English").stands("Ask about a piece of land"));
    counter.reads("Town hall, ground floor").presses("Begin").writes(LOT).chooses(LOT);
    counter.stands("Is it this land?").hasChosen(LOT);
    fits(
        counter
            .waitsUntilDrawn()
            .presses("Yes, this is it")
            .tells("use", "Use district", "Applies"));
    fits(counter.opensGroup("roads").stands("Roads").reads("Ask at: "));
    fits(counter.presses("Back").presses("Print a certificate").reads("300 yen"));
    counter.choosesLanguage("やさしい日本語").stands("証明書を 紙に 出す");
    fits(counter.presses("もどる").stands("この 土地の こたえ").tells("use", "大きさ", "あてはまる"));
    fits(counter.opensGroup("hazards").stands("災害の きけん"));
    fits(counter.presses("おわる").stands("ありがとう ございました"));
    // The next person begins in Japanese.
    fits(counter.leavesTheThanks("はじめの 画面へ", START));
    fits(counter.begins().presses("かな").pressesKeys("か", "濁点").hasField("が"));
  }

  @Test
  void lotsAreJoinedOnTheMapAndAPlacelessOneIsToldInWords() {
    MapPage visitor = browser.visitor(Screen.DESKTOP);
    Counter counter = at(visitor).begins().writes("西町二丁目1-6").pressesEnterWhenFound("西町二丁目1-6");
    counter.stands("この土地ですか").hasChosen("西町二丁目1-6");
    counter.pressesTheMap(0, -160).hasChosenSeveral(2);
    counter.pressesTheMap(0, 0).hasChosenSeveral(1).pressesTheMap(0, 0);
    counter.presses("もどる").begins("字旭6").stands("この土地ですか").reads("任意座標系");
    assertThat(counter.showsTheMap()).isFalse();
    fits(counter.presses("はい、この土地です").reads("窓口でおたずねください"));
    counter.tells("roads", "建築基準法の道路と接道", "データなし");
  }

  @Test
  void whoeverLeavesWithoutAWordLeavesNothing() {
    MapPage visitor = browser.visitor(Screen.TERMINAL);
    Counter counter = visitor.opensTheCounterInPausableTime(browser.town().addressOf("hall-1"));
    counter.stands(START).choosesLanguage("English").presses("Begin").writes(LOT).chooses(LOT);
    counter.stands("Is it this land?").presses("Yes, this is it").stands("Answers for this land");
    counter.passes(119).passes(2).isAskedWhetherToGoOn("Do you go on?");
    assertThat(counter.barriers()).isEmpty();
    counter.presses("Go on").stands("Answers for this land").passes(119).hasNoDialog();
    counter.passes(2).isAskedWhetherToGoOn("Do you go on?").passes(16).stands(START).hasNoDialog();
    hasNothingOf(counter, LOT);
    hasNothingOf(counter.goesBackAndForward().stands(START), LOT);
  }

  @Test
  void aTerminalLeadsNowhereElse() {
    Counter counter = at(browser.visitor(Screen.TERMINAL));
    int steps = counter.steps();
    counter.begins().writes(LOT).chooses(LOT).stands("この土地ですか").waitsUntilDrawn();
    assertThat(counter.links()).isEmpty();
    assertThat(counter.hasMenu()).isFalse();
    counter.presses("はい、この土地です").opensGroup("use").stands("用途地域");
    assertThat(counter.links()).isEmpty();
    assertThat(counter.steps()).isEqualTo(steps);
  }

  @Test
  void withoutATokenItSaysWhatToDoAndATokenThatEndedIsNone() {
    Counter none = browser.visitor(Screen.TERMINAL).opensTheCounter("");
    fits(none.stands("この画面は、窓口端末として登録されていません").reads("トークン"));
    assertThat(none.links()).containsExactly("/account");

    MapPage visitor = browser.visitor(Screen.TERMINAL);
    Counter bare = visitor.opensTheCounter(browser.town().addressOf("bare")).stands(START);
    bare.reads("水道局").reads("証明書のプリンター：ここにはありません");
    browser.town().demo().endsTerminal("bare");
    visitor.opensTheCounter("").stands("端末の登録が取り消されたか、期限が切れています").offers("登録を消す", true);
  }

  @Test
  void theDeskWithoutAPrinterOpensThePaper() {
    MapPage visitor = browser.visitor(Screen.DESKTOP).opensTheMap();
    visitor.staff().signsIn("permit", "demo").reads("permit でログイン中");
    Counter desk = visitor.opensTheCounter("").stands(START).reads("窓口").doesNotRead("プリンター：");
    desk.begins(LOT).presses("はい、この土地です").presses("証明書をつくる").presses("証明書をつくる");
    fits(desk.stands("証明書ができました"));
    assertThat(desk.links())
        .containsExactly("/api/sites/certificates/" + desk.certificate() + ".pdf");
  }

  @Test
  void aPaperPrinterThatIsOutOfPaperIsToldBeforehand() {
    browser.town().printers().hasPaper(false);
    Counter counter = at(browser.visitor(Screen.TERMINAL));
    fits(counter.reads("証明書のプリンター：用紙がありません"));
    counter.begins(LOT).presses("はい、この土地です").presses("証明書を印刷する");
    fits(counter.offers("つくって印刷する", false).reads("窓口にお申し出ください"));
  }

  @Test
  void whoWaitsTakesANumberAndIsAskedForIt() {
    Counter counter = at(browser.visitor(Screen.TERMINAL)).begins();
    counter.presses("順番の番号をとる").reads("あなたの番号は");
    fits(counter.presses("とじる").presses("おわる")).leavesTheThanks("はじめの画面へ", START);
    fits(counter.reads("お待ちの方 1人"));
    fits(counter.presses("調べはじめる").reads("番の方ですか")).presses("いいえ").presses("もどる");
    counter.presses("調べはじめる").presses("はい").stands("土地をさがす");
  }

  @Test
  void aServerThatIsAwayTakesNothingFromTheScreenAndTheStartComesBackByItself() {
    MapPage visitor = browser.visitor(Screen.TERMINAL);
    Counter counter = at(visitor).begins(LOT).presses("はい、この土地です").stands("この土地のこたえ");
    counter.hasNetwork(false).opensGroup("use").reads("360 %").presses("もどる").presses("もどる");
    counter.stands("この土地ですか").pressesTheMap(0, 0).reads("今の画面はそのままごらんになれます");
    counter.hasChosen(LOT).presses("おわる").presses("はじめの画面へ");
    fits(counter.stands("ただいま つかえません")).hasNetwork(true).stands(START);
    visitor.hasNoFaultsButTheNetwork();
  }

  @Test
  void whoeverHoldsAPaperSeesWhetherItIsReal() {
    Counter counter = at(browser.visitor(Screen.TERMINAL)).begins(LOT).presses("はい、この土地です");
    fits(counter.presses("証明書を印刷する").offers("つくって印刷する", true));
    counter.presses("つくって印刷する").stands("証明書を受け取ってください");
    String number = counter.certificate();
    String address = browser.town().demo().checkAddress(number);
    byte[] pdf = browser.town().printers().papers().getLast();

    MapPage holder = browser.visitor(Screen.PHONE);
    PaperCheck check = holder.opensThePaperCheck(address.substring(address.indexOf('?')));
    check.reads("町が発行した証明書です").reads(number).reads(LOT).reads("もとのデータは変わっていません");
    assertThat(check.barriers()).isEmpty();
    assertThat(holder.fitsTheWidth()).isTrue();
    check.choosesFile(pdf).reads("発行したPDFと同じです");
    byte[] other = pdf.clone();
    other[other.length / 2]++;
    check.choosesFile(other).reads("発行したPDFとは違います");

    String code = address.substring(address.indexOf("code=") + 5);
    check.fills(number, "AAAA-AAAA-AAAA").reads("この番号と確認コードの証明書はありません");
    check.doesNotRead(LOT).fills(number, code.toLowerCase(Locale.ROOT)).reads("町が発行した証明書です");
    for (String language : List.of("English", "やさしい日本語")) {
      check.choosesLanguage(language);
      assertThat(check.barriers()).as(language).isEmpty();
    }
  }
}
