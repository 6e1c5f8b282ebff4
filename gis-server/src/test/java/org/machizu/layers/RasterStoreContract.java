package org.machizu.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.machizu.access.Actor;
import org.machizu.access.LayerAccess;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.ingest.raster.Placement;
import org.machizu.tiles.grid.TileAddress;

/** Layers of pixels; every store passes it. */
public abstract class RasterStoreContract extends StoreTesting {
  private static final Envelope BOX = new Envelope(142.2, 43.9, 142.3, 44);
  private static final TileAddress TILE = new TileAddress(12, 3666, 1489);

  private static Layer raster(String name, LayerKind kind) {
    return new Layer(
        id(name),
        kind,
        LocalizedText.same(name),
        "disaster",
        new Schema(GeometryType.NONE, List.of()),
        ZoomRange.DEFAULT,
        Provenance.UNKNOWN,
        null);
  }

  private CataloguedLayer create(String name, LayerKind kind) {
    return store.catalog().create(raster(name, kind), LayerAccess.STAFF_ONLY, "[]", Actor.OPERATOR);
  }

  protected void createGrid(String name) {
    create(name, LayerKind.GRID);
  }

  /** 300 by 200 numbers, so four blocks and one above them. */
  protected static RasterContent.Grid grid() {
    return new RasterContent.Grid(
        BOX, new ZoomRange(8, 14), new Placement(new Crs(6680), 1000, -2000, 5, 5, 300, 200), 2);
  }

  /** The western block has nothing in its first 20 columns. */
  protected Revision importGrid(String name, float number) {
    try (StagedRaster staged = store.rasters().stage(right(name), grid())) {
      float[] west = new float[256 * 256];
      Arrays.fill(west, number);
      for (int i = 0; i < west.length; i++) {
        west[i] = i % 256 < 20 ? Float.NaN : number;
      }
      float[] whole = new float[256 * 256];
      Arrays.fill(whole, number);
      staged.addBlock(0, 0, 0, west);
      staged.addBlock(0, 1, 0, whole);
      staged.addBlock(1, 0, 0, west);
      return staged.publish();
    }
  }

  private static RasterContent.Image image() {
    return new RasterContent.Image(BOX, new ZoomRange(8, 12));
  }

  private Revision importImage(String name, byte... webp) {
    try (StagedRaster staged = store.rasters().stage(right(name), image())) {
      staged.addTile(TILE, webp);
      return staged.publish();
    }
  }

  private Optional<byte[]> tile(String name, TileAddress address) {
    return store.rasters().read(view(name), pixels -> pixels.tile(address));
  }

  protected float numberAt(String name, int column, int x, int y) {
    return store
        .rasters()
        .read(view(name), pixels -> pixels.block(0, column, 0).orElseThrow()[y * 256 + x]);
  }

  @Test
  void aLayerOfPixelsIsEmptyUntilItsFirstImport() {
    create("aerial", LayerKind.IMAGE);
    store.reopen();

    assertThat(store.catalog().find(id("aerial")).orElseThrow().layer().kind())
        .isEqualTo(LayerKind.IMAGE);
    assertThat(store.rasters().read(view("aerial"), RasterStore.Pixels::content)).isEmpty();
    assertThat(store.rasters().extent(view("aerial"))).isEmpty();
    assertThat(tile("aerial", TILE)).isEmpty();
  }

  @Test
  void aPictureIsReadTileByTile() {
    create("aerial", LayerKind.IMAGE);
    Revision revision = importImage("aerial", (byte) 1, (byte) 2);
    store.reopen();

    assertThat(tile("aerial", TILE)).hasValue(new byte[] {1, 2});
    assertThat(tile("aerial", new TileAddress(12, 3666, 1490))).isEmpty();
    assertThat(store.rasters().read(view("aerial"), RasterStore.Pixels::content)).contains(image());
    assertThat(store.rasters().extent(view("aerial"))).contains(BOX);
    assertThat(store.catalog().find(id("aerial")).orElseThrow().revision()).isEqualTo(revision);
  }

  @Test
  void aGridKeepsItsNumbersToTheLastBit() {
    createGrid("flood_depth");
    importGrid("flood_depth", 0.1f);
    store.reopen();

    assertThat(numberAt("flood_depth", 1, 40, 199)).isEqualTo(0.1f);
    assertThat(numberAt("flood_depth", 0, 19, 0)).isNaN();
    assertThat(numberAt("flood_depth", 0, 20, 0)).isEqualTo(0.1f);
    assertThat(
            store
                .rasters()
                .<Boolean>read(
                    view("flood_depth"),
                    pixels -> pixels.block(1, 0, 0).isPresent() && pixels.block(0, 0, 1).isEmpty()))
        .isTrue();
    assertThat(store.rasters().read(view("flood_depth"), RasterStore.Pixels::content))
        .contains(grid());
  }

  @Test
  void anImportTakesThePlaceOfWhatWasThere() {
    create("aerial", LayerKind.IMAGE);
    importImage("aerial", (byte) 1);
    try (StagedRaster staged = store.rasters().stage(right("aerial"), image())) {
      staged.addTile(new TileAddress(12, 3667, 1489), new byte[] {2});
      assertThat(tile("aerial", TILE)).hasValue(new byte[] {1});
      assertThatThrownBy(() -> store.rasters().stage(right("aerial"), image()))
          .isInstanceOfSatisfying(
              LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("layer-busy"));
      staged.publish();
    }
    assertThat(tile("aerial", TILE)).isEmpty();
    assertThat(tile("aerial", new TileAddress(12, 3667, 1489))).hasValue(new byte[] {2});
  }

  @Test
  void anImportThatIsGivenUpLeavesEverythingAsItWas() {
    create("aerial", LayerKind.IMAGE);
    Revision before = importImage("aerial", (byte) 1);
    try (StagedRaster staged = store.rasters().stage(right("aerial"), image())) {
      staged.addTile(TILE, new byte[] {2});
    }
    assertThat(tile("aerial", TILE)).hasValue(new byte[] {1});
    assertThat(store.catalog().find(id("aerial")).orElseThrow().revision()).isEqualTo(before);
    importImage("aerial", (byte) 3);
    assertThat(tile("aerial", TILE)).hasValue(new byte[] {3});
  }

  @Test
  void aLayerThatNeverGotPixelsCanBeTakenBackAndOneThatDidCannot() {
    create("aerial", LayerKind.IMAGE);
    store.catalog().discard(right("aerial"));
    assertThat(store.catalog().find(id("aerial"))).isEmpty();

    createGrid("flood_depth");
    importGrid("flood_depth", 1f);
    assertThatThrownBy(() -> store.catalog().discard(right("flood_depth")))
        .isInstanceOfSatisfying(
            LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("layer-has-content"));
  }

  @Test
  void featuresAndPixelsAreNotTakenForEachOther() {
    create("shelters", SHELTERS);
    create("aerial", LayerKind.IMAGE);

    assertThatThrownBy(() -> store.rasters().extent(view("shelters")))
        .isInstanceOfSatisfying(
            LayerConflictException.class,
            e -> assertThat(e.code()).isEqualTo("layer-has-no-pixels"));
    assertThatThrownBy(() -> store.features().extent(view("aerial")))
        .isInstanceOfSatisfying(
            LayerConflictException.class, e -> assertThat(e.code()).isEqualTo("layer-is-raster"));
    assertThatThrownBy(() -> store.rasters().stage(right("aerial"), grid()))
        .isInstanceOfSatisfying(
            LayerConflictException.class,
            e -> assertThat(e.code()).isEqualTo("layer-kind-differs"));
    assertThatThrownBy(() ->
            store
                .catalog()
                .describe(
                    right("aerial"), entry -> Described.of(raster("aerial", LayerKind.GRID), "[]")))
        .hasMessageContaining("stays so");
  }

  @Test
  void theFeedTellsOfNewPixelsAndOfAChangedEntry() throws Exception {
    create("aerial", LayerKind.IMAGE);
    BlockingQueue<LayerChanged> told = new ArrayBlockingQueue<>(10);
    store.changes().start(told::add);
    Revision imported = importImage("aerial", (byte) 1);
    LayerChanged first = told.poll(10, TimeUnit.SECONDS);
    assertThat(first).isEqualTo(new LayerChanged(id("aerial"), imported, List.of(), true));

    Revision published = store.catalog().publish(right("aerial"), true, "open").revision();
    LayerChanged second = told.poll(10, TimeUnit.SECONDS);
    assertThat(second).isEqualTo(new LayerChanged(id("aerial"), published, List.of(), false));
  }
}
