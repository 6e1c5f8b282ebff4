package org.machizu.sensors.payload;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Optional;

/** JSON from outside: bounded, whole, no name twice. */
final class JsonText {
  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 60;

  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  // Of {"level":1,"level":9} any choice would be a guess.
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Digits stay as written: times in seconds with nanoseconds are longer than a double.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonText() {}

  static JsonNode read(String text) throws UnusableException {
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JacksonException broken) {
      throw new UnusableException(
          Reason.JSON_BROKEN,
          "not JSON, or cut off: " + UnusableException.quoted(broken.getOriginalMessage()));
    } catch (NumberFormatException beyond) {
      // Jackson lets BigDecimal's own complaint through, as of 1E84478801936.
      throw new UnusableException(
          Reason.JSON_BROKEN, "a number is beyond all bounds: " + beyond.getMessage());
    }
    if (tree.isMissingNode()) {
      throw new UnusableException(Reason.JSON_BROKEN, "the message is empty");
    }
    return tree;
  }

  /**
   * A scalar as text, numbers with all their digits and without an exponent where that is short.
   *
   * @return empty for objects and lists
   */
  static Optional<String> scalar(JsonNode node) {
    if (node.isContainerNode()) {
      return Optional.empty();
    }
    boolean isPlain = node.isBigDecimal() && isModest(node.decimalValue());
    return Optional.of(isPlain ? node.decimalValue().toPlainString() : node.asText());
  }

  /** Whether arithmetic with it costs no more than its digits: 1e999999999 would fill memory. */
  static boolean isModest(BigDecimal number) {
    return Math.abs((long) number.scale()) <= LONGEST_NUMBER;
  }
}
