package org.machizu.ingest.gps;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A position's extras as text: one JSON object without blanks, names in the order of their UTF-16
 * characters, so that equal extras are equal text.
 */
public final class ExtraJson {
  /** What the text of one position may take. */
  public static final int MAX_CHARS = 4_000;

  /** Tells, where extras were too much to be kept, how many entries were left out (a Long). */
  public static final String CUT = "extraCut";

  private static final JsonFactory JSON = new JsonFactory();

  private ExtraJson() {}

  /**
   * The text of {@link #bounded} extras; at most {@link #MAX_CHARS} characters.
   *
   * @param extra text, Long, Double or Boolean by name
   */
  public static String write(SortedMap<String, Object> extra) {
    if (extra.isEmpty()) {
      return "{}";
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, Object> entry : bounded(extra).entrySet()) {
        json.writeFieldName(entry.getKey());
        switch (entry.getValue()) {
          case Long whole -> json.writeNumber(whole);
          case Double real when Double.isFinite(real) -> json.writeNumber(real);
          case Boolean truth -> json.writeBoolean(truth);
          default -> json.writeString(entry.getValue().toString());
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory cannot fail", e);
    }
    return text.toString();
  }

  /**
   * The extras that {@link #write} has written.
   *
   * @throws IllegalArgumentException when the text is no flat JSON object
   */
  public static SortedMap<String, Object> read(String text) {
    SortedMap<String, Object> extra = new TreeMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw noExtras(text, null);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        extra.put(name, value(json, text));
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw noExtras(text, null);
      }
    } catch (JsonProcessingException broken) {
      throw noExtras(text, broken);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
    return extra;
  }

  private static Object value(JsonParser json, String text) throws IOException {
    return switch (json.nextToken()) {
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case null, default -> throw noExtras(text, null);
    };
  }

  private static IllegalArgumentException noExtras(
      String text, @Nullable JsonProcessingException cause) {
    return new IllegalArgumentException(
        Text.quoted(text) + " are no extras; they are a JSON object without objects in it", cause);
  }

  /**
   * The extras as far as their text keeps within {@link #MAX_CHARS}: entries are left out whole,
   * from the last name on, and {@link #CUT} then tells how many.
   */
  public static SortedMap<String, Object> bounded(SortedMap<String, Object> extra) {
    if (extra.isEmpty() || isSurelyShort(extra)) {
      return extra;
    }
    int chars = 2;
    for (Map.Entry<String, Object> entry : extra.entrySet()) {
      chars += lengthOf(entry);
    }
    if (chars <= MAX_CHARS) {
      return extra;
    }
    int room = MAX_CHARS - 2 - (CUT.length() + 4 + 20);
    SortedMap<String, Object> kept = new TreeMap<>();
    long left = extra.get(CUT) instanceof Long before ? before : 0;
    boolean isFull = false;
    for (Map.Entry<String, Object> entry : extra.entrySet()) {
      if (entry.getKey().equals(CUT)) {
        continue;
      }
      isFull |= lengthOf(entry) > room;
      if (isFull) {
        left++;
      } else {
        room -= lengthOf(entry);
        kept.put(entry.getKey(), entry.getValue());
      }
    }
    kept.put(CUT, left);
    return Collections.unmodifiableSortedMap(kept);
  }

  private static boolean isSurelyShort(SortedMap<String, Object> extra) {
    int chars = 2;
    for (Map.Entry<String, Object> entry : extra.entrySet()) {
      int value = entry.getValue() instanceof String text ? text.length() : 4; // × 6 for escapes
      chars += 6 * (entry.getKey().length() + value) + 6;
      if (chars > MAX_CHARS) {
        return false;
      }
    }
    return true;
  }

  /** Name, colon, value and comma. */
  private static int lengthOf(Map.Entry<String, Object> entry) {
    int value =
        entry.getValue() instanceof String text
            ? 2 + escaped(text)
            : entry.getValue().toString().length();
    return 2 + escaped(entry.getKey()) + 1 + value + 1;
  }

  private static int escaped(String text) {
    return JsonStringEncoder.getInstance().quoteAsString(text).length;
  }
}
