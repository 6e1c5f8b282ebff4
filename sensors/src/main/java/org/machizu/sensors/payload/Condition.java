package org.machizu.sensors.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * @param oneOf what may stand there
 */
record Condition(Place at, Set<String> oneOf) {
  Condition {
    oneOf = Set.copyOf(oneOf);
  }

  /** What stands there, as text; empty when nothing does. */
  Optional<String> found(JsonNode message, JsonNode element) {
    return at.find(message, element).flatMap(JsonText::scalar);
  }

  boolean holds(JsonNode message, JsonNode element) {
    return found(message, element).filter(oneOf::contains).isPresent();
  }
}
