package org.machizu.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.Language;
import org.machizu.sensors.notify.Message;
import org.machizu.sensors.notify.Purpose;

/**
 * A message to one recipient by one way, and what became of it.
 *
 * @param number counts up within the town
 * @param alert of which alert; 0 for a test
 * @param event the step that caused it; 0 when time did, or somebody who tries
 * @param recipient id of the recipient
 * @param round counts repetitions from 1; 0 for all others
 * @param reason why nothing is sent; "" when there is no reason
 * @param made when it was decided on
 * @param due not before
 * @param follows the number of a message after which alone it is sent
 * @param mayHaveArrived whether an attempt ended without an answer
 * @param batch names the parcel it goes out with; null before the first attempt
 * @param sent when it went out
 * @param error what the last attempt ended with; "" for none
 * @param facts the same for programs, as JSON
 */
public record Delivery(
    long number,
    long alert,
    long event,
    String recipient,
    Channel channel,
    Purpose purpose,
    int round,
    State state,
    String reason,
    boolean drill,
    boolean urgent,
    Instant made,
    Instant due,
    @Nullable Long follows,
    boolean mayHaveArrived,
    @Nullable String batch,
    int attempts,
    @Nullable Instant sent,
    String error,
    Language language,
    Message message,
    String facts) {

  /** How far a message has come. */
  public enum State {
    /** It waits for its time, for another one, or for the next attempt. */
    WAITING,
    /** A server is sending it. */
    SENDING,
    SENT,
    /** It cannot be sent. */
    GIVEN_UP,
    /** It must not be sent any more. */
    CALLED_OFF,
    /** It was never to be sent; the reason is noted. */
    SUPPRESSED
  }
}
