package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsmAndQueryTest {
  private static final Instant RECEIVED = Instant.parse("2026-01-15T04:00:00Z");

  static Collected read(String query) throws IOException {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      String[] halves = pair.split("=", 2);
      parameters
          .computeIfAbsent(halves[0], name -> new ArrayList<>())
          .add(URLDecoder.decode(halves.length < 2 ? "" : halves[1], StandardCharsets.UTF_8));
    }
    Collected collected = new Collected();
    OsmAndQuery.read(parameters, RECEIVED, collected);
    return collected;
  }

  @Test
  void whatTraccarClientSendsIsRead() throws IOException {
    Collected collected =
        read(
            "id=123456&timestamp=1768447200&lat=42.7651&lon=141.8158&speed=10.0&bearing=271.5"
                + "&altitude=12.4&accuracy=4.7&batt=83.0&charge=true&mock=true&alarm=sos");
    Position position = collected.only();
    assertThat(collected.taken.getFirst().device()).isEqualTo("123456");
    assertThat(position.time()).isEqualTo(Instant.ofEpochSecond(1_768_447_200));
    assertThat(position.lon()).isEqualTo(141.8158);
    assertThat(position.lat()).isEqualTo(42.7651);
    assertThat(position.speedMps()).isCloseTo(5.144444, within(1e-6));
    assertThat(position.courseDeg()).isEqualTo(271.5);
    assertThat(position.altitudeM()).isEqualTo(12.4);
    assertThat(position.accuracyM()).isEqualTo(4.7);
    assertThat(position.extra())
        .containsExactly(
            Map.entry("alarm", "sos"),
            Map.entry("batt", 83.0),
            Map.entry("charge", true),
            Map.entry("mock", true));
  }

  @ParameterizedTest
  @CsvSource({
    "1768447200, 2026-01-15T03:20:00Z",
    "1768447200500, 2026-01-15T03:20:00.500Z",
    "2026-01-15T03:20:00Z, 2026-01-15T03:20:00Z",
    "2026-01-15T12:20:00.250+09:00, 2026-01-15T03:20:00.250Z",
    "2026-01-15T12:20:00+0900, 2026-01-15T03:20:00Z",
    "2026-01-15 03:20:00, 2026-01-15T03:20:00Z",
  })
  void everyWayToWriteTheTimeIsRead(String sent, String meant) throws IOException {
    String encoded = sent.replace("+", "%2B").replace(" ", "+");
    assertThat(read("id=1&lat=42&lon=141&timestamp=" + encoded).only().time())
        .isEqualTo(Instant.parse(meant));
  }

  @Test
  void withoutTimeTheRequestsOwnIsTakenAndSaidSo() throws IOException {
    Position position = read("deviceid=7&location=42.5,141.25&heading=360").only();
    assertThat(position.time()).isEqualTo(RECEIVED);
    assertThat(position.extra()).containsExactly(Map.entry("timeFrom", "server"));
    assertThat(position.lat()).isEqualTo(42.5);
    assertThat(position.lon()).isEqualTo(141.25);
    assertThat(position.courseDeg()).isZero();
  }

  @Test
  void everythingThatGpsLoggerCanSendIsUnderstood() throws IOException {
    Collected collected =
        read(
            "lat=42.5&lon=141.5&sat=9&desc=&alt=387.0&acc=6.0&dir=170.8125&prov=gps&spd_kph=36.0"
                + "&spd=10.0&timestamp=1736999691&timeoffset=2025-01-15T20:54:51.000-07:00"
                + "&time=2025-01-16T03:54:51.000Z&starttimestamp=1737000139&date=2025-01-16&batt=27.0"
                + "&ischarging=false&aid=4ca9e1da592aca9b&ser=4ca9e1da592aca9b&act=&hdop=&dist=0");
    Position position = collected.only();
    assertThat(collected.taken.getFirst().device()).isEqualTo("4ca9e1da592aca9b");
    assertThat(position.time()).isEqualTo(Instant.ofEpochSecond(1_736_999_691));
    assertThat(position.speedMps()).isEqualTo(10.0);
    assertThat(position.courseDeg()).isEqualTo(170.8125);
    assertThat(position.altitudeM()).isEqualTo(387.0);
    assertThat(position.accuracyM()).isEqualTo(6.0);
    assertThat(position.extra())
        .containsEntry("sat", 9L)
        .containsEntry("prov", "gps")
        .containsEntry("batt", 27.0)
        .doesNotContainKeys("act", "hdop", "desc", "time");
    assertThat(read("lat=42.5&lon=141.5&spd_kph=36&time=2025-01-16T03:54:51.000Z").only())
        .satisfies(p -> assertThat(p.speedMps()).isCloseTo(10, within(1e-9)))
        .satisfies(p -> assertThat(p.time()).isEqualTo(Instant.ofEpochSecond(1_736_999_691)));
  }

  @Test
  void repeatedNamesAndUnknownOnesAreKeptButNoSecret() throws IOException {
    Position position =
        read("id=1&timestamp=1768447200&lat=42&lon=141&cell=440,10,1,2&cell=440,10,1,3&wifi=a-b,-60"
                + "&blade=down&vin=00123&token=SECRET&password=SECRET&speed=fast&accuracy=-1")
            .only();
    assertThat(position.extra())
        .containsExactly(
            Map.entry("blade", "down"),
            Map.entry("cell.0", "440,10,1,2"),
            Map.entry("cell.1", "440,10,1,3"),
            Map.entry("speed", "fast"),
            Map.entry("vin", "00123"),
            Map.entry("wifi", "a-b,-60"));
    assertThat(position.speedMps()).isNull();
    assertThat(position.accuracyM()).isNull();
    assertThat(read("id=1&lat=x&lon=141&token=SECRET").refused.getFirst().raw())
        .doesNotContain("SECRET");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id=1&timestamp=1768447200|no-position",
        "id=1&timestamp=1768447200&lat=42|no-position",
        "id=1&timestamp=1768447200&lat=91&lon=141|bad-position",
        "id=1&timestamp=1768447200&lat=NaN&lon=141|bad-position",
        "id=1&timestamp=1768447200&lat=42,7&lon=141|bad-position",
        "id=1&timestamp=1768447200&location=42.7|bad-position",
        "id=1&timestamp=yesterday&lat=42&lon=141|bad-time",
        "id=1&timestamp=0&lat=42&lon=141|bad-time",
        "id=1&timestamp=315964800&lat=42&lon=141|bad-time",
        "id=1&timestamp=99999999999999999999&lat=42&lon=141|bad-time",
        "id=1&timestamp=1768447200&lat=42&lon=141&valid=0|no-fix",
      })
  void whatIsNoFixIsRefusedWithTheReason(String query, String code) throws IOException {
    Collected collected = read(query);
    assertThat(collected.taken).isEmpty();
    assertThat(collected.codes()).containsExactly(code);
  }
}
