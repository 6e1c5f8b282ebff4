package org.machizu.viewer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** The open GIS page and its maps, as residents use them, and the desk at which maps are made. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class OpenPageTest {
  @RegisterExtension
  static final TownInBrowser<RunningTown> browser =
      TownInBrowser.with(town -> {
        LittleTown.fill(town);
        town.makeMap(
            "bosai",
            """
            {"title":{"ja":"防災マップ","en":"Disaster map"},"words":{"ja":"水が来るおそれのある所"},
             "theme":"disaster","background":"none",
             "layers":[{"layer":"flood_planned","on":true},{"layer":"zoning","on":true}]}\
            """);
      });

  @Test
  void everyPageIsWithoutSeriousBarriersAndFitsTheScreenInEveryLanguage() {
    for (Screen screen : Screen.ofAnybody()) {
      MapPage visitor = browser.visitor(screen);
      for (String path : List.of("/open", "/open/layers/shelters", "/open/maps/bosai")) {
        for (String language : List.of("ja", "en")) {
          OpenPage page = visitor.opensTheOpenPage(path + "?lang=" + language);
          if (path.contains("/maps/")) {
            page.mapIsDrawn();
          }
          assertThat(page.barriers()).as(path + " " + language + " " + screen).isEmpty();
          assertThat(visitor.fitsTheWidth()).as(path + " " + language + " " + screen).isTrue();
        }
      }
    }
  }

  @Test
  void aMapTellsWhatIsThereAndItsLinkShowsAnotherTheSame() {
    MapPage visitor = browser.visitor(Screen.DESKTOP);
    OpenPage map = visitor.opensTheOpenPage("/open");
    map.follows("防災マップ").reads("水が来るおそれのある所").mapIsDrawn();
    map.pressesTheMiddle().isTold(LittleTown.FLOOD).isTold("名称").isTold("誤りを知らせる");
    map.switches(LittleTown.FLOOD, false).mapIsDrawn().pressesTheMiddle();
    map.isTold(LittleTown.ZONES);
    String link = map.linkToShare("off=flood_planned");
    assertThat(link).startsWith(browser.base() + "/open/maps/bosai#").contains("map=");

    OpenPage other =
        browser.visitor(Screen.PHONE).opensTheOpenPage(link.substring(browser.base().length()));
    other.mapIsDrawn().isOn(LittleTown.FLOOD, false).isOn(LittleTown.ZONES, true);
  }

  @Test
  void anotherSiteShowsTheMapInAFrame() throws Exception {
    String embed = browser.base() + "/open/embed/bosai?lang=ja";
    byte[] html =
        "<!doctype html><title>x</title><iframe width=640 height=480 src=\"%s\"></iframe>"
            .formatted(embed)
            .getBytes(StandardCharsets.UTF_8);
    HttpServer other = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    other.createContext(
        "/page",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, html.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(html);
          }
        });
    other.start();
    try {
      FrameLocator frame =
          browser
              .visitor(Screen.DESKTOP)
              .opensTheOpenPage("/open")
              .framedBy("http://localhost:" + other.getAddress().getPort() + "/page");
      assertThat(frame.locator("h1")).containsText("防災マップ");
      assertThat(frame.locator(".open-map-view")).hasAttribute("aria-busy", "false");
      assertThat(frame.locator(".open-layers input").first()).isChecked();
    } finally {
      other.stop(0);
    }
  }

  @Test
  void aSectionPutsAMapTogetherWithoutAProgrammerAndPublishesIt() {
    MapPage clerk =
        browser.visitor(Screen.DESKTOP).opensTheMapAt(LittleTown.LON, LittleTown.LAT, 15);
    clerk.staff().signsIn("clerk", RunningTown.PASSWORD).reads("ログインしました");
    OpenDeskPart desk =
        clerk.opensTheOpenDesk("maps", LittleTown.LON, LittleTown.LAT, 15).isOpen().says("防災マップ");
    desk.presses("新しい地図を作る");
    desk.presses("下書きを保存").says("題名を入力してください");
    desk.types("アドレスの名前", "noson").types("題名", "農地の地図").chooses("テーマ", "観光");
    desk.chooses("レイヤを加える", LittleTown.FIELDS).chooses("レイヤを加える", LittleTown.SHELTERS);
    desk.presses(LittleTown.SHELTERS + "を上へ").presses("いまの地図の場所にする");
    assertThat(clerk.barriers()).isEmpty();
    desk.presses("下書きを保存").says("農地の地図").says("下書き（非公開）");

    OpenPage visitor = browser.visitor(Screen.DESKTOP).opensTheOpenPage("/open");
    visitor.lacks("農地の地図");
    desk.presses("公開する: 農地の地図").because("見ごろのため", "公開する").says("公開中");
    visitor = browser.visitor(Screen.DESKTOP).opensTheOpenPage("/open");
    visitor.reads("観光").follows("農地の地図").mapIsDrawn().isOn(LittleTown.FIELDS, true);
    visitor.pressesTheMiddle().isTold(LittleTown.FIELDS);
    assertThat(visitor.linkToShare("map=15")).contains("/open/maps/noson");
  }

  @Test
  void aMistakeIsToldFromTheMapAnsweredAtTheDeskAndReadBehindTheLink() {
    MapPage phone = browser.visitor(Screen.PHONE);
    OpenPage page = phone.opensTheOpenPage("/open/maps/bosai").mapIsDrawn();
    page.pressesTheMiddle().isTold(LittleTown.FLOOD).follows("この地物の誤りを知らせる");
    page.reads(LittleTown.FLOOD).reads("地物の番号").reads("防災マップ");
    assertThat(page.barriers()).isEmpty();
    page.types("どこが、どのように違いますか", "ここは水につかりません").waits(3_200).presses("送る");
    page.reads("受け付けました").reads("ここは水につかりません");
    assertThat(page.barriers()).isEmpty();
    assertThat(phone.fitsTheWidth()).isTrue();
    String link = page.address();

    MapPage clerk = browser.visitor(Screen.DESKTOP).opensTheMap();
    clerk.staff().signsIn("clerk", RunningTown.PASSWORD).reads("ログインしました");
    OpenDeskPart desk =
        clerk.opensTheOpenDesk("feedback", LittleTown.LON, LittleTown.LAT, 14).isOpen();
    desk.says("ここは水につかりません").presses("受付番号");
    desk.presses("対応を始める").says("対応を始める");
    assertThat(clerk.barriers()).isEmpty();
    desk.presses("すべて").presses("受付番号").presses("回答する");
    desk.states("回答（送った人に見えます）", "測り直して直しました", "回答する");
    desk.presses("回答済み").says("ここは水につかりません");

    OpenPage answered =
        browser.visitor(Screen.DESKTOP).opensTheOpenPage(link.substring(browser.base().length()));
    answered.reads("返事をしました").reads("測り直して直しました");
  }
}
