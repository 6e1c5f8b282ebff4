package org.machizu.sensors.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.machizu.sensors.payload.Decoded.Refused;
import org.machizu.sensors.payload.Decoded.Samples;

/** Decoding in the words of the tests. */
final class Reads {
  static final Instant RECEIVED = Instant.parse("2026-07-01T03:00:00Z");

  private Reads() {}

  static Decoder decoder(String json) {
    try {
      return Decoder.ofJson(json.replace('\'', '"'));
    } catch (BadDecodingException bad) {
      throw new AssertionError(bad);
    }
  }

  static Decoder profile(String name) {
    return Profiles.find(name).orElseThrow();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Decoded read(Decoder decoder, String message) {
    return decoder.decode(bytes(message.replace('\'', '"')), RECEIVED);
  }

  static Samples samples(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Samples.class);
    return (Samples) decoded;
  }

  /** A message of which every part can be used. */
  static List<Sample> allOf(Decoded decoded) {
    assertThat(samples(decoded).refused()).isEmpty();
    return samples(decoded).samples();
  }

  static Refused refused(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Refused.class);
    return (Refused) decoded;
  }

  /** In short: {@code level 1.23 @2026-07-01T03:00:00Z; …}, arrival as {@code @now}. */
  static String told(Decoded decoded) {
    return switch (decoded) {
      case Refused refused -> refused.reason().code();
      case Samples samples ->
          samples.samples().stream().map(Reads::told).collect(Collectors.joining("; "))
              + samples.refused().stream()
                  .map(part -> "; " + part.reason().code())
                  .collect(Collectors.joining());
    };
  }

  private static String told(Sample sample) {
    String value =
        sample.value().isPresent()
            ? String.valueOf(sample.value().getAsDouble())
            : "'" + sample.raw() + "'";
    return sample.quantity().code()
        + " "
        + value
        + " @"
        + (sample.timeIsArrival() ? "now" : sample.time());
  }
}
