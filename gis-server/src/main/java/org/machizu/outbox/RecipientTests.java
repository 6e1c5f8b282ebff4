package org.machizu.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.machizu.outbox.OutboxStore.Occasion;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.Decision;
import org.machizu.sensors.notify.Outgoing;
import org.machizu.sensors.notify.Past;
import org.machizu.sensors.notify.Purpose;
import org.machizu.sensors.notify.Recipient;
import org.machizu.sensors.notify.Wording;

/** Messages that only say whether messages arrive. They take the way of all others. */
final class RecipientTests {
  private final OutboxStore messages;
  private final Runnable news;
  private final Clock clock;

  /**
   * @param news is called when there is something to send
   */
  RecipientTests(OutboxStore messages, Runnable news, Clock clock) {
    this.messages = messages;
    this.news = news;
    this.clock = clock;
  }

  /**
   * Sends one by each way of a recipient.
   *
   * @return how many are new
   */
  int send(Recipient recipient) {
    Instant now = clock.instant();
    int made =
        messages.decide(new Occasion(0, 0, false, "{}"), past -> tests(recipient, past, now), now);
    news.run();
    return made;
  }

  /** Whoever cannot wait presses again: a test that is still to go out is enough. */
  private static Decision tests(Recipient recipient, Past past, Instant now) {
    List<Outgoing> tests =
        recipient.channels().stream()
            .map(channel -> test(recipient, channel, past, now))
            .flatMap(Optional::stream)
            .toList();
    return new Decision(tests, List.of(), List.of());
  }

  private static Optional<Outgoing> test(
      Recipient recipient, Channel channel, Past past, Instant now) {
    var before = past.ofAlert().stream().filter(e -> e.isTo(recipient.id(), channel)).toList();
    if (!before.isEmpty() && before.getLast().isUnderWay()) {
      return Optional.empty();
    }
    return Optional.of(
        new Outgoing(
            recipient.id(),
            channel,
            Purpose.TEST,
            before.size() + 1,
            now,
            false,
            null,
            recipient.language(),
            Wording.in(recipient.language()).test(recipient.name(), now)));
  }
}
