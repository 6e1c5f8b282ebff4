package org.machizu.sensors.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.machizu.sensors.payload.Reads.RECEIVED;
import static org.machizu.sensors.payload.Reads.bytes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.machizu.sensors.payload.Decoded.Refused;
import org.machizu.sensors.payload.Decoded.Samples;

/** Whatever comes over the line: an answer, within bounds, and no number out of a cut message. */
class DamageTest {
  private static Map<String, byte[]> whole() throws IOException {
    Map<String, byte[]> messages = new LinkedHashMap<>();
    messages.put("tts.milesight-em500-udl", bytes(EnvelopeTest.message("tts")));
    messages.put(
        "chirpstack.milesight-em500-swl",
        bytes(EnvelopeTest.message("chirpstack_v4").replace("AXVkA4IeAA==", "AXVcA3cCAA==")));
    messages.put(
        "loriot.decentlab-dl-mbx",
        bytes(
            EnvelopeTest.message("loriot")
                .replace("01756403821E00", "02012F000304D200010BB1")
                .replace("85", "1")));
    messages.put(
        "json", bytes("{\"level\":1.23,\"battery\":80,\"time\":\"2026-07-01T11:00:00+09:00\"}"));
    messages.put(
        "senml",
        bytes(
            "[{\"bn\":\"g\",\"bt\":1782871200,\"u\":\"m\",\"v\":1.5},{\"t\":-600,\"u\":\"m\",\"v\":1.4}]"));
    messages.put("csv", bytes("2026/07/01 11:00,1.23\n2026/07/01 11:10,\"1.24\"\n"));
    messages.put(
        "fukui", bytes("\uFEFF日時,河川水位,id\n2021-08-14T24:00,0.62,10\n2021-08-14T24:00,*,30\n"));
    messages.put("plain", bytes("１２３ cm"));
    return messages;
  }

  private static Decoded checked(Decoder decoder, byte[] message) {
    Decoded decoded = decoder.decode(message, RECEIVED);
    List<Refused> refused = new ArrayList<>();
    switch (decoded) {
      case Refused whole -> refused.add(whole);
      case Samples parts -> {
        assertThat(parts.samples()).isNotEmpty().hasSizeLessThanOrEqualTo(1_000);
        refused.addAll(parts.refused());
        for (Sample sample : parts.samples()) {
          assertThat(sample.raw()).hasSizeLessThanOrEqualTo(64);
          sample.value().ifPresent(value -> assertThat(value).isFinite());
          assertThat(sample.time()).isBetween(WrittenTime.EARLIEST, WrittenTime.LATEST);
        }
      }
    }
    for (Refused part : refused) {
      assertThat(part.detail()).isNotBlank().hasSizeLessThan(1_000).doesNotContain("\n");
    }
    return decoded;
  }

  @Test
  void theWholeMessagesAreRead() throws IOException {
    whole()
        .forEach((profile, message) ->
            assertThat(checked(Reads.profile(profile), message))
                .as(profile)
                .isInstanceOf(Samples.class));
  }

  @Test
  void cutJsonIsNeverANumber() throws IOException {
    for (Map.Entry<String, byte[]> entry : whole().entrySet()) {
      Decoder decoder = Reads.profile(entry.getKey());
      boolean isJson = entry.getValue()[0] == '{' || entry.getValue()[0] == '[';
      int end = new String(entry.getValue(), StandardCharsets.UTF_8).stripTrailing().length();
      for (int length = 0; length < entry.getValue().length; length++) {
        Decoded decoded = checked(decoder, Arrays.copyOf(entry.getValue(), length));
        if (isJson && length < end) {
          assertThat(decoded).as(entry.getKey() + " cut to " + length).isInstanceOf(Refused.class);
        }
      }
    }
  }

  @Test
  void cutFramesHoldNoWrongNumber() throws IOException {
    for (String hex : List.of("017564038210270382E803", "FF0BFF03821027017564")) {
      Samples all = Reads.samples(frame(hex));
      for (int length = 2; length < hex.length(); length += 2) {
        if (frame(hex.substring(0, length)) instanceof Samples part) {
          assertThat(part.samples()).isEqualTo(all.samples().subList(0, part.samples().size()));
        }
      }
    }
  }

  private static Decoded frame(String hex) {
    return Reads.read(
        Reads.profile("loriot.milesight-em500-udl"),
        "{'cmd':'rx','EUI':'A1','ts':1782871200000,'port':85,'data':'" + hex + "'}");
  }

  @Test
  void damagedBytesAreAnswered() throws IOException {
    Random random = new Random(20260701);
    int read = 0;
    int refused = 0;
    for (Map.Entry<String, byte[]> entry : whole().entrySet()) {
      Decoder decoder = Reads.profile(entry.getKey());
      for (int i = 0; i < 3_000; i++) {
        if (checked(decoder, damaged(entry.getValue(), random)) instanceof Samples) {
          read++;
        } else {
          refused++;
        }
      }
    }
    // Both happen, so that neither kind of answer goes untested.
    System.out.println("damaged messages: " + read + " still read, " + refused + " refused");
    assertThat(read).isGreaterThan(1_000);
    assertThat(refused).isGreaterThan(1_000);
  }

  private static byte[] damaged(byte[] message, Random random) {
    byte[] damaged = message.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(6)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt(256);
        case 2 ->
            damaged[at] =
                (byte) "{}[]\",:0123456789eE+-.*nulltruefalse\n".charAt(random.nextInt(37));
        case 3 -> {
          byte[] shorter = Arrays.copyOf(damaged, damaged.length - 1);
          System.arraycopy(damaged, at + 1, shorter, at, shorter.length - at);
          damaged = shorter.length == 0 ? damaged : shorter;
        }
        case 4 -> {
          int run = Math.min(1 + random.nextInt(20), damaged.length - at);
          byte[] longer = Arrays.copyOf(damaged, damaged.length + run);
          System.arraycopy(damaged, at, longer, damaged.length, run);
          damaged = longer;
        }
        default ->
            Arrays.fill(damaged, at, Math.min(damaged.length, at + random.nextInt(5)), damaged[0]);
      }
    }
    return damaged;
  }

  @Test
  void hugeAndDeepMessagesAreAnswered() throws IOException {
    List<byte[]> monsters = new ArrayList<>();
    for (String piece :
        List.of(
            "[",
            "{\"a\":",
            "\"",
            "9",
            "-",
            "1e9",
            "1,",
            "\\u0000",
            "[{\"v\":1}",
            ",",
            "\n",
            "2026",
            "\u0000",
            "　",
            "{\"n\":\"x\",\"v\":1e99999},",
            "\"\"\"")) {
      monsters.add(bytes(piece.repeat(Decoder.MOST_BYTES / bytes(piece).length)));
      monsters.add(bytes("[" + piece.repeat(20_000 / bytes(piece).length) + "]"));
    }
    monsters.add(new byte[Decoder.MOST_BYTES]);
    monsters.add(new byte[Decoder.MOST_BYTES + 1]);
    monsters.add(new byte[0]);
    byte[] noise = new byte[Decoder.MOST_BYTES];
    new Random(7).nextBytes(noise);
    monsters.add(noise);
    for (String profile : Profiles.names()) {
      Decoder decoder = Reads.profile(profile);
      for (byte[] monster : monsters) {
        checked(decoder, monster);
      }
    }
  }
}
