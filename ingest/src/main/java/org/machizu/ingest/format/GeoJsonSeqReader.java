package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Schema;

/** Reads a GeoJSON text sequence record by record. */
final class GeoJsonSeqReader implements FeatureReader {
  private final JsonRecords records;
  private final JsonFactory factory;
  private final ReadOptions options;
  private final GeoJsonColumns columns;
  private final long expectedRows;
  private final Consumer<Problem> problems;
  private final GeoJsonFeatureParser features;
  private final List<Problem> ofThisRecord = new ArrayList<>();
  private long number;

  GeoJsonSeqReader(
      Path file,
      ReadOptions options,
      GeoJsonColumns columns,
      long expectedRows,
      Consumer<Problem> problems)
      throws IOException {
    this.records = new JsonRecords(file);
    this.factory = JsonInput.factory(options.limits());
    this.options = options;
    this.columns = columns;
    this.expectedRows = expectedRows;
    this.problems = problems;
    this.features = new GeoJsonFeatureParser(columns, options.limits(), ofThisRecord::add);
  }

  /** The first reading, for the schema; broken records are counted and told by the second. */
  static GeoJsonSchemaScan scan(Path file, ReadOptions options)
      throws IOException, FormatException {
    GeoJsonSchemaScan schema = new GeoJsonSchemaScan(InputFile.nameOf(file), options.limits());
    JsonFactory factory = JsonInput.factory(options.limits());
    try (JsonRecords records = new JsonRecords(file)) {
      while (records.advance()) {
        schema.countRow();
        try (JsonParser parser = JsonInput.parser(factory, records.open(), options.encoding())) {
          scanRecord(parser, schema);
        } catch (JsonProcessingException | CharConversionException broken) {
          continue; // counted; next() tells what is wrong with it
        }
      }
    }
    return schema;
  }

  private static void scanRecord(JsonParser parser, GeoJsonSchemaScan schema)
      throws IOException, FormatException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      parser.nextToken();
      schema.seeMember(member, parser);
    }
  }

  @Override
  public Schema schema() {
    return columns.schema();
  }

  @Override
  public Optional<Crs> declaredCrs() {
    return Optional.of(Crs.WGS84);
  }

  @Override
  public String description() {
    return "GeoJSON text sequence, %s, %d records, WGS84"
        .formatted(records.isMarked() ? "marked by RS" : "one on each line", expectedRows);
  }

  @Override
  public Optional<Long> expectedRows() {
    return Optional.of(expectedRows);
  }

  @Override
  public @Nullable Row next() throws FormatException, IOException {
    while (records.advance()) {
      number++;
      Row row = readRecord();
      if (row != null) {
        return row;
      }
    }
    return null;
  }

  private @Nullable Row readRecord() throws FormatException, IOException {
    ofThisRecord.clear();
    long line = records.line();
    try (JsonParser parser = JsonInput.parser(factory, records.open(), options.encoding())) {
      try {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw new RowRejected(
              "not-a-feature",
              "the record at line " + line + " is no JSON object",
              "Every record is a Feature object.",
              null);
        }
        Row row = features.parse(parser, number);
        if (parser.nextToken() != null) {
          throw new RowRejected(
              "json-trailing",
              "the record at line " + line + " goes on behind its end",
              "Write every feature as a record of its own.",
              null);
        }
        ofThisRecord.forEach(problems);
        return row;
      } catch (JsonProcessingException e) {
        FormatException broken =
            JsonInput.broken("the record that begins at line " + line, parser, e);
        problems.accept(
            rejected(broken.code(), String.valueOf(broken.getMessage()), broken.advice()));
      } catch (RowRejected rejected) {
        problems.accept(rejected.toProblem(number, null));
      }
    } catch (CharConversionException e) {
      problems.accept(
          rejected(
              "json-broken",
              "the record at line %d is no UTF-8: %s".formatted(line, e.getMessage()),
              "Save the file as UTF-8."));
    }
    return null;
  }

  private Problem rejected(String code, String reason, String advice) {
    return new Problem(Problem.Severity.REJECTED, number, null, null, code, reason, advice);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
