package org.machizu.sensors.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.payload.Reads.RECEIVED;
import static org.machizu.sensors.payload.Reads.allOf;
import static org.machizu.sensors.payload.Reads.profile;
import static org.machizu.sensors.payload.Reads.refused;
import static org.machizu.sensors.payload.Reads.told;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.testdata.RealData;

/** Messages of three network servers, as real ones sent them, with one and the same reading. */
class EnvelopeTest {
  static String message(String server) throws IOException {
    return Files.readString(RealData.file("lorawan-payloads/em500-udl_" + server + "_uplink.json"));
  }

  private static Decoded decode(String profile, String message) {
    return profile(profile + ".milesight-em500-udl")
        .decode(message.getBytes(StandardCharsets.UTF_8), RECEIVED);
  }

  @ParameterizedTest
  @CsvSource({
    "tts, tts, 2023-05-18T08:25:25.906399073Z, 5017",
    "chirpstack, chirpstack_v4, 2023-05-22T07:47:05.404859Z, 4",
    "loriot, loriot, 2023-05-19T06:46:41.936Z, 2"
  })
  void threeEnvelopesGiveTheSameReading(String profile, String server, Instant time, String frame)
      throws IOException {
    List<Sample> samples = allOf(decode(profile, message(server)));
    assertThat(samples)
        .extracting(Sample::quantity)
        .containsExactly(Quantity.BATTERY_PERCENT, Quantity.DISTANCE_DOWN);
    assertThat(samples)
        .extracting(Sample::value)
        .containsExactly(OptionalDouble.of(100), OptionalDouble.of(0.03));
    assertThat(samples).extracting(Sample::raw).containsExactly("100 %", "30 mm");
    for (Sample sample : samples) {
      assertThat(sample.device()).contains("1000000000000001");
      assertThat(sample.time()).isEqualTo(time);
      assertThat(sample.timeIsArrival()).isFalse();
      assertThat(sample.extras()).containsEntry("frame", frame).containsEntry("port", "85");
      assertThat(sample.extras()).containsKeys("rssi", "snr");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tts, tts, '\"f_port\": 85', '\"f_port\": 10'",
    "chirpstack, chirpstack_v4, '\"fPort\": 85', '\"fPort\": 10'",
    "loriot, loriot, '\"port\": 85', '\"port\": 10'"
  })
  void anotherPortIsNoReadingOfTheDevice(String profile, String server, String port, String other)
      throws IOException {
    String message = message(server);
    assertThat(message).contains(port);
    Decoded.Refused refused = refused(decode(profile, message.replace(port, other)));
    assertThat(refused.reason()).isEqualTo(Reason.PORT_UNEXPECTED);
    assertThat(refused.detail()).contains("\"10\"").contains("85");
  }

  @Test
  void bytesInAnotherEncodingAreRefused() throws IOException {
    String message = message("tts").replace("AXVkA4IeAA==", "AXVkA4IeAA=");
    assertThat(refused(decode("tts", message)).reason()).isEqualTo(Reason.BYTES_BROKEN);
    String hex = message("loriot").replace("01756403821E00", "01756403821E0");
    assertThat(refused(decode("loriot", hex)).reason()).isEqualTo(Reason.BYTES_BROKEN);
  }

  @Test
  void aDownlinkOfLoriotIsNoReading() throws IOException {
    String message = message("loriot").replace("\"rx\"", "\"txd\"");
    Decoded.Refused refused = refused(decode("loriot", message));
    assertThat(refused.reason()).isEqualTo(Reason.NOT_A_READING);
    assertThat(refused.detail()).contains("/cmd").contains("\"txd\"").contains("rx");
  }

  @Test
  void whatTheServerHasDecodedCanBeReadInstead() {
    String tts =
        """
        {"end_device_ids":{"dev_eui":"A1"},"uplink_message":{"received_at":"2026-07-01T02:00:00Z",
         "decoded_payload":{"battery":92,"distance":1230}}}\
        """;
    assertThat(told(profile("tts.decoded").decode(Reads.bytes(tts), RECEIVED)))
        .isEqualTo(
            "distance-down 1.23 @2026-07-01T02:00:00Z; battery-percent 92.0 @2026-07-01T02:00:00Z");
    String chirpStack =
        """
        {"deviceInfo":{"devEui":"a1"},"time":"2026-07-01T02:00:00+00:00","object":{"distance":1.23}}\
        """;
    Decoder inMetres =
        Reads.decoder(
            """
            {"profile":"chirpstack.decoded",
             "values":[{"quantity":"distance-down","from":"/object/distance","unit":"m"}]}\
            """);
    assertThat(told(inMetres.decode(Reads.bytes(chirpStack), RECEIVED)))
        .isEqualTo("distance-down 1.23 @2026-07-01T02:00:00Z");
  }

  @Test
  void theTopicsOfTheServersAreKnown() throws IOException {
    Decoder tts = profile("tts.milesight-em500-udl");
    assertThat(tts.topicFilter()).isEqualTo(Optional.of("v3/+/devices/+/up"));
    byte[] message = message("tts").getBytes(StandardCharsets.UTF_8);
    assertThat(allOf(tts.decode("v3/app@ttn/devices/eui-1000000000000001/up", message, RECEIVED)))
        .hasSize(2);
    assertThat(refused(tts.decode("v3/app@ttn/devices/eui-1/join", message, RECEIVED)).reason())
        .isEqualTo(Reason.TOPIC_UNEXPECTED);
  }
}
