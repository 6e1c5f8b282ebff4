package org.machizu.tiles.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.Envelope;

class TileRangeTest {
  private static final int BUFFER = 64;

  @Test
  void aTownTouchesTheTilesAroundIt() {
    Envelope tile = new TileAddress(12, 3663, 1504).envelope();
    double dLon = tile.maxLon() - tile.minLon();
    double dLat = tile.maxLat() - tile.minLat();
    Envelope inner =
        new Envelope(
            tile.minLon() + dLon * 0.3,
            tile.minLat() + dLat * 0.3,
            tile.minLon() + dLon * 0.6,
            tile.minLat() + dLat * 0.6);
    assertThat(TileRange.touching(inner, 12, BUFFER).list(10))
        .containsExactly(new TileAddress(12, 3663, 1504));
    assertThat(TileRange.touching(inner, 13, BUFFER).count()).isEqualTo(4);
  }

  @Test
  void aPointOnABorderTouchesBothTilesEvenWithoutBuffer() {
    Envelope tile = new TileAddress(10, 915, 376).envelope();
    double lat = (tile.minLat() + tile.maxLat()) / 2;
    Envelope point = new Envelope(tile.minLon(), lat, tile.minLon(), lat);
    assertThat(TileRange.touching(point, 10, 0).list(10))
        .containsExactly(new TileAddress(10, 914, 376), new TileAddress(10, 915, 376));
  }

  @Test
  void theRangeIsExactlyTheTilesWhoseBoxIsTouched() {
    for (int z : new int[] {6, 7, 8}) {
      Envelope box = new Envelope(141.9, 42.31, 143.1, 43.02);
      TileRange range = TileRange.touching(box, z, BUFFER);
      for (int x = 0; x < 1 << z; x++) {
        for (int y = 0; y < 1 << z; y++) {
          TileAddress tile = new TileAddress(z, x, y);
          assertThat(range.contains(tile))
              .as(tile.toString())
              .isEqualTo(tile.worldBox(BUFFER).intersects(WorldBox.of(box)));
        }
      }
    }
  }

  @Test
  void theWholeWorldIsCountedButNotListed() {
    TileRange all = TileRange.touching(new Envelope(-180, -90, 180, 90), 22, BUFFER);
    assertThat(all.count()).isEqualTo(1L << 44);
    assertThatThrownBy(() -> all.list(1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 1000");
  }
}
