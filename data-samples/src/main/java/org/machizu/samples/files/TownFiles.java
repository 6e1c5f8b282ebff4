package org.machizu.samples.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.machizu.samples.description.SampleLayer;
import org.machizu.samples.district.District;

/** Makes the towns one after the other, and writes each into the layers' files. */
public final class TownFiles {
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
      for (SampleLayer layer : layers) {
        files.add(new LayerFile(layer, folder));
      }
      for (int number = 0; number < scale; number++) {
        District district = District.of(seed, number);
        for (int i = 0; i < files.size(); i++) {
          files.get(i).write(LayerMakers.get(layers.get(i).id()).rows(district));
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
}
