package org.machizu.sensors.mqtt;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of a connection; every change goes through it, so that a reader sees them agree. */
final class Tally {
  private final String broker;
  private final String client;
  private final int room;
  private final Clock clock;

  private @Nullable Instant since;
  private long received;
  private long committed;
  private long retries;
  private long connects;
  private long sessionsLost;
  private long mayLose;
  private long dropped;
  private int held; // with QoS 1, in the queue or at the intake
  private int loose; // with QoS 0, the same
  private @Nullable Instant fullSince;
  private @Nullable Instant lastMessage;
  private LineState.@Nullable Trouble trouble;

  Tally(String broker, String client, int room, Clock clock) {
    this.broker = broker;
    this.client = client;
    this.room = room;
    this.clock = clock;
  }

  synchronized LineState state() {
    return new LineState(
        broker,
        client,
        Optional.ofNullable(since),
        received,
        committed,
        retries,
        connects,
        sessionsLost,
        mayLose,
        dropped,
        held + loose,
        room,
        Optional.ofNullable(fullSince),
        Optional.ofNullable(lastMessage),
        Optional.ofNullable(trouble));
  }

  synchronized void connected(boolean sessionLost) {
    since = clock.instant();
    connects++;
    if (sessionLost) {
      sessionsLost++;
    }
  }

  synchronized boolean everConnected() {
    return connects > 0;
  }

  synchronized void disconnected() {
    since = null;
  }

  synchronized void troubled(String text) {
    trouble = new LineState.Trouble(clock.instant(), text);
  }

  synchronized void retried(String text) {
    retries++;
    troubled(text);
  }

  /**
   * Counts one that came.
   *
   * @return whether there is room for it; with QoS 1 there always is, since the broker waits for
   *     our acknowledgements
   */
  synchronized boolean arrived(int qos, Instant now) {
    received++;
    lastMessage = now;
    if (qos == 0) {
      mayLose++;
      if (loose >= room) {
        dropped++;
        return false;
      }
      loose++;
    } else {
      held++;
      if (held >= room && fullSince == null) {
        fullSince = now;
      }
    }
    return true;
  }

  /** Counts a batch that was kept; wakes whoever waits for room. */
  synchronized void committed(int withQos1, int withQos0) {
    committed += withQos1 + withQos0;
    held -= withQos1;
    loose -= withQos0;
    if (held < room) {
      fullSince = null;
    }
    notifyAll();
  }

  synchronized int held() {
    return held;
  }

  /**
   * Waits until no more is left of older connections than one connection's worth, or for this long.
   */
  synchronized void awaitRoom(long millis) throws InterruptedException {
    if (held > room) {
      wait(millis);
    }
  }
}
