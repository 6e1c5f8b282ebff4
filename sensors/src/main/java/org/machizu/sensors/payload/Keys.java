package org.machizu.sensors.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An object of the configuration, whose every complaint names the key.
 *
 * @param path of the object, as {@code values[0]}; empty for the whole
 */
record Keys(String path, ObjectNode node) {
  private static final int MOST_MEMBERS = 50;
  private static final int LONGEST_TEXT = 300;

  /** Makes a value, or tells why not by an {@link IllegalArgumentException}. */
  interface Made<T> extends Function<String, T> {}

  static Keys of(String path, JsonNode node) throws BadDecodingException {
    if (node instanceof ObjectNode object) {
      return new Keys(path, object);
    }
    throw new BadDecodingException(
        path, "must be an object, not " + UnusableException.quoted(node.toString()));
  }

  void allowOnly(String... names) throws BadDecodingException {
    List<String> known = Arrays.asList(names);
    for (String name : (Iterable<String>) node::fieldNames) {
      if (!known.contains(name)) {
        throw new BadDecodingException(
            child(name), "is not known; allowed are " + String.join(", ", known));
      }
    }
  }

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  String child(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Keys object(String key) throws BadDecodingException {
    return of(child(key), node.path(key));
  }

  /** Objects of a list; none when there is no such key. */
  List<Keys> objects(String key) throws BadDecodingException {
    List<Keys> objects = new ArrayList<>();
    for (JsonNode member : members(key)) {
      objects.add(of(child(key) + "[" + objects.size() + "]", member));
    }
    return objects;
  }

  /** Texts of a list, or the one text that stands in its place; none when there is no such key. */
  List<String> texts(String key) throws BadDecodingException {
    if (node.path(key).isTextual()) {
      return List.of(text(key));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode member : members(key)) {
      texts.add(text(child(key) + "[" + texts.size() + "]", member));
    }
    return texts;
  }

  /** Members that are texts or lists of texts. */
  Map<String, List<String>> textsByKey() throws BadDecodingException {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String name : (Iterable<String>) node::fieldNames) {
      all.put(name, texts(name));
    }
    return all;
  }

  private List<JsonNode> members(String key) throws BadDecodingException {
    List<JsonNode> members = new ArrayList<>();
    if (has(key)) {
      if (!node.get(key).isArray() || node.get(key).size() > MOST_MEMBERS) {
        throw new BadDecodingException(
            child(key),
            "must be a list of at most %d, not %s"
                .formatted(MOST_MEMBERS, UnusableException.quoted(node.get(key).toString())));
      }
      node.get(key).forEach(members::add);
    }
    return members;
  }

  String text(String key) throws BadDecodingException {
    return text(child(key), node.path(key));
  }

  private static String text(String path, JsonNode value) throws BadDecodingException {
    if (!value.isTextual() || value.textValue().length() > LONGEST_TEXT) {
      throw new BadDecodingException(
          path,
          value.isMissingNode()
              ? "is missing"
              : "must be a text of at most %d characters, not %s"
                  .formatted(LONGEST_TEXT, UnusableException.quoted(value.toString())));
    }
    return value.textValue();
  }

  /** A value made from a text. */
  <T> T make(String key, Made<T> made) throws BadDecodingException {
    return made(child(key), text(key), made);
  }

  static <T> T made(String path, String text, Made<T> made) throws BadDecodingException {
    try {
      return made.apply(text);
    } catch (IllegalArgumentException refused) {
      throw new BadDecodingException(path, String.valueOf(refused.getMessage()));
    }
  }

  /** One of some values, by the code of each. */
  <T> T oneOf(String key, List<T> values, Function<T, String> code) throws BadDecodingException {
    String text = text(key);
    Optional<T> found = values.stream().filter(v -> code.apply(v).equals(text)).findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    throw new BadDecodingException(
        child(key),
        "%s is not known; allowed are %s"
            .formatted(
                UnusableException.quoted(text),
                String.join(", ", values.stream().map(code).toList())));
  }

  /** Empty when there is no such key. */
  Optional<Double> number(String key) throws BadDecodingException {
    if (!has(key)) {
      return Optional.empty();
    }
    double number = node.get(key).isNumber() ? node.get(key).doubleValue() : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new BadDecodingException(
          child(key),
          "must be a number, not " + UnusableException.quoted(node.get(key).toString()));
    }
    return Optional.of(number);
  }

  boolean truth(String key, boolean otherwise) throws BadDecodingException {
    if (!has(key)) {
      return otherwise;
    }
    if (!node.get(key).isBoolean()) {
      throw new BadDecodingException(
          child(key),
          "must be true or false, not " + UnusableException.quoted(node.get(key).toString()));
    }
    return node.get(key).booleanValue();
  }

  Set<String> names() {
    return Set.copyOf(node.properties().stream().map(Map.Entry::getKey).toList());
  }
}
