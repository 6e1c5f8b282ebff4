package org.machizu.retention;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a layer's content is kept, and why.
 *
 * @param purpose what the content is kept for
 * @param basis the law or by-law that says so
 * @param features when features go; null when they stay until somebody purges them
 * @param historyDays for how many days past states are kept, those of replaced contents too; null
 *     for always
 * @param kept papers that stay although a feature goes
 */
public record RetentionRule(
    String purpose,
    String basis,
    @Nullable OfFeatures features,
    @Nullable Integer historyDays,
    List<KeptPaper> kept) {
  /** Until then an undo of today's mistakes stays possible. */
  public static final int MIN_HISTORY_DAYS = 1;

  public static final int MAX_HISTORY_DAYS = 36_525;

  /**
   * A feature goes when its day lies longer ago than the period.
   *
   * @param attribute a day or moment; without one the feature stays
   */
  public record OfFeatures(String attribute, Period period) {
    public OfFeatures {
      if (period.isNegative() || period.isZero()) {
        throw new IllegalArgumentException(
            "the period " + period + " is not allowed; give one of a day or longer, as P5Y");
      }
    }

    /** The first day that stays. */
    public LocalDate firstKept(LocalDate today) {
      return today.minus(period);
    }
  }

  /**
   * A paper that the law has kept longer than what it was made from.
   *
   * @param until the last day
   */
  public record KeptPaper(String what, String basis, LocalDate until) {}

  public RetentionRule {
    kept = List.copyOf(kept);
    if (historyDays != null && (historyDays < MIN_HISTORY_DAYS || historyDays > MAX_HISTORY_DAYS)) {
      throw new IllegalArgumentException(
          "%d days of history are not allowed; give %d to %d"
              .formatted(historyDays, MIN_HISTORY_DAYS, MAX_HISTORY_DAYS));
    }
  }
}
