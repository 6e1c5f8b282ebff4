package org.machizu.viewer;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.machizu.server.RunningTown;

/** What an open map does when the town's layers change under it, however the answers come in. */
class MapRefreshTest {
  private static final double LON = 141.829;
  private static final double LAT = 42.765;
  private static final double NEAR = 15;

  @TempDir static Path folder;

  private MapPage planner;

  @RegisterExtension
  static final TownInBrowser<RunningTown> browser = TownInBrowser.with(town -> {});

  @BeforeEach
  void aPlannerComes() {
    planner = browser.visitor(Screen.DESKTOP);
  }

  @Test
  void aLayerThatLooksAsBeforeAfterAChangeLeavesTheMapReady() throws Exception {
    browser.town().importGeoJson("works", sites("工事", LON));
    planner
        .opensTheMapAt(LON, LAT, NEAR)
        .staff()
        .signsIn("clerk", RunningTown.PASSWORD)
        .seesLayer("works");
    planner.waitsUntilDrawn();
    // Publishing makes a new revision, and so new tile addresses, of tiles with the same bytes.
    planner.network().waitsForTilesOf("works", () -> browser.town().publish("works"));
    planner.waitsUntilDrawn().clicksAt(LON, LAT).hits("工事");
  }

  @Test
  void aTileThatFailedIsLoadedWhenItsLayerGrows() throws Exception {
    browser.town().importGeoJson("pipes", sites("本管", LON), "key", "name");
    planner.network().findsTilesRefused("pipes");
    planner
        .opensTheMapAt(LON, LAT, NEAR)
        .staff()
        .signsIn("clerk", RunningTown.PASSWORD)
        .seesLayer("pipes");
    planner.waitsUntilDrawn().reads("地図の一部を読み込めませんでした");
    planner.network().findsTilesAnswered("pipes");
    planner
        .network()
        .waitsForTilesOf("pipes", () -> importMore("pipes", sites("枝管", LON + 0.2), "key", "name"));
    planner.waitsUntilDrawn().clicksAt(LON, LAT).hits("本管");
  }

  @Test
  void oneIsToldOfAColleaguesChangeButNotOfOnesOwn() throws Exception {
    browser.town().importGeoJson("wells", sites("井戸", LON));
    browser.town().importGeoJson("ponds", sites("池", LON));
    planner
        .opensTheMapAt(LON, LAT, NEAR)
        .staff()
        .signsIn("clerk", RunningTown.PASSWORD)
        .seesLayer("wells");
    Path own = Files.writeString(folder.resolve("wells.geojson"), sites("新しい井戸", LON));
    planner.staff().imports(own, "wells").reads("1 件を取り込みました。");
    browser.town().importGeoJson("ponds", sites("新しい池", LON));
    planner.reads("地図が更新されました：ponds").doesNotRead("地図が更新されました：wells");
    planner.waitsUntilDrawn().clicksAt(LON, LAT).hits("新しい井戸").hits("新しい池");
  }

  private static void importMore(String layer, String geoJson, String... options) {
    try {
      browser.town().importGeoJson(layer, geoJson, options);
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
