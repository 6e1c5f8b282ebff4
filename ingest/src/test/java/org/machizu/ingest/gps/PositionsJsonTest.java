package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.ingest.format.FormatException;

class PositionsJsonTest {
  static final String POSITION =
      """
      {"device":"plow3","time":"2026-01-15T12:20:00+09:00","lon":141.8158,"lat":42.7651,"accuracyM":5,
      "speedMps":4.5,"courseDeg":360,"altitudeM":-3.5,
      "extra":{"blade":"down","spread":20.5,"on":true,"n":3,"deep":{"a":["x"]},"none":null}}
      """;

  private static Collected read(String... positions) throws IOException, FormatException {
    return Collected.of(
        PositionsJson::read, "{\"positions\":[" + String.join(",", positions) + "]}");
  }

  @Test
  void aBatchIsRead() throws IOException, FormatException {
    Collected collected = read(POSITION);
    Position position = collected.only();
    assertThat(collected.taken.getFirst().device()).isEqualTo("plow3");
    assertThat(position.time()).isEqualTo(Instant.parse("2026-01-15T03:20:00Z"));
    assertThat(position.courseDeg()).isZero();
    assertThat(position.altitudeM()).isEqualTo(-3.5);
    assertThat(position.extra())
        .containsExactly(
            Map.entry("blade", "down"),
            Map.entry("deep.a.0", "x"),
            Map.entry("n", 3L),
            Map.entry("on", true),
            Map.entry("spread", 20.5));
    assertThat(read().taken).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"lon\":141,\"lat\":42}|no-time",
        "{\"time\":\"2026-01-15T03:20:00\",\"lon\":141,\"lat\":42}|bad-time",
        "{\"time\":1768447200,\"lon\":141,\"lat\":42}|bad-time",
        "{\"time\":\"2026-02-30T03:20:00Z\",\"lon\":141,\"lat\":42}|bad-time",
        "{\"time\":\"2026-01-15T03:20:00Z\",\"lon\":141}|no-position",
        "{\"time\":\"2026-01-15T03:20:00Z\",\"lon\":\"141\",\"lat\":42}|bad-position",
        "{\"time\":\"2026-01-15T03:20:00Z\",\"lon\":42,\"lat\":141}|bad-position",
        "{\"time\":\"2026-01-15T03:20:00Z\",\"lon\":1e999,\"lat\":42}|bad-position",
        "{\"time\":\"2026-01-15T03:20:00Z\",\"lon\":141,\"lat\":42,\"accuracyM\":-1}|bad-number",
        "{\"time\":\"2026-01-15T03:20:00Z\",\"lon\":141,\"lat\":42,\"courseDeg\":\"n\"}|bad-number",
        "{\"time\":\"2026-01-15T03:20:00Z\",\"lon\":141,\"lat\":42,\"speed\":3}|unknown-field",
      })
  void aPositionThatIsNotAsAgreedIsRefused(String position, String code)
      throws IOException, FormatException {
    Collected collected = read(POSITION, position, POSITION);
    assertThat(collected.taken).hasSize(2);
    assertThat(collected.codes()).containsExactly(code);
    assertThat(collected.refused.getFirst().index()).isEqualTo(1);
  }

  @Test
  void aBodyWithoutPositionsIsRefused() {
    assertThatThrownBy(() -> Collected.of(PositionsJson::read, "{\"position\":[]}"))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("no-positions"));
  }

  @Test
  void whatNoDatabaseTakesIsReplaced() throws IOException, FormatException {
    Position position =
        read("""
        {"device":"a\\u0000b","time":"2026-01-15T03:20:00Z","lon":141,"lat":42,
        "extra":{"x\\u0000":"\\ud800y"}}
        """)
            .only();
    assertThat(position.extra()).containsExactly(Map.entry("x\uFFFD", "\uFFFDy"));
  }
}
