package org.machizu.sensors.payload;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.machizu.sensors.payload.Decoded.Refused;
import org.machizu.sensors.payload.Decoded.Samples;

/**
 * Reads messages of one kind, by its configuration. Has no state; may be used from many threads.
 *
 * <p>A message is one reading or a list of them. What of a list cannot be used is refused for
 * itself; a message of which nothing can be used is refused as a whole.
 */
public final class Decoder {
  /** Bytes of a message; a day of 10-minute values is a tenth of it. */
  public static final int MOST_BYTES = 64 * 1024;

  private static final int LONGEST_TOPIC = 1_000;

  private final Decoding decoding;

  Decoder(Decoding decoding) {
    this.decoding = decoding;
  }

  /**
   * A decoder as configured.
   *
   * @param json the configuration, or {@code {"profile":NAME, …}} with the members in which it
   *     differs from a {@link Profiles profile}
   * @throws BadDecodingException when it is none; the message names key, value and what is allowed
   */
  public static Decoder ofJson(String json) throws BadDecodingException {
    return new Decoder(DecodingJson.read(json));
  }

  /** The whole configuration, profile included, as {@link #ofJson} reads it. */
  public String toJson() {
    return DecodingJson.write(decoding).toPrettyString();
  }

  /** The MQTT filter of its topics; empty when the configuration names none. */
  public Optional<String> topicFilter() {
    return decoding.topic().map(TopicTemplate::filter);
  }

  /**
   * Reads a message of MQTT.
   *
   * @param received when it came; is the time of readings that tell none
   */
  public Decoded decode(String topic, byte[] bytes, Instant received) {
    if (decoding.topic().isEmpty()) {
      return decode(bytes, received);
    }
    TopicTemplate template = decoding.topic().get();
    Optional<Map<String, String>> names =
        topic.length() > LONGEST_TOPIC ? Optional.empty() : template.match(topic);
    if (names.isEmpty()) {
      return new Refused(
          Reason.TOPIC_UNEXPECTED,
          "the topic %s is not as configured: %s"
              .formatted(UnusableException.quoted(topic), template.text()));
    }
    return decode(names.get(), bytes, received);
  }

  /** Reads a message that came without topic, by HTTP; the sender is known by its token. */
  public Decoded decode(byte[] bytes, Instant received) {
    return decode(Map.of(), bytes, received);
  }

  private Decoded decode(Map<String, String> names, byte[] bytes, Instant received) {
    if (bytes.length > MOST_BYTES) {
      return new Refused(
          Reason.TOO_LARGE,
          "the message has %d bytes; at most %d".formatted(bytes.length, MOST_BYTES));
    }
    try {
      MessageTree tree = MessageTree.read(decoding.form(), bytes, received);
      checkKind(tree.message());
      return read(tree, names, received);
    } catch (UnusableException unusable) {
      return unusable.refused();
    }
  }

  private void checkKind(JsonNode message) throws UnusableException {
    for (Condition condition : decoding.only()) {
      if (!condition.holds(message, message)) {
        throw new UnusableException(
            Reason.NOT_A_READING,
            "%s is %s; a reading has %s"
                .formatted(
                    condition.at(),
                    condition
                        .found(message, message)
                        .map(UnusableException::quoted)
                        .orElse("absent"),
                    String.join(" or ", condition.oneOf())));
      }
    }
  }

  private Decoded read(MessageTree tree, Map<String, String> names, Instant received)
      throws UnusableException {
    List<Sample> samples = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    for (UnusableException broken : tree.broken()) {
      refused.add(broken.refused());
    }
    int count = tree.elements().size();
    for (int i = 0; i < count; i++) {
      ReadingSource source =
          new ReadingSource(decoding, tree.message(), tree.elements().get(i), names, received);
      try {
        source.read(i, count, samples, refused);
      } catch (UnusableException unusable) {
        refused.add(unusable.refused());
      }
      MessageTree.bounded(samples);
    }
    if (!samples.isEmpty()) {
      return new Samples(samples, refused);
    }
    if (refused.isEmpty()) {
      throw new UnusableException(
          Reason.VALUE_MISSING,
          "the message holds none of the configured values in its %d parts".formatted(count));
    }
    Refused first = refused.getFirst();
    return refused.size() == 1
        ? first
        : new Refused(first.reason(), first.detail() + " (and " + (refused.size() - 1) + " more)");
  }
}
