package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsReference;
import org.machizu.geo.crs.CrsWkt;

/** The formats that files come and go in, and which of them a file is. */
public final class Formats {
  private final List<FeatureFormat> formats;

  /**
   * @param formats in the order in which they are asked whether they recognise a file: those with
   *     sure marks first, plain text last
   */
  public Formats(List<FeatureFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  /** All formats, with the names and definitions of systems that {@code geo.crs} knows. */
  public static Formats standard() {
    return new Formats(
        List.of(
            new GeoPackageFormat(CrsWkt::ogc),
            new ShapefileFormat(prj -> CrsWkt.match(prj).find(), CrsWkt::esri),
            new FlatGeobufFormat(),
            new CityGmlFormat(),
            new KmlFormat(),
            new GeoJsonSeqFormat(),
            new GeoJsonFormat(Formats::findCrs),
            new CsvFormat()));
  }

  private static Optional<Crs> findCrs(String name) {
    try {
      return Optional.of(CrsReference.parse(name).crs());
    } catch (IllegalArgumentException notKnown) {
      return Optional.empty(); // the reader tells the user, who can name the system
    }
  }

  public List<FeatureFormat> list() {
    return formats;
  }

  /**
   * The format to write of a name as on the command line ("geojson").
   *
   * @throws FormatException with code {@code unknown-format}, naming what is allowed; also for one
   *     that is only read
   */
  public FeatureFormat byName(String name) throws FormatException {
    for (FeatureFormat format : formats) {
      if (format.name().equals(name) && format.writes()) {
        return format;
      }
    }
    String written = names(formats.stream().filter(FeatureFormat::writes).toList());
    boolean onlyRead = formats.stream().anyMatch(format -> format.name().equals(name));
    throw new FormatException(
        "unknown-format",
        (onlyRead ? "%s is only read; there are %s" : "there is no format %s; there are %s")
            .formatted(InputFile.quoted(name), written),
        "Give one of " + written + ".");
  }

  /**
   * The format of a file, by its content first and its name second.
   *
   * @throws FormatException with code {@code file-missing}, {@code empty-file}, or {@code
   *     unknown-format}, naming what is allowed
   */
  public FeatureFormat detect(Path file) throws FormatException, IOException {
    InputFile.check(file, ReadLimits.DEFAULT);
    for (FeatureFormat format : formats) {
      if (format.recognises(file)) {
        return format;
      }
    }
    throw new FormatException(
        "unknown-format",
        "%s is of no known format; known are %s and geotiff"
            .formatted(InputFile.nameOf(file), names(formats)),
        "Export it from its program as one of these; a Shapefile as a zip of its parts.");
  }

  private static String names(List<FeatureFormat> formats) {
    return formats.stream().map(FeatureFormat::name).collect(Collectors.joining(", "));
  }
}
