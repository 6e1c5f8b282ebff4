package org.machizu.sensors.payload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Topics of one kind: {@code gauges/{gauge}/level}. Whole levels may be {@code {device}}, {@code
 * {gauge}}, {@code {field}}, {@code +} (any one) or, at the end, {@code #} (any number).
 */
record TopicTemplate(String text) {
  static final String DEVICE = "device";
  static final String GAUGE = "gauge";
  static final String FIELD = "field";

  private static final Set<String> NAMES = Set.of(DEVICE, GAUGE, FIELD);
  private static final int LONGEST = 300;

  /**
   * @throws IllegalArgumentException when it is no such text
   */
  TopicTemplate {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException("must have 1 to " + LONGEST + " characters");
    }
    Set<String> seen = new HashSet<>();
    String[] levels = text.split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      String level = levels[i];
      boolean isName = level.startsWith("{") && level.endsWith("}");
      if (isName) {
        String name = level.substring(1, level.length() - 1);
        if (!NAMES.contains(name) || !seen.add(name)) {
          throw new IllegalArgumentException(
              "%s in \"%s\": a placeholder is {device}, {gauge} or {field}, each once"
                  .formatted(level, text));
        }
      } else if (level.equals("#") && i < levels.length - 1) {
        throw new IllegalArgumentException("# in \"" + text + "\" may stand only at the end");
      } else if (level.length() > 1 && level.matches(".*[{}+#].*")) {
        throw new IllegalArgumentException(
            "\"%s\" in \"%s\": placeholders, + and # stand for a whole level"
                .formatted(level, text));
      }
    }
  }

  /** What to subscribe to, with {@code +} in place of names. */
  String filter() {
    return text.replaceAll("\\{[a-z]+}", "+");
  }

  boolean names(String placeholder) {
    return text.contains("{" + placeholder + "}");
  }

  /** What stands in a topic for the placeholders; empty when it is none of these topics. */
  Optional<Map<String, String>> match(String topic) {
    List<String> wanted = List.of(text.split("/", -1));
    List<String> given = new ArrayList<>(List.of(topic.split("/", wanted.size() + 1)));
    boolean isOpen = wanted.getLast().equals("#");
    // MQTT: "a/#" is also the topic "a" itself.
    int fixed = isOpen ? wanted.size() - 1 : wanted.size();
    if (given.size() < fixed || (!isOpen && given.size() != fixed)) {
      return Optional.empty();
    }
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < fixed; i++) {
      String level = wanted.get(i);
      String part = given.get(i);
      if (level.startsWith("{")) {
        if (part.isEmpty()) {
          return Optional.empty();
        }
        found.put(level.substring(1, level.length() - 1), part);
      } else if (!level.equals("+") && !level.equals(part)) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }
}
