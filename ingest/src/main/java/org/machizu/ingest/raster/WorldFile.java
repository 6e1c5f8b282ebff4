package org.machizu.ingest.raster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsWkt;
import org.machizu.ingest.format.FormatException;

/**
 * The files that stand beside a picture and say where it lies: a world file of six numbers (.tfw,
 * .jgw, .pgw, .wld) and a .prj with the system.
 */
final class WorldFile {
  private static final int MAX_BYTES = 10_000;
  private static final int NUMBERS = 6;

  private WorldFile() {}

  /**
   * The corner that the world file beside a picture gives; empty when there is none.
   *
   * @throws FormatException {@code world-file-damaged}, {@code raster-rotated}
   */
  static Optional<GeoReference.Corner> find(Path picture) throws FormatException, IOException {
    for (String ending : endings(nameOf(picture))) {
      Optional<String> text = textBeside(picture, ending);
      if (text.isPresent()) {
        return Optional.of(corner(nameOf(picture), text.get()));
      }
    }
    return Optional.empty();
  }

  private static GeoReference.Corner corner(String name, String text) throws FormatException {
    List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    double[] n = new double[NUMBERS];
    try {
      for (int i = 0; i < NUMBERS; i++) {
        n[i] = Double.parseDouble(lines.get(i));
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new FormatException(
          "world-file-damaged",
          "the world file beside " + name + " does not have six lines with a number each",
          "Write it again from the program that made the picture.");
    }
    if (n[1] != 0 || n[2] != 0) {
      throw GeoReference.rotated(name);
    }
    // The file gives the middle of the first pixel.
    return new GeoReference.Corner(n[4] - n[0] / 2, n[5] - n[3] / 2, n[0], -n[3]);
  }

  /**
   * The system of the .prj beside a picture.
   *
   * @throws FormatException {@code crs-unknown} when there is none, or it is not known here
   */
  static Crs crs(Path picture, String name) throws FormatException, IOException {
    Optional<String> prj = textBeside(picture, "prj");
    if (prj.isEmpty()) {
      throw unknownCrs(name, "");
    }
    return CrsWkt.match(prj.get()).find().orElseThrow(() -> unknownCrs(name, "what its .prj says"));
  }

  static FormatException unknownCrs(String name, String said) {
    return new FormatException(
        "crs-unknown",
        said.isEmpty()
            ? name + " does not say which coordinate reference system it is in"
            : "%s is in %s, which is not known here".formatted(name, said),
        "Give it: --crs EPSG:6669 to EPSG:6687 for the plane-rectangular zones 1 to 19 on JGD2011, EPSG:2443 to 2461 on JGD2000, EPSG:6668 or 3857; or convert the file: gdalwarp -t_srs EPSG:6668.");
  }

  /** As ESRI has it: first and last letter of the ending and a w; and the whole ending and a w. */
  private static List<String> endings(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return ending.isEmpty()
        ? List.of("wld")
        : List.of(
            "" + ending.charAt(0) + ending.charAt(ending.length() - 1) + "w", ending + "w", "wld");
  }

  private static Optional<String> textBeside(Path picture, String ending) throws IOException {
    String name = nameOf(picture);
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    for (String written : List.of(ending, ending.toUpperCase(Locale.ROOT))) {
      Path beside = picture.resolveSibling(stem + "." + written);
      if (Files.isRegularFile(beside)) {
        try (InputStream in = Files.newInputStream(beside)) {
          return Optional.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        }
      }
    }
    return Optional.empty();
  }

  private static String nameOf(Path picture) {
    return String.valueOf(picture.getFileName());
  }
}
