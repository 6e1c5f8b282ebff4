package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpsTimeTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @ParameterizedTest
  @CsvSource({
    "2026-01-15T03:20:00Z, 2026-01-15T03:20:00Z",
    "2026-01-15t03:20:00.1234567890123z, 2026-01-15T03:20:00.123456789Z",
    "2026-01-15T03:20Z, 2026-01-15T03:20:00Z",
    "2026-01-15T12:20:00+09:00, 2026-01-15T03:20:00Z",
    "2026-01-14T20:20:00-0700, 2026-01-15T03:20:00Z",
    "2026-01-15 03:20:00+00, 2026-01-15T03:20:00Z",
    "2026-01-15 03:20:00 UTC, 2026-01-15T03:20:00Z",
    "2026-01-15 12:20:00 JST, 2026-01-15T03:20:00Z",
    "2026-01-15 12:20:00, 2026-01-15T03:20:00Z",
    "2026/1/15 12:20:00, 2026-01-15T03:20:00Z",
    "２０２６／０１／１５　１２：２０：００, 2026-01-15T03:20:00Z",
    "2026年1月15日 12時20分, 2026-01-15T03:20:00Z",
    "2026年1月15日12時20分5秒, 2026-01-15T03:20:05Z",
    "2026-01-15T23:59:60Z, 2026-01-16T00:00:00Z",
  })
  void timesAreRead(String written, String meant) {
    assertThat(GpsTime.parse(written, TOKYO)).isEqualTo(Instant.parse(meant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026",
        "2026-01-15",
        "2026-02-30T03:20:00Z",
        "2026-01-15T25:20:00Z",
        "2026-01-15T03:20:00Zx",
        "2026-01-15T03:20:00+99:00",
        "2026-01-15T03:20:00+",
        "15.01.2026 03:20:00",
        "2026-01-15T03:20:00.Z",
        "2026-01-15T03:61:00Z",
        "99999-01-15T03:20:00Z"
      })
  void whatIsNoTimeIsNone(String written) {
    assertThat(GpsTime.parse(written, TOKYO)).isNull();
  }
}
