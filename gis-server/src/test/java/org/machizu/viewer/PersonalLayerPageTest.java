package org.machizu.viewer;

import static org.machizu.viewer.LittleTown.LAT;
import static org.machizu.viewer.LittleTown.LON;
import static org.machizu.viewer.LittleTown.NEAR;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.server.RunningTown;

/** A layer about persons on the page, and what one sees before a layer is published. */
class PersonalLayerPageTest {
  @RegisterExtension
  static final TownInBrowser<RunningTown> browser =
      TownInBrowser.with(town -> {
        LittleTown.fill(town);
        town.importGeoJson(
            "persons",
            """
            {"type":"FeatureCollection","features":[{"type":"Feature",
              "geometry":{"type":"Polygon","coordinates":[[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]]},
              "properties":{"番号":"J1","氏名":"見本一","年齢":70}}]}
            """
                .formatted(LON - 0.002, LAT - 0.002, LON + 0.002, LAT + 0.002),
            "personal",
            "true");
        town.describe(
            "persons",
            "{\"title\":{\"ja\":\"住民\",\"en\":\"Residents\"},\"attributes\":{\"氏名\":{\"visibility\":\"onDemand\"}}}");
        town.importGeoJson(
            "offices",
            """
            {"type":"FeatureCollection","features":[{"type":"Feature",
              "geometry":{"type":"Point","coordinates":[%s,%s]},
              "properties":{"名称":"役場","所有者":"町"}}]}
            """
                .formatted(LON, LAT));
        town.setRule("persons", "{\"grants\":{\"welfare\":[\"read\"]}}");
      });

  @Test
  void aNameIsSeenForAPurposeOnly() {
    MapPage page = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
    page.staff().signsIn("welfare", RunningTown.PASSWORD).reads("ログインしました");
    page.follows(browser.base() + "/#map=15/%s/%s&f=persons/1".formatted(LAT, LON));
    page.reads("J1").doesNotRead("見本一");

    page.pressesWords("氏名を見る");
    page.dialog().presses("記録して見る");
    page.reads("目的を2文字以上で入力してください。");
    page.dialog().fills("目的（記録に残ります）", "除雪の見守り").presses("記録して見る");

    page.reads("見本一");
  }

  @Test
  void toOthersThereIsNoSuchLayer() {
    MapPage page = browser.visitor(Screen.PHONE).opensTheMapAt(LON, LAT, NEAR);
    page.doesNotSeeLayer("住民");
  }

  @Test
  void beforePublishingOneReadsWhatWillBePublic() {
    MapPage page = browser.visitor(Screen.DESKTOP).opensTheMapAt(LON, LAT, NEAR);
    page.staff().signsIn("clerk", RunningTown.PASSWORD).reads("ログインしました");
    page.staff().beginsToPublish("offices");

    page.reads("公開される地物: 1 件").reads("公開される属性: 名称、所有者");
    page.reads("個人に関する情報かもしれない属性があります: 所有者");
  }
}
