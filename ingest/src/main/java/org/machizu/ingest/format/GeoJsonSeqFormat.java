package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;

/**
 * GeoJSON text sequences: one Feature or geometry for each record. Records begin with the character
 * RS (RFC 8142), or, when the file does not begin with RS, each stands on a line of its own
 * (newline-delimited GeoJSON). A broken record is a problem of its own; the next one is read.
 * Written with RS. Coordinates are lon/lat WGS84, as RFC 7946 says.
 */
public final class GeoJsonSeqFormat implements FeatureFormat {
  @Override
  public String name() {
    return "geojsonseq";
  }

  @Override
  public String mediaType() {
    return "application/geo+json-seq";
  }

  @Override
  public String fileEnding() {
    return "geojsons";
  }

  @Override
  public boolean writesIn(Crs crs) {
    return crs.isGeographic() && crs.sharesDatumWith(Crs.WGS84);
  }

  @Override
  public boolean recognises(Path file) throws IOException {
    JsonHead head = JsonHead.of(file);
    return head == JsonHead.SEQUENCE
        || (head == JsonHead.OTHER && JsonHead.isNamedAsSequence(file));
  }

  @Override
  public FeatureReader open(Path file, ReadOptions options, Consumer<Problem> problems)
      throws FormatException, IOException {
    InputFile.check(file, options.limits());
    GeoJsonSchemaScan schema = GeoJsonSeqReader.scan(file, options);
    GeoJsonColumns columns = schema.columns(options, problems);
    return new GeoJsonSeqReader(file, options, columns, schema.rows(), problems);
  }

  @Override
  public FeatureWriter create(Path file, Schema schema, WriteOptions options) throws IOException {
    return new Writer(file);
  }

  private static final class Writer implements FeatureWriter {
    private final JsonGenerator generator;

    Writer(Path file) throws IOException {
      generator =
          new JsonFactory()
              .createGenerator(
                  new BufferedOutputStream(Files.newOutputStream(file), 1 << 16),
                  JsonEncoding.UTF8);
      generator.setRootValueSeparator(null);
    }

    @Override
    public void write(Feature feature) throws IOException {
      generator.writeRaw((char) JsonHead.RECORD_SEPARATOR);
      GeoJsonOutput.write(generator, feature);
      generator.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
      generator.close();
    }
  }
}
