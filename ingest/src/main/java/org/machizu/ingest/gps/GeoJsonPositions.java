package org.machizu.ingest.gps;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** {@link PositionWriter#geoJson}. */
final class GeoJsonPositions implements PositionWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final JsonGenerator json;

  GeoJsonPositions(OutputStream out) throws IOException {
    json = JSON.createGenerator(out);
    json.writeStartObject();
    json.writeStringField("type", "FeatureCollection");
    json.writeArrayFieldStart("features");
  }

  @Override
  public void write(@Nullable String device, Position position) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeObjectFieldStart("geometry");
    json.writeStringField("type", "Point");
    json.writeArrayFieldStart("coordinates");
    json.writeNumber(position.lon());
    json.writeNumber(position.lat());
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("properties");
    if (device != null) {
      json.writeStringField("device", device);
    }
    json.writeStringField("time", position.time().toString());
    number("altitudeM", position.altitudeM());
    number("accuracyM", position.accuracyM());
    number("speedMps", position.speedMps());
    number("courseDeg", position.courseDeg());
    if (!position.extra().isEmpty()) {
      json.writeFieldName("extra");
      json.writeRawValue(ExtraJson.write(position.extra()));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void number(String name, @Nullable Double value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }

  @Override
  public void close() throws IOException {
    if (!json.isClosed()) {
      json.writeEndArray();
      json.writeEndObject();
      json.close();
    }
  }
}
