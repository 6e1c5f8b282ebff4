package org.machizu.sensors.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.sensors.notify.Earlier.Fate;
import org.machizu.sensors.notify.Recipient.Audience;
import org.machizu.sensors.notify.Situation.State;

/** Says who is told what when something happens to an alert. */
public final class Notifier {
  private final Pacing pacing;

  public Notifier(Pacing pacing) {
    this.pacing = pacing;
  }

  /**
   * What follows from a step.
   *
   * @param situation the alert as it stands by now, which may be later than the step
   * @param now when it is decided
   */
  public Decision decide(
      Step step, Situation situation, List<Recipient> recipients, Past past, Instant now) {
    Course course = new Course(pacing, situation, recipients, past, now);
    switch (step) {
      case RAISED -> raised(course, recipients);
      case GRAVER -> graver(course, recipients);
      case REOPENED -> reopened(course);
      case CLEARED -> cleared(course);
      case WITHDRAWN -> withdrawn(course);
      case PUBLISHED -> published(course, recipients);
      case RECORDED, DETAILS, MERGED, ACKNOWLEDGED, ASSIGNED -> {}
    }
    return course.decision();
  }

  /**
   * Whether there is still something to be told: neither was it wrong, nor is it told elsewhere.
   */
  private static boolean stands(Situation situation) {
    return situation.state() == State.ACTIVE || situation.state() == State.ENDED;
  }

  private static void raised(Course course, List<Recipient> recipients) {
    if (stands(course.situation())) {
      recipients.forEach(one -> course.tell(one, Purpose.RAISED));
    }
  }

  private static void graver(Course course, List<Recipient> recipients) {
    if (!stands(course.situation())) {
      return;
    }
    for (Recipient one : recipients) {
      boolean knows = course.earlier().stream().anyMatch(e -> isOf(e, one) && e.tells());
      course.tell(one, knows ? Purpose.GRAVER : Purpose.RAISED);
    }
  }

  private static boolean isOf(Earlier earlier, Recipient one) {
    return earlier.recipient().equals(one.id());
  }

  /** Only whoever was told that it is over is told that it is not. */
  private static void reopened(Course course) {
    if (!stands(course.situation())) {
      return;
    }
    for (Address address : Address.of(course.earlier())) {
      Earlier last = address.last();
      if (last.purpose() != Purpose.CLEARED || last.fate() == Fate.NEVER_SENT) {
        continue;
      }
      if (last.fate() == Fate.WAITING) {
        course.callOff(last);
      } else {
        course.send(address, Purpose.REOPENED, last.fate() == Fate.SENT ? null : last.number());
      }
    }
  }

  /** Only whoever was told of it is told that it is over, and after that. */
  private static void cleared(Course course) {
    if (!stands(course.situation())) {
      return;
    }
    for (Address address : Address.of(course.earlier())) {
      Earlier last = address.last();
      if (!last.tells()) {
        continue;
      }
      for (Earlier message : address.messages()) {
        if (message.purpose() == Purpose.REPEAT && message.fate() == Fate.WAITING) {
          course.callOff(message);
        }
      }
      course.send(address, Purpose.CLEARED, address.knows() ? null : last.number());
    }
  }

  /**
   * What has not gone out never does; whoever got it, or may have got it, is told that it was
   * wrong.
   */
  private static void withdrawn(Course course) {
    for (Address address : Address.of(course.earlier())) {
      List<Earlier> wrong = new ArrayList<>();
      Earlier onItsWay = null;
      for (Earlier message : address.messages()) {
        boolean isWrong =
            message.purpose() != Purpose.CORRECTION && message.purpose() != Purpose.TEST;
        if (!isWrong || message.fate() == Fate.NEVER_SENT) {
          continue;
        }
        switch (message.fate()) {
          case WAITING -> course.callOff(message);
          case WAITING_IN_DOUBT -> {
            course.callOff(message);
            wrong.add(message);
          }
          case SENDING -> {
            course.callOff(message);
            onItsWay = message;
          }
          default -> wrong.add(message);
        }
      }
      if (!wrong.isEmpty()) {
        course.correct(address, wrong, null);
      } else if (onItsWay != null) {
        course.correct(address, List.of(onItsWay), onItsWay.number());
      }
    }
  }

  private static void published(Course course, List<Recipient> recipients) {
    if (course.situation().state() != State.ACTIVE) {
      return;
    }
    for (Recipient one : recipients) {
      boolean knows = course.earlier().stream().anyMatch(e -> isOf(e, one) && e.tells());
      if (one.audience() == Audience.PUBLIC && !knows) {
        course.tell(one, Purpose.RAISED);
      }
    }
  }

  /**
   * What one recipient got of the alert by one way.
   *
   * @param messages in the order in which they were made; not empty
   */
  record Address(String recipient, Channel channel, List<Earlier> messages) {
    private record Key(String recipient, Channel channel) {}

    static List<Address> of(List<Earlier> earlier) {
      Map<Key, List<Earlier>> byKey = new LinkedHashMap<>();
      for (Earlier one : earlier) {
        byKey
            .computeIfAbsent(new Key(one.recipient(), one.channel()), k -> new ArrayList<>())
            .add(one);
      }
      List<Address> all = new ArrayList<>();
      byKey.forEach((key, list) -> all.add(new Address(key.recipient(), key.channel(), list)));
      return all;
    }

    /** Whether they know of the alert already, or may know. */
    boolean knows() {
      return messages.stream()
          .anyMatch(
              one -> one.tells() && (one.fate() == Fate.SENT || one.fate() == Fate.ENDED_IN_DOUBT));
    }

    /** The last that went out or will; the last of all when none does. */
    Earlier last() {
      @Nullable Earlier found = null;
      for (Earlier one : messages) {
        if (found == null || one.fate() != Fate.NEVER_SENT) {
          found = one;
        }
      }
      return found == null ? messages.getLast() : found;
    }
  }
}
