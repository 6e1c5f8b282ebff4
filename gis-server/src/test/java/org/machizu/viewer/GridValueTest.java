package org.machizu.viewer;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.ingest.raster.GeoTiffWriter;
import org.machizu.ingest.raster.Placement;
import org.machizu.server.RunningTown;

/** The number of a grid where somebody clicks: how deep would the water be here? */
class GridValueTest {
  private static final String TITLE = "浸水深";
  private static final int COLUMNS = 400;
  private static final int ROWS = 320;

  /** Pixels of 5 m in zone XII. */
  private static final Placement PLACEMENT =
      new Placement(new Crs(6680), -6_000, -14_000, 5, 5, COLUMNS, ROWS);

  private static final double[] DRY = at(-5_900, -14_800);
  private static final double[] SHALLOW = at(-5_300, -14_800);

  /** Beside the panel, which would cover a place farther east. */
  private static final double[] DEEP = at(-4_950, -14_800);

  private static final double NEAR = 13;

  @RegisterExtension
  static final TownInBrowser<RunningTown> browser = TownInBrowser.with(GridValueTest::fill);

  private MapPage visitor;

  private static void fill(RunningTown town) throws Exception {
    Path file = Files.createTempFile("depth", ".tif");
    try {
      GeoTiffWriter.writeGrid(file, PLACEMENT, -9999, depths());
      town.importFile("flood_depth", file);
    } finally {
      Files.delete(file);
    }
    town.describe(
        "flood_depth",
        """
        {"title":{"ja":"浸水深","en":"Flood depth"},"group":"disaster",
         "style":[{"type":"raster","metadata":{"machizu:unit":"m"}}]}\
        """);
    town.publish("flood_depth");
  }

  /** No number in the west, 0.42 m in the middle, 3.5 m in the east. */
  private static float[] depths() {
    float[] depths = new float[COLUMNS * ROWS];
    for (int i = 0; i < depths.length; i++) {
      int x = i % COLUMNS;
      depths[i] = x < 100 ? Float.NaN : x < 200 ? 0.42f : 3.5f;
    }
    return depths;
  }

  private static double[] at(double east, double north) {
    var place = CrsConversion.between(new Crs(6680), Crs.JGD2011).apply(east, north);
    return new double[] {place.x, place.y};
  }

  @BeforeEach
  void aVisitorLooksAtTheGrid() {
    visitor = browser.visitor(Screen.DESKTOP).opensTheMapAt(SHALLOW[0], SHALLOW[1], NEAR);
  }

  @Test
  void aClickTellsTheNumberWithItsUnitInEveryLanguage() {
    clicks(SHALLOW).seesValue(TITLE, "0.42 m");
    visitor.choosesLanguage("English").seesValue("Flood depth", "0.42 m");
    clicks(DEEP).seesValue("Flood depth", "3.5 m");
  }

  @Test
  void whereThereIsNoNumberThePanelSaysSo() {
    clicks(DRY).seesValue(TITLE, "この場所に値はありません");
    visitor.choosesLanguage("やさしい日本語").seesValue(TITLE, "ここには ありません");
    visitor.choosesLanguage("English").seesValue("Flood depth", "No value here");
  }

  @Test
  void aGridThatIsOffTellsNothing() {
    visitor.switchesLayer(TITLE);
    clicks(SHALLOW).reads("ここには表示中の地物がありません").seesNoValues();
  }

  @Test
  void theAnswerOfAnEarlierClickIsNeverShown() {
    visitor.network().holdsValuesBack();
    clicks(DEEP).seesValue(TITLE, "読み込んでいます…");
    clicks(SHALLOW).seesValue(TITLE, "読み込んでいます…");
    visitor.network().lastHeldValueComes();
    visitor.seesValue(TITLE, "0.42 m");
    visitor.network().allHeldValuesCome();
    visitor.seesValue(TITLE, "0.42 m");
  }

  @Test
  void aRefusalIsToldAndCanBeTriedAgain() {
    visitor.network().findsValuesRefused();
    clicks(SHALLOW).seesValue(TITLE, "値を読み込めませんでした。");
    visitor.network().findsValuesAnswered().pressesWords("再読み込み").seesValue(TITLE, "0.42 m");
  }

  @Test
  void anAnswerThatIsNoNumberIsNotShown() {
    visitor.network().findsValuesGarbled();
    clicks(SHALLOW).seesValue(TITLE, "値を読み込めませんでした。");
  }

  private MapPage clicks(double[] place) {
    return visitor.clicksAt(place[0], place[1]);
  }
}
