package org.machizu.gauges.sources;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.machizu.sensors.payload.BadDecodingException;
import org.machizu.sensors.payload.Decoded;
import org.machizu.sensors.payload.Decoder;
import org.machizu.sensors.payload.Profiles;

/**
 * Reads messages of {@code gauges/GAUGE/level}: as the gauge's sensor is set up, or else in the
 * usual form that the first character shows: JSON, CSV with a time and a level, or a number.
 */
final class Decoders {
  private static final int MOST_REMEMBERED = 1_000;

  private final Function<String, Optional<String>> ofGauge;
  private final Decoder json = usual("json");
  private final Decoder csv = usual("csv");
  private final Decoder plain = usual("plain");

  /** Configurations are checked when they are entered; one is read once for all its messages. */
  private final LoadingCache<String, Decoder> configured =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build(Decoders::decoder);

  /**
   * @param ofGauge the configuration of a gauge's sensor, by the gauge's number
   */
  Decoders(Function<String, Optional<String>> ofGauge) {
    this.ofGauge = ofGauge;
  }

  private static Decoder usual(String profile) {
    return Profiles.find(profile).orElseThrow();
  }

  private static Decoder decoder(String json) {
    try {
      return Decoder.ofJson(json);
    } catch (BadDecodingException e) {
      throw new IllegalStateException("a decoding that was checked is bad: " + json, e);
    }
  }

  Decoded decode(String topic, byte[] payload, Instant received) {
    String[] parts = topic.split("/", -1);
    Optional<String> own = parts.length == 3 ? ofGauge.apply(parts[1]) : Optional.empty();
    Decoder decoder = own.map(configured::get).orElseGet(() -> byForm(payload));
    return decoder.decode(topic, payload, received);
  }

  private Decoder byForm(byte[] payload) {
    int bytes = Math.min(payload.length, 200);
    String start = new String(payload, 0, bytes, StandardCharsets.UTF_8).strip();
    if (start.startsWith("{") || start.startsWith("[")) {
      return json;
    }
    return start.contains(",") ? csv : plain;
  }
}
