package org.machizu.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.machizu.gauges.Alert;
import org.machizu.gauges.AlertStore;
import org.machizu.gauges.AlertStore.Claimed;
import org.machizu.outbox.OutboxStore.Occasion;
import org.machizu.outbox.RecipientStore.Kept;
import org.machizu.sensors.notify.Decision;
import org.machizu.sensors.notify.Notifier;
import org.machizu.sensors.notify.Pacing;
import org.machizu.sensors.notify.Recipient;
import org.machizu.sensors.notify.Reminders;
import org.machizu.sensors.notify.Situation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes messages of the steps of alerts: takes a step, decides, writes the messages, and only then
 * says that the step is handled. A server that dies in between leaves the step to the next, which
 * finds the messages made.
 */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int AT_ONCE = 50;
  private static final int PAGE = 200;

  /** A town with more alerts that nobody has taken notice of has other troubles. */
  private static final int MOST_REMINDED = 2_000;

  private final AlertStore alerts;
  private final OutboxStore store;
  private final RecipientStore recipients;
  private final Situations situations;
  private final Notifier notifier = new Notifier(Pacing.USUAL);
  private final Reminders reminders = new Reminders(Pacing.USUAL);
  private final Consumer<Claimed> handled;
  private final Clock clock;
  private final String server;

  /**
   * @param handled is told of each step when its messages are made; what it throws leaves the step
   *     to be taken again
   * @param server unguessable, of this start of the server
   */
  Announcer(
      AlertStore alerts,
      OutboxStore store,
      RecipientStore recipients,
      Situations situations,
      Consumer<Claimed> handled,
      Clock clock,
      String server) {
    this.alerts = alerts;
    this.store = store;
    this.recipients = recipients;
    this.situations = situations;
    this.handled = handled;
    this.clock = clock;
    this.server = server;
  }

  private List<Recipient> recipients() {
    return recipients.all().stream().map(Kept::recipient).toList();
  }

  /**
   * Makes the messages of all steps that nobody has handled.
   *
   * @return how many messages are new
   */
  int announce() {
    int made = 0;
    List<Claimed> steps;
    boolean goesOn;
    do {
      steps = alerts.claim(server, LEASE, AT_ONCE);
      List<Recipient> everybody = steps.isEmpty() ? List.of() : recipients();
      goesOn = false;
      for (Claimed step : steps) {
        OptionalInt messages = announce(step, everybody);
        made += messages.orElse(0);
        goesOn |= messages.isPresent();
      }
      // What could not be handled comes again at once: it is left for the next time.
    } while (goesOn && steps.size() == AT_ONCE);
    return made;
  }

  /** How many messages are new; empty when the step could not be handled. */
  private OptionalInt announce(Claimed step, List<Recipient> everybody) {
    try {
      Instant now = clock.instant();
      Alert alert = step.alert();
      Situation situation = situations.of(alert);
      int made =
          store.decide(
              new Occasion(
                  alert.id(),
                  step.event().number(),
                  situation.drill(),
                  Situations.facts(situation)),
              past ->
                  notifier.decide(
                      Situations.step(step.event().what()), situation, everybody, past, now),
              now);
      handled.accept(step);
      alerts.handled(server, List.of(step.event().number()));
      return OptionalInt.of(made);
    } catch (RuntimeException e) {
      LOG.error("step {} of alert {} is left", step.event().number(), step.alert().id(), e);
      return OptionalInt.empty();
    }
  }

  /**
   * Makes the messages that are due because nobody has taken notice.
   *
   * @return how many messages are new
   */
  int remind() {
    AlertStore.Filter waiting = new AlertStore.Filter(null, true, true, null);
    List<Recipient> everybody = List.of();
    long before = Long.MAX_VALUE;
    int made = 0;
    for (int seen = 0; seen < MOST_REMINDED; seen += PAGE) {
      List<Alert> page = alerts.list(waiting, before, PAGE);
      if (everybody.isEmpty() && !page.isEmpty()) {
        everybody = recipients();
      }
      for (Alert alert : page) {
        before = alert.id();
        made += remind(alert, everybody);
      }
      if (page.size() < PAGE) {
        break;
      }
    }
    return made;
  }

  private int remind(Alert alert, List<Recipient> everybody) {
    Instant now = clock.instant();
    Situation situation = situations.of(alert);
    // Mostly nothing is due, and looking keeps no writer waiting.
    Decision due = reminders.due(situation, everybody, store.past(alert.id(), now), now);
    if (due.isNothing()) {
      return 0;
    }
    return store.decide(
        new Occasion(alert.id(), 0, situation.drill(), Situations.facts(situation)),
        past -> reminders.due(situation, everybody, past, now),
        now);
  }
}
