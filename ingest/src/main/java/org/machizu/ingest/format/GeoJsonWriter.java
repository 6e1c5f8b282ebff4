package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Feature;

/** Writes a FeatureCollection, one feature a line. */
final class GeoJsonWriter implements FeatureWriter {
  private final JsonGenerator generator;

  GeoJsonWriter(OutputStream out, Crs crs) throws IOException {
    generator = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
    generator.setRootValueSeparator(null);
    generator.writeStartObject();
    generator.writeStringField("type", "FeatureCollection");
    if (!crs.equals(Crs.WGS84) && !crs.equals(Crs.JGD2011)) {
      generator.writeObjectFieldStart("crs");
      generator.writeStringField("type", "name");
      generator.writeObjectFieldStart("properties");
      generator.writeStringField("name", "urn:ogc:def:crs:EPSG::" + crs.epsg());
      generator.writeEndObject();
      generator.writeEndObject();
    }
    generator.writeArrayFieldStart("features");
  }

  @Override
  public void write(Feature feature) throws IOException {
    generator.writeRaw('\n');
    GeoJsonOutput.write(generator, feature);
  }

  @Override
  public void close() throws IOException {
    if (!generator.isClosed()) {
      generator.writeRaw('\n');
      generator.writeEndArray();
      generator.writeEndObject();
      generator.writeRaw('\n');
      generator.close();
    }
  }
}
