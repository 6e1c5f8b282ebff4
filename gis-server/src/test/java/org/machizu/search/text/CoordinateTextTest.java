package org.machizu.search.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;

/** Positions in the writings that people paste. */
class CoordinateTextTest {
  private static final Optional<Crs> ZONE_12 = Optional.of(Crs.zone(12));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42.76,141.82",
        "42.76, 141.82",
        "42.76 141.82",
        "141.82 42.76",
        "141.82,42.76",
        "(42.76, 141.82)",
        "４２．７６，１４１．８２",
        "北緯42度45分36秒 東経141度49分12秒",
        "北緯４２度４５分３６秒　東経１４１度４９分１２秒",
        "北緯42度45分36秒、東経141度49分12秒",
        "東経141度49分12秒 北緯42度45分36秒",
        "N42°45'36\" E141°49'12\"",
        "N42°45′36″ E141°49′12″",
        "42°45'36\"N 141°49'12\"E",
        "42°45'36\"N141°49'12\"E",
        "42.76N 141.82E",
        "42.76°N, 141.82°E",
        "北緯42.76 東経141.82",
        "緯度:42.76 経度:141.82",
        "lat=42.76 lon=141.82",
        "42°45.6' 141°49.2'"
      })
  void aPositionIsReadInEveryWriting(String text) {
    LonLat found = CoordinateText.parse(text, ZONE_12).orElseThrow();
    assertThat(found.lat()).isCloseTo(42.76, offset(1e-9));
    assertThat(found.lon()).isCloseTo(141.82, offset(1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X=-137000 Y=-35000",
        "x=-137000, y=-35000",
        "Ｘ＝－１３７０００　Ｙ＝－３５０００",
        "X:-137,000.00 Y:-35,000.00",
        "Y=-35000 X=-137000",
        "12系 X=-137000 Y=-35000",
        "X座標 -137000 Y座標 -35000",
        "X=-137000m Y=-35000m (第XII系)"
      })
  void surveyorsXRunsNorth(String text) {
    LonLat found = CoordinateText.parse(text, ZONE_12).orElseThrow();
    double[] xy = {found.lon(), found.lat()};
    CrsConversion.between(Crs.JGD2011, Crs.zone(12)).apply(xy);
    assertThat(xy[0]).as("east").isCloseTo(-35_000, offset(1e-3));
    assertThat(xy[1]).as("north").isCloseTo(-137_000, offset(1e-3));
  }

  @Test
  void planeCoordinatesWithoutAZoneAreNowhere() {
    assertThat(CoordinateText.parse("X=-137000 Y=-35000", Optional.empty())).isEmpty();
    assertThat(CoordinateText.parse("12系 X=-137000 Y=-35000", Optional.empty())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "本町1-12-3",
        "12-3",
        "35 139",
        "141824276",
        "42.76",
        "10.5,20.5",
        "北緯42.76 北緯41.2",
        "X=1 X=2",
        "X=9999999 Y=9999999",
        "35-2",
        "N E",
        "99系 X=0 Y=0"
      })
  void whatIsNoPositionInJapanIsNone(String text) {
    assertThat(CoordinateText.parse(text, ZONE_12)).isEmpty();
  }
}
