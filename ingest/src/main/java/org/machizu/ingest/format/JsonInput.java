package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Bounded streaming JSON: no text, nesting or number in a file can take more memory than allowed.
 *
 * <p>NaN and Infinity, which are no JSON but which some programs write, are read as numbers, so
 * that one of them costs a row and not the file.
 */
public final class JsonInput {
  /** GeoJSON itself needs 8 levels; attributes may be nested some more. */
  static final int MAX_DEPTH = 100;

  private JsonInput() {}

  /** A factory whose parsers keep within {@code limits} and do not close their source. */
  public static JsonFactory factory(ReadLimits limits) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(limits.maxCellChars())
                .maxNameLength(4096)
                .maxNumberLength(400)
                .build())
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
        .build();
  }

  /** A parser over the file; UTF-8, -16 or -32 is found out unless an encoding is given. */
  static JsonParser parser(JsonFactory factory, InputStream in, @Nullable Charset encoding)
      throws IOException {
    return encoding == null || encoding.equals(StandardCharsets.UTF_8)
        ? factory.createParser(in)
        : factory.createParser(new InputStreamReader(in, encoding));
  }

  static InputStream stream(Path file) throws IOException {
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  /** What to tell when the JSON itself is broken or passes a bound, with line and column. */
  public static FormatException broken(
      String fileName, JsonParser parser, JsonProcessingException e) {
    return switch (e) {
      case StreamConstraintsException tooMuch -> tooMuch(fileName, parser);
      case JsonEOFException end ->
          new FormatException(
              "json-truncated",
              fileName + " ends in the middle, " + where(end.getLocation()),
              "The file was cut off while it was written or copied; get it again.");
      default ->
          new FormatException(
              "json-broken",
              "%s is no JSON %s: %s"
                  .formatted(fileName, where(e.getLocation()), firstLine(e.getOriginalMessage())),
              "Open the file there and mend it, or export it again as GeoJSON in UTF-8.");
    };
  }

  /** What to tell when the bytes are no text in the encoding that the file's start suggests. */
  public static FormatException undecodable(String fileName, CharConversionException e) {
    return new FormatException(
        "json-broken",
        "%s is no text in UTF-8: %s".formatted(fileName, firstLine(e.getMessage())),
        "Export it again as GeoJSON in UTF-8.");
  }

  private static FormatException tooMuch(String fileName, JsonParser parser) {
    String where = where(parser.currentLocation());
    if (parser.getParsingContext().getNestingDepth() >= MAX_DEPTH) {
      return new FormatException(
          "nested-too-deeply",
          "%s nests arrays and objects more than %d levels deep %s"
              .formatted(fileName, MAX_DEPTH, where),
          "This is no usual GeoJSON; export it again.");
    }
    return new FormatException(
        "cell-too-large",
        "%s has a text or number %s that is longer than allowed".formatted(fileName, where),
        "Take the value out of the file; long texts and pictures belong into attachments.");
  }

  static String where(@Nullable JsonLocation at) {
    return at == null
        ? "at an unknown place"
        : "at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
