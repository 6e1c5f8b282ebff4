package org.machizu.sensors.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any configuration: what is written by it is read back by it. */
class EncodedAgainTest {
  private record Known(Instant time, double metres) {}

  private final Random random = new Random(41);

  @Test
  void jsonByPointers() throws BadDecodingException {
    for (int i = 0; i < 400; i++) {
      String list = random.nextBoolean() ? "/l" : "/a~1b/l";
      String device = "$/d";
      String time = random.nextBoolean() ? "/t" : "/m/at";
      String value = random.nextBoolean() ? "/v" : "/x y/~0";
      Unit unit = pick(List.of(Unit.METRE, Unit.CENTIMETRE, Unit.MILLIMETRE, Unit.FOOT));
      double scale = pick(List.of(1.0, 0.1, -1.0, 2.5));
      double offset = pick(List.of(0.0, 12.5, -3.25));
      TimeRule.Style style = pick(List.of(TimeRule.Style.values()));
      Decoder decoder =
          Reads.decoder(
              """
              {"format":"json","each":"%s","device":"%s","time":{"from":"%s","as":"%s"},
               "values":[{"quantity":"level","from":"%s","unit":"%s","scale":%s,"offset":%s}]}\
              """
                  .formatted(
                      list, device, time, style.code(), value, unit.symbol(), scale, offset));
      List<Known> known = known();
      ObjectNode message = JsonNodeFactory.instance.objectNode();
      message.put("d", "局" + i);
      ArrayNode elements = JsonNodeFactory.instance.arrayNode();
      for (Known reading : known) {
        ObjectNode element = elements.addObject();
        put(element, time, written(reading.time(), style));
        double raw = (reading.metres() - offset) / unit.toBase(1) / scale;
        put(element, value, JsonNodeFactory.instance.numberNode(raw));
      }
      put(message, list, elements);
      check(decoder.decode(Reads.bytes(message.toString()), Reads.RECEIVED), known, "局" + i);
    }
  }

  @Test
  void csvByColumns() throws BadDecodingException {
    for (int i = 0; i < 200; i++) {
      boolean header = random.nextBoolean();
      char separator = pick(List.of(',', ';', '\t', '|'));
      Decoder decoder =
          Reads.decoder(
              """
              {"format":"csv","header":%s,"separator":"%s","device":"%s",
               "time":{"from":"%s","as":"iso","zone":"UTC"},
               "values":[{"quantity":"distance-down","from":"%s","unit":"mm"}]}\
              """
                  .formatted(
                      header,
                      separator == '\t' ? "\\t" : separator,
                      header ? "局, 名" : "1",
                      header ? "日時" : "3",
                      header ? "距離" : "2"));
      List<Known> known = known();
      StringBuilder message = new StringBuilder();
      if (header) {
        message.append("\"局, 名\"").append(separator).append("距離").append(separator).append("日時\n");
      }
      for (Known reading : known) {
        message
            .append("\"a\"\"b, ;|\"")
            .append(separator)
            .append(BigDecimal.valueOf(reading.metres()).movePointRight(3).toPlainString())
            .append(separator)
            .append(reading.time().toString().replace("Z", "").replace('T', ' '))
            .append(random.nextBoolean() ? "\r\n" : "\n");
      }
      check(decoder.decode(Reads.bytes(message.toString()), Reads.RECEIVED), known, "a\"b, ;|");
    }
  }

  private static void check(Decoded decoded, List<Known> known, String device) {
    List<Sample> samples = Reads.allOf(decoded);
    assertThat(samples).hasSameSizeAs(known);
    for (int i = 0; i < samples.size(); i++) {
      assertThat(samples.get(i).device()).contains(device);
      assertThat(samples.get(i).time()).isEqualTo(known.get(i).time());
      assertThat(samples.get(i).value().orElseThrow())
          .isCloseTo(known.get(i).metres(), within(1e-9));
    }
  }

  private List<Known> known() {
    List<Known> known = new ArrayList<>();
    int count = 1 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      Instant time =
          Instant.parse("2021-01-01T00:00:00Z")
              .plusMillis(random.nextLong(200_000_000_000L))
              .truncatedTo(ChronoUnit.MILLIS);
      // Below −9 km: -9999 stands for "none".
      known.add(new Known(time, (random.nextInt(40_000) - 9_000) / 1000.0 + 0.0005));
    }
    return known;
  }

  private static JsonNode written(Instant time, TimeRule.Style style) {
    return switch (style) {
      case ISO -> JsonNodeFactory.instance.textNode(time.toString());
      case EPOCH_S ->
          JsonNodeFactory.instance.numberNode(BigDecimal.valueOf(time.toEpochMilli(), 3));
      case EPOCH_MS -> JsonNodeFactory.instance.numberNode(time.toEpochMilli());
    };
  }

  private static void put(ObjectNode object, String pointer, JsonNode value) {
    JsonPointer at = JsonPointer.compile(pointer);
    ObjectNode parent = object;
    while (!at.tail().matches()) {
      parent = parent.withObjectProperty(at.getMatchingProperty());
      at = at.tail();
    }
    parent.set(at.getMatchingProperty(), value);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
