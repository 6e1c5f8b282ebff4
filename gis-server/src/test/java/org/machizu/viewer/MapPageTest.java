package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.server.RunningTown;
import org.machizu.testdata.RealData;

/** The map page in a real browser over a real server: what a visitor and a planner see and do. */
class MapPageTest {
  /** 安平町役場総合庁舎の辺り (around the town hall of Abira). */
  private static final double LON = 141.829;

  private static final double LAT = 42.765;
  private static final double NEAR = 15;

  @TempDir static Path folder;

  private MapPage visitor;

  @RegisterExtension
  static final TownInBrowser<RunningTown> browser =
      TownInBrowser.with(town -> {
        town.importGeoJson("district", features(square("中央地区", 0.01)));
        town.importGeoJson("shelters", features(shelter("中央公民館", LON, 120)));
        town.publish("district");
        town.publish("shelters");
      });

  @BeforeEach
  void aVisitorComes() {
    visitor = browser.visitor(Screen.DESKTOP);
  }

  @Test
  void aVisitorSeesWhatIsPublishedAndOnlyThat() throws Exception {
    browser.town().importGeoJson("water_pipes", features(square("配水区", 0.002)));
    visitor.opensTheMap().seesLayer("district").seesLayer("shelters");
    visitor.doesNotSeeLayer("water_pipes");
  }

  @Test
  void everyFeatureAtAPlaceIsListedNotOnlyTheTopmost() {
    visitor.opensTheMapAt(LON, LAT, NEAR).clicksAt(LON, LAT);
    assertThat(visitor.hits()).containsExactly("shelters 中央公民館", "district 中央地区");
    assertThat(visitor.attributesOfTheFirstHit())
        .containsEntry("name", "中央公民館")
        .containsEntry("capacity", "120");
  }

  @Test
  void aPlaceWithoutFeaturesSaysSo() {
    visitor.opensTheMapAt(LON, LAT + 0.02, NEAR).clicksAt(LON, LAT + 0.02);
    visitor.reads("ここには表示中の地物がありません");
  }

  @Test
  void whoHasNoMouseAsksForTheCentreOfTheMap() {
    visitor.opensTheMapAt(LON, LAT, NEAR).asksForTheCentreByKeyboard().hits("中央公民館");
  }

  @Test
  void aLayerThatIsOffIsNotHitAndALinkKeepsItOff() {
    visitor.opensTheMapAt(LON, LAT, NEAR).switchesLayer("shelters").clicksAt(LON, LAT);
    assertThat(visitor.hits()).containsExactly("district 中央地区");
    try (MapPage friend = browser.visitor(Screen.DESKTOP)) {
      friend.follows(visitor.link()).seesLayerSwitchedOff("shelters").clicksAt(LON, LAT);
      assertThat(friend.hits()).containsExactly("district 中央地区");
    }
  }

  @Test
  void aColleaguesEditComesToTheOpenMapWithoutReloading() throws Exception {
    double east = LON + 0.003;
    visitor.opensTheMapAt(LON, LAT, NEAR).clicksAt(east, LAT);
    assertThat(visitor.hits()).containsExactly("district 中央地区");
    browser.town().importGeoJson("shelters", features(shelter("東会館", east, 40)), "key", "name");
    visitor.reads("地図が更新されました").waitsUntilDrawn().clicksAt(east, LAT).hits("東会館");
  }

  @Test
  void aLayerThatIsHiddenAgainVanishesFromTheOpenMap() throws Exception {
    browser.town().importGeoJson("works", features(square("工事", 0.004)));
    browser.town().publish("works");
    visitor.opensTheMapAt(LON, LAT, NEAR).seesLayer("works");
    browser.town().unpublish("works");
    visitor.doesNotSeeLayer("works").waitsUntilDrawn().clicksAt(LON, LAT);
    assertThat(visitor.hits()).containsExactly("shelters 中央公民館", "district 中央地区");
  }

  @Test
  void theLanguageIsTheVisitorsChoiceAndIsRemembered() {
    visitor.opensTheMap();
    assertThat(visitor.language()).isEqualTo("ja");
    visitor.choosesLanguage("English").reads("Staff sign-in");
    visitor.opensTheMap().reads("Staff sign-in");
    assertThat(visitor.language()).isEqualTo("en");
  }

  @Test
  void aWrongPasswordIsToldAtTheForm() {
    visitor.opensTheMap().staff().signsIn("clerk", "wrong").reads("利用者名かパスワードが違います");
  }

  @Test
  void aPlannerImportsAFileAndPublishesIt() throws Exception {
    Path csv = folder.resolve("toilets.csv");
    String rows = "名称,緯度,経度\n駅前,42.7641,141.8179\n公園,42.7660,141.8201\n遠方,0.5,0.5\n";
    Files.write(csv, rows.getBytes(StandardCharsets.UTF_8));
    visitor.opensTheMap();
    try (MapPage planner = browser.visitor(Screen.DESKTOP)) {
      planner.opensTheMap().staff().signsIn("clerk", RunningTown.PASSWORD).reads("clerk でログイン中");
      planner.staff().imports(csv, "toilets").reads("2 件を取り込み、1 件は取り込めませんでした。");
      planner.seesLayer("toilets");
      visitor.doesNotSeeLayer("toilets");
      planner.staff().publishes("toilets", "案内のため").reads("「toilets」を公開しました。");
      visitor.seesLayer("toilets");
      planner.staff().signsOut().reads("ログアウトしました").hasNoFaults();
    }
  }

  @Test
  void aPlannerNamesALayerAndEveryOpenMapShowsTheName() throws Exception {
    browser.town().importGeoJson("parks", features(square("中央公園", 0.001)));
    browser.town().publish("parks");
    visitor.opensTheMap().seesLayer("parks");
    try (MapPage planner = browser.visitor(Screen.DESKTOP)) {
      planner.opensTheMap().staff().signsIn("clerk", RunningTown.PASSWORD).seesLayer("parks");
      planner.staff().looksAtTheWordsOf("parks").fills("名称", "").presses("保存する");
      planner.reads("名称を入力してください。").dialog().isAt("名称");
      planner.dialog().fills("名称", "公園").fills("英語の名称", "Parks").chooses("分類", "施設");
      planner.dialog().presses("保存する").reads("「公園」の名称などを変えました。").seesLayer("公園");
      visitor.seesLayer("公園").doesNotSeeLayer("parks").reads("施設");
      visitor.choosesLanguage("English").seesLayer("Parks");
      planner.hasNoFaults();
    }
    // The other tests count what lies at this place.
    browser.town().unpublish("parks");
  }

  @Test
  void whoSavesWhatSomebodyElseHasChangedIsToldInJapanese() throws Exception {
    browser.town().importGeoJson("ponds", features(square("大池", 0.001)));
    try (MapPage first = browser.visitor(Screen.DESKTOP);
        MapPage second = browser.visitor(Screen.DESKTOP)) {
      first.opensTheMap().staff().signsIn("clerk", RunningTown.PASSWORD).seesLayer("ponds");
      second.opensTheMap().staff().signsIn("neighbour", RunningTown.PASSWORD).seesLayer("ponds");
      first.staff().looksAtTheWordsOf("ponds").fills("名称", "池");
      second.staff().looksAtTheWordsOf("ponds").fills("名称", "ため池").presses("保存する");
      second.reads("「ため池」の名称などを変えました。");
      first.dialog().presses("保存する").reads("読み込んだあとに、ほかの人が変更しています。");
    }
  }

  @Test
  void aPlannerTakesALayerBackFromThePublic() throws Exception {
    browser.town().importGeoJson("wells", features(square("井戸", 0.001)));
    browser.town().publish("wells");
    visitor.opensTheMap().seesLayer("wells");
    try (MapPage planner = browser.visitor(Screen.DESKTOP)) {
      planner.opensTheMap().staff().signsIn("clerk", RunningTown.PASSWORD).seesLayer("wells");
      planner.staff().unpublishes("wells", "").reads("公開をやめる理由を入力してください。");
      planner.dialog().presses("やめる").staff().unpublishes("wells", "内容の見直しのため");
      planner.reads("「wells」の公開をやめました。").seesLayer("wells");
      visitor.doesNotSeeLayer("wells");
      planner.staff().publishes("wells", "見直しが済んだため").reads("「wells」を公開しました。");
      visitor.seesLayer("wells");
      planner.hasNoFaults();
    }
  }

  @Test
  void aSectionLooksAtItsChangesBeforeThePublicSeesThem() throws Exception {
    String[] byName = {"key", "name"};
    browser.town().importGeoJson("halls", features(shelter("東集会所", LON, 40)), byName);
    visitor.opensTheMap();
    try (MapPage planner = browser.visitor(Screen.DESKTOP)) {
      planner.opensTheMap().staff().signsIn("clerk", RunningTown.PASSWORD).seesLayer("halls");
      planner.staff().beginsToPublish("halls").dialog().ticks("確認してから公開する");
      planner.dialog().fills("公開の理由（記録に残ります）", "案内のため").presses("公開する");
      planner.reads("「halls」を公開しました。");
      visitor.seesLayer("halls");

      String after = features(shelter("東集会所", LON, 60), shelter("西集会所", LON - 0.002, 25));
      browser.town().importGeoJson("halls", after, byName);

      planner.reads("公開後に変更あり").staff().looksAtTheChangesOf("halls");
      planner.dialog().says("追加 1 件、変更 1 件、削除 0 件").says("西集会所").says("40").says("60");
      assertThat(planner.barriers()).isEmpty();
      assertThat(visitor.opensTheMapAt(LON - 0.002, LAT, NEAR).clicksAt(LON - 0.002, LAT).hits())
          .noneMatch(hit -> hit.contains("西集会所"));
      planner.dialog().presses("変更を公開する").reads("公開の理由を入力してください。");
      planner.dialog().fills("変更を公開する理由（記録に残ります）", "確かめたため").presses("変更を公開する");
      planner.reads("「halls」の変更を公開しました。").doesNotRead("公開後に変更あり").hasNoFaults();
      assertThat(visitor.opensTheMapAt(LON - 0.002, LAT, NEAR).clicksAt(LON - 0.002, LAT).hits())
          .anyMatch(hit -> hit.contains("西集会所"));
    }
    // The other tests count what lies at this place.
    browser.town().unpublish("halls");
  }

  @Test
  void anImportedLayerBearsTheTitleOfTheForm() throws Exception {
    Path csv = folder.resolve("stops.csv");
    Files.writeString(csv, "名称,緯度,経度\n役場前,42.7641,141.8179\n");
    visitor.opensTheMap().staff().signsIn("clerk", RunningTown.PASSWORD).reads("clerk でログイン中");
    visitor.staff().imports(csv, "stops", "停留所").reads("1 件を取り込みました。").seesLayer("停留所");
  }

  @Test
  void theRealSheltersOfAbiraComeInByAZipAndAreFoundWhereTheyAre() throws Exception {
    Path shapefile = RealData.file("shelters-gsi/abira_shp_zone12_nocpg/hinan_abira.shp");
    Path zip = zipped(shapefile.getParent());
    visitor.opensTheMapAt(141.829043, 42.815491, 17); // 安平公民館
    visitor.staff().signsIn("clerk", RunningTown.PASSWORD).reads("clerk でログイン中");
    visitor.staff().imports(zip, "abira").reads("63 件を取り込みました。").seesLayer("abira");
    visitor.waitsUntilDrawn().clicksAt(141.829043, 42.815491).hits("安平公民館");
    assertThat(visitor.attributesOfTheFirstHit())
        .containsEntry("住所", "北海道安平町安平165")
        .containsEntry("津波", "—");
  }

  /** The files of a folder in one zip file, as people send Shapefiles. */
  private static Path zipped(Path files) throws IOException {
    Path zip = folder.resolve("shapefile.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> all = Files.list(files)) {
      for (Path file : all.toList()) {
        out.putNextEntry(new ZipEntry(file.getFileName().toString()));
        Files.copy(file, out);
      }
    }
    return zip;
  }

  @Test
  void aPhoneHasTheSameInASheet() {
    try (MapPage phone = browser.visitor(Screen.PHONE)) {
      phone.opensTheMapAt(LON, LAT, NEAR).clicksAt(LON, LAT).hits("中央公民館");
      assertThat(phone.fitsTheWidth()).isTrue();
      phone.hasNoFaults();
    }
  }

  private static String features(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  private static String shelter(String name, double lon, int capacity) {
    return """
    {"type":"Feature","properties":{"name":"%s","capacity":%d},
     "geometry":{"type":"Point","coordinates":[%s,%s]}}\
    """
        .formatted(name, capacity, lon, LAT);
  }

  /** A square around the town hall, of twice this many degrees. */
  private static String square(String name, double half) {
    double west = LON - half;
    double east = LON + half;
    double south = LAT - half;
    double north = LAT + half;
    return """
    {"type":"Feature","properties":{"name":"%s"},"geometry":{"type":"Polygon",
     "coordinates":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]}}\
    """
        .formatted(name, west, south, east, south, east, north, west, north, west, south);
  }
}
