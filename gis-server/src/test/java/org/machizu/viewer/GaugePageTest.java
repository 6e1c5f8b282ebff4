package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** Water levels as people see them: four stations at a river, of which each test has its own. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class GaugePageTest {
  private static final GreenMail POST = post();

  @RegisterExtension
  static final TownInBrowser<RunningTown> browser =
      TownInBrowser.with(
          Map.of(
              "mail.host", "127.0.0.1",
              "mail.port", Integer.toString(POST.getSmtp().getPort()),
              "mail.security", "none",
              "mail.from", "suii@town.example"),
          GaugePageTest::fill);

  private static GreenMail post() {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort();
    setup.setServerStartupTimeout(Duration.ofMinutes(1).toMillis());
    GreenMail post = new GreenMail(setup);
    post.start();
    return post;
  }

  @AfterAll
  static void stop() {
    POST.stop();
  }

  private static void fill(RunningTown town) throws Exception {
    LittleTown.fill(town);
    town.importGeoJson(
        "gauges",
        "{\"type\":\"FeatureCollection\",\"features\":["
            + station("G01", "東和橋", 0)
            + ","
            + station("G02", "豊岡橋", 0.004)
            + ","
            + station("G03", "早来橋", -0.004)
            + ","
            + station("G04", "富岡橋", -0.008)
            + "]}");
    town.setRule(
        "gauges",
        "{\"grants\":{\"planner\":[\"read\",\"edit\",\"publish\"],\"duty\":[\"read\",\"edit\"],\"welfare\":[\"read\"]}}");
    town.publish("gauges");
  }

  private static String station(String number, String name, double east) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.5f,%.5f]},\"properties\":{\"観測所番号\":\"%s\",\"名称\":\"%s\",\"種別\":\"水位計\",\"対象\":\"緑川\",\"零点高_m\":12.3,\"値の基準\":\"零点高\",\"水防団待機水位_m\":1.0,\"氾濫注意水位_m\":2.0,\"避難判断水位_m\":3.0,\"氾濫危険水位_m\":4.0,\"送信間隔_分\":10,\"カメラ\":\"なし\"}}",
        LON + east,
        LAT,
        number,
        name);
  }

  /** A reading of some minutes ago. */
  private static String reading(int minutesAgo, double level) {
    Instant time =
        Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(minutesAgo));
    return String.format(Locale.ROOT, "{\"time\":\"%s\",\"level\":%s}", time, level);
  }

  @Test
  void anybodySeesTheWaterAgainstItsLevelsAndItsLastDays() {
    RunningTown town = browser.town();
    for (int minutes = 60; minutes >= 10; minutes -= 10) {
      town.pushLevels("G01", reading(minutes, 2.24 - minutes * 0.013));
    }
    MapPage visitor = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);

    visitor.clicksAt(LON, LAT).gauges().cardSays("東和橋").cardSays("2.11 m");

    GaugePart card = visitor.gauges();
    card.cardSays("氾濫注意水位に到達").cardSays("10分前").cardSays("14.41 m").cardSays("上昇中");
    card.barNames("氾濫危険水位").barNames("水防団待機水位").chartIsDrawn();
    card.choosesDays(1).opensTheTable().tableSays("2.11").tableSays("氾濫注意水位");
    town.pushLevels("G01", reading(0, 2.24));
    card.cardSays("2.24 m").tableSays("2.24");
    assertThat(visitor.barriers()).isEmpty();
    visitor.gauges().opensTheList().lists("東和橋").lists("2.24 m").hasNoDesk();

    MapPage phone = browser.visitor(Screen.PHONE).opensTheMapAt(LON, LAT, NEAR);
    phone.gauges().opensTheList().choosesInTheList("東和橋").cardSays("2.24 m").chartIsDrawn();
    assertThat(phone.fitsTheWidth()).isTrue();

    // The link that stands in messages.
    MapPage linked = browser.visitor(Screen.PHONE).follows(browser.base() + "/?gauge=G01");
    linked.gauges().cardSays("東和橋").cardSays("2.24 m").hasNoWayToTheDesk();
    assertThat(linked.fitsTheWidth()).isTrue();
    linked.follows(browser.base() + "/?gauge=G99").reads("水位計「G99」は見つかりません");
  }

  @Test
  void whatIsMeasuredInMaintenanceIsNowhereInPublic() {
    RunningTown town = browser.town();
    town.pushLevels("G02", reading(20, 0.41));
    MapPage duty = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
    duty.staff().signsIn("duty", RunningTown.PASSWORD).reads("ログインしました");
    duty.gauges().opensTheList().opensTheDesk().opensPartOfTheDesk("gauges");
    duty.gauges().choosesOnTheDesk("G02").presses("点検を始める");
    duty.dialog().fills("おわり", "2000-01-01T00:00").presses("登録する");
    duty.reads("終わりは、はじめより後にしてください。");
    duty.pressesKey("Escape").gauges().presses("点検を始める");
    duty.dialog().fills("理由", "定期点検").presses("登録する");
    duty.gauges().deskSays("まで点検中");

    town.pushLevels("G02", reading(0, 7.37));

    MapPage visitor = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
    visitor.gauges().opensTheList().lists("点検中").choosesInTheList("豊岡橋");
    visitor.gauges().cardSays("点検しているため").cardSays("最後に確かめられた水位：0.41 m");
    visitor.gauges().opensTheTable().tableSays("0.41");
    visitor.doesNotRead("7.37").doesNotRead("定期点検");
    duty.gauges().opensPartOfTheDesk("messages").deskSays("7.37");
    duty.gauges().opensPartOfTheDesk("gauges").presses("点検を終える");
    duty.reads("点検を終えました");
  }

  @Test
  void theDeskHearsOfAnAlertTakesNoticeAndKeepsItsPlace() {
    RunningTown town = browser.town();
    town.pushLevels("G03", reading(30, 2.7));
    MapPage duty = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
    duty.staff().signsIn("duty", RunningTown.PASSWORD).reads("ログインしました");
    duty.follows(browser.base() + "/?desk=gauges").gauges().seesTheDesk();
    GaugePart desk = duty.gauges().opensPartOfTheDesk("gauges").deskSays("早来橋").standsOn("G03");

    town.pushLevels("G03", reading(20, 2.95), reading(10, 3.12), reading(0, 3.25));

    desk.deskSays("3.25 m").stillStandsOn("G03");
    desk.isToldAloud("新しい警報：早来橋").titleSays("未確認");
    desk.opensPartOfTheDesk("alerts").deskSays("避難判断水位に到達");
    assertThat(duty.barriers()).isEmpty();
    desk.standTogether("早来橋", "避難判断水位").deskSays("件とも確認した");
    desk.presses("住民への配信を承認");
    duty.reads("一度送ったものは取り戻せません").pressesKey("Escape");
    desk.listens().presses("音を止める").presses("音を出す").hearsMoreThan(0);
    int heard = desk.beeps();
    town.pushLevels("G03", reading(-2, 3.75), reading(-4, 4.25));
    desk.deskSays("氾濫危険水位に到達").hearsMoreThan(heard);
    desk.presses("担当を決める");
    duty.dialog().presses("登録する");
    desk.deskSays("担当：duty");
    desk.acknowledgesAll();
    desk.deskSays("継続中（確認済）").deskSays("確認：duty");
    desk.opensPartOfTheDesk("lines").deskSays("ブローカー");
    duty.follows(browser.base() + "/?gauge=G03").gauges().cardSays("早来橋");
    duty.gauges().goesFromTheCardToTheDesk().deskSays("点検を始める").stillStandsOn("G03");
  }

  @Test
  void whoIsToldIsEnteredTriedChangedAndRemovedOnTheDesk() {
    MapPage duty = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
    duty.staff().signsIn("duty", RunningTown.PASSWORD).reads("ログインしました");
    duty.follows(browser.base() + "/?desk=gauges").gauges().seesTheDesk();
    GaugePart desk = duty.gauges().opensPartOfTheDesk("recipients").deskSays("まだありません");
    desk.presses("通知先を追加");
    duty.dialog().presses("登録する");
    duty.dialog().says("名前を入力してください。").isAt("名前");
    duty.dialog().fills("名前", "建設課 当番").fills("送り先", "toban").presses("登録する");
    duty.dialog().says("メールアドレスを一つ").isAt("送り先");
    assertThat(duty.barriers()).isEmpty();
    // Alerts of the other tests are none of theirs.
    duty.dialog().chooses("どの水位計", "選んだものだけ").ticks("豊岡橋（緑川）");
    duty.dialog().fills("送り先", "toban@town.example").presses("登録する");
    duty.dialog().isDone();
    desk.recipientSays("建設課 当番", "まだ何も送っていません");

    desk.ofRecipient("建設課 当番", "試験送信").testSays("送信済");
    assertThat(POST.waitForIncomingEmail(1)).isTrue();
    desk.recipientSays("建設課 当番", "送信済（試験送信）");

    desk.ofRecipient("建設課 当番", "直す");
    duty.dialog().chooses("相手", "住民").fills("変更の理由", "住民へも").presses("登録する");
    duty.dialog().says("印を付けてください").ticks("住民に届く送り先であることを確かめました");
    duty.dialog().presses("登録する");
    duty.dialog().isDone();
    desk.recipientSays("建設課 当番", "住民向け").opensTheLogOf("建設課 当番");
    desk.recipientSays("建設課 当番", "変更：相手・再通知（duty） 住民へも");
    assertThat(duty.barriers()).isEmpty();
    desk.ofRecipient("建設課 当番", "削除");
    duty.dialog().presses("削除する");
    duty.dialog().isDone();
    desk.hasNoRecipient("建設課 当番").deskSays("まだありません");
  }

  @Test
  void theFormsOfTheDeskSaveWhatIsEntered() {
    RunningTown town = browser.town();
    town.pushLevels("G04", reading(40, 0.5), reading(30, 0.5), reading(20, 3.6));
    MapPage duty = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
    duty.staff().signsIn("duty", RunningTown.PASSWORD).reads("ログインしました");
    duty.follows(browser.base() + "/?desk=gauges").gauges().seesTheDesk();
    GaugePart desk = duty.gauges().opensPartOfTheDesk("gauges").choosesOnTheDesk("G04");

    desk.presses("設定");
    duty.dialog().opens("高さ").fills("堤防の高さ（m）", "5.2").presses("登録する");
    duty.dialog().isDone();
    desk.presses("設定");
    duty.dialog().opens("高さ").holds("堤防の高さ（m）", "5.2").says("から（duty）").presses("やめる");

    desk.presses("値を正しいと認める");
    duty.dialog().says("3.60 m（急な変化）").presses("登録する");
    duty.dialog().isDone();
    desk.deskSays("3.60 m");

    desk.presses("訓練を始める");
    duty.dialog().fills("訓練の名前", "総合防災訓練").ticks("住民にも知らせる訓練にする").presses("登録する");
    duty.dialog().isDone();
    desk.deskSays("訓練「総合防災訓練」").deskSays("住民にも知らせる");
    for (int i = 0; i < 2; i++) {
      desk.presses("訓練の値を入れる");
      duty.dialog().fills("訓練の水位（m）", "4.3").presses("登録する");
      duty.dialog().isDone();
    }
    desk.opensPartOfTheDesk("alerts").deskSays("訓練").deskSays("氾濫危険水位に到達");
    MapPage visitor = browser.visitor(Screen.DESKTOP).follows(browser.base() + "/?gauge=G04");
    visitor.gauges().cardSays("「総合防災訓練」を行っています").cardSays("3.60 m");
    visitor.gauges().cardDoesNotSay("4.30 m");
  }

  @Test
  void whoOnlyReadsHasNoDeskEvenByItsAddress() {
    MapPage welfare = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
    welfare.staff().signsIn("welfare", RunningTown.PASSWORD).reads("ログインしました");
    welfare.follows(browser.base() + "/?desk=gauges#gauges=on");
    welfare.gauges().lists("早来橋").hasNoDesk();
    MapPage visitor = browser.visitor(Screen.PHONE).follows(browser.base() + "/?desk=gauges");
    visitor.waitsUntilDrawn().gauges().hasNoDesk();
  }
}
