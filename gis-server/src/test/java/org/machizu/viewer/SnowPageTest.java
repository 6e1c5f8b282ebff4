package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/**
 * Snow clearing as people see it: four roads of about 330 m in a row from west to east, of which
 * the first three are on a route; a plow drives along all of them.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SnowPageTest {
  private static final double WEST = LON - 0.008;
  private static final double ROAD = 0.004;
  private static final int ROADS = 4;
  private static final double STEP = 0.00025;

  @RegisterExtension
  static final TownInBrowser<RunningTown> browser = TownInBrowser.with(SnowPageTest::fill);

  private static void fill(RunningTown town) throws Exception {
    LittleTown.fill(town);
    town.importGeoJson(
        "roads", collection(ROADS, "\"区間番号\":\"R%d\",\"路線名\":\"町道%d号線\",\"幅員_m\":4.0"));
    town.publish("roads");
    town.importGeoJson(
        "snow_routes",
        collection(
            3,
            "\"区間番号\":\"R%d\",\"工区\":\"第1工区\",\"コース\":\"1-1\",\"優先度\":\"第%d種\",\"受託者\":\"建設協会\""));
  }

  /**
   * @param properties of each road, with its number twice at most
   */
  private static String collection(int roads, String properties) {
    return IntStream.range(0, roads)
        .mapToObj(i ->
            String.format(
                Locale.ROOT,
                "{\"type\":\"Feature\",\"properties\":{%s},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[%.6f,%.6f],[%.6f,%.6f]]}}",
                properties.formatted(i + 1, i + 1),
                WEST + i * ROAD,
                LAT,
                WEST + (i + 1) * ROAD,
                LAT))
        .collect(Collectors.joining(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}"));
  }

  /**
   * A plow along all roads until now, blade down, a position every five seconds; or until nine in
   * the morning (midnight in UTC), when runs are cut in two and a road would be short of a piece.
   */
  private static String drive() {
    int count = (int) Math.round(ROADS * ROAD / STEP);
    Duration took = Duration.ofSeconds(5L * count);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant nine = now.truncatedTo(ChronoUnit.DAYS);
    Instant begin = (now.minus(took).isBefore(nine) ? nine : now).minus(took);
    return IntStream.range(0, count)
        .mapToObj(i ->
            String.format(
                Locale.ROOT,
                "{\"time\":\"%s\",\"lon\":%.6f,\"lat\":%.6f,\"accuracyM\":4,\"speedMps\":4.1,\"courseDeg\":90,\"extra\":{\"blade\":\"down\"}}",
                begin.plusSeconds(5L * i),
                WEST + (i + 0.5) * STEP,
                LAT))
        .collect(Collectors.joining(","));
  }

  private static String inTown(Duration ago) {
    return LocalDateTime.now(ZoneId.of("Asia/Tokyo"))
        .minus(ago)
        .truncatedTo(ChronoUnit.MINUTES)
        .toString();
  }

  /** From the first flake to the cleared road: each step is the ground of the next one. */
  @Test
  void aSnowfallIsEnteredAndARoadIsClearedBeforeEverybodysEyes() {
    RunningTown town = browser.town();
    MapPage visitor = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
    visitor.snow().switchesOn().saysOfTheSnow("降雪がありません").hasNoDesk().listsNoVehicles();

    MapPage clerk = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
    clerk.staff().signsIn("clerk", RunningTown.PASSWORD).reads("ログインしました");
    clerk.snow().switchesOn().opensTheDesk().opensPartOfTheDesk("降雪の登録");
    clerk.snow().pressesOnTheDesk("降雪を登録");
    clerk.dialog().presses("登録する");
    clerk.reads("名前を入力してください。").dialog().isAt("名前");
    clerk.dialog().fills("名前", "試験の大雪").fills("降り始め", inTown(Duration.ofHours(2)));
    clerk.dialog().presses("登録する");
    clerk.snow().deskSays("試験の大雪").deskSays("降雪中");
    clerk.snow().pressesOnTheDesk("積雪を登録");
    clerk.dialog().fills("深さ（cm）", "40").fills("測った場所", "役場前").presses("登録する");
    clerk.snow().deskSays("40 cm（役場前）").pressesOnTheDesk("直す: ");
    clerk.dialog().fills("深さ（cm）", "4").presses("登録する");
    clerk.snow().deskSays("4 cm（役場前）").deskDoesNotSay("40 cm").pressesOnTheDesk("消す: ");
    clerk.dialog().presses("消す");
    clerk.snow().deskSays("積雪の記録はまだありません").deskDoesNotSay("4 cm");

    visitor.snow().saysOfTheSnow("試験の大雪").counts("未除雪", ROADS);
    visitor.clicksAt(WEST + ROAD / 2, LAT).snow().cardSays("まだ除雪されていません");

    town.sendPositions("plow-1", drive());
    visitor.snow().counts("1時間以内", ROADS);
    assertThat(visitor.barriers()).isEmpty();
    visitor.pressesKey("Escape").clicksAt(WEST + ROAD * 1.5, LAT);
    visitor.snow().cardSays("に除雪されました").cardSays("確からしさ").cardDoesNotSay("plow-1");

    clerk.snow().opensPartOfTheDesk("進み具合").deskSays("100%").deskSays("第1工区 1-1");
    assertThat(clerk.barriers()).isEmpty();
    // Shortly after midnight the desk opens with the report of the evening before.
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Tokyo"));
    clerk.snow().opensPartOfTheDesk("日報").choosesTheDay(today).deskSays("plow-1");
    clerk.clicksAt(WEST + ROAD * 1.5, LAT).snow().cardSays("plow-1").cardSays("通過の記録");

    visitor.snow().opensTheTimeBar().goesToTheBeginning().counts("未除雪", ROADS);
    visitor.snow().goesBackToNow().counts("1時間以内", ROADS);
  }

  @Test
  void whoIsNotOnDutyHasNoDeskEvenByItsAddress() {
    MapPage page = browser.visitor(Screen.DESKTOP).follows(browser.base() + "/?desk=snow#snow=on");
    page.snow().saysOfTheSnow("雪").listsNoVehicles().hasNoDesk();
  }

  @Test
  void aQuestionWithoutAnAddressIsAskedBack() {
    MapPage page = browser.visitor(Screen.PHONE).opensTheMapAt(LON, LAT, NEAR);
    page.snow().switchesOn().asksWhenCleared(" ").isAnswered("入力してください");
    page.snow().asksWhenCleared("どこにもない町 99").isAnswered("見つかりませんでした");
    assertThat(page.fitsTheWidth()).isTrue();
  }
}
