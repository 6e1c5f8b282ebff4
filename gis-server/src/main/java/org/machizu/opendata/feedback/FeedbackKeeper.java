package org.machizu.opendata.feedback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Forgets addresses and words of messages in time, as the settings say. */
public final class FeedbackKeeper implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FeedbackKeeper.class.getName());
  private static final long EVERY_H = 6;

  /** A message that nobody has answered for so long gets no answer by mail any more. */
  private static final Duration UNANSWERED = Duration.ofDays(366);

  private final FeedbackStore store;
  private final Duration addressesFor;
  private final Duration messagesFor;
  private final Consumer<Instant> forgetLetters;
  private final Clock clock;
  private final ScheduledExecutorService working =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("feedback").daemon().factory());

  /**
   * @param addressesFor so long after a message is done its address is kept
   * @param messagesFor so long its words are
   * @param forgetLetters forgets answers that went out before a moment, with their addresses
   */
  public FeedbackKeeper(
      FeedbackStore store,
      Duration addressesFor,
      Duration messagesFor,
      Consumer<Instant> forgetLetters,
      Clock clock) {
    this.store = store;
    this.addressesFor = addressesFor;
    this.messagesFor = messagesFor;
    this.forgetLetters = forgetLetters;
    this.clock = clock;
  }

  public void start() {
    ScheduledFuture<?> unused =
        working.scheduleWithFixedDelay(this::tryToForget, 0, EVERY_H, TimeUnit.HOURS);
  }

  private void tryToForget() {
    try {
      forget();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "messages of residents could not be forgotten; tried again later", e);
    }
  }

  /** Forgets what is due now. */
  void forget() {
    Instant now = clock.instant();
    int addresses = store.forgetAddresses(now.minus(addressesFor), now.minus(UNANSWERED));
    int words = store.forgetWords(now.minus(messagesFor));
    forgetLetters.accept(now.minus(addressesFor));
    if (addresses + words > 0) {
      LOG.info(() ->
          "messages of residents: %d addresses and the words of %d forgotten"
              .formatted(addresses, words));
    }
  }

  @Override
  public void close() {
    working.shutdown();
  }
}
