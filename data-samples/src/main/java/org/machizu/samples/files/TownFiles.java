package org.machizu.samples.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.machizu.samples.description.SampleLayer;
import org.machizu.samples.district.District;
import org.machizu.samples.imagery.FloodGrid;
import org.machizu.samples.imagery.Mosaic;
import org.machizu.samples.imagery.Orthophoto;

/** Makes the towns one after the other, and writes each into the layers' files. */
public final class TownFiles {
  private static final Map<String, RasterMaker> RASTERS =
      Map.of(
          "aerial",
          new RasterMaker(Orthophoto::write, Mosaic::ofImages),
          "flood_depth",
          new RasterMaker(
              (file, district, alone) -> FloodGrid.write(file, district), Mosaic::ofGrids));

  private TownFiles() {}

  /**
   * Writes the files; those that exist are replaced.
   *
   * @param scale how many towns lie side by side
   */
  public static void write(Path folder, long seed, int scale, List<SampleLayer> layers)
      throws IOException {
    Files.createDirectories(folder);
    List<LayerFile> files = new ArrayList<>();
    try {
      List<SampleLayer> tables = layers.stream().filter(layer -> !layer.isRaster()).toList();
      List<SampleLayer> rasters = layers.stream().filter(SampleLayer::isRaster).toList();
      for (SampleLayer layer : tables) {
        files.add(new LayerFile(layer, folder));
      }
      for (int number = 0; number < scale; number++) {
        District district = District.of(seed, number);
        for (int i = 0; i < files.size(); i++) {
          files.get(i).write(LayerMakers.get(tables.get(i).id()).rows(district));
        }
        for (SampleLayer layer : rasters) {
          writeRaster(layer, folder, district, scale == 1);
        }
      }
      if (scale > 1) {
        for (SampleLayer layer : rasters) {
          join(layer, folder, scale);
        }
      }
    } finally {
      IOException first = null;
      for (LayerFile file : files) {
        try {
          file.close();
        } catch (IOException e) {
          first = first == null ? e : first;
        }
      }
      if (first != null) {
        throw first;
      }
    }
  }

  private static void writeRaster(SampleLayer layer, Path folder, District district, boolean alone)
      throws IOException {
    Path file =
        alone ? folder.resolve(layer.file()) : part(layer, folder, district.tile().number());
    maker(layer).one().write(file, district, alone);
  }

  private static void join(SampleLayer layer, Path folder, int scale) throws IOException {
    List<Path> parts =
        IntStream.range(0, scale).mapToObj(number -> part(layer, folder, number)).toList();
    maker(layer).all().write(folder.resolve(layer.file()), parts);
  }

  /** One town's raster until all are joined. */
  private static Path part(SampleLayer layer, Path folder, int number) {
    return folder.resolve(layer.file() + "." + number);
  }

  private static RasterMaker maker(SampleLayer layer) {
    RasterMaker maker = RASTERS.get(layer.id());
    if (maker == null) {
      throw new IllegalArgumentException("nobody makes the raster '%s'".formatted(layer.id()));
    }
    return maker;
  }

  /**
   * @param one writes a town's
   * @param all joins those of several towns
   */
  private record RasterMaker(One one, All all) {
    interface One {
      void write(Path file, District district, boolean alone) throws IOException;
    }

    interface All {
      void write(Path file, List<Path> parts) throws IOException;
    }
  }
}
