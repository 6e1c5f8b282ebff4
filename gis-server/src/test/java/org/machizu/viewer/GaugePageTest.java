package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** Water levels as people see them: three stations at a river, of which each test has its own. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class GaugePageTest {
  @RegisterExtension
  static final TownInBrowser<RunningTown> browser = TownInBrowser.with(GaugePageTest::fill);

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
    desk.presses("住民への配信を承認");
    duty.reads("一度送ったものは取り戻せません").pressesKey("Escape");
    desk.acknowledgesAll();
    desk.deskSays("継続中（確認済）").deskSays("確認：duty");
    desk.opensPartOfTheDesk("lines").deskSays("ブローカー");
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
