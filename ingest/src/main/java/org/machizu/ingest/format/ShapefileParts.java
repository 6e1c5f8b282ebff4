package org.machizu.ingest.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files that make up one Shapefile, lying beside each other or unpacked from a zip.
 *
 * @param name the Shapefile's name without ending
 * @param byEnding the parts by their ending in lower case ("shp")
 * @param source the zip that they came from, null when they lie on the disk themselves
 */
record ShapefileParts(String name, Map<String, Path> byEnding, @Nullable ZipArchive source)
    implements Closeable {
  private static final List<String> ENDINGS = List.of("shp", "shx", "dbf", "prj", "cpg");

  /** Finds the parts, from a .shp or a zip. */
  static ShapefileParts find(Path file, ReadOptions options) throws FormatException, IOException {
    boolean zip;
    try (FileWindow window = new FileWindow(file)) {
      if (window.size() > options.limits().maxBytes()) {
        throw new FormatException(
            "file-too-large",
            "%s has %,d bytes; %,d are allowed"
                .formatted(file.getFileName(), window.size(), options.limits().maxBytes()),
            "Import it in several parts.");
      }
      zip = ZipDirectory.looksLikeZip(window);
    }
    return zip ? inZip(file, options) : beside(file);
  }

  private static ShapefileParts beside(Path shp) throws FormatException, IOException {
    String fileName = String.valueOf(shp.getFileName());
    String base = withoutEnding(fileName);
    Map<String, Path> parts = new HashMap<>();
    Path folder = shp.toAbsolutePath().getParent();
    if (folder != null) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path each : files) {
          String name = String.valueOf(each.getFileName());
          String ending = ending(name);
          if (ENDINGS.contains(ending) && withoutEnding(name).equalsIgnoreCase(base)) {
            // On a disk that tells capitals apart, the part spelt like the .shp is meant.
            parts.merge(
                ending,
                each,
                (a, b) -> withoutEnding(String.valueOf(b.getFileName())).equals(base) ? b : a);
          }
        }
      }
    }
    parts.put("shp", shp);
    return new ShapefileParts(base, parts, null);
  }

  private static ShapefileParts inZip(Path file, ReadOptions options)
      throws FormatException, IOException {
    ZipArchive zip = ZipArchive.open(file, options.limits());
    try {
      String chosen = choose(zip.names(), options.table(), String.valueOf(file.getFileName()));
      String path = withoutEnding(chosen);
      Map<String, Path> parts = new HashMap<>();
      for (String name : zip.names()) {
        if (ENDINGS.contains(ending(name)) && withoutEnding(name).equalsIgnoreCase(path)) {
          parts.put(ending(name), zip.unpack(name));
        }
      }
      return new ShapefileParts(path.substring(path.lastIndexOf('/') + 1), parts, zip);
    } catch (FormatException | IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static String choose(List<String> names, @Nullable String table, String zipName)
      throws FormatException {
    List<String> found = new ArrayList<>(shapefiles(names));
    if (found.isEmpty()) {
      Optional<String> inner =
          names.stream().filter(name -> ending(name).equals("zip")).findFirst();
      throw inner.isPresent()
          ? new FormatException(
              "zip-nested",
              "%s holds no Shapefile but another zip, '%s'".formatted(zipName, inner.get()),
              "Unpack it once and import the inner zip.")
          : new FormatException(
              "zip-without-shapefile",
              zipName + " holds no .shp",
              "Pack the .shp together with its .dbf, .shx and .prj.");
    }
    if (table == null && found.size() == 1) {
      return found.getFirst();
    }
    String list =
        String.join(", ", found.stream().limit(20).map(ShapefileParts::withoutEnding).toList());
    if (table == null) {
      throw new FormatException(
          "table-not-chosen",
          "%s holds %d Shapefiles: %s".formatted(zipName, found.size(), list),
          "Say which one is to be imported.");
    }
    List<String> matching = found.stream().filter(name -> isCalled(name, table)).toList();
    if (matching.size() != 1) {
      throw new FormatException(
          "table-unknown",
          "%s holds %s Shapefile '%s'; it holds %s"
              .formatted(zipName, matching.isEmpty() ? "no" : "more than one", table, list),
          "Choose one of these, with its folder where names repeat.");
    }
    return matching.getFirst();
  }

  /** The Shapefiles among names, without the copies that macOS packs. */
  static List<String> shapefiles(List<String> names) {
    return names.stream()
        .filter(name -> ending(name).equals("shp"))
        .filter(name -> !name.startsWith("__MACOSX/") && !name.contains("/._"))
        .toList();
  }

  private static boolean isCalled(String path, String table) {
    String wanted = ending(table).equals("shp") ? withoutEnding(table) : table;
    String whole = withoutEnding(path);
    return whole.equalsIgnoreCase(wanted)
        || whole.substring(whole.lastIndexOf('/') + 1).equalsIgnoreCase(wanted);
  }

  static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static String withoutEnding(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') ? name : name.substring(0, dot);
  }

  @Nullable Path part(String ending) {
    return byEnding.get(ending);
  }

  @Override
  public void close() throws IOException {
    if (source != null) {
      source.close();
    }
  }
}
