package org.machizu.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.crs.PlaneMeasure;
import org.machizu.server.RunningTown;

/** Measuring, places, backgrounds and the dark: what people do with the map itself. */
class MapToolsTest {
  private static final double LON = 141.829;
  private static final double LAT = 42.765;
  private static final double CLOSE = 17;

  @TempDir static Path folder;
  private static Chromium chromium;
  private static RunningTown town;

  private MapPage visitor;

  @BeforeAll
  static void startsTownAndBrowser() throws Exception {
    Chromium.needed();
    town = RunningTown.start(folder.resolve("town"), Map.of("municipality.crs", "EPSG:6680"));
    town.importGeoJson("district", site("中央地区"));
    town.publish("district");
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
  void aVisitorComes() {
    visitor = MapPage.visitor(chromium, town.base(), Screen.DESKTOP);
  }

  @AfterEach
  void thePageHadNoFaults() {
    visitor.hasNoFaults();
    visitor.close();
  }

  @Test
  void aLengthIsMeasuredOnTheTownsPlane() {
    double east = LON + 0.002;
    visitor.opensTheMapAt(LON, LAT, CLOSE).pressesTool("距離を測る");
    visitor.clicksAt(LON, LAT).clicksAt(east, LAT);
    double onPlane =
        PlaneMeasure.inZone(12)
            .lengthM(
                new GeometryFactory()
                    .createLineString(
                        new Coordinate[] {new Coordinate(LON, LAT), new Coordinate(east, LAT)}));
    // A click hits a pixel, and one is 0.9 m here.
    assertThat(metres(visitor.measured())).isCloseTo(onPlane, within(2.0));
    visitor.reads("平面直角座標系 XII 系の平面距離");
    visitor.pressesKey("Escape").seesNoMeasuring().clicksAt(LON, LAT).hits("中央地区");
  }

  @Test
  void whileMeasuringAClickAsksForNothing() {
    visitor.opensTheMapAt(LON, LAT, CLOSE).pressesTool("面積を測る");
    visitor.clicksAt(LON, LAT).clicksAt(LON + 0.002, LAT).clicksAt(LON + 0.002, LAT + 0.001);
    assertThat(visitor.measured()).startsWith("面積 ").contains("m²").contains("周囲 ");
    visitor.seesNoHits();
    visitor.pressesTool("1 点戻す");
    assertThat(visitor.measured()).startsWith("2 点");
    visitor.pressesTool("終わる").seesNoMeasuring();
  }

  @Test
  void whoHasNoMouseMeasuresFromTheCentre() {
    visitor.opensTheMapAt(LON, LAT, CLOSE).pressesTool("距離を測る");
    visitor.movesEastAndPlacesAPoint().movesEastAndPlacesAPoint();
    assertThat(metres(visitor.measured())).isGreaterThan(10);
    visitor.pressesKey("Backspace");
    assertThat(visitor.measured()).startsWith("1 点");
  }

  @Test
  void thePlaceIsWrittenAsSurveyorsDoOrInDegrees() {
    visitor.opensTheMapAt(LON, LAT, CLOSE);
    double[] plane = {LON, LAT};
    CrsConversion.between(Crs.JGD2011, Crs.zone(12)).apply(plane);
    Matcher xy = Pattern.compile("X (-?[0-9.]+)\\s+Y (-?[0-9.]+)").matcher(visitor.place());
    assertThat(xy.matches()).isTrue();
    assertThat(Double.parseDouble(xy.group(1)))
        .as("X is the north")
        .isCloseTo(plane[1], within(1.0));
    assertThat(Double.parseDouble(xy.group(2))).isCloseTo(plane[0], within(1.0));
    visitor.writesPlacesAs("度分秒");
    assertThat(visitor.place()).startsWith("42°45′5").contains("N 141°49′4").endsWith("E");
    visitor.writesPlacesAs("度").opensTheMapAt(LON, LAT, CLOSE);
    assertThat(visitor.place()).as("remembered").startsWith("42.76").contains(", 141.82");
  }

  @Test
  void theScaleIsThatOfTheScreen() {
    visitor.opensTheMapAt(LON, LAT, CLOSE);
    double px = 40_075_016.7 * Math.cos(Math.toRadians(LAT)) / 512 / Math.pow(2, CLOSE);
    double scale = Double.parseDouble(visitor.scale().replace("1:", "").replace(",", ""));
    assertThat(scale).isCloseTo(px / 0.0254 * 96, within(60.0));
  }

  @Test
  void theSurveyAuthoritysMapIsAskedForOnlyOnceChosenAndALinkKeepsIt() throws Exception {
    visitor.reachesTheSurveyAuthority(green()).opensTheMapAt(LON, LAT, CLOSE);
    assertThat(visitor.askedOutside()).isEmpty();
    visitor.chooses("地理院地図（淡色）").reads("出典: 国土地理院");
    assertThat(visitor.askedOutside()).isNotEmpty().allMatch(url -> url.contains("/xyz/pale/18/"));
    assertThat(visitor.link()).contains("base=pale");
    visitor.hasNoFaultsButAskingOutside();
    try (MapPage friend = MapPage.visitor(chromium, town.base(), Screen.PHONE)) {
      friend.reachesTheSurveyAuthority(green()).follows(visitor.link());
      friend.seesChosen("地理院地図（淡色）");
      assertThat(friend.askedOutside()).isNotEmpty();
      friend.chooses("町の地図").hasNoFaultsButAskingOutside();
      assertThat(friend.link()).doesNotContain("base=");
    }
  }

  @Test
  void withoutAnOutsideNetworkThePageSaysSoAndGoesBackToTheTownsMap() {
    visitor.cannotReachTheSurveyAuthority().opensTheMapAt(LON, LAT, CLOSE);
    visitor.chooses("地理院 空中写真").reads("背景地図「地理院 空中写真」を読み込めません");
    visitor.pressesTool("町の地図にする").seesChosen("町の地図").waitsUntilDrawn();
    visitor.clicksAt(LON, LAT).hits("中央地区").hasNoFaultsButAskingOutside();
  }

  @Test
  void aTownThatDoesNotOfferOutsideMapsHasNone() throws Exception {
    Path other = folder.resolve("closed");
    try (RunningTown closed = RunningTown.start(other, Map.of("baseMaps.gsi", "false"));
        MapPage page = MapPage.visitor(chromium, closed.base(), Screen.DESKTOP)) {
      page.opensTheMap().seesChosen("町の地図").doesNotOffer("地理院地図（標準）");
      page.follows(closed.base() + "/#base=pale").seesChosen("町の地図").hasNoFaults();
    }
  }

  @Test
  void theDutyRoomChoosesTheDarkAndItIsRemembered() {
    visitor.opensTheMapAt(LON, LAT, CLOSE);
    assertThat(visitor.brightness()).isGreaterThan(180);
    visitor.chooses("暗い（夜間）").becomesDarkerThan(70);
    visitor.opensTheMapAt(LON, LAT, CLOSE).seesChosen("暗い（夜間）");
    assertThat(visitor.brightness()).isLessThan(70);
    visitor.clicksAt(LON, LAT).hits("中央地区");
  }

  @Test
  void aDeviceThatIsSetToDarkIsFollowed() {
    visitor.prefersDark().opensTheMapAt(LON, LAT, CLOSE).seesChosen("機器に合わせる");
    assertThat(visitor.brightness()).isLessThan(70);
  }

  @Test
  void aLayerThatIsOffAsksForNoTiles() {
    visitor.opensTheMapAt(LON, LAT, CLOSE).switchesLayer("district");
    String link = visitor.link();
    try (MapPage friend = MapPage.visitor(chromium, town.base(), Screen.DESKTOP)) {
      friend.follows(link).seesLayerSwitchedOff("district");
      assertThat(friend.tilesAskedOf("district")).isZero();
      friend.switchesLayer("district").hasNoFaults();
      assertThat(friend.tilesAskedOf("district")).isPositive();
    }
  }

  private static double metres(String measured) {
    Matcher number = Pattern.compile("距離 ([0-9.,]+) m.*").matcher(measured);
    assertThat(number.matches()).as(measured).isTrue();
    return Double.parseDouble(number.group(1).replace(",", ""));
  }

  private static byte[] green() throws IOException {
    BufferedImage tile = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    var pen = tile.createGraphics();
    pen.setColor(new Color(0xc8, 0xe0, 0xc0));
    pen.fillRect(0, 0, 256, 256);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(tile, "png", bytes);
    return bytes.toByteArray();
  }

  /** A square of about 2 km around the town hall. */
  private static String site(String name) {
    return String.format(
        Locale.ROOT,
        """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"%s"},
         "geometry":{"type":"Polygon","coordinates":[[[%5$s,%2$s],[%4$s,%2$s],[%4$s,%3$s],[%5$s,%3$s],[%5$s,%2$s]]]}}]}\
        """,
        name,
        LAT - 0.01,
        LAT + 0.01,
        LON + 0.01,
        LON - 0.01);
  }
}
