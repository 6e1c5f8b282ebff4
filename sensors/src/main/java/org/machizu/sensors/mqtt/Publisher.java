package org.machizu.sensors.mqtt;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Sends to a broker with QoS 1. It connects with the first message, and anew with the next one
 * after a connection was lost; nothing is sent twice by itself: whoever sends decides about that
 * when a future says that a message was not acknowledged (it may have arrived all the same).
 *
 * <p>May be used from several threads; messages of one thread keep their order.
 */
public final class Publisher implements AutoCloseable {
  private record Sending(Wire wire, Semaphore room, Set<CompletableFuture<Void>> open) {}

  private final Address address;
  private final String clientId;
  private final int inFlight;
  private final Flow flow;
  private @Nullable Sending sending;
  private boolean closed;

  /**
   * @param inFlight so many messages may be without acknowledgement; a further one waits
   */
  public Publisher(Address address, String clientId, int inFlight, Flow flow) {
    if (inFlight < 1 || inFlight > 10_000) {
      throw new IllegalArgumentException(
          inFlight + " messages in flight are not allowed; give 1 to 10000");
    }
    this.address = address;
    this.clientId = clientId;
    this.inFlight = inFlight;
    this.flow = flow;
  }

  /**
   * Sends a message; waits while too many are without acknowledgement.
   *
   * @param retain whether the broker shows it to those who come later
   * @return completes when the broker has taken the message, or fails with {@link MqttTrouble}
   * @throws IllegalArgumentException when the topic cannot be published to, or the message is
   *     longer than 64 KiB with its topic
   */
  public CompletableFuture<Void> publish(String topic, byte[] payload, boolean retain) {
    Topics.requireName(topic);
    if (payload.length > Flow.MAX_PACKET_BYTES - 1024) {
      throw new IllegalArgumentException(
          "the message for " + topic + " has " + payload.length + " bytes; at most 63 KiB go out");
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      if (!send(sending(), topic, payload, retain, done)) {
        // The connection had ended before anything went out.
        if (!send(sending(), topic, payload, retain, done)) {
          throw new MqttTrouble("the broker " + address.uri() + " ends every connection", null);
        }
      }
    } catch (MqttTrouble e) {
      done.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done.completeExceptionally(new MqttTrouble("stopped before it was sent", e));
    }
    return done;
  }

  /** Sends; false when the connection was gone before. */
  private boolean send(
      Sending now, String topic, byte[] payload, boolean retain, CompletableFuture<Void> done)
      throws InterruptedException, MqttTrouble {
    if (!now.room().tryAcquire(flow.answer().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new MqttTrouble("the broker " + address.uri() + " acknowledges nothing more", null);
    }
    now.open().add(done);
    try {
      // Paho gives a topic its alias before the message has its place in the row: two threads at
      // once would send the alias before its meaning.
      synchronized (now.room()) {
        now.wire().publish(topic, payload, retain, done);
      }
    } catch (MqttException e) {
      now.open().remove(done);
      now.room().release();
      if (Wire.isGone(e)) {
        now.wire().drop();
        return false;
      }
      throw MqttTrouble.of("the message for " + topic + " was not sent", e);
    }
    done.whenComplete((nothing, problem) -> {
      now.open().remove(done);
      now.room().release();
    });
    if (now.wire().lost().isDone()) {
      failOpen(now);
    }
    return true;
  }

  private synchronized Sending sending() throws MqttTrouble {
    if (closed) {
      throw new MqttTrouble("this publisher is closed", null);
    }
    Sending before = sending;
    if (before != null && !before.wire().lost().isDone()) {
      return before;
    }
    if (before != null) {
      sending = null;
      before.wire().drop();
    }
    Wire wire =
        Wire.connect(
            address,
            new Wire.Hello(clientId, true, Duration.ZERO, 1, flow.keepAlive()),
            flow.answer(),
            (from, topic, message) -> {});
    Sending now =
        new Sending(
            wire,
            new Semaphore(Math.min(inFlight, wire.sendMaximum())),
            ConcurrentHashMap.newKeySet());
    wire.lost().thenRun(() -> failOpen(now));
    sending = now;
    return now;
  }

  private static void failOpen(Sending now) {
    String why = "not acknowledged: the connection has ended: " + now.wire().lost().getNow("");
    for (CompletableFuture<Void> one : now.open()) {
      one.completeExceptionally(new MqttTrouble(why, null));
    }
  }

  /** Waits a few seconds for what is under way, then disconnects. */
  @Override
  public synchronized void close() {
    closed = true;
    if (sending != null) {
      sending.wire().close();
      sending = null;
    }
  }
}
