package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.format.FormatException;

class TraccarJsonTest {
  static final String MESSAGE =
      """
      {"location":{"timestamp":"2026-01-15T03:20:00.123Z","coords":{"latitude":42.7651,
      "longitude":141.8158,"accuracy":4.7,"speed":5.5,"heading":271.5,"altitude":12.4,
      "speed_accuracy":-1,"altitude_accuracy":3.2},"is_moving":true,"odometer":1250,
      "event":"motionchange","battery":{"level":0.83,"is_charging":false},
      "activity":{"type":"in_vehicle","confidence":100},"uuid":"a-1",
      "extras":{"blade":"down"}},"device_id":"123456"}
      """;

  @Test
  void whatTraccarClient9SendsIsRead() throws IOException, FormatException {
    Collected collected = Collected.of(TraccarJson::read, MESSAGE);
    Position position = collected.only();
    assertThat(collected.taken.getFirst().device()).isEqualTo("123456");
    assertThat(position.time()).isEqualTo(Instant.parse("2026-01-15T03:20:00.123Z"));
    assertThat(position.lon()).isEqualTo(141.8158);
    assertThat(position.lat()).isEqualTo(42.7651);
    assertThat(position.altitudeM()).isEqualTo(12.4);
    assertThat(position.accuracyM()).isEqualTo(4.7);
    assertThat(position.speedMps()).isEqualTo(5.5);
    assertThat(position.courseDeg()).isEqualTo(271.5);
    assertThat(position.extra())
        .containsExactly(
            Map.entry("activity.confidence", 100L),
            Map.entry("activity.type", "in_vehicle"),
            Map.entry("altitude_accuracy", 3.2),
            Map.entry("battery.is_charging", false),
            Map.entry("battery.level", 0.83),
            Map.entry("blade", "down"),
            Map.entry("event", "motionchange"),
            Map.entry("is_moving", true),
            Map.entry("odometer", 1250L),
            Map.entry("uuid", "a-1"));
  }

  @Test
  void minusOneMeansUnknown() throws IOException, FormatException {
    Position position =
        Collected.of(
                TraccarJson::read,
                """
                {"device_id":"1","location":{"timestamp":"2026-01-15T03:20:00Z","coords":{"latitude":42,
                "longitude":141,"speed":-1,"heading":-1,"altitude":0,"altitude_accuracy":-1},
                "battery":{"level":-1}}}
                """)
            .only();
    assertThat(position.speedMps()).isNull();
    assertThat(position.courseDeg()).isNull();
    assertThat(position.altitudeM()).isNull();
    assertThat(position.extra()).isEmpty();
  }

  @Test
  void aListOfLocationsIsReadOneByOne() throws IOException, FormatException {
    Collected collected =
        Collected.of(
            TraccarJson::read,
            """
            {"device_id":"1","location":[
            {"timestamp":"2026-01-15T03:20:00Z","coords":{"latitude":42,"longitude":141}},
            {"coords":{"latitude":42,"longitude":141}}]}
            """);
    assertThat(collected.taken).hasSize(1);
    assertThat(collected.codes()).containsExactly("no-time");
  }

  @Test
  void aBodyWithoutLocationIsRefused() {
    for (String body : new String[] {"{}", "{\"location\":3}", "{\"device_id\":\"1\"}"}) {
      assertThatThrownBy(() -> Collected.of(TraccarJson::read, body))
          .isInstanceOfSatisfying(
              FormatException.class, e -> assertThat(e.code()).isEqualTo("no-location"));
    }
  }
}
