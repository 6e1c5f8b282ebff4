package org.machizu.ingest.gps;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.JsonInput;
import org.machizu.ingest.format.ReadLimits;

/** The JSON of a request, opened with bounds; what is broken becomes a {@link FormatException}. */
final class JsonBody {
  private static final JsonFactory JSON =
      JsonInput.factory(ReadLimits.DEFAULT.withMaxCellChars(200_000));

  private JsonBody() {}

  /** Reads from a parser that stands before the first token. */
  @FunctionalInterface
  interface Reader {
    void read(JsonParser json) throws IOException, FormatException;
  }

  /**
   * @param what names the body in messages ("the message of Overland")
   * @throws FormatException with code {@code json-broken}, {@code json-truncated}, {@code
   *     nested-too-deeply} or {@code cell-too-large}; fixes before that place were given already
   */
  static void read(InputStream in, String what, Reader reader) throws IOException, FormatException {
    try (JsonParser json = JSON.createParser(in)) {
      try {
        reader.read(json);
      } catch (JsonProcessingException broken) {
        throw told(JsonInput.broken(what, json, broken));
      }
    } catch (CharConversionException noText) {
      throw told(JsonInput.undecodable(what, noText));
    }
  }

  /** Goes into the body, which must be one object. */
  static void enterObject(JsonParser json, String what) throws IOException, FormatException {
    JsonToken first = json.nextToken();
    if (first == null) {
      throw new FormatException(
          "empty-body", what + " is empty", "Send the JSON object that the program writes.");
    }
    if (first != JsonToken.START_OBJECT) {
      throw noObject(what, json);
    }
  }

  /** Nothing may stand behind the body's object. */
  static void end(JsonParser json, String what) throws IOException, FormatException {
    if (json.nextToken() != null) {
      throw new FormatException(
          "json-broken", what + " goes on behind its end", "Send one JSON object in one request.");
    }
  }

  static FormatException noObject(String what, JsonParser json) throws IOException {
    return new FormatException(
        "json-not-an-object",
        "%s begins with %s; it must be a JSON object".formatted(what, Text.quoted(json.getText())),
        "Send the JSON object that the program writes.");
  }

  private static FormatException told(FormatException ofFile) {
    return new FormatException(
        ofFile.code(),
        String.valueOf(ofFile.getMessage()),
        "Send it again as the program writes it, in UTF-8; what stands before that place was read.");
  }
}
