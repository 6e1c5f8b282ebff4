package org.machizu.ingest.gps;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.format.FormatException;

/**
 * One JSON object laid flat: values by name, names of what was nested joined by dots, array members
 * by their number ({@code coords.latitude}, {@code motion.0}). Nulls and empty containers are left
 * out; of a name that comes twice the last value counts.
 */
final class FlatJson {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_VALUES = 250;
  private static final int MAX_CHARS = 16_000;

  private final SortedMap<String, Object> values;
  private final @Nullable String excess;
  private final Set<String> taken = new HashSet<>();

  private FlatJson(SortedMap<String, Object> values, @Nullable String excess) {
    this.values = values;
    this.excess = excess;
  }

  /** Reads the object that the parser stands at, to its end, in bounded memory. */
  static FlatJson read(JsonParser json) throws IOException, FormatException {
    return read(json, (name, array) -> false);
  }

  /** Reads arrays that do not belong among the values. */
  @FunctionalInterface
  interface ArrayReader {
    /**
     * @param name of the array that the parser stands at
     * @return whether it was read, to its end
     */
    boolean takes(String name, JsonParser json) throws IOException, FormatException;
  }

  /** As {@link #read(JsonParser)}, with arrays offered to another reader first. */
  static FlatJson read(JsonParser json, ArrayReader arrays) throws IOException, FormatException {
    Reading reading = new Reading(json, arrays);
    reading.object("", 1);
    return new FlatJson(reading.values, reading.excess);
  }

  /** What of the object is more than one position may be; null when all was read. */
  @Nullable String excess() {
    return excess;
  }

  /** Text, Long, Double or Boolean; null when the object has no such value. */
  @Nullable Object get(String name) {
    return values.get(name);
  }

  Set<String> names() {
    return values.keySet();
  }

  /** As {@link #get}, and it is no longer among the {@link #rest}. */
  @Nullable Object take(String name) {
    taken.add(name);
    return values.get(name);
  }

  /** The values that nobody has taken, in the order of their names. */
  List<Map.Entry<String, Object>> rest() {
    List<Map.Entry<String, Object>> rest = new ArrayList<>(values.size());
    for (Map.Entry<String, Object> entry : values.entrySet()) {
      if (!taken.contains(entry.getKey())) {
        rest.add(entry);
      }
    }
    return rest;
  }

  /** What was sent, as compact JSON, for a refusal. */
  String raw() {
    return ExtraJson.write(values);
  }

  private static final class Reading {
    private final JsonParser json;
    private final ArrayReader arrays;
    private final SortedMap<String, Object> values = new TreeMap<>();
    private int chars;
    private @Nullable String excess;

    Reading(JsonParser json, ArrayReader arrays) {
      this.json = json;
      this.arrays = arrays;
    }

    void object(String prefix, int depth) throws IOException, FormatException {
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = prefix + json.currentName();
        json.nextToken();
        value(name, depth);
      }
    }

    private void array(String prefix, int depth) throws IOException, FormatException {
      for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
        if (excess == null) {
          value(prefix + i, depth);
        } else {
          json.skipChildren();
        }
      }
    }

    private void value(String name, int depth) throws IOException, FormatException {
      switch (json.currentToken()) {
        case START_OBJECT -> nested(name + ".", depth + 1);
        case START_ARRAY -> {
          if (!arrays.takes(name, json)) {
            nested(name + ".", depth + 1);
          }
        }
        case VALUE_STRING -> put(name, json.getText());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> put(name, number());
        case VALUE_TRUE -> put(name, Boolean.TRUE);
        case VALUE_FALSE -> put(name, Boolean.FALSE);
        case null, default -> {
          // null says as much as leaving it out
        }
      }
    }

    private void nested(String prefix, int depth) throws IOException, FormatException {
      if (depth > MAX_DEPTH) {
        exceeds("it nests more than " + MAX_DEPTH + " levels deep");
        json.skipChildren();
      } else if (json.currentToken() == JsonToken.START_OBJECT) {
        object(prefix, depth);
      } else {
        array(prefix, depth);
      }
    }

    private Object number() throws IOException {
      if (json.currentToken() == JsonToken.VALUE_NUMBER_INT
          && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
        return json.getLongValue();
      }
      double number = json.getDoubleValue();
      return Double.isFinite(number) ? (Object) number : json.getText();
    }

    private void put(String name, Object value) {
      chars += name.length() + (value instanceof String text ? text.length() : 8);
      boolean isTopLevel = name.indexOf('.') < 0;
      if (chars > MAX_CHARS) {
        exceeds("it has more than " + MAX_CHARS + " characters");
      } else if (values.size() >= MAX_VALUES) {
        exceeds("it has more than " + MAX_VALUES + " values");
      }
      // What kind of message it is must be known of a long one too.
      if (excess == null || (isTopLevel && name.equals(OwnTracksJson.TYPE))) {
        values.put(name, value instanceof String text ? Text.cut(text, MAX_CHARS) : value);
      }
    }

    private void exceeds(String what) {
      if (excess == null) {
        excess = what;
      }
    }
  }
}
