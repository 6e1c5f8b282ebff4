package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Schema;

/**
 * GeoPackages (OGC 12-128r18) of other people: read from any version, written as 1.3 with an R*Tree
 * for each table. Never the town's own database.
 *
 * <p>A file read is a stranger's: it is opened read-only, without extensions, with SQLite's
 * defences against crafted schemas, and only real tables are read, no views.
 */
public final class GeoPackageFormat implements FeatureFormat {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Function<Crs, String> wktWriter;

  /**
   * @param wktWriter the OGC WKT 1 definition of a system, for {@code gpkg_spatial_ref_sys}
   */
  public GeoPackageFormat(Function<Crs, String> wktWriter) {
    this.wktWriter = wktWriter;
  }

  @Override
  public String name() {
    return "gpkg";
  }

  @Override
  public String mediaType() {
    return "application/geopackage+sqlite3";
  }

  @Override
  public String fileEnding() {
    return "gpkg";
  }

  @Override
  public boolean recognises(Path file) throws IOException {
    return isSqlite(file);
  }

  private static boolean isSqlite(Path file) throws IOException {
    try (FileWindow window = new FileWindow(file)) {
      if (window.size() < 100) {
        return false;
      }
      int at = window.at(0, MAGIC.length);
      for (int i = 0; i < MAGIC.length; i++) {
        if (window.bytes()[at + i] != MAGIC[i]) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  public FeatureReader open(Path file, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    String name = String.valueOf(file.getFileName());
    if (!isSqlite(file)) {
      throw new FormatException(
          "gpkg-not-sqlite",
          name + " is not a GeoPackage: it does not begin as an SQLite file does",
          "Give a .gpkg file; if it was one, copy or download it again.");
    }
    long size = Files.size(file);
    if (size > options.limits().maxBytes()) {
      throw new FormatException(
          "file-too-large",
          "%s has %,d bytes; %,d are allowed".formatted(name, size, options.limits().maxBytes()),
          "Import it in several parts.");
    }
    return GeoPackageReader.open(file, options, problems);
  }

  @Override
  public FeatureWriter create(Path file, Schema schema, WriteOptions options) throws IOException {
    return new GeoPackageWriter(file, schema, options, wktWriter.apply(options.crs()));
  }
}
