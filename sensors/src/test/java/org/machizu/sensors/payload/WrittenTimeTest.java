package org.machizu.sensors.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenTimeTest {
  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

  @ParameterizedTest
  @CsvSource({
    "ISO, 2026-07-01T02:00:00Z, 2026-07-01T02:00:00Z",
    "ISO, 2026-07-01t02:00:00z, 2026-07-01T02:00:00Z",
    "ISO, 2023-05-18T08:25:26.112483370Z, 2023-05-18T08:25:26.112483370Z",
    "ISO, 2023-05-18T08:25:26.1124833709Z, 2023-05-18T08:25:26.112483370Z",
    "ISO, 2023-05-22T07:47:05.404859+00:00, 2023-05-22T07:47:05.404859Z",
    "ISO, 2026-07-01T11:00:00+0900, 2026-07-01T02:00:00Z",
    "ISO, 2026-07-01T11:00:00 JST, 2026-07-01T02:00:00Z",
    "ISO, 2026-07-01T11:00, 2026-07-01T02:00:00Z",
    "ISO, 2026-07-01 11:00:30, 2026-07-01T02:00:30Z",
    "ISO, 2026/7/1 9:05, 2026-07-01T00:05:00Z",
    "ISO, ２０２６／０７／０１　１１：００, 2026-07-01T02:00:00Z",
    "ISO, 2026年7月1日 11時00分, 2026-07-01T02:00:00Z",
    "ISO, 2026年7月1日11時00分05秒, 2026-07-01T02:00:05Z",
    "ISO, 2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
    // Hour 24 is the midnight at the end of the day.
    "ISO, 2021-08-14T24:00, 2021-08-14T15:00:00Z",
    "ISO, 2021/08/14 24:00, 2021-08-14T15:00:00Z",
    "ISO, 2021-12-31T24:00:00, 2021-12-31T15:00:00Z",
    "ISO, 2024-02-28T24:00Z, 2024-02-29T00:00:00Z",
    "EPOCH_S, 1782871200, 2026-07-01T02:00:00Z",
    "EPOCH_S, 1782871200.123456789, 2026-07-01T02:00:00.123456789Z",
    "EPOCH_MS, 1684478801936, 2023-05-19T06:46:41.936Z",
    "EPOCH_MS, 1684478801936.25, 2023-05-19T06:46:41.936250Z"
  })
  void times(TimeRule.Style style, String text, Instant expected) throws UnusableException {
    assertThat(WrittenTime.read(text, style, JAPAN)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "ISO, 2021-08-14T24:10, TIME_BROKEN",
    "ISO, 2021-08-14T24:00:01, TIME_BROKEN",
    "ISO, 2021-08-14T24:00:00.5, TIME_BROKEN",
    "ISO, 2021-08-14T25:00, TIME_BROKEN",
    "ISO, 2021-08-14T12:60, TIME_BROKEN",
    "ISO, 2021-06-31T12:00, TIME_BROKEN",
    "ISO, 2021-02-29T24:00, TIME_BROKEN",
    "ISO, 2021-13-01T12:00, TIME_BROKEN",
    "ISO, 2021-00-01T12:00, TIME_BROKEN",
    "ISO, 2021-08/14 12:00, TIME_BROKEN",
    "ISO, 2021-08-14, TIME_BROKEN",
    "ISO, 2021-08-14T12:00+25:00, TIME_BROKEN",
    "ISO, 14/08/2021 12:00, TIME_BROKEN",
    "ISO, 21-08-14T12:00, TIME_BROKEN",
    "ISO, 1782871200, TIME_BROKEN",
    "ISO, '', TIME_BROKEN",
    "ISO, 1980-01-06T00:00:00Z, TIME_IMPOSSIBLE",
    "ISO, 2100-01-01T00:00:00Z, TIME_IMPOSSIBLE",
    // Seconds where milliseconds are configured, and the other way round.
    "EPOCH_MS, 1782871200, TIME_IMPOSSIBLE",
    "EPOCH_S, 1684478801936, TIME_IMPOSSIBLE",
    "EPOCH_S, 0, TIME_IMPOSSIBLE",
    "EPOCH_S, -5, TIME_BROKEN",
    "EPOCH_S, 1e9, TIME_BROKEN",
    "EPOCH_S, 99999999999999999999, TIME_BROKEN"
  })
  void noTimes(TimeRule.Style style, String text, Reason reason) {
    assertThatThrownBy(() -> WrittenTime.read(text, style, JAPAN))
        .isInstanceOfSatisfying(
            UnusableException.class,
            e -> {
              assertThat(e.refused().reason()).isEqualTo(reason);
              assertThat(e.refused().detail()).contains("\"" + text + "\"").contains(style.code());
            });
  }
}
