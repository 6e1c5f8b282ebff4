package org.machizu.sensors.payload;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Where in a message something stands. In JSON a pointer of RFC 6901, counted from the element when
 * the message is a list of readings, or from the whole message when it begins with {@code $}; in
 * CSV the name of a column (its number from 1 on when there is no header).
 *
 * @param text as configured
 * @param ofMessage counted from the whole message
 */
record Place(String text, boolean ofMessage, JsonPointer pointer) {
  private static final int LONGEST = 200;

  /** The whole element: of a list of bare numbers, and of plain text. */
  static final Place WHOLE = new Place("", false, JsonPointer.empty());

  /**
   * @throws IllegalArgumentException when it is no pointer
   */
  static Place ofJson(String text) {
    boolean ofMessage = text.startsWith("$");
    String pointer = ofMessage ? text.substring(1) : text;
    if (text.length() > LONGEST || !(pointer.isEmpty() || pointer.startsWith("/"))) {
      throw new IllegalArgumentException(
          "\"%s\" is no JSON pointer of up to %d characters: write /level, or $/level from the whole message"
              .formatted(text, LONGEST));
    }
    return new Place(text, ofMessage, JsonPointer.compile(pointer));
  }

  static Place ofColumn(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the name of a column has 1 to " + LONGEST + " characters, not " + text.length());
    }
    return new Place(text, false, JsonPointer.empty().appendProperty(text));
  }

  /** What stands there, a JSON null included. */
  Optional<JsonNode> find(JsonNode message, JsonNode element) {
    JsonNode found = (ofMessage ? message : element).at(pointer);
    return found.isMissingNode() ? Optional.empty() : Optional.of(found);
  }

  @Override
  public String toString() {
    return text.isEmpty() ? "the whole" : text;
  }
}
