package org.machizu.tiles.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.tiles.encode.EncodedTile;
import org.machizu.tiles.encode.TileEncoder;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.TileRange;
import org.machizu.tiles.grid.WorldBox;
import org.machizu.tiles.grid.WorldGrid;
import org.machizu.tiles.pack.LayerSnapshot;
import org.machizu.tiles.town.Features;
import org.machizu.tiles.town.ParcelTown;

@Timeout(60)
class TileCacheTest {
  private static final LayerId PARCELS = new LayerId("01585", "parcels");
  private static final LayerId ROADS = new LayerId("01585", "roads");
  private static final TileAddress TILE = TileAddress.at(14, 142.005, 42.705);
  private static final Envelope IN_TILE = new Envelope(142.005, 42.705, 142.005, 42.705);

  private final TileCache cache = new TileCache(50 << 20);

  private static CachedTile tile(long revision) {
    LayerSnapshot layer =
        Features.layer("l", 14, Features.named(revision, Features.inTile(TILE, "POINT (9 9)")));
    EncodedTile encoded = new TileEncoder().encode(TILE, List.of(layer));
    return new CachedTile(encoded, new Revision(revision));
  }

  private static TileKey key(TileAddress tile, LayerId... layers) {
    return new TileKey(List.of(layers), "public", tile);
  }

  private static CachedTile fail() {
    throw new AssertionError("the tile should have been in memory");
  }

  @Test
  void aTileIsLoadedOnceAndKeepsItsRevision() {
    CachedTile first = cache.get(key(TILE, PARCELS), () -> tile(5));
    assertThat(cache.get(key(TILE, PARCELS), TileCacheTest::fail)).isSameAs(first);
    assertThat(first.revision()).isEqualTo(new Revision(5));
    CacheCounters counters = cache.counters();
    assertThat(counters.hits()).isEqualTo(1);
    assertThat(counters.misses()).isEqualTo(1);
    assertThat(counters.tiles()).isEqualTo(1);
    assertThat(counters.bytes()).isGreaterThan(first.tile().gzip().length);
  }

  @Test
  void otherRightsOtherLayersAndAnotherOrderAreOtherTiles() {
    cache.get(key(TILE, PARCELS, ROADS), () -> tile(1));
    cache.get(key(TILE, ROADS, PARCELS), () -> tile(1));
    cache.get(key(TILE, PARCELS), () -> tile(1));
    cache.get(new TileKey(List.of(PARCELS), "staff", TILE), () -> tile(1));
    cache.get(key(TILE, new LayerId("01223", "parcels")), () -> tile(1));
    assertThat(cache.counters().misses()).isEqualTo(5);
  }

  @Test
  void aKeyWithoutRightsOrLayersIsRefused() {
    assertThatThrownBy(() -> new TileKey(List.of(PARCELS), " ", TILE))
        .hasMessageContaining("entitlement");
    assertThatThrownBy(() -> new TileKey(List.of(), "public", TILE))
        .hasMessageContaining("at least one layer");
  }

  @Test
  void aChangeForgetsExactlyTheTouchedTilesInAllZooms() {
    LayerSnapshot town =
        LayerSnapshot.of(Features.pack("parcels", ParcelTown.SCHEMA, 18, ParcelTown.list(2000, 1)));
    Envelope extent = new Envelope(142.0, 42.7, 142.011, 42.711);
    Envelope changed = new Envelope(142.0031, 42.7052, 142.0034, 42.7054);
    TileEncoder encoder = new TileEncoder();
    List<TileKey> all = new ArrayList<>();
    for (int z = 0; z <= 18; z++) {
      for (TileAddress tile : TileRange.touching(extent, z, 64).list(5000)) {
        for (LayerId[] layers : new LayerId[][] {{PARCELS}, {ROADS, PARCELS}, {ROADS}}) {
          TileKey key = key(tile, layers);
          all.add(key);
          cache.get(
              key, () -> new CachedTile(encoder.encode(tile, List.of(town)), new Revision(1)));
        }
      }
    }
    cache.forget(PARCELS, List.of(changed));

    Set<TileKey> reloaded = new HashSet<>();
    for (TileKey key : all) {
      cache.get(
          key,
          () -> {
            reloaded.add(key);
            return tile(2);
          });
    }
    Set<TileKey> expected = new HashSet<>();
    for (TileKey key : all) {
      boolean touched = key.tile().worldBox(64).intersects(WorldBox.of(changed));
      if (touched && key.layers().contains(PARCELS)) {
        expected.add(key);
      }
    }
    assertThat(reloaded).isEqualTo(expected);
    assertThat(reloaded).extracting(key -> key.tile().z()).contains(0, 5, 10, 14, 16, 18);
    assertThat(all.size()).isGreaterThan(10 * reloaded.size());
    assertThat(cache.counters().forgotten()).isEqualTo(expected.size());
  }

  @Test
  void manyChangesForgetTheSameTilesAsOneByOne() {
    List<Envelope> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double lon = 142 + i * 0.001;
      many.add(new Envelope(lon, 42.7, lon + 0.0001, 42.7001));
    }
    TouchedTiles together = new TouchedTiles(many, WorldGrid.webMercator());
    List<TouchedTiles> apart =
        many.stream().map(box -> new TouchedTiles(List.of(box), WorldGrid.webMercator())).toList();
    int touched = 0;
    for (TileAddress tile :
        TileRange.touching(new Envelope(141.99, 42.69, 142.11, 42.71), 17, 0).list(10_000)) {
      boolean any = apart.stream().anyMatch(one -> one.contains(tile));
      assertThat(together.contains(tile)).as(tile.toString()).isEqualTo(any);
      touched += any ? 1 : 0;
    }
    assertThat(touched).isBetween(30, 300);
  }

  @Test
  void forgettingALayerKeepsTheOthers() {
    cache.get(key(TILE, PARCELS), () -> tile(1));
    cache.get(key(TILE, ROADS, PARCELS), () -> tile(1));
    cache.get(key(TILE, ROADS), () -> tile(1));
    cache.forgetLayer(PARCELS);
    assertThat(cache.counters().tiles()).isEqualTo(1);
    cache.get(key(TILE, ROADS), TileCacheTest::fail);
    assertThat(cache.get(key(TILE, PARCELS), () -> tile(2)).revision()).isEqualTo(new Revision(2));
  }

  @Test
  void requestsAtTheSameTimeShareOneLoad() throws Exception {
    AtomicInteger loads = new AtomicInteger();
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<CachedTile>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(
            CompletableFuture.supplyAsync(
                () ->
                    cache.get(
                        key(TILE, PARCELS),
                        () -> {
                          loads.incrementAndGet();
                          loading.countDown();
                          await(goOn);
                          return tile(1);
                        }),
                threads));
      }
      await(loading);
      goOn.countDown();
      CachedTile first = answers.getFirst().get(30, TimeUnit.SECONDS);
      for (var answer : answers) {
        assertThat(answer.get(30, TimeUnit.SECONDS)).isSameAs(first);
      }
    }
    assertThat(loads).hasValue(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLoadOnItsWayWhenAChangeIsAnnouncedIsNeitherKeptNorJoined() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    TileKey key = key(TILE, PARCELS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var old =
          threads.submit(() ->
              cache.get(
                  key,
                  () -> {
                    loading.countDown();
                    await(goOn);
                    return tile(1);
                  }));
      await(loading);
      cache.forget(PARCELS, List.of(IN_TILE));

      // a request after the announcement does not wait for the old load
      assertThat(cache.get(key, () -> tile(2)).revision()).isEqualTo(new Revision(2));
      goOn.countDown();
      assertThat(old.get(30, TimeUnit.SECONDS).revision()).isEqualTo(new Revision(1));
      // and the old load, finished later, has not replaced the new tile
      assertThat(cache.get(key, TileCacheTest::fail).revision()).isEqualTo(new Revision(2));
    }
  }

  @Test
  void aLoadOnItsWayIsKeptWhenTheChangeIsElsewhere() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    TileKey key = key(TILE, PARCELS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var load =
          threads.submit(() ->
              cache.get(
                  key,
                  () -> {
                    loading.countDown();
                    await(goOn);
                    return tile(1);
                  }));
      await(loading);
      cache.forget(PARCELS, List.of(new Envelope(141, 42, 141.001, 42.001)));
      cache.forget(ROADS, List.of(IN_TILE));
      goOn.countDown();
      CachedTile loaded = load.get(30, TimeUnit.SECONDS);
      assertThat(cache.get(key, TileCacheTest::fail)).isSameAs(loaded);
    }
  }

  @Test
  void aFailedLoadIsToldToAllWhoWaitAndTriedAgain() {
    TileKey key = key(TILE, PARCELS);
    assertThatThrownBy(() ->
            cache.get(
                key,
                () -> {
                  throw new IllegalStateException("disk is gone");
                }))
        .hasMessage("disk is gone");
    assertThat(cache.get(key, () -> tile(1)).revision()).isEqualTo(new Revision(1));
  }

  @Test
  void memoryStaysWithinItsBoundAndTheIndexForgetsWhatWasEvicted() {
    TileCache small = new TileCache(1 << 20);
    CachedTile tile = tile(1);
    int count = 5000;
    for (int i = 0; i < count; i++) {
      small.get(key(new TileAddress(14, i, 6000), PARCELS), () -> tile);
    }
    CacheCounters counters = small.counters();
    assertThat(counters.bytes()).isLessThanOrEqualTo(1 << 20);
    assertThat(counters.tiles()).isBetween(100L, count - 1L);
    small.forgetLayer(PARCELS);
    assertThat(small.counters().tiles()).isZero();
    assertThat(small.counters().forgotten()).isEqualTo(counters.tiles());
  }

  @Test
  void aCacheTooSmallForATileIsRefused() {
    assertThatThrownBy(() -> new TileCache(100)).hasMessageContaining("1048576");
  }
}
