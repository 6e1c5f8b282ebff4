package org.machizu.tiles.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.tiles.encode.EncodedTile;
import org.machizu.tiles.encode.TileEncoder;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.TileRange;
import org.machizu.tiles.town.DecodedTile;
import org.machizu.tiles.town.ParcelTown;

class LayerSnapshotTest {
  private static final int COUNT = 4000;

  private static LayerPack pack(List<Feature> features) {
    return org.machizu.tiles.town.Features.pack("parcels", ParcelTown.SCHEMA, 16, features);
  }

  private static Feature changed(Feature feature, Random random) {
    Geometry moved =
        AffineTransformation.translationInstance(
                random.nextDouble() * 0.01 - 0.005, random.nextDouble() * 0.01 - 0.005)
            .transform(feature.geometry());
    Map<String, Object> values = new HashMap<>(feature.attributes().asMap());
    values.put("地目", random.nextBoolean() ? "宅地" : "新しい地目");
    return new Feature(
        feature.id(), new Revision(2), moved, Attributes.ofMap(ParcelTown.SCHEMA, values));
  }

  @Test
  void tilesAfterChangesAreByteForByteThoseOfAFreshPack() {
    List<Feature> before = ParcelTown.list(COUNT, 1);
    Random random = new Random(8);
    LayerSnapshot snapshot = LayerSnapshot.of(pack(before));
    Map<Long, Feature> now = new HashMap<>();
    before.forEach(feature -> now.put(feature.id(), feature));
    for (int step = 0; step < 5; step++) {
      Map<Long, Optional<Feature>> changes = new HashMap<>();
      for (int i = 0; i < 30; i++) {
        Feature old = before.get(random.nextInt(COUNT));
        Optional<Feature> after =
            random.nextInt(3) == 0 ? Optional.empty() : Optional.of(changed(old, random));
        changes.put(old.id(), after);
      }
      long newId = COUNT + 1L + step;
      Feature like = before.get(random.nextInt(COUNT));
      changes.put(
          newId,
          Optional.of(new Feature(newId, new Revision(2), like.geometry(), like.attributes())));
      changes.forEach(
          (id, feature) -> feature.ifPresentOrElse(f -> now.put(id, f), () -> now.remove(id)));
      snapshot = snapshot.with(changes, new Revision(2 + step));
    }
    LayerSnapshot fresh = LayerSnapshot.of(pack(new ArrayList<>(now.values())));
    TileEncoder encoder = new TileEncoder();
    int compared = 0;
    for (int z : new int[] {0, 8, 11, 13, 14, 15, 16}) {
      for (TileAddress tile :
          TileRange.touching(pack(before).extent().orElseThrow(), z, 64).list(1000)) {
        EncodedTile expected = encoder.encode(tile, List.of(fresh));
        EncodedTile actual = encoder.encode(tile, List.of(snapshot));
        assertThat(actual.gzip()).as(tile.toString()).isEqualTo(expected.gzip());
        compared += expected.isEmpty() ? 0 : 1;
      }
    }
    assertThat(compared).isGreaterThan(30);
  }

  @Test
  void aRemovedFeatureIsGoneAndComesBackWhenItIsPutBack() {
    List<Feature> features = ParcelTown.list(100, 1);
    LayerSnapshot first = LayerSnapshot.of(pack(features));
    LayerSnapshot removed = first.with(Map.of(50L, Optional.empty()), new Revision(2));
    LayerSnapshot back = removed.with(Map.of(50L, Optional.of(features.get(49))), new Revision(3));
    assertThat(ids(first)).hasSize(100).contains(50L);
    assertThat(ids(removed)).hasSize(99).doesNotContain(50L);
    assertThat(ids(back)).hasSize(100).contains(50L);
    assertThat(back.revision()).isEqualTo(new Revision(3));
  }

  private static List<Long> ids(LayerSnapshot snapshot) {
    List<Long> ids = new ArrayList<>();
    for (TileAddress tile :
        TileRange.touching(new org.machizu.geo.feature.Envelope(142, 42.7, 142.003, 42.703), 16, 0)
            .list(100)) {
      EncodedTile encoded = new TileEncoder().encode(tile, List.of(snapshot));
      DecodedTile.of(encoded).features("parcels").stream()
          .map(DecodedTile.DecodedFeature::id)
          .filter(id -> !ids.contains(id))
          .forEach(ids::add);
    }
    return ids;
  }

  @Test
  void theOverlayTellsHowMuchItHolds() {
    LayerSnapshot first = LayerSnapshot.of(pack(ParcelTown.list(100, 1)));
    assertThat(first.overlayShare()).isZero();
    LayerSnapshot later =
        first
            .with(Map.of(1L, Optional.empty(), 2L, Optional.empty()), new Revision(2))
            .with(Map.of(2L, Optional.empty(), 3L, Optional.empty()), new Revision(3));
    assertThat(later.overlaySize()).isEqualTo(3);
    assertThat(later.overlayShare()).isCloseTo(0.03, within(1e-9));
  }

  @Test
  void aFeatureUnderAnotherIdIsRefused() {
    List<Feature> features = ParcelTown.list(3, 1);
    LayerSnapshot snapshot = LayerSnapshot.of(pack(features));
    assertThatThrownBy(
            () -> snapshot.with(Map.of(1L, Optional.of(features.get(1))), new Revision(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("feature 2");
  }
}
