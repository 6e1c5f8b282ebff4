package org.machizu.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.samples.description.SampleDescription;
import org.machizu.samples.description.SampleLayer;
import org.machizu.samples.description.SampleLayersJson;
import org.machizu.samples.files.TownFiles;

/**
 * The sample town as a folder: {@value #DESCRIPTION}, a style for each layer in {@code styles}, and
 * the layers' files.
 */
public final class SampleFiles {
  /** The file that describes the others. */
  public static final String DESCRIPTION = "layers.json";

  /** The seed of the town that everybody sees. */
  public static final long SEED = 20_260_401;

  /** As many towns as a prefecture has. */
  public static final int MAX_SCALE = 99;

  private static final String FOLDER = "/samples/";

  private SampleFiles() {}

  /**
   * Writes the folder, for the launcher.
   *
   * @param args {@code [--seed N] [--scale N] FOLDER}
   */
  public static void main(String[] args) throws IOException {
    long seed = SEED;
    int scale = 1;
    Path folder = null;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--seed" -> seed = number(args, ++i, Long.MIN_VALUE, Long.MAX_VALUE);
        case "--scale" -> scale = (int) number(args, ++i, 1, MAX_SCALE);
        default -> folder = folder(folder, args[i]);
      }
    }
    if (folder == null) {
      throw new IllegalArgumentException("give one folder to put the sample files into");
    }
    write(folder, seed, scale);
  }

  private static Path folder(@Nullable Path before, String argument) {
    if (before != null || argument.startsWith("--")) {
      throw new IllegalArgumentException(
          "'%s' is not understood; usage: [--seed N] [--scale N] FOLDER".formatted(argument));
    }
    return Path.of(argument);
  }

  private static long number(String[] args, int at, long least, long most) {
    String text = at < args.length ? args[at] : "";
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    throw new IllegalArgumentException(
        "%s '%s' is not allowed; give a whole number from %d to %d"
            .formatted(args[at - 1], text, least, most));
  }

  /** The town and its layers, as {@value #DESCRIPTION} has them. */
  public static SampleDescription description() throws IOException {
    try (InputStream in = open(DESCRIPTION)) {
      return SampleLayersJson.read(in);
    }
  }

  /** The layers in the order in which the demo makes them. */
  public static List<SampleLayer> layers() throws IOException {
    return description().layers();
  }

  /**
   * Writes everything into a folder, which is made when it is missing; the same seed and scale give
   * the same bytes.
   *
   * @param scale how many towns lie side by side, 1 to {@value #MAX_SCALE}
   */
  public static void write(Path folder, long seed, int scale) throws IOException {
    Files.createDirectories(folder.resolve("styles"));
    copy(DESCRIPTION, folder);
    List<SampleLayer> layers = layers();
    for (SampleLayer layer : layers) {
      copy("styles/" + layer.id() + ".json", folder);
    }
    TownFiles.write(folder, seed, scale, layers);
  }

  private static void copy(String name, Path folder) throws IOException {
    try (InputStream in = open(name)) {
      Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = SampleFiles.class.getResourceAsStream(FOLDER + name);
    if (in == null) {
      throw new IOException("the sample file " + name + " is missing from the program");
    }
    return in;
  }
}
