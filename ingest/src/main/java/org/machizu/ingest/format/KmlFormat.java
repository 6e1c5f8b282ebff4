package org.machizu.ingest.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Schema;

/**
 * KML 2.2 (OGC 07-147r2), as Google Earth and My Maps exchange it: placemarks with points, lines,
 * areas and groups of them, and typed or untyped extended data. A KMZ is read too. Always lon/lat
 * WGS84; heights are left out. Links, pictures, styles and tracks are passed over, and nothing
 * outside the file is ever fetched.
 *
 * <p>Written with one folder for the layer, a schema of its attributes and one plain style. KML has
 * no type for days and moments: they are texts, and a column of nothing else becomes one again. A
 * placemark's name repeats the attribute that names the feature; when it does so throughout, it is
 * no attribute of its own.
 */
public final class KmlFormat implements FeatureFormat {
  /** Files of a KMZ that are looked into for placemarks. */
  private static final int MOST_DOCUMENTS = 20;

  @Override
  public String name() {
    return "kml";
  }

  @Override
  public String mediaType() {
    return "application/vnd.google-earth.kml+xml";
  }

  @Override
  public String fileEnding() {
    return "kml";
  }

  @Override
  public boolean writesIn(Crs crs) {
    return crs.isGeographic() && crs.sharesDatumWith(Crs.WGS84);
  }

  /** XML whose first element is kml, or a zip that holds such a file. */
  @Override
  public boolean recognises(Path file) throws IOException {
    if (CityGmlFiles.isZip(file)) {
      try (ZipArchive zip = ZipArchive.open(file, ReadLimits.DEFAULT)) {
        return !documents(zip.names()).isEmpty();
      } catch (FormatException broken) {
        return false; // whoever reads zips first tells what is wrong
      }
    }
    if (!CityGmlFormat.looksLikeMarkup(file)) {
      return false;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return KmlParser.XML.guarded(() -> beginsWithKml(KmlParser.XML.open(in)));
    } catch (FormatException notReadable) {
      return ShapefileParts.ending(InputFile.nameOf(file)).equals("kml");
    }
  }

  private static boolean beginsWithKml(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        return xml.getLocalName().equals("kml");
      }
    }
    return false;
  }

  /** The .kml files of a KMZ: doc.kml first, then those that lie in no folder, then the others. */
  private static List<String> documents(List<String> names) {
    return names.stream()
        .filter(name -> ShapefileParts.ending(name).equals("kml"))
        .filter(name -> !name.startsWith("__MACOSX/") && !name.contains("/._"))
        .sorted(Comparator.comparingInt(KmlFormat::rank))
        .toList();
  }

  private static int rank(String name) {
    if (name.equals("doc.kml")) {
      return 0;
    }
    return name.indexOf('/') < 0 ? 1 : 2;
  }

  @Override
  public FeatureReader open(Path file, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    InputFile.check(file, options.limits());
    if (!CityGmlFiles.isZip(file)) {
      return open(file, InputFile.nameOf(file), options, problems);
    }
    ZipArchive zip = ZipArchive.open(file, options.limits());
    try {
      return openZipped(InputFile.nameOf(file), zip, options, problems);
    } catch (FormatException | IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private FeatureReader open(Path kml, String name, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    KmlScan scan = scan(kml, name, options);
    return new KmlReader(kml, scan, scan.columns(options, problems), options, problems, null);
  }

  /**
   * The first file in the zip that has placemarks: some programs write a doc.kml which only links
   * to a file for each layer.
   */
  private static FeatureReader openZipped(
      String name, ZipArchive zip, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    List<String> documents = documents(zip.names());
    if (documents.isEmpty()) {
      throw new FormatException(
          "kmz-without-kml", name + " holds no .kml file", "Export it again.");
    }
    int last = Math.min(documents.size(), MOST_DOCUMENTS) - 1;
    for (int i = 0; ; i++) {
      Path kml = zip.unpack(documents.get(i));
      KmlScan scan = scan(kml, documents.get(i), options);
      if (scan.rows() == 0 && i < last) {
        continue;
      }
      if (i < last) {
        problems.accept(
            new Problem(
                Problem.Severity.NOTE,
                0,
                null,
                null,
                "kmz-several-files",
                "of the .kml files in the zip only %s was read".formatted(documents.get(i)),
                "Take the others out and import each by itself, if they hold placemarks."));
      }
      return new KmlReader(kml, scan, scan.columns(options, problems), options, problems, zip);
    }
  }

  private static KmlScan scan(Path kml, String name, ReadOptions options)
      throws FormatException, IOException {
    KmlScan scan = new KmlScan(name, options.limits());
    try (KmlParser parser = new KmlParser(kml, options.limits(), false)) {
      for (Placemark mark = parser.next(); mark != null; mark = parser.next()) {
        if (mark.isIn(options.table())) {
          scan.see(mark);
        }
      }
    }
    return scan;
  }

  @Override
  public FeatureWriter create(Path file, Schema schema, WriteOptions options) throws IOException {
    return new KmlWriter(file, schema, options);
  }
}
