package org.machizu.gauges;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came and what became of it, for whoever sets up a station or wonders where a
 * reading is.
 *
 * @param source by which way it came, as "mqtt main" or "http"
 * @param topic or the device that pushed it
 * @param payload its beginning, as text where it is text, else as hexadecimal digits; at most
 *     {@value #LONGEST} characters
 * @param size of the whole, in bytes
 * @param gauge whose it was; null when that could not be told
 * @param outcome what became of it
 * @param detail what was read, or why it was refused
 * @param mayLose whether it was sent in a way in which messages may be lost (QoS 0)
 */
public record Message(
    Instant received,
    String source,
    String topic,
    String payload,
    int size,
    @Nullable String gauge,
    Outcome outcome,
    String detail,
    boolean mayLose) {

  /** So much of a payload is kept. */
  public static final int LONGEST = 2_000;

  /** So many messages are kept in a town; the oldest go first. */
  public static final int MOST = 50_000;

  /** What became of a message. */
  public enum Outcome {
    /** At least one reading of it was new. */
    TAKEN,
    /** All its readings were there already. */
    DUPLICATE,
    /** It held nothing that is kept, as a status or a retained copy. */
    PASSED_OVER,
    /** It could not be used. */
    REFUSED
  }

  private Message with(Outcome other, String why) {
    return new Message(received, source, topic, payload, size, gauge, other, why, mayLose);
  }

  /** The same, which could not be used. */
  public Message refused(String why) {
    return with(Outcome.REFUSED, why);
  }

  /** The same, of which something else became. */
  public Message withOutcome(Outcome other) {
    return with(other, detail);
  }

  /** A message with its number in the log. */
  public record Numbered(long number, Message message) {}

  /**
   * Which messages.
   *
   * @param gauge null: of all
   * @param outcome null: any
   */
  public record Filter(@Nullable String gauge, @Nullable Outcome outcome) {
    public static final Filter ALL = new Filter(null, null);
  }
}
