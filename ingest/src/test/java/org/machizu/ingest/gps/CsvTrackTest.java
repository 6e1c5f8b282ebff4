package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.ingest.format.FormatException;

class CsvTrackTest {
  private static final Charset CP932 = Charset.forName("windows-31j");

  /** As a vehicle recorder's program writes it. */
  static final String JAPANESE =
      """
      車両番号,日時,緯度,経度,速度,方位,ブレード
      除雪3号,2026/1/15 12:20:00,42.7651,141.8158,18,271.5,下
      除雪3号,2026年1月15日 12時20分5秒,４２．７６５２,141.8159,-,90,上
      """;

  /** As GPSLogger writes it. */
  static final String GPSLOGGER =
      """
      time,lat,lon,elevation,accuracy,bearing,speed,satellites,provider,hdop,battery,annotation
      2026-01-15T03:20:00.000Z,42.7651,141.8158,12.4,4.7,271.5,5.5,9,gps,0.9,83,"a, b"
      """;

  private static Collected read(String csv) throws IOException, FormatException {
    return Collected.of(TrackFormat.CSV::read, csv);
  }

  @Test
  void japaneseHeadingsInBothEncodingsAreRead() throws IOException, FormatException {
    for (Charset charset : new Charset[] {CP932, StandardCharsets.UTF_8}) {
      Collected collected = Collected.of(TrackFormat.CSV::read, JAPANESE.getBytes(charset));
      assertThat(collected.refused).isEmpty();
      assertThat(collected.taken).extracting(Collected.Taken::device).containsOnly("除雪3号");
      Position first = collected.positions().getFirst();
      assertThat(first.time()).isEqualTo(Instant.parse("2026-01-15T03:20:00Z"));
      assertThat(first.speedMps()).isCloseTo(5, within(1e-9));
      assertThat(first.courseDeg()).isEqualTo(271.5);
      assertThat(first.extra()).containsEntry("ブレード", "下");
      Position second = collected.positions().get(1);
      assertThat(second.time()).isEqualTo(Instant.parse("2026-01-15T03:20:05Z"));
      assertThat(second.lat()).isEqualTo(42.7652);
      assertThat(second.speedMps()).isNull();
      assertThat(second.extra()).containsEntry("速度", "-");
    }
  }

  @Test
  void whatGpsLoggerWritesIsRead() throws IOException, FormatException {
    Position position = read(GPSLOGGER).only();
    assertThat(position.time()).isEqualTo(Instant.parse("2026-01-15T03:20:00Z"));
    assertThat(position.speedMps()).isEqualTo(5.5);
    assertThat(position.altitudeM()).isEqualTo(12.4);
    assertThat(position.accuracyM()).isEqualTo(4.7);
    assertThat(position.extra())
        .containsEntry("satellites", 9L)
        .containsEntry("annotation", "a, b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time,lat,lon|2026-01-15T12:20:00,42,141",
        "time;lat;lon|1768447200;42;141",
        "Timestamp (ms),Latitude,Longitude|1768447200000,42,141",
        "UTC time,lat,lon|2026-01-15 03:20:00,42,141",
        "date,time,lat,lon|2026-01-15,12:20:00,42,141",
        "日付,時刻,緯度,経度|2026/01/15,12:20:00,42,141",
        "測位日時,緯度(10進),経度(10進)|2026/01/15 12:20:00,42,141",
        "\uFEFFtime,lat,lon|2026-01-15T03:20:00Z,42,141",
      })
  void timesAreReadWhereverTheyStand(String heading, String row)
      throws IOException, FormatException {
    assertThat(read(heading + "\n" + row + "\n").only().time())
        .isEqualTo(Instant.parse("2026-01-15T03:20:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "speed,10",
    "速度,2.7777778",
    "speed_kph,2.7777778",
    "速度(km/h),2.7777778",
    "速度(m/s),10",
    "speed_kn,5.1444444"
  })
  void theUnitOfASpeedIsInItsName(String name, double metresPerSecond)
      throws IOException, FormatException {
    String csv = "time,lat,lon," + name + "\n2026-01-15T03:20:00Z,42,141,10\n";
    assertThat(read(csv).only().speedMps()).isCloseTo(metresPerSecond, within(1e-6));
  }

  @Test
  void badRowsAreRefusedOneByOne() throws IOException, FormatException {
    Collected collected =
        read(
            "time,lat,lon\n2026-01-15T03:20:00Z,42,141\n2026-01-15T03:20:01Z,42\n,42,141\n"
                + "2026-13-15T03:20:00Z,42,141\n2026-01-15T03:20:02Z,,\n2026-01-15T03:20:03Z,42,1410\n");
    assertThat(collected.taken).hasSize(1);
    assertThat(collected.codes())
        .containsExactly("bad-row", "no-time", "bad-time", "no-position", "bad-position");
  }

  @Test
  void theOrderOfRowsMakesNoDifference() throws IOException, FormatException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add("2026-01-15T03:20:%02dZ,%s,141.5,%d".formatted(i, 42 + i / 1000.0, i % 7));
    }
    List<Long> before = hashes(rows);
    Random random = new Random(7);
    for (int round = 0; round < 10; round++) {
      Collections.shuffle(rows, random);
      assertThat(hashes(rows)).isEqualTo(before);
    }
  }

  private static List<Long> hashes(List<String> rows) throws IOException, FormatException {
    return read("time,lat,lon,speed\n" + String.join("\n", rows)).positions().stream()
        .map(ContentHash::of)
        .sorted()
        .collect(Collectors.toList());
  }

  @Test
  void aTableWithoutTheNeededColumnsIsRefused() {
    assertThatThrownBy(() -> read("name,lat,lon\na,1,2\n"))
        .isInstanceOfSatisfying(
            FormatException.class,
            e -> {
              assertThat(e.code()).isEqualTo("column-missing");
              assertThat(e.getMessage()).contains("'name'").contains("日時");
            });
  }
}
