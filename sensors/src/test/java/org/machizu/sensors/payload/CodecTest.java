package org.machizu.sensors.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.payload.Reads.profile;
import static org.machizu.sensors.payload.Reads.refused;
import static org.machizu.sensors.payload.Reads.samples;
import static org.machizu.sensors.payload.Reads.told;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.testdata.RealData;

/** Frames of devices: the makers' own examples, and what may be wrong with a frame. */
class CodecTest {
  private static final String AT = " @2026-07-01T02:00:00Z";

  private static Decoded decode(String codec, int port, String hex) {
    return Reads.read(
        profile("loriot." + codec),
        "{'cmd':'rx','EUI':'A1','ts':1782871200000,'port':%d,'data':'%s'}".formatted(port, hex));
  }

  @TestFactory
  List<DynamicTest> theMakersExamples() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode example :
        new ObjectMapper()
            .readTree(RealData.file("lorawan-payloads/codec_examples.json").toFile())) {
      String device = example.get("device").asText();
      tests.add(DynamicTest.dynamicTest(device + " " + tests.size(), () -> check(device, example)));
    }
    assertThat(tests).hasSize(4);
    return tests;
  }

  private static void check(String device, JsonNode example) {
    String codec =
        device.contains("UDL")
            ? "milesight-em500-udl"
            : device.contains("SWL") ? "milesight-em500-swl" : "decentlab-dl-mbx";
    Decoded decoded =
        decode(codec, example.get("f_port").asInt(), example.get("payload_hex").asText());
    JsonNode expected = example.get("expected");
    List<String> values = new ArrayList<>();
    if (expected.has("battery_percent")) {
      values.add("battery-percent " + expected.get("battery_percent").asDouble() + AT);
    }
    if (expected.has("distance_mm")) {
      values.add("distance-down " + expected.get("distance_mm").asInt() / 1000.0 + AT);
    }
    if (expected.has("level_cm")) {
      values.add("level " + expected.get("level_cm").asInt() / 100.0 + AT);
    }
    if (expected.has("battery_V")) {
      values.add("battery-voltage " + expected.get("battery_V").asDouble() + AT);
    }
    assertThat(told(decoded)).isEqualTo(String.join("; ", values));
    if (expected.has("device_id")) {
      assertThat(samples(decoded).samples().getFirst().extras())
          .containsEntry("decentlabDevice", expected.get("device_id").asText())
          .containsEntry("validSamples", expected.get("number_of_valid_samples").asText());
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Cut within the distance: the battery before it stays, the distance is none.
    "milesight-em500-udl, 85, 01756403821E, battery-percent 100.0 @; frame-broken",
    "milesight-em500-udl, 85, 0175640382, battery-percent 100.0 @; frame-broken",
    "milesight-em500-udl, 85, 01756403, battery-percent 100.0 @; frame-broken",
    "milesight-em500-udl, 85, 0175, frame-broken",
    "milesight-em500-udl, 85, 01, frame-broken",
    "milesight-em500-udl, 85, '', value-missing",
    // Channels of known length are stepped over, at an unknown one reading ends.
    "milesight-em500-udl, 85, FF0BFF017564, battery-percent 100.0 @",
    "milesight-em500-udl, 85, 017564036701000382E803, battery-percent 100.0 @; channel-unknown",
    "milesight-em500-udl, 85, 03670100, channel-unknown",
    "milesight-em500-udl, 85, FF0BFF, value-missing",
    // Another model's channel is not a distance.
    "milesight-em500-udl, 85, 03770200, channel-unknown",
    "milesight-em500-swl, 85, 03821E00, channel-unknown",
    "milesight-em500-udl, 85, 0382FFFF, distance-down '0xFFFF' @",
    "milesight-em500-udl, 85, 03821027, distance-down 10.0 @",
    "milesight-em500-swl, 85, 0377E803, level 10.0 @",
    "milesight-em500-udl, 85, 83E964000A0001, distance-down 0.1 @",
    "decentlab-dl-mbx, 1, 02012F000304D200010B, frame-broken",
    "decentlab-dl-mbx, 1, 02012F000304D200010BB100, frame-broken",
    "decentlab-dl-mbx, 1, 01012F000304D200010BB1, frame-broken",
    "decentlab-dl-mbx, 1, 02012F000704D200010BB1, frame-broken",
    "decentlab-dl-mbx, 1, 02012F, frame-broken",
    "decentlab-dl-mbx, 1, 02012F0000, value-missing",
    "decentlab-dl-mbx, 1, 02012F00020BB1, battery-voltage 2.993 @",
    "decentlab-dl-mbx, 1, 02012F000113880000, distance-down '0 valid samples' @",
    "decentlab-dl-mbx, 85, 02012F000304D200010BB1, port-unexpected"
  })
  void whatMayBeWrongWithAFrame(String codec, int port, String hex, String expected) {
    assertThat(told(decode(codec, port, hex))).isEqualTo(expected.replace(" @", AT));
  }

  @Test
  void whatADeviceHadKeptHasItsOwnTime() {
    // 2026-07-01T01:00:00Z is 1782867600 = 0x6A446690; then 2.5 m, and 1.0 m of now.
    Decoded decoded = decode("milesight-em500-udl", 85, "20CE9066446AC4090382E803");
    assertThat(told(decoded))
        .isEqualTo("distance-down 2.5 @2026-07-01T01:00:00Z; distance-down 1.0" + AT);
  }

  @Test
  void aKeptReadingOfAClockThatWasNeverSetIsTold() {
    Decoded decoded = decode("milesight-em500-udl", 85, "20CE10000000C4090382E803");
    assertThat(told(decoded)).isEqualTo("distance-down 1.0" + AT + "; time-impossible");
  }

  @Test
  void theDetailNamesTheChannel() {
    assertThat(refused(decode("milesight-em500-udl", 85, "03670100")).detail())
        .contains("byte 0")
        .contains("03670100");
  }
}
