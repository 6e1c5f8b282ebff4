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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

  private MapPage visitor;

  @RegisterExtension
  static final TownInBrowser<RunningTown> browser =
      TownInBrowser.with(
          Map.of("municipality.crs", "EPSG:6680"),
          town -> {
            town.importGeoJson("district", site("中央地区"));
            town.publish("district");
          });

  @BeforeEach
  void aVisitorComes() {
    visitor = browser.visitor(Screen.DESKTOP);
  }

  @Test
  void aLengthIsMeasuredOnTheTownsPlane() {
    double east = LON + 0.002;
    visitor.opensTheMapAt(LON, LAT, CLOSE).tools().pressesTool("距離を測る");
    visitor.clicksAt(LON, LAT).clicksAt(east, LAT);
    double onPlane =
        PlaneMeasure.inZone(12)
            .lengthM(
                new GeometryFactory()
                    .createLineString(
                        new Coordinate[] {new Coordinate(LON, LAT), new Coordinate(east, LAT)}));
    // A click hits a pixel, and one is 0.9 m here.
    assertThat(metres(visitor.tools().measured())).isCloseTo(onPlane, within(2.0));
    visitor.reads("平面直角座標系 XII 系の平面距離");
    visitor.pressesKey("Escape").tools().seesNoMeasuring();
    visitor.clicksAt(LON, LAT).hits("中央地区");
  }

  @Test
  void whileMeasuringAClickAsksForNothing() {
    visitor.opensTheMapAt(LON, LAT, CLOSE).tools().pressesTool("面積を測る");
    visitor.clicksAt(LON, LAT).clicksAt(LON + 0.002, LAT).clicksAt(LON + 0.002, LAT + 0.001);
    assertThat(visitor.tools().measured()).startsWith("面積 ").contains("m²").contains("周囲 ");
    visitor.seesNoHits();
    visitor.tools().pressesTool("1 点戻す");
    assertThat(visitor.tools().measured()).startsWith("2 点");
    visitor.tools().pressesTool("終わる").seesNoMeasuring();
  }

  @Test
  void whoHasNoMouseMeasuresFromTheCentre() {
    visitor.opensTheMapAt(LON, LAT, CLOSE).tools().pressesTool("距離を測る");
    visitor.tools().movesEastAndPlacesAPoint().movesEastAndPlacesAPoint();
    assertThat(metres(visitor.tools().measured())).isGreaterThan(10);
    visitor.pressesKey("Backspace");
    assertThat(visitor.tools().measured()).startsWith("1 点");
  }

  @Test
  void thePlaceIsWrittenAsSurveyorsDoOrInDegrees() {
    visitor.opensTheMapAt(LON, LAT, CLOSE);
    double[] plane = {LON, LAT};
    CrsConversion.between(Crs.JGD2011, Crs.zone(12)).apply(plane);
    Matcher xy = Pattern.compile("X (-?[0-9.]+)\\s+Y (-?[0-9.]+)").matcher(visitor.tools().place());
    assertThat(xy.matches()).isTrue();
    assertThat(Double.parseDouble(xy.group(1)))
        .as("X is the north")
        .isCloseTo(plane[1], within(1.0));
    assertThat(Double.parseDouble(xy.group(2))).isCloseTo(plane[0], within(1.0));
    visitor.tools().writesPlacesAs("度分秒");
    assertThat(visitor.tools().place()).startsWith("42°45′5").contains("N 141°49′4").endsWith("E");
    visitor.tools().writesPlacesAs("度");
    visitor.opensTheMapAt(LON, LAT, CLOSE);
    assertThat(visitor.tools().place()).as("remembered").startsWith("42.76").contains(", 141.82");
  }

  @Test
  void theScaleIsThatOfTheScreen() {
    visitor.opensTheMapAt(LON, LAT, CLOSE);
    double px = 40_075_016.7 * Math.cos(Math.toRadians(LAT)) / 512 / Math.pow(2, CLOSE);
    double scale = Double.parseDouble(visitor.tools().scale().replace("1:", "").replace(",", ""));
    assertThat(scale).isCloseTo(px / 0.0254 * 96, within(60.0));
  }

  @Test
  void theSurveyAuthoritysMapIsAskedForOnlyOnceChosenAndALinkKeepsIt() throws Exception {
    visitor.network().reachesTheSurveyAuthority(green()).opensTheMapAt(LON, LAT, CLOSE);
    assertThat(visitor.network().askedOutside()).isEmpty();
    visitor.tools().chooses("地理院地図（淡色）").reads("出典: 国土地理院");
    assertThat(visitor.network().askedOutside())
        .isNotEmpty()
        .allMatch(url -> url.contains("/xyz/pale/18/"));
    assertThat(visitor.link()).contains("base=pale");
    visitor.hasNoFaultsButAskingOutside();
    try (MapPage friend = browser.visitor(Screen.PHONE)) {
      friend.network().reachesTheSurveyAuthority(green()).follows(visitor.link());
      friend.tools().seesChosen("地理院地図（淡色）");
      assertThat(friend.network().askedOutside()).isNotEmpty();
      friend.tools().chooses("町の地図").hasNoFaultsButAskingOutside();
      assertThat(friend.link()).doesNotContain("base=");
    }
  }

  @Test
  void withoutAnOutsideNetworkThePageSaysSoAndGoesBackToTheTownsMap() {
    visitor.network().cannotReachTheSurveyAuthority().opensTheMapAt(LON, LAT, CLOSE);
    visitor.tools().chooses("地理院 空中写真").reads("背景地図「地理院 空中写真」を読み込めません");
    visitor.tools().pressesTool("町の地図にする").seesChosen("町の地図").waitsUntilDrawn();
    visitor.clicksAt(LON, LAT).hits("中央地区").hasNoFaultsButAskingOutside();
  }

  @Test
  void aTownThatDoesNotOfferOutsideMapsHasNone() throws Exception {
    Path other = folder.resolve("closed");
    try (RunningTown closed = RunningTown.start(other, Map.of("baseMaps.gsi", "false"));
        MapPage page = browser.visitor(closed.base(), Screen.DESKTOP)) {
      page.opensTheMap().tools().seesChosen("町の地図").tools().doesNotOffer("地理院地図（標準）");
      page.follows(closed.base() + "/#base=pale").tools().seesChosen("町の地図").hasNoFaults();
    }
  }

  @Test
  void theAnswerOfAClickLeavesTheCoordinatesFree() {
    visitor.opensTheMapAt(LON, LAT, CLOSE).clicksAt(LON, LAT).hits("中央地区");
    assertThat(visitor.placeIsFree()).isTrue();
  }

  @Test
  void theDutyRoomChoosesTheDarkAndItIsRemembered() {
    visitor.opensTheMapAt(LON, LAT, CLOSE);
    assertThat(visitor.brightness()).isGreaterThan(180);
    visitor.tools().chooses("暗い（夜間）");
    assertThat(visitor.brightness()).isLessThan(70);
    visitor.opensTheMapAt(LON, LAT, CLOSE).tools().seesChosen("暗い（夜間）");
    assertThat(visitor.brightness()).isLessThan(70);
    visitor.clicksAt(LON, LAT).hits("中央地区");
  }

  @Test
  void aDeviceThatIsSetToDarkIsFollowed() {
    visitor.prefersDark().opensTheMapAt(LON, LAT, CLOSE).tools().seesChosen("機器に合わせる");
    assertThat(visitor.brightness()).isLessThan(70);
  }

  @Test
  void aLayerThatIsOffAsksForNoTiles() {
    visitor.opensTheMapAt(LON, LAT, CLOSE).switchesLayer("district");
    String link = visitor.link();
    try (MapPage friend = browser.visitor(Screen.DESKTOP)) {
      friend.follows(link).seesLayerSwitchedOff("district");
      assertThat(friend.network().tilesAskedOf("district")).isZero();
      friend.switchesLayer("district").hasNoFaults();
      assertThat(friend.network().tilesAskedOf("district")).isPositive();
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
