package org.machizu.sensors.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of any form as JSON, so that the same rules find their values in all of them.
 *
 * @param elements one for each reading
 * @param broken parts of it that could not be read
 */
record MessageTree(JsonNode message, List<JsonNode> elements, List<UnusableException> broken) {
  /** Readings of one message. */
  static final int MOST_ELEMENTS = 1_000;

  static MessageTree read(Form form, byte[] bytes, Instant received) throws UnusableException {
    return switch (form) {
      case Form.Json json -> ofJson(JsonText.read(text(bytes, StandardCharsets.UTF_8)), json);
      case Form.SenMl unused -> {
        JsonNode pack = JsonText.read(text(bytes, StandardCharsets.UTF_8));
        yield new MessageTree(pack, bounded(SenMlPack.resolve(pack, received)), List.of());
      }
      case Form.Csv csv -> CsvText.read(text(bytes, csv.charset()), csv);
      case Form.Plain unused -> {
        JsonNode text = TextNode.valueOf(text(bytes, StandardCharsets.UTF_8));
        yield new MessageTree(text, List.of(text), List.of());
      }
    };
  }

  private static MessageTree ofJson(JsonNode message, Form.Json form) throws UnusableException {
    if (form.each().isEmpty()) {
      return new MessageTree(message, List.of(message), List.of());
    }
    JsonNode list = message.at(form.each().get().pointer());
    if (!list.isArray()) {
      throw new UnusableException(
          Reason.VALUE_MISSING, "no list of readings at " + form.each().get());
    }
    List<JsonNode> elements = new ArrayList<>();
    list.forEach(elements::add);
    return new MessageTree(message, bounded(elements), List.of());
  }

  /**
   * @return the same list
   */
  static <T> List<T> bounded(List<T> elements) throws UnusableException {
    if (elements.size() > MOST_ELEMENTS) {
      throw new UnusableException(
          Reason.TOO_MANY_SAMPLES,
          "%d readings in one message; at most %d".formatted(elements.size(), MOST_ELEMENTS));
    }
    return elements;
  }

  /** Strictly: a replaced character would be a text that nobody sent. */
  private static String text(byte[] bytes, Charset charset) throws UnusableException {
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException noText) {
      throw new UnusableException(
          Reason.TEXT_BROKEN, "the %d bytes are no text in %s".formatted(bytes.length, charset));
    }
  }
}
