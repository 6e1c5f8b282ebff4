package org.machizu.geo.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class PlaneMeasureTest {
  private final PlaneMeasure zone12 = PlaneMeasure.inZone(12);

  private static Geometry read(String wkt) throws ParseException {
    return new WKTReader().read(wkt);
  }

  @Test
  void aSquareDrawnOnThePlaneMeasuresWhatWasDrawn() throws ParseException {
    Geometry square =
        zone12.toLonLat(
            read(
                "POLYGON((-36000 -137000, -35900 -137000, -35900 -136900, -36000 -136900, -36000 -137000), (-35980 -136980, -35970 -136980, -35970 -136970, -35980 -136970, -35980 -136980))"));
    assertThat(square.getCoordinate().x).isBetween(141.0, 142.25);
    assertThat(zone12.areaM2(square)).isCloseTo(10_000 - 100, within(1e-4));
    assertThat(zone12.lengthM(square)).isCloseTo(440, within(1e-6));
  }

  @Test
  void lengthAgreesWithProjsDistanceInTheZone() throws ParseException {
    // echo "141.8 42.76
    // 141.81 42.77" | gdaltransform -s_srs EPSG:6668 -t_srs EPSG:6680 -output_xy
    double expected =
        Math.hypot(-36007.983586278 + 36832.2718280091, -136545.746561895 + 137652.203625088);
    assertThat(zone12.lengthM(read("LINESTRING(141.8 42.76, 141.81 42.77)")))
        .isCloseTo(expected, within(1e-6));
    assertThat(zone12.distanceM(read("POINT(141.8 42.76)"), read("POINT(141.81 42.77)")))
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void whatTouchesHasNoDistance() throws ParseException {
    Geometry line = read("LINESTRING(141.8 42.76, 141.81 42.77)");
    assertThat(zone12.distanceM(line, read("POINT(141.8 42.76)"))).isZero();
    assertThatThrownBy(() -> zone12.distanceM(line, read("POINT EMPTY")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBufferHoldsWhatLiesWithinIt() throws ParseException {
    Geometry place = read("POINT(141.8 42.76)");
    Geometry round = zone12.buffer(place, 50);
    assertThat(zone12.areaM2(round)).isBetween(Math.PI * 2500 * 0.98, Math.PI * 2500);
    Geometry plane = zone12.toPlane(place);
    double x = plane.getCoordinate().x;
    double y = plane.getCoordinate().y;
    assertThat(round.contains(zone12.toLonLat(read("POINT(" + (x + 49.7) + " " + y + ")"))))
        .isTrue();
    assertThat(round.contains(zone12.toLonLat(read("POINT(" + (x + 50.1) + " " + y + ")"))))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 100_001, Double.NaN, Double.POSITIVE_INFINITY})
  void buffersAreBounded(double distanceM) throws ParseException {
    Geometry place = read("POINT(141.8 42.76)");
    assertThatThrownBy(() -> zone12.buffer(place, distanceM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give 0 to 100000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, -1})
  void thereAreNineteenZones(int zone) {
    assertThatThrownBy(() -> PlaneMeasure.inZone(zone)).hasMessageContaining("zones are 1 to 19");
  }

  @Test
  void theNearestOriginIsAGuess() {
    assertThat(PlaneZone.nearest(141.8, 42.76).number()).as("Abira").isEqualTo(12);
    assertThat(PlaneZone.nearest(130.68, 32.65).number()).as("Uki").isEqualTo(2);
    assertThat(PlaneZone.nearest(127.7, 26.2).number()).as("Naha").isEqualTo(15);
    assertThat(PlaneZone.nearest(139.7, 35.7).number()).as("Tokyo").isEqualTo(9);
  }

  @Test
  void japanIsFoundAndSwappedCoordinatesToo() {
    assertThat(JapanExtent.contains(141.8, 42.76)).isTrue();
    assertThat(JapanExtent.contains(122.93, 24.45)).as("Yonaguni").isTrue();
    assertThat(JapanExtent.contains(153.98, 24.28)).as("Minamitorishima").isTrue();
    assertThat(JapanExtent.contains(42.76, 141.8)).isFalse();
    assertThat(JapanExtent.containsSwapped(42.76, 141.8)).isTrue();
    assertThat(JapanExtent.containsSwapped(141.8, 42.76)).isFalse();
    assertThat(JapanExtent.contains(0, 0) || JapanExtent.containsSwapped(0, 0)).isFalse();
    assertThat(JapanExtent.contains(Double.NaN, 40)).isFalse();
  }
}
