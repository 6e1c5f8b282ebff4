package org.machizu.sensors.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs of RFC 8428: base fields of a record count for it and all that follow; times below 2²⁸ are
 * relative to the moment of arrival.
 */
final class SenMlPack {
  private static final int VERSION = 10;
  private static final BigDecimal FIRST_ABSOLUTE = BigDecimal.valueOf(1L << 28);

  private SenMlPack() {}

  /** Its records with {@code n}, {@code u}, {@code t} and values made whole; no time is now. */
  static List<JsonNode> resolve(JsonNode pack, Instant received) throws UnusableException {
    if (!pack.isArray()) {
      throw new UnusableException(Reason.JSON_BROKEN, "a SenML pack is a JSON array");
    }
    String name = "";
    JsonNode unit = JsonNodeFactory.instance.nullNode();
    BigDecimal time = BigDecimal.ZERO;
    BigDecimal value = BigDecimal.ZERO;
    List<JsonNode> resolved = new ArrayList<>();
    for (JsonNode entry : pack) {
      if (!entry.isObject() || entry.path("bver").asInt(VERSION) > VERSION) {
        throw new UnusableException(
            Reason.JSON_BROKEN,
            "a SenML record is an object of version %d at most".formatted(VERSION));
      }
      for (String key : (Iterable<String>) entry::fieldNames) {
        if (key.endsWith("_")) {
          // Of RFC 8428, 4.4: who does not know such a field must not read the pack.
          throw new UnusableException(
              Reason.JSON_BROKEN, "the field " + UnusableException.quoted(key) + " is not known");
        }
      }
      name = entry.path("bn").asText(name);
      unit = entry.has("bu") ? entry.get("bu") : unit;
      time = number(entry, "bt", time);
      value = number(entry, "bv", value);
      ObjectNode whole = JsonNodeFactory.instance.objectNode();
      whole.put("n", name + entry.path("n").asText(""));
      whole.set("u", entry.has("u") ? entry.get("u") : unit);
      BigDecimal at = time.add(number(entry, "t", BigDecimal.ZERO));
      if (at.signum() != 0) {
        whole.put("t", at.compareTo(FIRST_ABSOLUTE) < 0 ? at.add(seconds(received)) : at);
      }
      if (entry.has("v")) {
        whole.put("v", value.add(number(entry, "v", BigDecimal.ZERO)));
      }
      if (entry.has("vs")) {
        whole.set("vs", entry.get("vs"));
      }
      if (entry.has("vb")) {
        whole.set("vb", entry.get("vb"));
      }
      resolved.add(whole);
    }
    return resolved;
  }

  private static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
  }

  private static BigDecimal number(JsonNode entry, String key, BigDecimal otherwise)
      throws UnusableException {
    JsonNode number = entry.path(key);
    if (number.isMissingNode()) {
      return otherwise;
    }
    if (!number.isNumber() || !JsonText.isModest(number.decimalValue())) {
      throw new UnusableException(
          Reason.JSON_BROKEN,
          "%s of a SenML record must be a number, not %s"
              .formatted(key, UnusableException.quoted(number.toString())));
    }
    return number.decimalValue();
  }
}
