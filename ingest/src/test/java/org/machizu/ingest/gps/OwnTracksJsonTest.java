package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.machizu.ingest.format.FormatException;

class OwnTracksJsonTest {
  static final String LOCATION =
      """
      {"_type":"location","acc":5,"alt":88,"batt":83,"bs":1,"cog":270,"conn":"m","lat":42.7651,
      "lon":141.8158,"t":"u","tid":"p1","topic":"owntracks/plows/plow1","tst":1768447200,"vac":3,
      "vel":36,"inregions":["depot"],"created_at":1768447201}
      """;

  private static Collected read(String body) throws IOException, FormatException {
    return Collected.of(OwnTracksJson::read, body);
  }

  @Test
  void aLocationIsReadWithItsSpeedInKilometresAnHour() throws IOException, FormatException {
    Collected collected = read(LOCATION);
    Position position = collected.only();
    assertThat(collected.taken.getFirst().device()).isEqualTo("plow1");
    assertThat(position.time()).isEqualTo(Instant.ofEpochSecond(1_768_447_200));
    assertThat(position.speedMps()).isCloseTo(10, within(1e-12));
    assertThat(position.courseDeg()).isEqualTo(270);
    assertThat(position.accuracyM()).isEqualTo(5);
    assertThat(position.altitudeM()).isEqualTo(88);
    assertThat(position.extra())
        .containsEntry("batt", 83L)
        .containsEntry("inregions.0", "depot")
        .containsEntry("tid", "p1")
        .doesNotContainKeys("_type", "topic", "lat", "lon", "tst", "vel");
  }

  @Test
  void aTransitionIsAFixWithItsEvent() throws IOException, FormatException {
    Position position =
        read("""
        {"_type":"transition","wtst":1768440000,"lat":42.7,"lon":141.8,"tst":1768447200,"acc":10,
        "tid":"p1","event":"leave","desc":"depot","t":"c"}
        """)
            .only();
    assertThat(position.extra())
        .containsEntry("_type", "transition")
        .containsEntry("event", "leave")
        .containsEntry("desc", "depot");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "[]",
        "{\"_type\":\"lwt\",\"tst\":1768447200}",
        "{\"_type\":\"waypoint\",\"desc\":\"depot\",\"lat\":42.7,\"lon\":141.8,\"rad\":50,\"tst\":1768447200}",
        "{\"waypoints\":[{\"_type\":\"waypoint\",\"lat\":1,\"lon\":2,\"tst\":3}],\"_type\":\"waypoints\"}",
        "{\"_type\":\"status\",\"iOS\":{\"deviceModel\":\"iPhone\"}}",
        "{\"_type\":\"cmd\",\"action\":\"reportLocation\"}",
        "{\"_type\":\"card\",\"name\":\"plow 1\",\"tid\":\"p1\"}",
      })
  void otherMessagesAreAcceptedAndAreNoFixes(String body) throws IOException, FormatException {
    Collected collected = read(body);
    assertThat(collected.taken).isEmpty();
    assertThat(collected.refused).isEmpty();
  }

  @Test
  void aLongWaypointListIsNoFixEither() throws IOException, FormatException {
    StringBuilder body = new StringBuilder("{\"waypoints\":[");
    body.append("{\"_type\":\"waypoint\",\"desc\":\"a\",\"lat\":1,\"lon\":2},".repeat(2_000));
    body.append("{}],\"_type\":\"waypoints\"}");
    assertThat(read(body.toString()).refused).isEmpty();
  }

  @Test
  void anArrayAndSeveralObjectsAreReadOneByOne() throws IOException, FormatException {
    assertThat(read("[" + LOCATION + ",{\"_type\":\"lwt\"}," + LOCATION + "]").taken).hasSize(2);
    assertThat(read(LOCATION + "\n" + LOCATION).taken).hasSize(2);
  }

  @Test
  void anEncryptedMessageIsRefusedWithWhatToDo() throws IOException, FormatException {
    Collected collected = read("{\"_type\":\"encrypted\",\"data\":\"9Yeg2+\"}");
    assertThat(collected.codes()).containsExactly("encrypted");
    assertThat(collected.refused.getFirst().detail()).contains("encryption key");
  }

  @Test
  void overlandsTimeFrom2001IsUnderstood() throws IOException, FormatException {
    long seconds = 1_768_447_200L - 978_307_200L;
    Position position =
        read("{\"_type\":\"location\",\"lat\":42.7,\"lon\":141.8,\"acc\":5,\"batt\":83,"
                + "\"topic\":\"owntracks/plow1\",\"tst\":"
                + seconds
                + "}")
            .only();
    assertThat(position.time()).isEqualTo(Instant.ofEpochSecond(1_768_447_200));
    assertThat(position.extra()).contains(Map.entry("timeFrom", "2001-01-01"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // OwnTracks itself adds tid; its clock is wrong and the date is not guessed.
        "{\"_type\":\"location\",\"lat\":42,\"lon\":141,\"tid\":\"p1\",\"tst\":790140000}|bad-time",
        "{\"_type\":\"location\",\"lat\":42,\"lon\":141,\"tst\":315964800}|bad-time",
        "{\"_type\":\"location\",\"lat\":42,\"lon\":141,\"tid\":\"p1\"}|no-time",
        "{\"_type\":\"location\",\"lat\":42,\"tid\":\"p1\",\"tst\":1768447200}|no-position",
        "{\"_type\":\"location\",\"lat\":\"a\",\"lon\":141,\"tst\":1768447200}|bad-position",
        "{\"lat\":42,\"lon\":141,\"tst\":1768447200}|no-type",
      })
  void whatIsNoFixIsRefusedWithTheReason(String body, String code)
      throws IOException, FormatException {
    assertThat(read(body).codes()).containsExactly(code);
  }
}
