package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What the beginning of a file looks like to somebody who expects JSON. */
enum JsonHead {
  /** One JSON object. */
  OBJECT,
  /** JSON objects one after another, or records marked by RS (RFC 8142). */
  SEQUENCE,
  /** No JSON object. */
  OTHER;

  static final int RECORD_SEPARATOR = 0x1E;

  /** A first record longer than this is judged by the file's name. */
  private static final int LOOKED_AT = 1 << 20;

  static JsonHead of(Path file) throws IOException {
    byte[] head = InputFile.head(file, LOOKED_AT);
    int start = 0;
    if (TextEncodings.findByteOrderMark(head, head.length).isPresent() && head[0] == (byte) 0xEF) {
      start = 3;
    }
    while (start < head.length && isBlank(head[start])) {
      start++;
    }
    if (start == head.length) {
      return OTHER;
    }
    if (head[start] == RECORD_SEPARATOR) {
      return SEQUENCE;
    }
    boolean utf16 = head.length > 1 && (head[start] == 0 || (head[start] & 0xFF) >= 0xFE);
    if (head[start] != '{' && !utf16) {
      return OTHER;
    }
    return ofObjects(head, start, isNamedAsSequence(file));
  }

  private static JsonHead ofObjects(byte[] head, int start, boolean namedAsSequence)
      throws IOException {
    try (JsonParser parser =
        JsonInput.factory(ReadLimits.DEFAULT)
            .createParser(new ByteArrayInputStream(head, start, head.length - start))) {
      return ofObjects(parser, namedAsSequence);
    } catch (JsonProcessingException | CharConversionException noJson) {
      return OTHER;
    }
  }

  private static JsonHead ofObjects(JsonParser parser, boolean namedAsSequence) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return OTHER;
    }
    try {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        if ("features".equals(parser.currentName())) {
          return OBJECT;
        }
        parser.nextToken();
        parser.skipChildren();
      }
      JsonToken second = parser.nextToken();
      return second == JsonToken.START_OBJECT || namedAsSequence ? SEQUENCE : OBJECT;
    } catch (JsonProcessingException brokenOrCut) {
      return namedAsSequence ? SEQUENCE : OBJECT; // opening it says where it is broken
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /** Whether the name ends as those of newline-delimited GeoJSON do. */
  static boolean isNamedAsSequence(Path file) {
    String name = InputFile.nameOf(file).toLowerCase(Locale.ROOT);
    return name.endsWith(".geojsonl")
        || name.endsWith(".geojsons")
        || name.endsWith(".geojsonseq")
        || name.endsWith(".ndjson")
        || name.endsWith(".jsonl")
        || name.endsWith(".ndgeojson");
  }
}
