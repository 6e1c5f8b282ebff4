package org.machizu.sensors.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.notify.Recipient.Audience;
import org.machizu.sensors.notify.Suppressed.Reason;

/** One decision on its way. */
final class Course {
  private final Pacing pacing;
  private final Situation situation;
  private final List<Recipient> recipients;
  private final Past past;
  private final Instant now;
  private final List<Earlier> earlier;
  private final boolean nobodyOnDuty;

  private final List<Outgoing> messages = new ArrayList<>();
  private final List<Suppressed> suppressed = new ArrayList<>();
  private final List<Long> calledOff = new ArrayList<>();

  Course(Pacing pacing, Situation situation, List<Recipient> recipients, Past past, Instant now) {
    this.pacing = pacing;
    this.situation = situation;
    this.recipients = recipients;
    this.past = past;
    this.now = now;
    this.earlier = past.ofAlert();
    this.nobodyOnDuty =
        recipients.stream()
            .filter(one -> one.audience() == Audience.STAFF && one.escalateAfter().isZero())
            .filter(one -> one.isConcernedBy(situation) && takesPart(one))
            .noneMatch(one -> one.hours().isOnDuty(now));
  }

  Situation situation() {
    return situation;
  }

  List<Earlier> earlier() {
    return earlier;
  }

  Decision decision() {
    return new Decision(messages, suppressed, calledOff);
  }

  void callOff(Earlier message) {
    calledOff.add(message.number());
  }

  private boolean takesPart(Recipient one) {
    return !situation.drill()
        || (one.drills() && (one.audience() == Audience.STAFF || situation.drillIsPublic()));
  }

  /** Why a recipient is not told by a way now; empty: they are. */
  Optional<Reason> hindrance(Recipient one, Channel channel) {
    if (!takesPart(one)) {
      return Optional.of(Reason.DRILL);
    }
    if (one.audience() == Audience.PUBLIC && !situation.published()) {
      return Optional.of(Reason.NOT_CONFIRMED);
    }
    // Who is told at once is told, also by a server whose clock is behind that of the one that
    // wrote the alert down.
    boolean later = !one.escalateAfter().isZero();
    if (later && now.isBefore(situation.raised().plus(one.escalateAfter()))) {
      return Optional.of(Reason.NOT_YET);
    }
    // Danger reaches somebody: when nobody is on duty, all of them are told.
    boolean everybody = situation.isDanger() && nobodyOnDuty;
    if (!everybody && !one.hours().isOnDuty(now)) {
      return Optional.of(Reason.OFF_DUTY);
    }
    boolean rests = channel.type().isForPeople() && one.hours().isQuiet(now);
    return rests && !situation.isDanger() ? Optional.of(Reason.QUIET_HOURS) : Optional.empty();
  }

  /** Tells whoever is concerned, or says why not. */
  void tell(Recipient one, Purpose purpose) {
    if (!one.isConcernedBy(situation)) {
      return;
    }
    for (Channel channel : one.channels()) {
      boolean knows = earlier.stream().anyMatch(e -> e.isTo(one.id(), channel) && e.tells());
      if (purpose == Purpose.RAISED && knows) {
        continue;
      }
      Optional<Reason> reason = hindrance(one, channel);
      if (reason.isPresent()) {
        suppressed.add(new Suppressed(one.id(), channel, purpose, reason.get()));
      } else {
        send(one, channel, purpose, 0);
      }
    }
  }

  void send(Recipient one, Channel channel, Purpose purpose, int round) {
    Message message = Wording.in(one.language()).message(purpose, situation, one.audience());
    messages.add(
        new Outgoing(
            one.id(),
            channel,
            purpose,
            round,
            due(channel),
            situation.isDanger(),
            null,
            one.language(),
            message));
  }

  private Instant due(Channel channel) {
    return pacing.due(channel.type(), situation.isDanger(), past.lately(channel), now);
  }

  /** To whoever got a former message, whatever they are entitled to by now. */
  void send(Notifier.Address address, Purpose purpose, @Nullable Long follows) {
    Optional<Recipient> known = find(address.recipient());
    Language language = known.map(Recipient::language).orElse(Language.JA);
    Wording wording = Wording.in(language);
    Audience audience = known.map(Recipient::audience).orElse(Audience.STAFF);
    Instant due = due(address.channel());
    boolean mayWait = address.channel().type().isForPeople() && !situation.isDanger();
    messages.add(
        new Outgoing(
            address.recipient(),
            address.channel(),
            purpose,
            0,
            mayWait ? known.map(one -> one.hours().afterQuiet(due)).orElse(due) : due,
            situation.isDanger(),
            follows,
            language,
            wording.message(purpose, situation, audience)));
  }

  /** At once and at any hour: somebody acts on what is wrong. */
  void correct(Notifier.Address address, List<Earlier> wrong, @Nullable Long follows) {
    Optional<Recipient> known = find(address.recipient());
    Language language = known.map(Recipient::language).orElse(Language.JA);
    Wording wording = Wording.in(language);
    Audience audience = known.map(Recipient::audience).orElse(Audience.STAFF);
    messages.add(
        new Outgoing(
            address.recipient(),
            address.channel(),
            Purpose.CORRECTION,
            0,
            now,
            true,
            follows,
            language,
            wording.correction(situation, wrong, audience)));
  }

  private Optional<Recipient> find(String id) {
    return recipients.stream().filter(one -> one.id().equals(id)).findFirst();
  }
}
