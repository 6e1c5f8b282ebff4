package org.machizu.ingest.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.CrsReference;
import org.machizu.geo.feature.Schema;

/**
 * CityGML 2.0 as Project PLATEAU publishes it (3D都市モデル標準製品仕様書, i-UR 1.x to 3.x): areas of flooding
 * (fld, tnm, htd, ifld, rfld), landslides (lsld) and town planning (urf), and whatever else has
 * flat surfaces of level 0 or 1. A .gml, or a zip of the data set; only read, never written.
 *
 * <p>One feature for each city object, heights left out. The system stands in the envelope
 * (EPSG:6697, whatever the file's name says), and with it the order latitude, longitude, height.
 * Codes keep their code and get the words of their list beside it, when the list came along.
 *
 * <p>No DTD, no entity, no link and no path of the file is followed.
 */
public final class CityGmlFormat implements FeatureFormat {
  private static final int MOST_MISSING_TOLD = 20;
  private static final String ONLY_READ = "CityGML is only read";

  @Override
  public String name() {
    return "citygml";
  }

  @Override
  public String mediaType() {
    return "application/gml+xml";
  }

  @Override
  public String fileEnding() {
    return "gml";
  }

  @Override
  public boolean writes() {
    return false;
  }

  /** XML whose first element is a CityModel, or a zip with a .gml. */
  @Override
  public boolean recognises(Path file) throws IOException {
    if (CityGmlFiles.isZip(file)) {
      try (ZipArchive zip = ZipArchive.open(file, ReadLimits.DEFAULT)) {
        return !CityGmlFiles.gmlFiles(zip.names()).isEmpty();
      } catch (FormatException broken) {
        return false; // whoever reads zips first tells what is wrong
      }
    }
    if (!looksLikeMarkup(file)) {
      return false;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return CityGmlParser.XML.guarded(() -> beginsWithCityModel(CityGmlParser.XML.open(in)));
    } catch (FormatException notReadable) {
      return ShapefileParts.ending(InputFile.nameOf(file)).equals("gml");
    }
  }

  static boolean looksLikeMarkup(Path file) throws IOException {
    byte[] head = InputFile.head(file, 64);
    int at = TextEncodings.findByteOrderMark(head, head.length).isPresent() ? 3 : 0;
    while (at < head.length && Character.isWhitespace(head[at])) {
      at++;
    }
    return at < head.length && head[at] == '<';
  }

  private static boolean beginsWithCityModel(XMLStreamReader xml)
      throws javax.xml.stream.XMLStreamException {
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        return CityGmlParser.isCityModel(xml);
      }
    }
    return false;
  }

  @Override
  public FeatureReader open(Path file, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    CityGmlFiles files = CityGmlFiles.find(file, options);
    try {
      CityGmlSchema schema = new CityGmlSchema(options.limits());
      CrsReference crs = null;
      for (CityGmlFiles.Part part : files.parts()) {
        crs = scan(part, schema, crs, options.limits());
      }
      if (crs == null) {
        throw withoutSystem(files.parts().getFirst().name());
      }
      CodeLists lists = new CodeLists(files);
      CityGmlSchema.Rows rows = schema.rows(lists, options, problems);
      tellMissing(lists, problems);
      return new CityGmlReader(files, schema, rows, lists, crs, options.limits(), problems);
    } catch (FormatException | IOException | RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static @Nullable CrsReference scan(
      CityGmlFiles.Part part,
      CityGmlSchema schema,
      @Nullable CrsReference before,
      ReadLimits limits)
      throws FormatException, IOException {
    try (CityGmlParser parser = new CityGmlParser(part.path(), limits, false)) {
      for (CityObject object = parser.next(); object != null; object = parser.next()) {
        schema.see(object);
      }
      CrsReference here = parser.crs();
      if (here == null) {
        throw withoutSystem(part.name());
      }
      if (before != null && !before.equals(here)) {
        throw new FormatException(
            "crs-mixed",
            "%s is in %s, the files before it in %s"
                .formatted(part.name(), here.crs(), before.crs()),
            "Import the files one by one, each with its own system.");
      }
      return here;
    }
  }

  private static FormatException withoutSystem(String name) {
    return new FormatException(
        "gml-without-crs",
        name
            + " does not say in which coordinate reference system it is, nor in which order its"
            + " axes stand (srsName)",
        "Download it again; PLATEAU's files name EPSG:6697 in their envelope.");
  }

  private static void tellMissing(CodeLists lists, Consumer<Problem> problems) {
    lists.missing().stream()
        .limit(MOST_MISSING_TOLD)
        .forEach(list ->
            problems.accept(
                new Problem(
                    Problem.Severity.NOTE,
                    0,
                    null,
                    list,
                    "code-list-missing",
                    "the code list %s did not come with the file; its values stay codes"
                        .formatted(InputFile.quoted(list)),
                    "Import a zip of the data set that holds its codelists folder too.")));
  }

  @Override
  public FeatureWriter create(Path file, Schema schema, WriteOptions options) {
    throw new UnsupportedOperationException(ONLY_READ);
  }
}
