package org.machizu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Vector tiles of the parcels around the middle of a city of 300,000 parcels, over HTTP, one after
 * the other: each for the first time, then again from the cache. Beside it GDAL's writer of vector
 * tiles, which makes the same tiles at once from a GeoPackage that holds only their parcels; what
 * counts is the work of the processors for a tile with something in it.
 */
final class TilesBenchmark implements Bench.Benchmark {
  private static final int COARSEST = 13;
  private static final int FINEST =
      16; // a layer without a zoom range of its own has no tiles beyond

  /** Tiles of the coarsest zoom in a row and in a column. */
  private static final int ACROSS = 1;

  private static final double P95 = 0.95;

  /**
   * @param x of the north-western tile
   * @param side tiles in a row and in a column
   */
  private record Block(int zoom, int x, int y, int side) {
    static Block at(int zoom) {
      int deeper = zoom - COARSEST;
      int x = (int) column(LargeTown.LON, COARSEST) - ACROSS / 2;
      int y = (int) row(LargeTown.LAT, COARSEST) - ACROSS / 2;
      return new Block(zoom, x << deeper, y << deeper, ACROSS << deeper);
    }

    private static double column(double lon, int zoom) {
      return (lon + 180) / 360 * (1 << zoom);
    }

    private static double row(double lat, int zoom) {
      double sine = Math.sin(Math.toRadians(lat));
      return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * (1 << zoom);
    }

    private double lon(int column) {
      return 360.0 * column / (1 << zoom) - 180;
    }

    private double lat(int row) {
      return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2.0 * row / (1 << zoom)))));
    }

    /** West, south, east, north in degrees. */
    List<String> box() {
      return Stream.of(lon(x), lat(y + side), lon(x + side), lat(y))
          .map(degrees -> String.format(Locale.ROOT, "%.8f", degrees))
          .toList();
    }
  }

  /** Tiles of a zoom as they came. */
  private record Tiles(List<Double> millis, List<Integer> bytes, double cpuSeconds) {
    double cpuMillis() {
      return cpuSeconds * 1e3 / Math.max(1, bytes.size());
    }
  }

  @Override
  public void run() throws Exception {
    Path folder = Files.createTempDirectory("machizu-bench-");
    try (LargeTown town = LargeTown.serve()) {
      Path parcels = folder.resolve("parcels.gpkg");
      List<String> cut =
          new ArrayList<>(List.of("ogr2ogr", "-f", "GPKG", "-t_srs", "EPSG:6668", "-spat"));
      cut.addAll(Block.at(COARSEST).box());
      cut.addAll(List.of("-spat_srs", "EPSG:6668", "-nln", "parcels", parcels.toString()));
      cut.addAll(List.of("/vsizip/" + LargeTown.samples().resolve("parcels.zip"), "--config"));
      cut.addAll(List.of("SHAPE_ENCODING", "CP932"));
      Runs.of(cut);
      firstTile(town);
      System.out.println(
          "zoom   tiles  mean kB  largest   first time: median     95 %      CPU   again: median      CPU   peer: tiles  mean kB      CPU");
      double ours = 0;
      double theirs = 0;
      for (int zoom = FINEST; zoom >= COARSEST; zoom--) {
        Tiles cold = fetch(town, Block.at(zoom));
        Tiles warm = fetch(town, Block.at(zoom));
        Tiles peer = peer(parcels, folder.resolve("tiles"), zoom);
        System.out.printf(
            "%4d %7d %8.1f %8.1f %18.2f ms %5.1f ms %5.2f ms %12.2f ms %5.2f ms %13d %8.1f %5.2f ms%n",
            zoom,
            cold.bytes().size(),
            mean(cold.bytes()) / 1e3,
            cold.bytes().stream().mapToInt(n -> n).max().orElse(0) / 1e3,
            Runs.median(cold.millis()),
            high(cold.millis()),
            cold.cpuMillis(),
            Runs.median(warm.millis()),
            warm.cpuMillis(),
            peer.bytes().size(),
            mean(peer.bytes()) / 1e3,
            peer.cpuMillis());
        ours += cold.cpuSeconds();
        theirs += peer.cpuMillis() / 1e3 * cold.bytes().size();
      }
      System.out.printf("ratio %.2f%n", theirs / ours);
    } finally {
      Runs.delete(folder);
    }
  }

  /** A tile elsewhere, which packs the whole layer. */
  private static void firstTile(LargeTown town) throws IOException, InterruptedException {
    Block block = Block.at(COARSEST);
    double cpu = town.cpuSeconds();
    long begun = System.nanoTime();
    town.get(
        "/tiles/parcels/%d/%d/%d.mvt"
            .formatted(
                FINEST, (block.x() - 1) << FINEST - COARSEST, block.y() << FINEST - COARSEST));
    System.out.printf(
        "the first tile of all, which packs the layer: %.2f s, %.2f s CPU%n",
        (System.nanoTime() - begun) / 1e9, town.cpuSeconds() - cpu);
  }

  private static Tiles fetch(LargeTown town, Block block) throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    List<Integer> bytes = new ArrayList<>();
    double cpu = town.cpuSeconds();
    for (int i = 0; i < block.side() * block.side(); i++) {
      int x = block.x() + i % block.side();
      int y = block.y() + i / block.side();
      long begun = System.nanoTime();
      byte[] tile = town.get("/tiles/parcels/%d/%d/%d.mvt".formatted(block.zoom(), x, y));
      if (tile.length > 0) {
        millis.add((System.nanoTime() - begun) / 1e6);
        bytes.add(tile.length);
      }
    }
    return new Tiles(millis, bytes, town.cpuSeconds() - cpu);
  }

  private static Tiles peer(Path parcels, Path out, int zoom)
      throws IOException, InterruptedException {
    Runs.Run run =
        Runs.of(
            List.of(
                "ogr2ogr",
                "-f",
                "MVT",
                out.toString(),
                parcels.toString(),
                "-dsco",
                "MINZOOM=" + zoom,
                "-dsco",
                "MAXZOOM=" + zoom));
    List<Integer> bytes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".pbf")).toList()) {
        bytes.add((int) Files.size(file));
      }
    }
    Runs.delete(out);
    return new Tiles(List.of(), bytes, run.cost().cpuSeconds());
  }

  private static double mean(List<Integer> bytes) {
    return bytes.stream().mapToInt(n -> n).average().orElse(0);
  }

  private static double high(List<Double> times) {
    return Runs.quantile(times, P95);
  }
}
