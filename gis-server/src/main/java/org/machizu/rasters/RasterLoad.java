package org.machizu.rasters;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.CrsPath;
import org.machizu.geo.crs.GridShifts;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.raster.Pixels;
import org.machizu.ingest.raster.Placement;
import org.machizu.ingest.raster.RasterReader;
import org.machizu.ingest.raster.Window;
import org.machizu.jobs.CancelledException;
import org.machizu.layers.RasterContent;
import org.machizu.layers.RasterContent.Grid;
import org.machizu.layers.RasterContent.Image;
import org.machizu.layers.StagedRaster;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.TileRange;

/** Takes the pixels of a file into a staged raster: base first, then each level above it. */
public final class RasterLoad {
  private static final int SIDE = RasterContent.SIDE;

  /** Tiles that are being compressed beside the reading. */
  private static final int AT_ONCE = 32;

  private final RasterReader reader;
  private final StagedRaster staged;
  private final Check check;
  private final DoubleConsumer progress;
  private long tilesDone;

  /** Asked before each tile whether to go on. */
  public interface Check {
    /**
     * @throws CancelledException when nobody wants the import any more
     * @throws FormatException when it takes too long
     */
    void goOn() throws CancelledException, FormatException;
  }

  /**
   * @param progress is told the share that is done, 0 to 1
   */
  public RasterLoad(
      RasterReader reader, StagedRaster staged, Check check, DoubleConsumer progress) {
    this.reader = reader;
    this.staged = staged;
    this.check = check;
    this.progress = progress;
  }

  /** Does it all; what it stages is what {@code content} promises. */
  public void run(RasterContent content, GridShifts grids)
      throws FormatException, IOException, CancelledException {
    switch (content) {
      case Image image -> images(image, grids);
      case Grid grid -> grids(grid);
    }
  }

  private void images(Image image, GridShifts grids)
      throws FormatException, IOException, CancelledException {
    int base = image.zooms().max();
    TileRange range = TileRange.touching(image.extent(), base, 0);
    ImageWarp warp =
        new ImageWarp(reader, CrsPath.fromJgd2011(reader.info().placement().crs(), grids));
    try (Compression compression = new Compression(base)) {
      new TilePyramid<>(
              new ImageTiles(warp, base, range.count(), compression),
              range.min().x(),
              range.min().y(),
              range.max().x(),
              range.max().y())
          .build(base - image.zooms().min());
      compression.finish();
    }
  }

  private void grids(Grid grid) throws FormatException, IOException, CancelledException {
    Placement p = grid.placement();
    int across = Math.ceilDiv(p.width(), SIDE);
    int down = Math.ceilDiv(p.height(), SIDE);
    new TilePyramid<>(new GridBlocks(p, (long) across * down), 0, 0, across - 1, down - 1)
        .build(grid.levels() - 1);
  }

  private void tileDone(long ofTiles) throws CancelledException, FormatException {
    check.goOn();
    tilesDone++;
    progress.accept((double) tilesDone / ofTiles);
  }

  /** Colours; of four pixels their mean. */
  private final class ImageTiles implements TilePyramid.Tiles<int[]> {
    private final ImageWarp warp;
    private final int baseZoom;
    private final long count;
    private final Compression compression;

    ImageTiles(ImageWarp warp, int baseZoom, long count, Compression compression) {
      this.warp = warp;
      this.baseZoom = baseZoom;
      this.count = count;
      this.compression = compression;
    }

    @Override
    public int @Nullable [] base(int x, int y)
        throws FormatException, IOException, CancelledException {
      tileDone(count);
      return warp.tile(new TileAddress(baseZoom, x, y));
    }

    @Override
    public int[] empty() {
      return new int[SIDE * SIDE];
    }

    @Override
    public void halve(int[] tile, int[] into, int east, int south) {
      for (int row = 0; row < SIDE / 2; row++) {
        for (int column = 0; column < SIDE / 2; column++) {
          int at = row * 2 * SIDE + column * 2;
          into[(south * SIDE / 2 + row) * SIDE + east * SIDE / 2 + column] =
              Pixels.mean(tile[at], tile[at + 1], tile[at + SIDE], tile[at + SIDE + 1]);
        }
      }
    }

    @Override
    public void done(int up, int x, int y, int[] tile) throws IOException {
      compression.add(new TileAddress(baseZoom - up, x, y), tile);
    }
  }

  /** Compresses tiles on all processors and stages them in their order. */
  private final class Compression implements AutoCloseable {
    private final ExecutorService threads;
    private final Deque<Map.Entry<TileAddress, CompletableFuture<byte[]>>> waiting =
        new ArrayDeque<>();

    Compression(int zoom) {
      threads =
          Executors.newFixedThreadPool(
              Runtime.getRuntime().availableProcessors(),
              Thread.ofPlatform().daemon().name("tiles z" + zoom).factory());
    }

    void add(TileAddress address, int[] tile) throws IOException {
      waiting.add(
          Map.entry(address, CompletableFuture.supplyAsync(() -> TileImages.photo(tile), threads)));
      if (waiting.size() >= AT_ONCE) {
        stageNext();
      }
    }

    private void stageNext() throws IOException {
      var next = waiting.removeFirst();
      try {
        staged.addTile(next.getKey(), next.getValue().join());
      } catch (CompletionException e) {
        throw new IOException("compressing a tile failed", e.getCause());
      }
    }

    void finish() throws IOException {
      while (!waiting.isEmpty()) {
        stageNext();
      }
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }

  /** Numbers; of four the north-western, so that none is made up. */
  private final class GridBlocks implements TilePyramid.Tiles<float[]> {
    private final Placement placement;
    private final long count;

    GridBlocks(Placement placement, long count) {
      this.placement = placement;
      this.count = count;
    }

    @Override
    public float @Nullable [] base(int x, int y)
        throws FormatException, IOException, CancelledException {
      tileDone(count);
      int width = Math.min(SIDE, placement.width() - x * SIDE);
      int height = Math.min(SIDE, placement.height() - y * SIDE);
      float[] read = reader.readGrid(0, new Window(x * SIDE, y * SIDE, width, height));
      float[] block = empty();
      boolean something = false;
      for (int i = 0; i < read.length; i++) {
        block[i / width * SIDE + i % width] = read[i];
        something |= !Float.isNaN(read[i]);
      }
      return something ? block : null;
    }

    @Override
    public float[] empty() {
      float[] block = new float[SIDE * SIDE];
      Arrays.fill(block, Float.NaN);
      return block;
    }

    @Override
    public void halve(float[] block, float[] into, int east, int south) {
      for (int row = 0; row < SIDE / 2; row++) {
        for (int column = 0; column < SIDE / 2; column++) {
          into[(south * SIDE / 2 + row) * SIDE + east * SIDE / 2 + column] =
              block[row * 2 * SIDE + column * 2];
        }
      }
    }

    @Override
    public void done(int up, int x, int y, float[] block) {
      staged.addBlock(up, x, y, block);
    }
  }
}
