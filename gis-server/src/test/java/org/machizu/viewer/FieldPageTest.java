package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;
import org.machizu.server.WatchedTown;

/** The crews' page on a phone. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class FieldPageTest {
  private static final double LAT = 42.7601;
  private static final String PLACE = "#map=17/%s/%s".formatted(LAT, WatchedTown.lonOf(1));

  @RegisterExtension static final TownInBrowser<WatchedTown> browser = TownInBrowser.watched();

  @BeforeEach
  void snows() {
    browser.town().snows("2026-12-01", 13);
  }

  private static FieldPage crew(MapPage phone) {
    return phone.opensTheFieldPage(PLACE).signsIn("crew", RunningTown.PASSWORD);
  }

  /** What the welfare desk has of the reports. */
  private WatchPart reportsOfTheDesk() {
    MapPage page = browser.visitor(Screen.DESKTOP).opensTheMapAt(WatchedTown.lonOf(1), LAT, 17);
    page.staff().signsIn("welfare", RunningTown.PASSWORD).reads("ログインしました");
    return page.watch().opensTheDesk().opensPart("通報");
  }

  @Test
  void aCrewSeesStretchesWithoutAReasonAndHowTheRoadStands() {
    MapPage phone = browser.visitor(Screen.PHONE);
    FieldPage field = crew(phone).presses("注意区間を表示").says("ていねいに除雪する区間です");
    assertThat(field.buttonsTooSmall()).isEmpty();
    assertThat(phone.fitsTheWidth()).isTrue();
    assertThat(phone.barriers()).isEmpty();
    field.says("降雪がありません").pressesTheMapAt(WatchedTown.lonOf(1), 42.76).says("道路の状態");
    field.presses("閉じる").presses("注意区間を表示").doesNotSay("ていねいに除雪する区間です");
    phone.doesNotRead(WatchedTown.OF_PROTECTED).doesNotRead(WatchedTown.NAME);
  }

  @Test
  void aReportIsMadeWhereThePhoneIsAndCountsOnceThoughPressedTwice() {
    MapPage phone = browser.visitor(Screen.PHONE);
    FieldPage field = crew(phone).standsAt(WatchedTown.lonOf(1), LAT).presses("玄関前を通報する");
    assertThat(phone.barriers()).isEmpty();
    field.presses("通報する").says("場所を選んでください。");
    field.presses("現在地").says("誤差 約8 m").fills("メモ（なくてもかまいません）", "二度押し");
    assertThat(field.buttonsTooSmall()).isEmpty();
    field.pressesTwice("通報する");
    phone.reads("通報しました。");
    field.says("玄関前を通報する");
    reportsOfTheDesk().countsReports("二度押し", 1).says("除雪作業員から");
  }

  @Test
  void whatIsReportedWithoutANetworkIsSentWhenThereIsOne() {
    MapPage phone = browser.visitor(Screen.PHONE);
    FieldPage field = crew(phone).presses("玄関前を通報する");
    field.pressesTheMapAt(WatchedTown.lonOf(1), LAT).says("選んだ場所");
    field.fills("メモ（なくてもかまいません）", "圏外から").hasNetwork(false).presses("通報する");
    phone.reads("通報を預かりました");
    field.says("送信待ちの通報 1件");
    field.hasNetwork(true).reloads().says("玄関前を通報する").doesNotSay("送信待ち");
    reportsOfTheDesk().countsReports("圏外から", 1);
    phone.hasNoFaultsButTheNetwork();
  }

  @Test
  void aNeighbourComesByTheTownsLinkAndSeesNoStretches() {
    MapPage admin = browser.visitor(Screen.DESKTOP);
    AdminPage tokens = admin.opensTheAdminPage().signsIn("admin", RunningTown.PASSWORD);
    tokens.opens("トークン").presses("トークンを作る").chooses("種類", "地域の協力者のリンク");
    tokens.dialog().fills("協力者の記号", "block-4").presses("作る");
    tokens.reads("新しいトークン");
    String link = tokens.secret();
    assertThat(link).startsWith(browser.base() + "/field#token=");

    MapPage phone = browser.visitor(Screen.PHONE);
    String hash = link.substring(link.indexOf('#')) + "&" + PLACE.substring(1);
    FieldPage field = phone.opensTheFieldPage(hash).hasNoButton("注意区間を表示");
    field.presses("玄関前を通報する").pressesTheMapAt(WatchedTown.lonOf(1), LAT);
    field.fills("メモ（なくてもかまいません）", "隣から").presses("通報する");
    phone.reads("通報しました。");
    reportsOfTheDesk().countsReports("隣から", 1).says("近隣の方から");

    FieldPage ended = browser.visitor(Screen.PHONE).opensTheFieldPage("#token=mz_none");
    ended.says("このリンクは使えません").hasNoButton("玄関前を通報する");
  }

  @Test
  void whoHasNothingToReportIsToldSoAndAVisitorIsAskedToSignIn() {
    MapPage phone = browser.visitor(Screen.PHONE);
    FieldPage field = phone.opensTheFieldPage(PLACE).says("ログインが必要です");
    field.hasNoButton("玄関前を通報する").hasNoButton("注意区間を表示");
    MapPage clerk = browser.visitor(Screen.PHONE).opensTheMapAt(WatchedTown.lonOf(1), LAT, 15);
    clerk.staff().signsIn("clerk", RunningTown.PASSWORD).reads("ログインしました");
    clerk.opensTheFieldPage(PLACE).says("通報ができるのは").hasNoButton("玄関前を通報する");
  }
}
