package org.machizu.sensors.mqtt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a broker, from connecting to its end; never used again, for Paho's own
 * reconnecting forgets subscriptions and sends with topic aliases that the broker no longer knows.
 */
final class Wire implements AutoCloseable {
  /** What arrives, on Paho's thread: it must come back at once, and must not throw. */
  @FunctionalInterface
  interface Arrivals {
    void arrived(Wire wire, String topic, MqttMessage message);
  }

  /** As whom, and what for. */
  record Hello(
      String clientId,
      boolean cleanStart,
      Duration expiry,
      int receiveMaximum,
      Duration keepAlive) {}

  private static final int REFUSED = 0x80;
  private static final long QUIESCE_MILLIS = 3000;

  /** A reference, since the logging would forget the level together with the logger. */
  private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.mqttv5.client");

  static {
    PAHO.setLevel(Level.OFF); // what is wrong comes to us as an exception
  }

  private final MqttAsyncClient client;
  private final String what;
  private final Duration answer;
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private boolean sessionPresent;
  private int sendMaximum = 1;

  private Wire(Address address, Hello hello, Duration answer, Arrivals arrivals)
      throws MqttException {
    this.what = address.uri().toString();
    this.answer = answer;
    client = new MqttAsyncClient(address.paho(), hello.clientId(), new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(new Callback(arrivals));
  }

  /** Connects; when it cannot, nothing is left open. */
  static Wire connect(Address address, Hello hello, Duration answer, Arrivals arrivals)
      throws MqttTrouble {
    MqttConnectionOptions options = options(address, hello, answer);
    Wire wire;
    try {
      wire = new Wire(address, hello, answer, arrivals);
    } catch (MqttException e) {
      throw MqttTrouble.of("the broker " + address.uri() + " cannot be used", e);
    }
    try {
      wire.open(options);
      return wire;
    } catch (MqttException e) {
      wire.drop();
      throw MqttTrouble.of("no connection to the broker " + address.uri(), e);
    }
  }

  private static MqttConnectionOptions options(Address address, Hello hello, Duration answer)
      throws MqttTrouble {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(hello.cleanStart());
    options.setSessionExpiryInterval(hello.expiry().toSeconds());
    options.setReceiveMaximum(hello.receiveMaximum());
    options.setMaximumPacketSize((long) Flow.MAX_PACKET_BYTES);
    options.setKeepAliveInterval((int) hello.keepAlive().toSeconds());
    options.setConnectionTimeout((int) answer.toSeconds());
    options.setHttpsHostnameVerificationEnabled(true);
    if (address.byTls()) {
      options.setSocketFactory(Tls.sockets(address));
    }
    address
        .login()
        .ifPresent(login -> {
          options.setUserName(login.user());
          options.setPassword(
              login.password().value().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });
    return options;
  }

  private void open(MqttConnectionOptions options) throws MqttException {
    IMqttToken token = client.connect(options);
    token.waitForCompletion(answer.toMillis());
    sessionPresent = token.getSessionPresent();
    MqttProperties told = token.getResponseProperties();
    Integer maximum = told == null ? null : told.getReceiveMaximum();
    sendMaximum = maximum == null ? 65_535 : maximum;
  }

  /** Whether the broker still knew us. */
  boolean sessionPresent() {
    return sessionPresent;
  }

  /** So many messages the broker takes unacknowledged. */
  int sendMaximum() {
    return sendMaximum;
  }

  /** Completes with the reason when the connection is lost; also when it was so from the start. */
  CompletableFuture<String> lost() {
    return lost;
  }

  /** Subscribes to all; what was refused, in words. */
  List<String> subscribe(List<Subscription> topics, Session session) throws MqttTrouble {
    MqttSubscription[] wanted = new MqttSubscription[topics.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = new MqttSubscription(session.wire(topics.get(i).filter()), topics.get(i).qos());
      // What is kept comes once, with a new subscription, and not at every connection.
      wanted[i].setRetainHandling(1);
    }
    int[] codes;
    try {
      IMqttToken token = client.subscribe(wanted);
      try {
        token.waitForCompletion(answer.toMillis());
      } catch (MqttException e) {
        if (token.getReasonCodes() == null) {
          throw e;
        }
      }
      codes = token.getReasonCodes();
    } catch (MqttException | IllegalArgumentException e) {
      throw MqttTrouble.of("the broker " + what + " takes no subscriptions", e);
    }
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      int code = codes != null && i < codes.length ? codes[i] : REFUSED;
      if (code >= REFUSED) {
        refused.add(
            "the broker "
                + what
                + " refuses the topic "
                + wanted[i].getTopic()
                + ": "
                + MqttTrouble.refusal(code));
      }
    }
    return refused;
  }

  /** Lets the broker forget a message; when the connection is gone, it will send it again. */
  boolean acknowledge(int packet) {
    try {
      client.messageArrivedComplete(packet, 1);
      return true;
    } catch (MqttException | RuntimeException e) {
      return false; // Paho's parts are null after an end
    }
  }

  /** Sends with QoS 1; the future completes when the broker has it. */
  void publish(String topic, byte[] payload, boolean retain, CompletableFuture<Void> done)
      throws MqttException {
    MqttMessage message = new MqttMessage(payload, 1, retain, new MqttProperties());
    client.publish(topic, message, null, new Published(topic, done));
  }

  /** Whether nothing was sent, since there was no connection any more. */
  static boolean isGone(MqttException problem) {
    return switch (problem.getReasonCode()) {
      case MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED,
          MqttClientException.REASON_CODE_CLIENT_DISCONNECTING,
          MqttClientException.REASON_CODE_CLIENT_CLOSED ->
          true;
      default -> false;
    };
  }

  /** Ends in an orderly way: what was acknowledged still goes out. */
  @Override
  public void close() {
    try {
      client.disconnect(QUIESCE_MILLIS).waitForCompletion(answer.toMillis());
    } catch (MqttException e) {
      drop();
      return;
    }
    free();
  }

  /** Ends at once, as if the line had been cut. */
  void drop() {
    try {
      client.disconnectForcibly(0, 1, false);
    } catch (MqttException | RuntimeException e) {
      // it was not connected
    }
    free();
  }

  private void free() {
    try {
      client.close(true);
    } catch (MqttException e) {
      // its threads end by themselves, when Paho notices
    }
    lost.complete("closed");
  }

  private final class Callback implements MqttCallback {
    private final Arrivals arrivals;

    Callback(Arrivals arrivals) {
      this.arrivals = arrivals;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      arrivals.arrived(Wire.this, topic, message);
    }

    @Override
    public void disconnected(MqttDisconnectResponse why) {
      MqttException cause = why.getException();
      lost.complete(
          cause != null ? MqttTrouble.reason(cause) : MqttTrouble.refusal(why.getReturnCode()));
    }

    @Override
    public void mqttErrorOccurred(MqttException problem) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean again, String uri) {}

    @Override
    public void authPacketArrived(int code, MqttProperties properties) {}
  }

  private record Published(String topic, CompletableFuture<Void> done)
      implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      int[] codes = token.getReasonCodes();
      int code = codes == null || codes.length == 0 ? 0 : codes[0];
      if (code >= REFUSED) {
        done.completeExceptionally(
            MqttTrouble.refused("the message for " + topic + " was not taken", code));
      } else {
        done.complete(null);
      }
    }

    @Override
    public void onFailure(IMqttToken token, @Nullable Throwable problem) {
      String text = "the message for " + topic + " was not acknowledged";
      done.completeExceptionally(
          problem instanceof Exception e ? MqttTrouble.of(text, e) : new MqttTrouble(text, null));
    }
  }
}
