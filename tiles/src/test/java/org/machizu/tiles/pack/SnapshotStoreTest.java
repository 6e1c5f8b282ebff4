package org.machizu.tiles.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.tiles.grid.WebMercator;
import org.machizu.tiles.grid.WorldBox;
import org.machizu.tiles.town.Features;

class SnapshotStoreTest {
  private static final WorldBox WORLD = new WorldBox(0, 0, WebMercator.MAX, WebMercator.MAX);

  /** A layer in memory that can do something in the middle of being packed. */
  private static final class Town implements SnapshotStore.Source<String> {
    final Map<Long, Feature> features = new ConcurrentHashMap<>();
    int packs;
    @Nullable Runnable whilePacking;
    long revision = 1;

    void put(long id, double lon) {
      var point = new GeometryFactory().createPoint(new Coordinate(lon, 42));
      features.put(id, Features.named(id, point));
      revision++;
    }

    @Override
    public LayerPack pack(String key) {
      packs++;
      List<Feature> state = new ArrayList<>(features.values());
      state.sort(Comparator.comparingLong(Feature::id));
      LayerPack pack = Features.pack(key, Features.NAMED, 16, state);
      Runnable interruption = whilePacking;
      whilePacking = null;
      if (interruption != null) {
        interruption.run();
      }
      return pack;
    }

    @Override
    public Map<Long, Optional<Feature>> read(String key, Collection<Long> ids) {
      Map<Long, Optional<Feature>> now = new HashMap<>();
      ids.forEach(id -> now.put(id, Optional.ofNullable(features.get(id))));
      return now;
    }
  }

  private final Town town = new Town();
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final SnapshotStore<String> store =
      new SnapshotStore<>(town, background::add, Long.MAX_VALUE);

  private List<Long> ids() {
    List<Long> ids = new ArrayList<>();
    for (LayerSnapshot.Run run : store.get("parcels").search(WORLD)) {
      for (int i = run.from(); i < run.to(); i++) {
        ids.add(run.pack().id(run.list().get(i)));
      }
    }
    return ids;
  }

  private void change(long... ids) {
    store.change(
        "parcels"::equals, LongStream.of(ids).boxed().toList(), new Revision(town.revision));
  }

  @Test
  void aLayerIsPackedOnceAndShowsItsChanges() {
    town.put(1, 142);
    town.put(2, 143);
    assertThat(ids()).containsExactlyInAnyOrder(1L, 2L);
    town.features.remove(1L);
    town.put(3, 144);
    change(1, 3);
    assertThat(ids()).containsExactlyInAnyOrder(2L, 3L);
    assertThat(store.get("parcels").revision()).isEqualTo(new Revision(town.revision));
    assertThat(town.packs).isEqualTo(1);
  }

  @Test
  void aChangeAnnouncedWhileTheLayerIsPackedIsNotLost() {
    town.put(1, 142);
    town.whilePacking =
        () -> {
          town.put(2, 143);
          change(2);
        };
    assertThat(ids()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void whenMuchHasChangedTheLayerIsPackedAfreshInTheBackgroundWithoutLosingAChange() {
    town.put(1, 142);
    store.get("parcels");
    long[] many = LongStream.rangeClosed(2, 600).toArray();
    for (long id : many) {
      town.put(id, 142 + id * 0.001);
    }
    change(many);
    assertThat(store.get("parcels").overlaySize()).isEqualTo(599);
    assertThat(background).hasSize(1);
    town.whilePacking =
        () -> {
          town.features.remove(1L);
          change(1);
        };
    background.remove().run();
    assertThat(town.packs).isEqualTo(2);
    assertThat(store.get("parcels").overlaySize()).isEqualTo(1);
    assertThat(ids()).hasSize(599).doesNotContain(1L);
  }

  @Test
  void aForgottenLayerIsPackedAgain() {
    town.put(1, 142);
    store.get("parcels");
    assertThat(store.byteSize()).isPositive();
    town.put(2, 143);
    store.forget("parcels"::equals);
    assertThat(store.byteSize()).isZero();
    assertThat(ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(town.packs).isEqualTo(2);
  }

  @Test
  void aLayerForgottenWhileItIsPackedIsPackedAgainForTheNext() {
    town.put(1, 142);
    town.whilePacking =
        () -> {
          town.put(2, 143);
          store.forget("parcels"::equals);
        };
    store.get("parcels");
    assertThat(ids()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void beyondTheBoundThePackThatWasNotAskedForTheLongestIsDroppedAndMadeAgainWhenWanted() {
    town.put(1, 142);
    long one = store.get("parcels").byteSize();
    var small = new SnapshotStore<>(town, background::add, 2 * one + one / 2);
    town.packs = 0;
    small.get("parcels");
    small.get("roads");
    small.get("parcels");
    small.get("rivers");
    assertThat(town.packs).isEqualTo(3);
    assertThat(small.byteSize()).isLessThanOrEqualTo(2 * one + one / 2);
    small.get("parcels");
    small.get("rivers");
    assertThat(town.packs).as("only the roads were dropped").isEqualTo(3);
    small.get("roads");
    assertThat(town.packs).isEqualTo(4);
  }

  @Test
  void ofADroppedPackItIsStillKnownHowFarItsChangesWereTakenIn() {
    town.put(1, 142);
    var small = new SnapshotStore<>(town, background::add, 1);
    small.get("parcels");
    small.get("roads");
    town.put(2, 143);
    small.change(key -> true, List.of(2L), new Revision(town.revision));
    town.packs = 0;
    assertThat(small.revision("parcels")).isEqualTo(new Revision(town.revision));
    assertThat(town.packs).isZero();
    assertThat(small.get("parcels").overlaySize()).isZero();
    assertThat(town.packs).as("packed again, with the change").isEqualTo(1);
  }

  @Test
  void aFailedPackingIsToldAndTriedAgain() {
    town.put(1, 142);
    town.whilePacking =
        () -> {
          throw new IllegalStateException("disk is gone");
        };
    assertThatThrownBy(() -> store.get("parcels")).hasMessage("disk is gone");
    assertThat(ids()).containsExactly(1L);
  }
}
