package org.machizu.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.machizu.outbox.OutboxStore.Occasion;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.Decision;
import org.machizu.sensors.notify.Language;
import org.machizu.sensors.notify.Message;
import org.machizu.sensors.notify.Outgoing;
import org.machizu.sensors.notify.Purpose;

/**
 * Mail to people who have written to the town. It is written down and sent as messages of alerts
 * are, but is in no list of them: the address is that of a resident. Whoever sends a letter forgets
 * it again ({@link #forget}).
 */
public final class Letters {
  private final OutboxStore store;
  private final boolean sendsMail;
  private final Runnable news;
  private final Clock clock;

  /**
   * @param sendsMail whether this server has a mail server to send by
   * @param news is called when there is something to send
   */
  Letters(OutboxStore store, boolean sendsMail, Runnable news, Clock clock) {
    this.store = store;
    this.sendsMail = sendsMail;
    this.news = news;
    this.clock = clock;
  }

  /** Whether a letter would go out at all. */
  public boolean areSent() {
    return sendsMail;
  }

  /** Whether a mail can be sent there: one address, without a name. */
  public static boolean isAddress(String address) {
    return MailSender.isAddress(address);
  }

  /**
   * Sends a letter; returns when it is written down. The same letter again is not sent twice.
   *
   * @param about what it is about, as "feedback:12"
   * @param round counts the letters about that
   */
  public void send(String about, int round, String address, Language language, Message message) {
    Instant now = clock.instant();
    Outgoing letter =
        new Outgoing(
            about,
            new Channel(Channel.Type.MAIL, address),
            Purpose.LETTER,
            round,
            now,
            false,
            null,
            language,
            message);
    int unused =
        store.decide(
            new Occasion(OutboxStore.LETTERS, 0, false, "{}"),
            past -> new Decision(List.of(letter), List.of(), List.of()),
            now);
    news.run();
  }

  /** Forgets letters that were made before a moment, with their addresses. */
  public int forget(Instant before) {
    return store.forgetLetters(before);
  }
}
