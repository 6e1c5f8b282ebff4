package org.machizu.sensors.mqtt;

import java.time.Instant;
import java.util.Optional;

/**
 * How a connection to a broker is doing, at one moment.
 *
 * @param broker its name in the settings
 * @param client our client id on this connection
 * @param since when the connection stands; empty: there is none
 * @param received messages since the start, repetitions and QoS 0 among them
 * @param committed of them, those that the intake has kept
 * @param retries how often the intake could not take a batch
 * @param connects how often a connection was made
 * @param sessionsLost how often the broker no longer knew us: what came meanwhile is lost
 * @param mayLose messages that came with QoS 0
 * @param dropped of them, those for which there was no room
 * @param waiting messages that are here and not committed
 * @param room for so many with QoS 1; then the broker holds back
 * @param fullSince when the room was used up; empty: there is some
 * @param lastMessage when the last one came
 * @param trouble the last thing that went wrong
 */
public record LineState(
    String broker,
    String client,
    Optional<Instant> since,
    long received,
    long committed,
    long retries,
    long connects,
    long sessionsLost,
    long mayLose,
    long dropped,
    int waiting,
    int room,
    Optional<Instant> fullSince,
    Optional<Instant> lastMessage,
    Optional<Trouble> trouble) {

  /**
   * @param text in words, for who looks after the server
   */
  public record Trouble(Instant at, String text) {}

  /** The same, with something that went wrong elsewhere on the way. */
  public LineState withTrouble(Trouble other) {
    return new LineState(
        broker,
        client,
        since,
        received,
        committed,
        retries,
        connects,
        sessionsLost,
        mayLose,
        dropped,
        waiting,
        room,
        fullSince,
        lastMessage,
        Optional.of(other));
  }

  public boolean connected() {
    return since.isPresent();
  }
}
