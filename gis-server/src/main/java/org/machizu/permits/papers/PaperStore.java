package org.machizu.permits.papers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;
import org.machizu.permits.papers.Paper.Content;
import org.machizu.permits.papers.Paper.Draft;
import org.machizu.permits.papers.Paper.State;

/** Keeps papers, the ledger of their fees, and its closings. A port. */
public interface PaperStore {
  /** As many papers, entries or closings are told at once. */
  int MOST_LISTED = 500;

  /**
   * Gives a paper its number: the next of its fiscal year, whichever server asks.
   *
   * @throws YearFullException when the year has no number left
   */
  Paper reserve(Draft draft);

  /**
   * A paper is whole: from now on it is out.
   *
   * @param number of one that is being made
   * @throws IllegalArgumentException when there is none
   */
  Paper issue(PaperNumber number, Content content, AuditEntry entry);

  /**
   * Takes a paper's fee, once.
   *
   * @return the paper; empty when it owes nothing
   */
  Optional<Paper> pay(PaperNumber number, String author, Instant at, AuditEntry entry);

  /**
   * A paper counts no longer; a fee that was paid is given back.
   *
   * @return the paper; empty when it is not out, or void already
   */
  Optional<Paper> annul(
      PaperNumber number, String reason, String author, Instant at, AuditEntry entry);

  Optional<Paper> find(PaperNumber number);

  /**
   * Which papers are wanted.
   *
   * @param from the first day, by the counter's clock
   * @param to the last day
   * @param state null: whatever it is
   * @param before only those with a lower number; null: from the newest
   */
  record Wanted(
      LocalDate from, LocalDate to, @Nullable State state, @Nullable PaperNumber before) {}

  /** Papers, the newest first. */
  List<Paper> list(Wanted wanted, int limit);

  /** What was taken in since the last closing. */
  Takings takings();

  /** The entries of the ledger from one number to another, at most {@link #MOST_LISTED}. */
  List<LedgerEntry> entries(long from, long to);

  /**
   * Closes what was taken in.
   *
   * @param to the last entry that whoever closes has seen; newer ones go into the next closing
   * @return the closing; empty when another was made meanwhile, or there is nothing up to there
   */
  Optional<Closing> close(
      long to, OptionalLong countedYen, String note, String author, Instant at, AuditEntry entry);

  Optional<Closing> findClosing(long number);

  /** Closings, the newest first. */
  List<Closing> closings(int limit);

  /**
   * Papers of one day.
   *
   * @param kind as {@link Paper.Kind#word}
   * @param channel where they were asked for: "desk" or "terminal:NAME"
   * @param papers that are or were out
   * @param voided of these
   * @param pages of all
   * @param paidYen fees taken, of whichever day
   */
  record DaySum(
      LocalDate day,
      String kind,
      String channel,
      long papers,
      long voided,
      long pages,
      long paidYen) {}

  /** Papers by day, kind and channel. */
  List<DaySum> sums(LocalDate from, LocalDate to);
}
