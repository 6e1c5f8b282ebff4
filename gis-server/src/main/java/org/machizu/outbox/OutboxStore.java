package org.machizu.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.Decision;
import org.machizu.sensors.notify.Past;
import org.machizu.sensors.notify.Purpose;

/**
 * Messages on their way. A port, with one contract test for every store.
 *
 * <p>Alert, step, recipient, way, purpose and round are the key of a message: it is made once,
 * however often it is decided. A server holds what it sends for a time by the store's own clock.
 */
public interface OutboxStore {
  /** So many messages go out as one. */
  int MOST_IN_PARCEL = 50;

  /**
   * Because of what something is decided.
   *
   * @param alert of which alert; 0 for a test
   * @param event the step; 0 when time, or a person, is the cause
   * @param facts the same for programs, as JSON
   */
  record Occasion(long alert, long event, boolean drill, String facts) {}

  /** Says what follows. */
  interface Deciding {
    Decision decide(Past past);
  }

  /**
   * Decides and writes what follows; returns after the commit. A step that was decided before is
   * not decided again.
   *
   * @param deciding sees what was sent of the alert as it stands; nobody decides meanwhile
   * @return how many messages are new
   */
  int decide(Occasion occasion, Deciding deciding, Instant now);

  /** What was sent of an alert, as it stands at each question. */
  Past past(long alert, Instant now);

  /**
   * Takes the messages that are due for one recipient by one way, the urgent ones first: those that
   * people read together, up to {@value #MOST_IN_PARCEL}, others one by one. What was taken before
   * and was not sent comes with the same messages and under the same name. No two servers are given
   * the same, and none waits for the other.
   *
   * @param types by which ways
   */
  Optional<Parcel> claim(String server, Set<Channel.Type> types, Duration lease, Instant now);

  /**
   * It went out.
   *
   * @return whether the server still held it; else nothing is written
   */
  boolean sent(String server, String batch, Instant now);

  /**
   * It did not go out, as far as is known.
   *
   * @param error what happened
   * @param mayHaveArrived whether that is not certain
   * @param again when it is tried again; null: never
   * @return whether the server still held it; else nothing is written
   */
  boolean failed(
      String server, String batch, String error, boolean mayHaveArrived, @Nullable Instant again);

  /**
   * Which messages.
   *
   * @param alert null: of all
   * @param recipient null: to all
   * @param state null: whatever became of them
   */
  record Filter(@Nullable Long alert, @Nullable String recipient, Delivery.@Nullable State state) {
    public static final Filter ALL = new Filter(null, null, null);

    public static Filter ofAlert(long alert) {
      return new Filter(alert, null, null);
    }
  }

  /** A page of messages, the newest first, before a number; letters are nobody's to look at. */
  List<Delivery> list(Filter filter, long before, int limit);

  /** Of each recipient so many messages are looked at for {@link #latest}. */
  int LOOKED_AT = 30;

  /**
   * How the newest message to an address is doing.
   *
   * @param made when it was decided on
   * @param sent when it went out; null: it has not
   * @param error what the last attempt ended with; "" for none
   */
  record Latest(
      String recipient,
      Channel channel,
      Purpose purpose,
      Delivery.State state,
      Instant made,
      @Nullable Instant sent,
      int attempts,
      String error) {}

  /**
   * The newest message by each way to each of those who are told by now, among the last {@value
   * #LOOKED_AT} to them; what was not to be sent does not count.
   */
  List<Latest> latest();

  /** What stands for the alert in letters to those who have written to the town. */
  long LETTERS = -1;

  /** Forgets letters that were made before a moment and wait for nothing. */
  int forgetLetters(Instant before);

  /** Forgets messages that were made before a moment and wait for nothing. */
  int forget(Instant before);
}
