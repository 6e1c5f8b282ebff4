package org.machizu.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The sample town's files, packed beside this class, and what is to be made of them. */
public final class SampleFiles {
  /** The file that describes the others. */
  public static final String DESCRIPTION = "layers.json";

  private static final String FOLDER = "/samples/";

  private SampleFiles() {}

  /**
   * Unpacks the files, for the launcher.
   *
   * @param args the folder to put them into
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("give one folder to put the sample files into");
    }
    unpack(Path.of(args[0]));
  }

  /** The town and its layers, as {@value #DESCRIPTION} has them. */
  public static SampleDescription description() throws IOException {
    try (InputStream in = open(DESCRIPTION)) {
      return SampleLayersJson.read(in);
    }
  }

  /** The layers in the order in which maps draw them, the lowest first. */
  public static List<SampleLayer> layers() throws IOException {
    return description().layers();
  }

  /**
   * Puts {@value #DESCRIPTION} and the layers' files into a folder, which is made when it is
   * missing.
   */
  public static void unpack(Path folder) throws IOException {
    Files.createDirectories(folder);
    copy(DESCRIPTION, folder);
    for (SampleLayer layer : layers()) {
      copy(layer.file(), folder);
    }
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
