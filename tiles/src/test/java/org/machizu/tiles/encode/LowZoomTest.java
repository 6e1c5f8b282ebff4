package org.machizu.tiles.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.TileRange;
import org.machizu.tiles.pack.LayerPack;
import org.machizu.tiles.pack.LayerPackBuilder;
import org.machizu.tiles.pack.LayerSnapshot;
import org.machizu.tiles.town.DecodedTile;
import org.machizu.tiles.town.DecodedTile.DecodedFeature;
import org.machizu.tiles.town.Features;
import org.machizu.tiles.town.ParcelTown;

/** Below the last zoom: bounded, thinned evenly, the same on both sides of a border. */
class LowZoomTest {
  private static final LayerPack TOWN =
      LayerPackBuilder.pack(
          "parcels",
          ParcelTown.SCHEMA,
          ZoomRange.DEFAULT,
          new Revision(1),
          new ParcelTown(100_000, 1));
  private static final LayerSnapshot LAYER = LayerSnapshot.of(TOWN);
  private final TileEncoder encoder = new TileEncoder();

  private static Envelope town() {
    return TOWN.extent().orElseThrow();
  }

  @Test
  void everyTileOfALargeTownKeepsTheBoundAndNoneOfItsTilesIsEmpty() {
    for (int z = 0; z <= 12; z++) {
      int shown = 0;
      for (TileAddress tile : TileRange.touching(town(), z, 0).list(1000)) {
        EncodedTile encoded = encoder.encode(tile, List.of(LAYER));
        assertThat(encoded.rawSize()).as(tile.toString()).isLessThanOrEqualTo(500_000);
        shown += encoded.featureCount();
        assertThat(DecodedTile.of(encoded).features("parcels")).hasSize(encoded.featureCount());
      }
      assertThat(shown).as("features at zoom " + z).isPositive();
    }
  }

  @Test
  void whatIsLeftOutIsReported() {
    TileAddress tile = TileAddress.at(10, 142.03, 42.73);
    EncodedTile encoded = encoder.encode(tile, List.of(LAYER));
    assertThat(encoded.droppedCount()).isPositive();
    EncodedTile deep = encoder.encode(TileAddress.at(16, 142.03, 42.73), List.of(LAYER));
    assertThat(deep.droppedCount()).isZero();
    assertThat(deep.featureCount()).isGreaterThan(200);
  }

  @Test
  void theDotsOfATownCoverAboutWhatItsParcelsCover() {
    // zoom 9: a parcel is about one square unit, so one in sixteen stays, as a square of sixteen
    Set<Long> dots = new HashSet<>();
    for (TileAddress tile : TileRange.touching(town(), 9, 0).list(100)) {
      EncodedTile encoded = new TileEncoder(50_000_000, 1).encode(tile, List.of(LAYER));
      for (DecodedFeature dot : DecodedTile.of(encoded).features("parcels")) {
        assertThat(dot.geometry().getArea()).isEqualTo(16);
        dots.add(dot.id());
      }
    }
    double units = 4096.0 * (1 << 9) / 360;
    double lonUnits = ParcelTown.STEP * 0.93 * units;
    double latUnits = lonUnits / Math.cos(Math.toRadians(42.73));
    double covered = TOWN.featureCount() * lonUnits * latUnits;
    assertThat(dots.size() * 16.0).isBetween(covered * 0.9, covered * 1.1);
  }

  @Test
  void neighboursAgreeOnWhatLiesInBothBuffers() {
    // both tiles see the strip of 64 units on each side of their border
    TileAddress west = TileAddress.at(13, 142.02, 42.73);
    TileAddress east = new TileAddress(13, west.x() + 1, west.y());
    TileEncoder unbounded = new TileEncoder(50_000_000, 1);
    Set<Long> seenWest = idsNear(unbounded.encode(west, List.of(LAYER)), 4096);
    Set<Long> seenEast = idsNear(unbounded.encode(east, List.of(LAYER)), 0);
    assertThat(seenWest).hasSizeGreaterThan(20).isEqualTo(seenEast);
  }

  @Test
  void neighboursThinPointsAlike() {
    LayerSnapshot points = LayerSnapshot.of(points(50_000));
    TileAddress west = TileAddress.at(10, 142.02, 42.73);
    TileAddress east = new TileAddress(10, west.x() + 1, west.y());
    EncodedTile left = encoder.encode(west, List.of(points));
    assertThat(left.droppedCount()).isPositive();
    Set<Long> seenWest = idsNear(left, 4096);
    Set<Long> seenEast = idsNear(encoder.encode(east, List.of(points)), 0);
    assertThat(seenWest).isNotEmpty().isEqualTo(seenEast);
  }

  /** Points around a tile border. */
  private static LayerPack points(int count) {
    Random random = new Random(5);
    double border = TileAddress.at(10, 142.02, 42.73).envelope().maxLon();
    List<Feature> features = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      Coordinate place =
          new Coordinate(
              border - 0.02 + random.nextDouble() * 0.04, 42.7 + random.nextDouble() * 0.04);
      features.add(Features.named(id, new GeometryFactory().createPoint(place)));
    }
    return Features.pack("points", Features.NAMED, 16, features);
  }

  /** Ids of the features whose middle is less than 50 units from a column of the tile. */
  private static Set<Long> idsNear(EncodedTile encoded, int column) {
    Set<Long> ids = new HashSet<>();
    DecodedTile tile = DecodedTile.of(encoded);
    for (DecodedFeature feature : tile.features(tile.layers().getFirst())) {
      if (Math.abs(feature.geometry().getEnvelopeInternal().centre().x - column) < 50) {
        ids.add(feature.id());
      }
    }
    return ids;
  }

  @Test
  void aTighterBoundShowsASubsetOfALooserOne() {
    TileAddress tile = TileAddress.at(11, 142.03, 42.73);
    Set<Long> loose = ids(new TileEncoder(400_000, 1).encode(tile, List.of(LAYER)));
    Set<Long> tight = ids(new TileEncoder(50_000, 1).encode(tile, List.of(LAYER)));
    assertThat(tight).isNotEmpty();
    assertThat(loose).hasSizeGreaterThan(tight.size()).containsAll(tight);
  }

  private static Set<Long> ids(EncodedTile encoded) {
    Set<Long> ids = new HashSet<>();
    DecodedTile.of(encoded).features("parcels").forEach(feature -> ids.add(feature.id()));
    return ids;
  }

  @Test
  void aCrowdedLayerIsThinnedBeforeASmallOne() {
    TileAddress tile = TileAddress.at(12, 142.03, 42.73);
    org.machizu.geo.feature.Envelope box = tile.envelope();
    List<Feature> shelters = new ArrayList<>();
    for (int id = 1; id <= 30; id++) {
      double lon = box.minLon() + (box.maxLon() - box.minLon()) * id / 31;
      shelters.add(
          Features.named(id, new GeometryFactory().createPoint(new Coordinate(lon, 42.73))));
    }
    LayerSnapshot few = LayerSnapshot.of(Features.pack("shelters", Features.NAMED, 16, shelters));
    EncodedTile encoded = new TileEncoder(60_000, 1).encode(tile, List.of(LAYER, few));
    assertThat(encoded.rawSize()).isLessThanOrEqualTo(60_000);
    assertThat(DecodedTile.of(encoded).features("shelters")).hasSize(30);
    assertThat(DecodedTile.of(encoded).features("parcels")).isNotEmpty();
  }

  @Test
  void oneFeatureLargerThanTheBoundIsCoarsenedUntilItFits() {
    Random random = new Random(3);
    TileAddress tile = new TileAddress(14, 14654, 6018);
    StringBuilder wkt = new StringBuilder("LINESTRING (0 2000");
    for (int i = 1; i <= 20_000; i++) {
      wkt.append(", ").append(i * 0.2).append(' ').append(2000 + random.nextInt(1000));
    }
    LayerSnapshot layer =
        Features.layer("l", 14, Features.named(1, Features.inTile(tile, wkt + ")")));
    EncodedTile whole = new TileEncoder(1_000_000, 1).encode(tile, List.of(layer));
    EncodedTile bounded = new TileEncoder(20_000, 1).encode(tile, List.of(layer));
    assertThat(whole.rawSize()).isGreaterThan(20_000);
    assertThat(bounded.rawSize()).isBetween(100, 20_000);
    assertThat(bounded.featureCount()).isEqualTo(1);
  }

  @Test
  void aFeatureThatCannotFitAtAllIsDroppedAndSaidSo() {
    Feature wordy =
        new Feature(
            1,
            new Revision(1),
            new GeometryFactory().createPoint(new Coordinate(142.03, 42.73)),
            org.machizu.geo.feature.Attributes.of(Features.NAMED, "長".repeat(10_000)));
    LayerSnapshot layer = Features.layer("l", 14, wordy);
    EncodedTile encoded =
        new TileEncoder(20_000, 1).encode(TileAddress.at(14, 142.03, 42.73), List.of(layer));
    assertThat(encoded.isEmpty()).isTrue();
    assertThat(encoded.droppedCount()).isEqualTo(1);
  }

  @Test
  void aRoadLosesTheVerticesNobodySees() {
    TileAddress tile = new TileAddress(16, 14654 << 2, 6018 << 2);
    StringBuilder wkt = new StringBuilder("LINESTRING (0 0");
    for (int i = 1; i <= 400; i++) {
      wkt.append(", ").append(i * 10).append(' ').append(i % 2);
    }
    LayerSnapshot layer =
        Features.layer("l", 16, Features.named(1, Features.inTile(tile, wkt + ", 4000 3000)")));
    TileAddress above = tile.parent().parent();
    var detailed = DecodedTile.of(encoder.encode(tile, List.of(layer))).features("l").getFirst();
    var coarse = DecodedTile.of(encoder.encode(above, List.of(layer))).features("l").getFirst();
    assertThat(detailed.geometry().getNumPoints()).isGreaterThan(390);
    assertThat(coarse.geometry().getNumPoints()).isEqualTo(3);
  }
}
