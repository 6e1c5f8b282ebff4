package org.machizu.samples.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.machizu.samples.description.SampleLayer;
import org.machizu.samples.district.District;
import org.machizu.samples.imagery.FloodGrid;
import org.machizu.samples.imagery.Orthophoto;

/** Makes the towns one after the other, and writes each into the layers' files. */
public final class TownFiles {
  private static final Map<String, RasterMaker> RASTERS =
      Map.of("aerial", Orthophoto::write, "flood_depth", FloodGrid::write);

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
      for (SampleLayer layer : tables) {
        files.add(new LayerFile(layer, folder));
      }
      for (int number = 0; number < scale; number++) {
        District district = District.of(seed, number);
        for (int i = 0; i < files.size(); i++) {
          files.get(i).write(LayerMakers.get(tables.get(i).id()).rows(district));
        }
        if (number == 0) {
          writeRasters(folder, district, layers);
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

  /** Of the first town only: of the others nobody has taken pictures. */
  private static void writeRasters(Path folder, District district, List<SampleLayer> layers)
      throws IOException {
    for (SampleLayer layer : layers) {
      if (layer.isRaster()) {
        RasterMaker maker = RASTERS.get(layer.id());
        if (maker == null) {
          throw new IllegalArgumentException("nobody makes the raster '%s'".formatted(layer.id()));
        }
        maker.write(folder.resolve(layer.file()), district);
      }
    }
  }

  private interface RasterMaker {
    void write(Path file, District district) throws IOException;
  }
}
