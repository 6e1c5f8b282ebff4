package org.machizu.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names of columns as a setting gives them: pairs as "width=幅員, section=番号". */
final class ColumnNames {
  private ColumnNames() {}

  /**
   * The usual names but for those that are given.
   *
   * @throws IllegalArgumentException when a pair is none, or names no column
   */
  static Map<String, String> parse(String pairs, Map<String, String> usual) {
    Map<String, String> names = new LinkedHashMap<>(usual);
    for (String pair : pairs.split(",")) {
      String[] parts = pair.split("=", 2);
      if (parts.length != 2 || parts[1].isBlank() || !usual.containsKey(parts[0].strip())) {
        throw new IllegalArgumentException(pair);
      }
      names.put(parts[0].strip(), parts[1].strip());
    }
    return names;
  }
}
