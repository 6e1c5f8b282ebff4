package org.machizu.permits.papers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps who waits at a terminal, and how often the counter is asked. A port. */
public interface CounterStore {
  /** The last number of a day; who comes then has to wait without one. */
  int MOST_WAITING = 999;

  /**
   * Somebody who waits.
   *
   * @param number from 1 each day, at each terminal
   */
  record Waiting(int number, Instant since) {}

  /**
   * How a terminal stands.
   *
   * @param called the last number that was called that day; 0 before the first
   * @param waiting in the order of their numbers
   */
  record Queue(int called, List<Waiting> waiting) {
    public Queue {
      waiting = List.copyOf(waiting);
    }
  }

  /** Gives the next number of the day; empty when the day has none left. */
  Optional<Waiting> take(String terminal, Instant at);

  /** Calls the first who waits; empty when nobody does. */
  Optional<Waiting> next(String terminal, Instant at);

  /** Somebody waits no longer; false when nobody with that number did. */
  boolean leave(String terminal, int number, Instant at);

  /** How a terminal stands on the day of a moment. */
  Queue queue(String terminal, Instant at);

  /**
   * What is counted.
   *
   * @param channel "open" (anybody by the API or on the map), "desk" or "terminal:NAME"
   * @param district of the site's first lot (大字); "" where there is none
   * @param kind "site", or "past" for one as of a past moment
   */
  record Count(LocalDate day, String channel, String district, String kind) {}

  /** Adds to what was counted. */
  void add(Map<Count, Long> counted);

  /**
   * A sum of what was counted.
   *
   * @param times how often
   */
  record Counted(Count count, long times) {}

  /** What was counted on these days; at most 100,000 sums. */
  List<Counted> counted(LocalDate from, LocalDate to);

  /**
   * How long people waited at a terminal on a day, of those who were called.
   *
   * @param people who were called
   * @param left who went before
   * @param meanS seconds
   * @param longestS seconds
   */
  record WaitingTime(
      LocalDate day, String terminal, long people, long left, long meanS, long longestS) {}

  /** Waiting times by day and terminal. */
  List<WaitingTime> waitingTimes(LocalDate from, LocalDate to);
}
