package org.machizu.ogc.wmts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The parameters of a request by keys and values, whose names have no case (06-121r3, 11.5.2). */
record KeyValues(Map<String, List<String>> values) {
  /**
   * @param given the query's parameters as they were written
   */
  static KeyValues of(Map<String, List<String>> given) {
    Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    given.forEach((name, of) ->
        values.merge(name, of, (one, more) -> Stream.concat(one.stream(), more.stream()).toList()));
    return new KeyValues(values);
  }

  /** The one value; empty when it is absent or empty. */
  Optional<String> find(String name) {
    List<String> distinct = values.getOrDefault(name, List.of()).stream().distinct().toList();
    if (distinct.size() > 1) {
      throw OwsException.invalid(name, String.join("', '", distinct), "it once");
    }
    return distinct.stream().findFirst().filter(value -> !value.isEmpty());
  }

  /**
   * @throws OwsException when it is absent
   */
  String get(String name) {
    return find(name)
        .orElseThrow(() ->
            new OwsException(
                OwsException.Code.MISSING_PARAMETER, name, "give the parameter " + name));
  }

  /**
   * One of some values.
   *
   * @throws OwsException when it is absent or another
   */
  String get(String name, List<String> allowed) {
    String value = get(name);
    if (!allowed.contains(value)) {
      throw OwsException.invalid(name, value, String.join(", ", allowed));
    }
    return value;
  }

  /**
   * A number of a tile.
   *
   * @param last the highest that the matrix has
   * @throws OwsException {@code TileOutOfRange} when it is beyond
   */
  int number(String name, int last) {
    String value = get(name);
    try {
      int number = Integer.parseInt(value);
      if (number >= 0 && number <= last) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw OwsException.invalid(name, value, "a whole number");
    }
    throw new OwsException(
        OwsException.Code.TILE_OUT_OF_RANGE, name, "the matrix has 0 to " + last);
  }
}
