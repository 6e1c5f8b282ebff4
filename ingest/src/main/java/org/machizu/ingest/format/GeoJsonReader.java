package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Schema;

/** The second reading of a GeoJSON file: feature by feature. */
final class GeoJsonReader implements FeatureReader {
  private final String fileName;
  private final GeoJsonLayout layout;
  private final GeoJsonColumns columns;
  private final Optional<Crs> crs;
  private final GeoJsonFeatureParser features;
  private final Consumer<Problem> problems;
  private final JsonParser parser;
  private final InputStream in;
  private long number;
  private boolean insideFeatures;

  GeoJsonReader(
      String fileName,
      GeoJsonLayout layout,
      GeoJsonColumns columns,
      Optional<Crs> crs,
      GeoJsonFeatureParser features,
      Consumer<Problem> problems,
      JsonParser parser,
      InputStream in) {
    this.fileName = fileName;
    this.layout = layout;
    this.columns = columns;
    this.crs = crs;
    this.features = features;
    this.problems = problems;
    this.parser = parser;
    this.in = in;
  }

  @Override
  public Schema schema() {
    return columns.schema();
  }

  @Override
  public Optional<Crs> declaredCrs() {
    return crs;
  }

  @Override
  public String description() {
    String system =
        layout.crsName() == null
            ? "no crs member, so WGS84"
            : crs.map(Crs::toString).orElse("unknown crs");
    return "GeoJSON, " + layout.schema().rows() + " features, " + system;
  }

  @Override
  public Optional<Long> expectedRows() {
    return Optional.of(layout.schema().rows());
  }

  @Override
  public @Nullable Row next() throws FormatException, IOException {
    try {
      return layout.isCollection() ? nextOfCollection() : single();
    } catch (JsonProcessingException e) {
      throw JsonInput.broken(fileName, parser, e);
    } catch (CharConversionException e) {
      throw JsonInput.undecodable(fileName, e);
    }
  }

  private @Nullable Row single() throws FormatException, IOException {
    if (number > 0) {
      return null;
    }
    number = 1;
    parser.nextToken();
    return features.parse(parser, number);
  }

  private @Nullable Row nextOfCollection() throws FormatException, IOException {
    while (insideFeatures || enterFeatures()) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_ARRAY) {
        insideFeatures = false;
        continue;
      }
      number++;
      if (token != JsonToken.START_OBJECT) {
        problems.accept(noObject());
        parser.skipChildren();
        continue;
      }
      Row row = features.parse(parser, number);
      if (row != null) {
        return row;
      }
    }
    return null;
  }

  /** Goes on to the next {@code features} array; false at the end of the file. */
  private boolean enterFeatures() throws IOException {
    JsonToken token = parser.nextToken();
    while (token != null) {
      boolean atTop = parser.getParsingContext().getNestingDepth() == 1;
      if (token == JsonToken.FIELD_NAME && atTop) {
        boolean isFeatures = "features".equals(parser.currentName());
        if (parser.nextToken() == JsonToken.START_ARRAY && isFeatures) {
          insideFeatures = true;
          return true;
        }
        parser.skipChildren();
      }
      token = parser.nextToken();
    }
    return false;
  }

  private Problem noObject() {
    return new Problem(
        Problem.Severity.REJECTED,
        number,
        null,
        null,
        "not-a-feature",
        "an element of features is no object",
        "Every element is a Feature object.");
  }

  @Override
  public void close() throws IOException {
    try (in) {
      parser.close();
    }
  }
}
