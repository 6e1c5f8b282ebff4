package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Schema;

/**
 * Shapefiles (ESRI Shapefile Technical Description, July 1998; dBASE III/IV and FoxPro tables), as
 * a .shp with its parts beside it or in a .zip. Written ones are always zips.
 *
 * <p>Read: points, lines and polygons with Z and M, null shapes, every usual DBF type. Numbers
 * without decimals are whole numbers, all others real. Rows marked as deleted are passed over. A
 * file that is cut off anywhere is refused whole, because an import must never lose a town's tail
 * in silence; a single shape or value that is broken becomes a {@link Problem} and the rest is
 * taken.
 *
 * <p>Written: one Shapefile for each kind of geometry that occurs, with .prj, .cpg and, where names
 * or values had to be changed for the format, a text file that lists it. Moments become texts (RFC
 * 3339), for the format has none.
 */
public final class ShapefileFormat implements FeatureFormat {
  private final Function<String, Optional<Crs>> prjMatcher;
  private final Function<Crs, String> prjWriter;

  /**
   * @param prjMatcher which system the text of a .prj means; empty when none that is known
   * @param prjWriter the text of a .prj for a system (WKT 1 as ESRI writes it)
   */
  public ShapefileFormat(
      Function<String, Optional<Crs>> prjMatcher, Function<Crs, String> prjWriter) {
    this.prjMatcher = prjMatcher;
    this.prjWriter = prjWriter;
  }

  @Override
  public String name() {
    return "shp";
  }

  @Override
  public String mediaType() {
    return "application/zip";
  }

  @Override
  public String fileEnding() {
    return "zip";
  }

  @Override
  public boolean recognises(Path file) throws IOException {
    try (FileWindow window = new FileWindow(file)) {
      if (window.size() >= 4 && Bytes.bigEndianInt(window.bytes(), window.at(0, 4)) == 9994) {
        return true;
      }
      if (!ZipDirectory.looksLikeZip(window)) {
        return ShapefileParts.ending(String.valueOf(file.getFileName())).equals("shp");
      }
    }
    try (ZipArchive zip = ZipArchive.open(file, ReadLimits.DEFAULT)) {
      return !ShapefileParts.shapefiles(zip.names()).isEmpty();
    } catch (FormatException broken) {
      // A zip that cannot be looked into was meant as a Shapefile; opening it tells what is wrong.
      return true;
    }
  }

  @Override
  public FeatureReader open(Path file, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    ShapefileParts parts = ShapefileParts.find(file, options);
    try {
      return new ShapefileReader(parts, options, prjMatcher, problems);
    } catch (FormatException | IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  @Override
  public FeatureWriter create(Path file, Schema schema, WriteOptions options) throws IOException {
    return new ShapefileWriter(file, schema, options, prjWriter.apply(options.crs()));
  }
}
