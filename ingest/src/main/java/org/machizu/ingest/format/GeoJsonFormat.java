package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Schema;

/**
 * GeoJSON (RFC 7946): a FeatureCollection, one Feature, or one bare geometry, with members in any
 * order. Reading takes the file twice, first for the schema, and keeps one feature in memory.
 *
 * <p>The {@code crs} member of the older GeoJSON 2008 is honoured when read, and written for
 * systems other than WGS84 and JGD2011. Coordinates are east before north, whatever that system's
 * own axis order, as every program writes them.
 */
public final class GeoJsonFormat implements FeatureFormat {
  private final Function<String, Optional<Crs>> crsByName;

  /**
   * @param crsByName understands names of coordinate reference systems such as {@code
   *     urn:ogc:def:crs:EPSG::6668}, {@code urn:ogc:def:crs:OGC:1.3:CRS84} and {@code EPSG:6680}
   */
  public GeoJsonFormat(Function<String, Optional<Crs>> crsByName) {
    this.crsByName = crsByName;
  }

  @Override
  public String name() {
    return "geojson";
  }

  @Override
  public String mediaType() {
    return "application/geo+json";
  }

  @Override
  public String fileEnding() {
    return "geojson";
  }

  /** A JSON object that is not followed by further objects. */
  @Override
  public boolean recognises(Path file) throws IOException {
    return JsonHead.of(file) == JsonHead.OBJECT;
  }

  @Override
  public FeatureReader open(Path file, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    InputFile.check(file, options.limits());
    String fileName = InputFile.nameOf(file);
    JsonFactory factory = JsonInput.factory(options.limits());
    GeoJsonLayout layout;
    try (InputStream in = JsonInput.stream(file);
        JsonParser parser = JsonInput.parser(factory, in, options.encoding())) {
      try {
        layout = GeoJsonLayout.scan(fileName, parser, options.limits());
      } catch (JsonProcessingException e) {
        throw JsonInput.broken(fileName, parser, e);
      }
    } catch (CharConversionException e) {
      throw JsonInput.undecodable(fileName, e);
    }
    Optional<Crs> crs = crsOf(layout, problems);
    GeoJsonColumns columns = layout.schema().columns(options, problems);
    InputStream in = JsonInput.stream(file);
    JsonParser parser = JsonInput.parser(factory, in, options.encoding());
    return new GeoJsonReader(
        fileName,
        layout,
        columns,
        crs,
        new GeoJsonFeatureParser(columns, options.limits(), problems),
        problems,
        parser,
        in);
  }

  private Optional<Crs> crsOf(GeoJsonLayout layout, Consumer<Problem> problems) {
    String name = layout.crsName();
    if (name == null) {
      return Optional.of(Crs.WGS84);
    }
    Optional<Crs> crs = crsByName.apply(name);
    if (crs.isEmpty()) {
      problems.accept(
          new Problem(
              Problem.Severity.NOTE,
              0,
              null,
              "crs",
              "crs-unknown",
              "the file names the coordinate reference system %s, which is not known here"
                  .formatted(InputFile.quoted(name)),
              "Say which one it is, as --crs EPSG:6680."));
    }
    return crs;
  }

  @Override
  public FeatureWriter create(Path file, Schema schema, WriteOptions options) throws IOException {
    return new GeoJsonWriter(
        new BufferedOutputStream(Files.newOutputStream(file), 1 << 16), options.crs());
  }
}
