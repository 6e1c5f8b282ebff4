package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.format.FormatException;

class OverlandJsonTest {
  static final String FEATURE =
      """
      {"type":"Feature","geometry":{"type":"Point","coordinates":[141.8158,42.7651]},
      "properties":{"timestamp":"2026-01-15T12:20:00+0900","altitude":12,"speed":4,"course":180,
      "horizontal_accuracy":30,"vertical_accuracy":3,"speed_accuracy":-1,"motion":["driving","stationary"],
      "pauses":false,"activity":"other_navigation","battery_state":"charging","battery_level":0.89,
      "device_id":"plow2","wifi":""}}
      """;
  private static final String EVENTS =
      """
      {"type":"Feature","geometry":{"type":"Point","coordinates":[141.8,42.7]},
      "properties":{"timestamp":"2026-01-15T03:20:00Z","action":"visit","arrival_date":"2026-01-15T03:00:00Z"}},
      {"type":"Feature","properties":{"timestamp":"2026-01-15T03:20:00Z","action":"did_enter_background"}},
      {"type":"Feature","geometry":{"type":"Point","coordinates":[141.8,42.7]},
      "properties":{"type":"trip","timestamp":"2026-01-15T03:20:00Z","mode":"car"}}
      """;

  private static Collected read(String... features) throws IOException, FormatException {
    return Collected.of(
        OverlandJson::read,
        "{\"current\":{\"a\":[1]},\"locations\":[%s],\"trip\":{\"mode\":\"car\"}}"
            .formatted(String.join(",", features)));
  }

  @Test
  void aBatchIsReadAndItsEventsArePassedOver() throws IOException, FormatException {
    Collected collected = read(EVENTS, FEATURE);
    Position position = collected.only();
    assertThat(collected.taken.getFirst().device()).isEqualTo("plow2");
    assertThat(position.time()).isEqualTo(Instant.parse("2026-01-15T03:20:00Z"));
    assertThat(position.lon()).isEqualTo(141.8158);
    assertThat(position.lat()).isEqualTo(42.7651);
    assertThat(position.speedMps()).isEqualTo(4);
    assertThat(position.courseDeg()).isEqualTo(180);
    assertThat(position.accuracyM()).isEqualTo(30);
    assertThat(position.altitudeM()).isEqualTo(12);
    assertThat(position.extra())
        .containsEntry("motion.0", "driving")
        .containsEntry("motion.1", "stationary")
        .containsEntry("battery_level", 0.89)
        .containsEntry("pauses", false)
        .doesNotContainKeys("speed_accuracy", "wifi", "type", "device_id");
  }

  @Test
  void negativeNumbersMeanUnknown() throws IOException, FormatException {
    Position position =
        read("""
        {"type":"Feature","geometry":{"type":"Point","coordinates":[141.8,42.7]},
        "properties":{"timestamp":"2026-01-15T03:20:00Z","altitude":0,"vertical_accuracy":-1,"speed":-1,
        "course":-1,"horizontal_accuracy":-1,"device_id":""}}
        """)
            .only();
    assertThat(position.altitudeM()).isNull();
    assertThat(position.speedMps()).isNull();
    assertThat(position.courseDeg()).isNull();
    assertThat(position.accuracyM()).isNull();
    assertThat(position.extra()).isEmpty();
  }

  @Test
  void theOrderOfFeaturesMakesNoDifference() throws IOException, FormatException {
    List<String> features = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      features.add(FEATURE.replace("12:20:00", "12:20:%02d".formatted(i)));
    }
    List<Long> before = hashes(read(features.toArray(new String[0])));
    Random random = new Random(20_260_115);
    for (int round = 0; round < 10; round++) {
      Collections.shuffle(features, random);
      assertThat(hashes(read(features.toArray(new String[0])))).isEqualTo(before);
    }
  }

  private static List<Long> hashes(Collected collected) {
    return collected.positions().stream()
        .map(ContentHash::of)
        .sorted()
        .collect(Collectors.toList());
  }

  @Test
  void oneBadLocationCostsOnlyItself() throws IOException, FormatException {
    String deep = "{\"a\":".repeat(20) + "1" + "}".repeat(20);
    Collected collected =
        read(
            FEATURE,
            FEATURE.replace("[141.8158,42.7651]", "[42.7651]"),
            FEATURE.replace("2026-01-15T12:20:00+0900", "1970-01-01T00:00:00Z"),
            FEATURE.replace("\"wifi\":\"\"", "\"wifi\":" + deep),
            FEATURE.replace("\"wifi\":\"\"", "\"wifi\":\"" + "x".repeat(20_000) + "\""),
            FEATURE);
    assertThat(collected.taken).hasSize(2);
    assertThat(collected.codes())
        .containsExactly("no-position", "bad-time", "too-large", "too-large");
  }

  @Test
  void aBodyThatIsNoBatchIsRefused() {
    assertCode("", "empty-body");
    assertCode("[]", "json-not-an-object");
    assertCode("{}", "no-locations");
    assertCode("{\"locations\":[1]}", "json-not-an-object");
    assertCode("{\"locations\":[" + FEATURE, "json-truncated");
    assertCode("{\"locations\":[]} x", "json-broken");
    assertCode("{\"trip\":" + "[".repeat(500), "nested-too-deeply");
    assertCode("{\"locations\":[{\"a\":\"" + "x".repeat(300_000) + "\"}]}", "cell-too-large");
  }

  private static void assertCode(String body, String code) {
    assertThatThrownBy(() -> Collected.of(OverlandJson::read, body))
        .isInstanceOfSatisfying(FormatException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
