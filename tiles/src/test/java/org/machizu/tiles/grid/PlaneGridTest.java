package org.machizu.tiles.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.crs.PlaneZone;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.tiles.encode.EncodedTile;
import org.machizu.tiles.encode.TileEncoder;
import org.machizu.tiles.pack.LayerPack;
import org.machizu.tiles.pack.LayerPackBuilder;
import org.machizu.tiles.pack.LayerSnapshot;
import org.machizu.tiles.town.DecodedTile;
import org.machizu.tiles.town.Features;

/** The square of zone XII (EPSG:6680), and tiles on it. */
class PlaneGridTest {
  private static final PlaneZone ZONE = new PlaneZone(12);
  private static final PlaneGrid GRID = new PlaneGrid(ZONE);
  private static final CrsConversion TO_LON_LAT = CrsConversion.between(new Crs(6680), Crs.JGD2011);

  private static Coordinate lonLat(double eastM, double northM) {
    return TO_LON_LAT.apply(eastM, northM);
  }

  @Test
  void theOriginOfTheZoneIsTheMiddleOfTheSquare() {
    double[] xy = {ZONE.originLon(), ZONE.originLat()};
    GRID.toWorld(xy);

    assertThat(xy[0]).isCloseTo(1 << 30, within(1e-3));
    assertThat(xy[1]).isCloseTo(1 << 30, within(1e-3));
  }

  @Test
  void aCellIsAMillimetreToTheEastAndToTheSouth() {
    Coordinate place = lonLat(-36_000.5, -140_000.25);
    double[] xy = {place.x, place.y};
    GRID.toWorld(xy);

    assertThat(xy[0]).isCloseTo((1_048_576 - 36_000.5) * 1024, within(0.01));
    assertThat(xy[1]).isCloseTo((1_048_576 + 140_000.25) * 1024, within(0.01));
    assertThat(GRID.toLonLat(xy)).isTrue();
    assertThat(xy[0]).isCloseTo(place.x, within(1e-10));
    assertThat(xy[1]).isCloseTo(place.y, within(1e-10));
  }

  @Test
  void aBoxHoldsWhatThePlaneBendsOutOfIt() {
    Envelope wide = new Envelope(139.5, 41.5, 145.5, 45.5);
    WorldBox box = GRID.box(wide);

    for (int i = 0; i <= 100; i++) {
      for (double lat : new double[] {41.5, 45.5}) {
        double[] xy = {139.5 + 0.06 * i, lat};
        GRID.toWorld(xy);
        assertThat(xy[0]).isBetween((double) box.minX(), (double) box.maxX());
        assertThat(xy[1]).isBetween((double) box.minY(), (double) box.maxY());
      }
    }
  }

  @Test
  void whatLiesBeyondTheSquareHasNoPlaceOnIt() {
    assertThat(GRID.holds(142, 43)).isTrue();
    assertThat(GRID.holds(142, 30)).isFalse();
    assertThat(GRID.holds(-20, 43)).isFalse();
    assertThat(GRID.holds(142.25 + 180, 43)).isFalse();
  }

  @Test
  void theLevelsOfTheSetAreMetresByPowersOfTwo() {
    TileMatrixSet set = TileMatrixSet.ofZone(ZONE);

    assertThat(set.id()).isEqualTo("JapanPlaneZone12Quad");
    assertThat(set.crs().epsg()).isEqualTo(6680);
    assertThat(set.cellSizeM(0)).isEqualTo(8192);
    assertThat(set.cellSizeM(13)).isEqualTo(1);
    assertThat(set.scaleDenominator(13)).isCloseTo(3571.428571428, within(1e-6));
    assertThat(set.levels()).hasSize(19);
    assertThat(set.pointOfOrigin()).containsExactly(1_048_576.0, -1_048_576.0);
  }

  @Test
  void theWebsSetHasTheRegisteredNumbers() {
    TileMatrixSet set = TileMatrixSet.webMercatorQuad();

    assertThat(set.pointOfOrigin().getFirst()).isCloseTo(-20037508.3427892, within(1e-6));
    assertThat(set.pointOfOrigin().getLast()).isCloseTo(20037508.3427892, within(1e-6));
    assertThat(set.scaleDenominator(0)).isCloseTo(559082264.028717, within(1e-5));
    assertThat(set.cellSizeM(0)).isCloseTo(156543.033928041, within(1e-9));
  }

  @Test
  void theEncoderDrawsASquareOfThePlaneWhereItLies() {
    // 64 m by 32 m, its north-western corner 16 m east and 8 m south of that of a tile of 256 m
    double west = -36_096 + 16;
    double north = -139_776 - 8;
    Geometry square =
        new GeometryFactory()
            .createPolygon(
                new Coordinate[] {
                  lonLat(west, north),
                  lonLat(west + 64, north),
                  lonLat(west + 64, north - 32),
                  lonLat(west, north - 32),
                  lonLat(west, north)
                });
    TileAddress tile = new TileAddress(13, (1_048_576 - 36_096) / 256, (1_048_576 + 139_776) / 256);
    EncodedTile encoded =
        new TileEncoder().encode(tile, List.of(LayerSnapshot.of(pack(Features.named(7, square)))));

    var box = DecodedTile.of(encoded).features("l").getFirst().geometry().getEnvelopeInternal();
    assertThat(box.getMinX()).isEqualTo(16 * 16);
    assertThat(box.getMaxX()).isEqualTo(80 * 16);
    assertThat(box.getMinY()).isEqualTo(8 * 16);
    assertThat(box.getMaxY()).isEqualTo(40 * 16);
  }

  @Test
  void aPackOfThePlaneIsNoFileAndKeepsItsGridThroughChanges() {
    GeometryFactory places = new GeometryFactory();
    LayerPack pack = pack(Features.named(1, places.createPoint(lonLat(0, 0))));
    LayerPack beyond = pack(Features.named(1, places.createPoint(new Coordinate(142, 20))));

    assertThat(beyond.featureCount()).isZero();
    assertThat(beyond.unplacedCount()).isEqualTo(1);
    assertThatThrownBy(pack::extent).isInstanceOf(IllegalStateException.class);
    Feature moved = Features.named(1, places.createPoint(lonLat(128, -128)));
    EncodedTile tile =
        new TileEncoder()
            .encode(
                new TileAddress(13, 4096, 4096),
                List.of(
                    LayerSnapshot.of(pack).with(Map.of(1L, Optional.of(moved)), new Revision(2))));
    assertThat(DecodedTile.of(tile).features("l").getFirst().geometry().getCoordinate())
        .isEqualTo(new Coordinate(2048, 2048));
  }

  private static LayerPack pack(Feature feature) {
    return LayerPackBuilder.pack(
        "l",
        Features.NAMED,
        new ZoomRange(0, 13),
        new Revision(1),
        GRID,
        Features.source(List.of(feature)));
  }
}
