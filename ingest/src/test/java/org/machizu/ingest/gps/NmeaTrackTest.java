package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.format.FormatException;

class NmeaTrackTest {
  /** Two moments around midnight, as a receiver of Michibiki writes them. */
  static final String LOG =
      sentences(
          "GPGGA,235959.00,4245.9060,N,14148.9480,E,1,09,0.9,12.4,M,28.1,M,,",
          "GPGSA,A,3,04,05,09,12,24,25,29,31,,,,,1.8,0.9,1.5",
          "GPGSV,3,1,11,03,03,111,00,04,15,270,00,06,01,010,00,13,06,292,00",
          "GPRMC,235959.00,A,4245.9060,N,14148.9480,E,010.0,271.5,150126,,,A",
          "GQGGA,000001.50,4245.9120,N,14148.9540,E,2,10,0.8,12.5,M,28.1,M,,",
          "GNVTG,090.0,T,,M,020.0,N,037.0,K,A");

  static String sentences(String... bodies) {
    StringBuilder log = new StringBuilder();
    for (String body : bodies) {
      int sum = 0;
      for (char c : body.toCharArray()) {
        sum ^= c;
      }
      log.append("$%s*%02X\r\n".formatted(body, sum));
    }
    return log.toString();
  }

  private static Collected read(String log) throws IOException, FormatException {
    return Collected.of(TrackFormat.NMEA::read, log);
  }

  @Test
  void aSentenceOfABookHasItsChecksum() throws IOException, FormatException {
    // The two sentences that every description of NMEA 0183 shows.
    Collected collected =
        read(
            "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\n"
                + "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A\n");
    assertThat(collected.codes()).containsExactly("bad-time"); // 1994
    assertThat(collected.refused.getFirst().detail()).contains("1994-03-23T12:35:19Z");
  }

  @Test
  void sentencesOfOneMomentAreOneFixAndTheDateGoesOverMidnight()
      throws IOException, FormatException {
    Collected collected = read(LOG);
    assertThat(collected.refused).isEmpty();
    assertThat(collected.taken).hasSize(2);
    Position first = collected.positions().getFirst();
    assertThat(first.time()).isEqualTo(Instant.parse("2026-01-15T23:59:59Z"));
    assertThat(first.lat()).isCloseTo(42.7651, within(1e-9));
    assertThat(first.lon()).isCloseTo(141.8158, within(1e-9));
    assertThat(first.speedMps()).isCloseTo(5.14444, within(1e-4));
    assertThat(first.courseDeg()).isEqualTo(271.5);
    assertThat(first.altitudeM()).isEqualTo(12.4);
    assertThat(first.extra())
        .containsEntry("sat", 9L)
        .containsEntry("hdop", 0.9)
        .containsEntry("pdop", 1.8)
        .containsEntry("vdop", 1.5)
        .containsEntry("fixQuality", 1L)
        .containsEntry("fixType", 3L);
    Position second = collected.positions().get(1);
    assertThat(second.time()).isEqualTo(Instant.parse("2026-01-16T00:00:01.500Z"));
    assertThat(second.speedMps()).isCloseTo(10.28888, within(1e-4));
    assertThat(second.courseDeg()).isEqualTo(90);
  }

  @Test
  void everyTalkerIsRead() throws IOException, FormatException {
    for (String talker : new String[] {"GP", "GL", "GN", "GA", "GB", "GQ", "BD", "QZ"}) {
      String rmc = talker + "RMC,032000,A,4245.9060,S,14148.9480,W,0.0,,150126,,,A";
      Position position = read(sentences(rmc)).only();
      assertThat(position.lat()).isNegative();
      assertThat(position.lon()).isNegative();
      assertThat(position.courseDeg()).isNull();
    }
  }

  @Test
  void aLineWithoutARightChecksumIsRefusedAndTheRestIsRead() throws IOException, FormatException {
    Collected collected =
        read(
            "@logger 1.0\r\n"
                + LOG.replaceFirst("4245\\.9060,N,14148\\.9480", "4245.9061,N,14148.9480")
                + "$GPRMC,000003,A,4245.9060,N,1414");
    assertThat(collected.codes()).containsExactly("bad-checksum", "no-checksum");
    assertThat(collected.refused.getFirst().raw()).startsWith("$GPGGA,235959.00");
    assertThat(collected.taken).hasSize(2);
  }

  @Test
  void withoutAFixOrADateNothingIsTaken() throws IOException, FormatException {
    assertThat(read(sentences("GPRMC,032000,V,,,,,,,150126,,,N")).codes())
        .containsExactly("no-fix");
    assertThat(read(sentences("GPGGA,032000,,,,,0,00,99.9,,M,,M,,")).codes())
        .containsExactly("no-fix");
    assertThat(read(sentences("GPGGA,032000,4245.9060,N,14148.9480,E,1,09,0.9,1,M,2,M,,")).codes())
        .containsExactly("no-time");
    assertThat(read(sentences("GPRMC,032000,A,4275.9060,N,14148.9480,E,,,150126,,,A")).codes())
        .containsExactly("no-fix");
    assertThat(read(sentences("GPRMC,032000,A,4245.9060,N,14148.9480,E,,,060180,,,A")).codes())
        .containsExactly("bad-time");
  }

  @Test
  void zdaGivesTheDateToo() throws IOException, FormatException {
    Position position =
        read(sentences(
                "GPZDA,032000.00,15,01,2026,00,00",
                "GPGGA,032001.00,4245.9060,N,14148.9480,E,1,09,0.9,1,M,2,M,,"))
            .only();
    assertThat(position.time()).isEqualTo(Instant.parse("2026-01-15T03:20:01Z"));
  }
}
