package org.machizu.outbox;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends to a broker; the payload is the body of a webhook. */
public final class MqttSender implements Sender {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private final Broker broker;

  /** Where messages are published. */
  public interface Broker {
    /**
     * @return completes when the broker has taken it
     * @throws IllegalArgumentException when nothing can be published to the topic
     */
    CompletableFuture<Void> publish(String topic, byte[] payload);
  }

  public MqttSender(Broker broker) {
    this.broker = broker;
  }

  @Override
  public void send(Parcel parcel) throws NotSentException {
    try {
      broker
          .publish(parcel.channel().address(), WebhookSender.body(parcel))
          .get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (IllegalArgumentException e) {
      throw NotSentException.refused(String.valueOf(e.getMessage()), e);
    } catch (ExecutionException e) {
      throw NotSentException.inDoubt("the broker: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw NotSentException.inDoubt("the broker has not answered in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NotSentException.inDoubt("stopped before the broker has answered", e);
    }
  }
}
