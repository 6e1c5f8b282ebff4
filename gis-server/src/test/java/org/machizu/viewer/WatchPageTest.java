package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.residents.EntranceStates.State;
import org.machizu.server.RunningTown;
import org.machizu.server.WatchedTown;

/** The watch over households as the welfare desk sees it; each test has a snowfall of its own. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class WatchPageTest {
  private static final String AGED_ALONE = "本町1番地3";
  private static final String ALONE = "本町1番地8";
  private static final double LAT = 42.7601;

  private static int snowfalls;

  @RegisterExtension static final TownInBrowser<WatchedTown> browser = TownInBrowser.watched();

  @BeforeEach
  void snows() {
    snowfalls++;
    browser.town().snows("2026-12-%02d".formatted(snowfalls), 13);
  }

  private MapPage signedIn(String user, Screen screen) {
    MapPage page = browser.visitor(screen).opensTheMapAt(WatchedTown.lonOf(3), LAT, 15);
    page.staff().signsIn(user, RunningTown.PASSWORD).reads("ログインしました");
    return page;
  }

  private static byte[] picture() throws Exception {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
    return bytes.toByteArray();
  }

  @Test
  void theMostUrgentStandFirstWithTheirReasonsAndWithoutNames() {
    MapPage page = signedIn("welfare", Screen.DESKTOP);
    WatchPart watch = page.watch().opensTheDesk().counts(2);
    watch.lists(AGED_ALONE, "35点").lists(AGED_ALONE, "前の道路が未除雪").lists(ALONE, "10点");
    watch.doesNotList(WatchedTown.OF_PROTECTED);
    assertThat(page.barriers()).isEmpty();

    watch.opens(AGED_ALONE).isAtHeading(AGED_ALONE).says("一人暮らし").says("雪が積もって13時間");
    watch.unfolds("緊急度の計算").says("合計").says("35");
    watch.says("世帯員 2").doesNotSay(WatchedTown.NAME);
    assertThat(page.barriers()).isEmpty();
    watch.presses("氏名などを表示");
    page.dialog().fills("目的（記録に残ります）", "除雪の見守り").presses("記録して見る");
    watch.says(WatchedTown.NAME).says(WatchedTown.NAME + "-2");
    watch.presses("← 一覧へ戻る").isAtLine(AGED_ALONE).doesNotSay(WatchedTown.NAME);
  }

  @Test
  void aHouseholdIsTakenUpAssignedVisitedAndSettled() throws Exception {
    MapPage page = signedIn("welfare", Screen.PHONE);
    WatchPart watch = page.watch().opensTheDesk().filters("対応を始めていない世帯").counts(2);
    watch.opens(ALONE).presses("対応を始める");
    page.dialog().presses("対応を始める");
    watch.says("対応中").hasHistory("対応を開始").isAtHeading("対応");

    watch.presses("担当を決める");
    page.dialog().chooses("担当", "welfare（自分）").presses("記録する");
    watch.hasHistory("対応を開始", "担当を変更：未定 → welfare");
    watch.presses("訪問を記録");
    page.dialog().presses("記録する").reads("結果を選んでください。");
    watch.checks("不在だった").choosesPhoto(picture());
    page.dialog().fills("メモ", "呼び鈴に返事なし").presses("記録する");
    watch.says("訪問済み").says("訪問：不在だった").says("呼び鈴に返事なし").seesPhoto("訪問の写真");
    assertThat(page.fitsTheWidth()).isTrue();

    watch.presses("再訪問の日を決める");
    page.dialog().fills("再訪問の予定日", "2026-01-05").presses("記録する");
    watch.says("再訪問の予定を変更：なし → 1月5日(月)");
    watch.presses("← 一覧へ戻る").filters("今日までに再訪問する世帯").counts(1).lists(ALONE, "1月5日");
    watch.filters("対応中の世帯").counts(1).opens(ALONE).presses("再訪問の日を決める");
    page.dialog().fills("再訪問の予定日", "").presses("記録する");
    watch.says("1月5日(月) → なし").presses("完了にする");
    page.dialog().presses("記録する");
    watch.says("再開する").presses("← 一覧へ戻る").filters("訪問が必要な世帯すべて").counts(1);
    watch.filters("完了した対応").lists(ALONE, "完了").opens(ALONE).presses("再開する");
    page.dialog().presses("記録する");
    watch.says("担当を決める").presses("← 一覧へ戻る");
    watch.filters("訪問が必要な世帯すべて").counts(2).opens(ALONE).presses("完了にする");
    page.dialog().presses("記録する");
    watch.says("再開する");
  }

  @Test
  void whoeverIsLaterIsToldWhatTheOtherDidAndLosesNothingOfWhatTheyWrote() {
    MapPage first = signedIn("welfare", Screen.DESKTOP);
    WatchPart one = first.watch().opensTheDesk().opens(AGED_ALONE).presses("対応を始める");
    MapPage second = signedIn("welfare", Screen.DESKTOP);
    WatchPart other = second.watch().opensTheDesk().opens(AGED_ALONE).presses("対応を始める");
    first.dialog().presses("対応を始める");
    one.hasHistory("対応を開始");
    second.dialog().presses("対応を始める").reads("ほかの人が先に対応を始めていました");
    other.hasHistory("対応を開始");

    one.presses("訪問を記録").checks("無事を確認した");
    first.dialog().presses("記録する");
    one.says("訪問済み");
    other.presses("メモを残す");
    second.dialog().fills("メモ", "電話で無事を確認").presses("記録する");
    second.reads("先にwelfareさんが記録しました").reads("訪問：無事を確認した");
    second.dialog().presses("記録する");
    other.hasHistory("対応を開始", "訪問：無事を確認した", "メモ").says("電話で無事を確認");
    other.presses("完了にする");
    second.dialog().presses("記録する");
    other.says("再開する");
  }

  @Test
  void aReportIsEnteredAndTheHouseholdNearIsTakenUpForIt() throws Exception {
    MapPage page = signedIn("welfare", Screen.DESKTOP);
    WatchPart watch = page.watch().opensTheDesk().opensPart("通報").presses("通報を登録");
    watch.presses("通報する").says("場所を選んでください。");
    page.clicksAt(WatchedTown.lonOf(1), LAT);
    watch.says("選んだ場所：北緯 42.760").fills("メモ（なくてもかまいません）", "玄関前が埋まっている");
    watch.choosesFile("door.png", "image/png", picture()).presses("通報する");
    page.reads("通報しました。");
    watch.says("玄関前が埋まっている").says("職員から").seesPhoto("通報の写真");
    assertThat(page.barriers()).isEmpty();

    watch.pressesFirst("世帯 ").isAtHeading("本町1番地1").presses("対応を始める");
    page.dialog().presses("対応を始める");
    watch.hasHistory("対応を開始").presses("← 一覧へ戻る");
    watch.opensPart("世帯").filters("通報のある世帯").counts(1).lists("本町1番地1", "通報 1件");
    watch.opensPart("通報").pressesFirst("対応済みにする").says("未対応の通報はありません。");
    watch.opensPart("世帯").says("通報のある世帯はありません。");
  }

  @Test
  void whoDoesNotKeepTheHouseholdsSeesNoTraceOfTheDesk() {
    String desk = browser.base() + "/?desk=watch";
    browser.visitor(Screen.DESKTOP).follows(desk).watch().isNotThere();
    for (String user : List.of("clerk", "duty", "crew", "admin")) {
      MapPage page = signedIn(user, Screen.DESKTOP);
      page.follows(desk).watch().isNotThere();
    }
    MapPage officer = signedIn("neighbour", Screen.DESKTOP).follows(desk);
    officer.watch().counts(3).lists(WatchedTown.OF_PROTECTED, "一人暮らし");
  }

  @Test
  void whatIsClearedIsNoLongerInTheList() {
    MapPage page = signedIn("welfare", Screen.DESKTOP);
    WatchPart watch = page.watch().opensTheDesk().counts(2);
    browser.town().mainRoad(State.CLEARED, Instant.now());
    watch.presses("再読み込み").says("今、訪問が必要な世帯はありません。");
  }
}
