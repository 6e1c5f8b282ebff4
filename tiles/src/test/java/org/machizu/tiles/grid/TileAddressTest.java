package org.machizu.tiles.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.Envelope;

class TileAddressTest {
  @Test
  void aZoomThatDoesNotExistIsRefusedByName() {
    assertThatThrownBy(() -> new TileAddress(99, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("zoom 99 is not allowed; give 0 to 22");
    assertThatThrownBy(() -> new TileAddress(-1, 0, 0)).hasMessageContaining("zoom -1");
  }

  @Test
  void aColumnOrRowThatDoesNotExistIsRefusedByName() {
    assertThatThrownBy(() -> new TileAddress(3, 8, 0))
        .hasMessage("tile 3/8/0 does not exist; at zoom 3 give x and y from 0 to 7");
    assertThatThrownBy(() -> new TileAddress(3, 0, -1)).hasMessageContaining("3/0/-1");
    assertThat(new TileAddress(22, (1 << 22) - 1, 0).x()).isEqualTo(4_194_303);
  }

  @Test
  void tilesLieWhereOtherMapsHaveThem() {
    // Tokyo station; numbers worked out apart from this code, by asinh(tan(lat))
    assertThat(TileAddress.at(16, 139.767125, 35.681236)).hasToString("16/58211/25806");
  }

  @Test
  void theWorldTileEndsWhereWebMercatorEnds() {
    Envelope world = new TileAddress(0, 0, 0).envelope();
    assertThat(world.minLon()).isEqualTo(-180);
    assertThat(world.maxLon()).isEqualTo(180);
    assertThat(world.maxLat()).isCloseTo(WebMercator.MAX_LAT, within(1e-9));
    assertThat(world.minLat()).isCloseTo(-WebMercator.MAX_LAT, within(1e-9));
  }

  @Test
  void childrenHaveTheirParentAndFillIt() {
    TileAddress tile = new TileAddress(5, 28, 12);
    assertThat(tile.children()).hasSize(4).allMatch(child -> child.parent().equals(tile));
    Envelope all =
        tile.children().stream().map(TileAddress::envelope).reduce(Envelope::union).orElseThrow();
    assertThat(all).isEqualTo(tile.envelope());
  }

  @Test
  void theFirstTileHasNoParentAndTheDeepestNoChildren() {
    assertThatThrownBy(() -> new TileAddress(0, 0, 0).parent())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new TileAddress(22, 0, 0).children())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void polesAreClampedAndNaNIsRefused() {
    assertThat(WebMercator.worldY(90)).isZero();
    assertThat(WebMercator.worldY(-90)).isEqualTo(WebMercator.MAX);
    assertThat(WebMercator.worldX(180)).isEqualTo(WebMercator.MAX);
    assertThatThrownBy(() -> WebMercator.worldX(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> WebMercator.worldY(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void aPlaceComesBackFromTheGridWithinAUnit() {
    double unitDegrees = 360.0 / (1L << 31);
    for (double lat = 24; lat < 46; lat += 0.777) {
      assertThat(WebMercator.lat(WebMercator.worldY(lat))).isCloseTo(lat, within(unitDegrees));
      assertThat(WebMercator.lon(WebMercator.worldX(lat + 100)))
          .isCloseTo(lat + 100, within(unitDegrees));
    }
  }
}
