package org.machizu.ingest.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of one CityGML layer: one .gml with the code lists that lie around it, or a zip of the
 * data set, in which all files of one theme (the folder under {@code udx}: fld, tnm, lsld …) are
 * taken together, for a theme is cut into one file for each square of the mesh.
 */
final class CityGmlFiles implements Closeable {
  private static final String CODE_LISTS = "codelists";

  /** A file may lie four folders below the data set's: udx/fld/natl/river. */
  private static final int FOLDERS_ABOVE = 5;

  /** One file to read, and what messages call it. */
  record Part(Path path, String name) {}

  private final List<Part> parts;
  private final @Nullable ZipArchive zip;

  private CityGmlFiles(List<Part> parts, @Nullable ZipArchive zip) {
    this.parts = List.copyOf(parts);
    this.zip = zip;
  }

  static CityGmlFiles find(Path file, ReadOptions options) throws FormatException, IOException {
    InputFile.check(file, options.limits());
    if (!isZip(file)) {
      return new CityGmlFiles(List.of(new Part(file, InputFile.nameOf(file))), null);
    }
    ZipArchive zip = ZipArchive.open(file, options.limits());
    try {
      List<Part> parts = new ArrayList<>();
      for (String name : choose(zip.names(), options.table(), InputFile.nameOf(file))) {
        parts.add(new Part(zip.unpack(name), name));
      }
      return new CityGmlFiles(parts, zip);
    } catch (FormatException | IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  static boolean isZip(Path file) throws IOException {
    try (FileWindow window = new FileWindow(file)) {
      return ZipDirectory.looksLikeZip(window);
    }
  }

  /** The CityGML files among names, without the copies that macOS packs. */
  static List<String> gmlFiles(List<String> names) {
    return names.stream()
        .filter(name -> ShapefileParts.ending(name).equals("gml"))
        .filter(name -> !name.startsWith("__MACOSX/") && !name.contains("/._"))
        .sorted()
        .toList();
  }

  private static List<String> choose(List<String> names, @Nullable String table, String zipName)
      throws FormatException {
    List<String> all = gmlFiles(names);
    if (table != null) {
      String wanted = table.strip().replace('\\', '/');
      List<String> matching = all.stream().filter(name -> isIn(name, wanted)).toList();
      if (matching.isEmpty()) {
        throw new FormatException(
            "table-unknown",
            "%s holds no CityGML in %s; it holds %s"
                .formatted(zipName, InputFile.quoted(table), listed(themes(all))),
            "Choose one of these folders, or one file by its name.");
      }
      return matching;
    }
    Set<String> themes = themes(all);
    if (themes.size() > 1) {
      throw new FormatException(
          "table-not-chosen",
          "%s holds CityGML of %d kinds: %s".formatted(zipName, themes.size(), listed(themes)),
          "Say which one is to be imported.");
    }
    return all;
  }

  private static boolean isIn(String name, String wanted) {
    String folder = wanted.endsWith("/") ? wanted : wanted + "/";
    return name.equals(wanted)
        || name.startsWith(folder)
        || name.contains("/" + folder)
        || name.endsWith("/" + wanted);
  }

  private static Set<String> themes(List<String> names) {
    Set<String> themes = new TreeSet<>();
    names.forEach(name -> themes.add(theme(name)));
    return themes;
  }

  /** The folder under udx, else the folder in which a file lies. */
  private static String theme(String name) {
    int udx = ("/" + name).indexOf("/udx/");
    if (udx >= 0) {
      int from = udx + "udx/".length();
      int to = name.indexOf('/', from);
      return to < 0 ? name.substring(0, from) : name.substring(0, to);
    }
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  private static String listed(Set<String> themes) {
    return String.join(", ", themes.stream().limit(20).toList());
  }

  /** In the order of their names. */
  List<Part> parts() {
    return parts;
  }

  /** The code list of that file name, as it came with the data set. */
  Optional<Path> findCodeList(String file) throws IOException, FormatException {
    if (zip != null) {
      Optional<String> entry =
          zip.names().stream()
              .filter(name -> ("/" + name).endsWith("/" + CODE_LISTS + "/" + file))
              .findFirst();
      return entry.isPresent() ? Optional.of(zip.unpack(entry.get())) : Optional.empty();
    }
    Path folder = parts.getFirst().path().toAbsolutePath().getParent();
    for (int i = 0; i < FOLDERS_ABOVE && folder != null; i++) {
      Path list = folder.resolve(CODE_LISTS).resolve(file);
      if (Files.isRegularFile(list)) {
        return Optional.of(list);
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    if (zip != null) {
      zip.close();
    }
  }
}
