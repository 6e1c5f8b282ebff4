package org.machizu.opendata.feedback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;

/** Messages of residents. A port, with one contract test for every store. */
public interface FeedbackStore {
  /**
   * A message that comes in.
   *
   * @param keyHash of the secret by which its sender follows it
   * @param language of the sender's page: ja, easy or en
   * @param address for the answer; null for none
   */
  record Arrival(
      String section,
      Feedback.About about,
      String text,
      String keyHash,
      String language,
      @Nullable String address,
      Instant at) {}

  /** Where and in which language a sender is answered. */
  record Contact(String address, String language) {}

  /** A step to take. */
  record Wish(String by, FeedbackStep.Kind kind, String text, String section, Instant at) {}

  /** What a step has come to. */
  record Done(Feedback feedback, FeedbackStep step) {}

  /**
   * Takes a message in; returns after the commit.
   *
   * @param entry of the audit log, without its object
   */
  Feedback add(Arrival arrival, AuditEntry entry);

  /** How many came in since a moment. */
  long countSince(Instant moment);

  /**
   * A page of messages, the newest first, before a number.
   *
   * @param sections whose; null for all
   * @param state null: in any
   */
  List<Feedback> list(
      @Nullable Set<String> sections, Feedback.@Nullable State state, long before, int limit);

  Optional<Feedback> find(long number);

  /** The message of a secret. */
  Optional<Feedback> findByKey(String keyHash);

  /** Empty when there is no address, or not any more. */
  Optional<Contact> contact(long number);

  /** What was done with a message, in order. */
  List<FeedbackStep> steps(long number);

  /**
   * Takes a step; returns after the commit.
   *
   * @param expected the version that the desk knows
   * @param entry of the audit log, without its object
   * @throws StaleFeedbackException when it has another version by now, or there is none
   */
  Done step(long number, long expected, Wish wish, AuditEntry entry);

  /**
   * Forgets addresses of messages that were done before a moment, and of all that came before
   * another.
   *
   * @return how many
   */
  int forgetAddresses(Instant doneBefore, Instant receivedBefore);

  /**
   * Forgets words, answers, notes and places of messages that were done before a moment, and with
   * them the address and the secret; what it was about and when stays.
   *
   * @return how many
   */
  int forgetWords(Instant doneBefore);
}
