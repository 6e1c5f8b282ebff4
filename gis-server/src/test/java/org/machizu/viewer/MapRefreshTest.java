package org.machizu.viewer;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.server.RunningTown;

/** What an open map does when the town's layers change under it, however the answers come in. */
class MapRefreshTest {
  private static final double LON = 141.829;
  private static final double LAT = 42.765;
  private static final double NEAR = 15;

  @TempDir static Path folder;
  private static Chromium chromium;
  private static RunningTown town;

  private MapPage planner;

  @BeforeAll
  static void startsTownAndBrowser() throws Exception {
    Chromium.needed();
    town = RunningTown.start(folder.resolve("town"));
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopsTownAndBrowser() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (town != null) {
      town.close();
    }
  }

  @BeforeEach
  void aPlannerComes() {
    planner = MapPage.visitor(chromium, town.base(), Screen.DESKTOP);
  }

  @AfterEach
  void thePageHadNoFaults() {
    planner.hasNoFaults();
    planner.close();
  }

  @Test
  void aLayerThatLooksAsBeforeAfterAChangeLeavesTheMapReady() throws Exception {
    town.importGeoJson("works", sites("工事", LON));
    planner.opensTheMapAt(LON, LAT, NEAR).signsIn("clerk", RunningTown.PASSWORD).seesLayer("works");
    planner.waitsUntilDrawn();
    // Publishing makes a new revision, and so new tile addresses, of tiles with the same bytes.
    planner.waitsForTilesOf("works", () -> town.publish("works"));
    planner.waitsUntilDrawn().clicksAt(LON, LAT).hits("工事");
  }

  @Test
  void aTileThatFailedIsLoadedWhenItsLayerGrows() throws Exception {
    town.importGeoJson("pipes", sites("本管", LON), "key", "name");
    planner.findsTilesRefused("pipes");
    planner.opensTheMapAt(LON, LAT, NEAR).signsIn("clerk", RunningTown.PASSWORD).seesLayer("pipes");
    planner.waitsUntilDrawn().reads("地図の一部を読み込めませんでした");
    planner.findsTilesAnswered("pipes");
    planner.waitsForTilesOf(
        "pipes", () -> importMore("pipes", sites("枝管", LON + 0.2), "key", "name"));
    planner.waitsUntilDrawn().clicksAt(LON, LAT).hits("本管");
  }

  @Test
  void oneIsToldOfAColleaguesChangeButNotOfOnesOwn() throws Exception {
    town.importGeoJson("wells", sites("井戸", LON));
    town.importGeoJson("ponds", sites("池", LON));
    planner.opensTheMapAt(LON, LAT, NEAR).signsIn("clerk", RunningTown.PASSWORD).seesLayer("wells");
    Path own = Files.writeString(folder.resolve("wells.geojson"), sites("新しい井戸", LON));
    planner.imports(own, "wells").reads("1 件を取り込みました。");
    town.importGeoJson("ponds", sites("新しい池", LON));
    planner.reads("地図が更新されました：ponds").doesNotRead("地図が更新されました：wells");
    planner.waitsUntilDrawn().clicksAt(LON, LAT).hits("新しい井戸").hits("新しい池");
  }

  private static void importMore(String layer, String geoJson, String... options) {
    try {
      town.importGeoJson(layer, geoJson, options);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sites(String name, double lon) {
    return """
    {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"%s"},
     "geometry":{"type":"Point","coordinates":[%s,%s]}}]}\
    """
        .formatted(name, lon, LAT);
  }
}
